"""Filters of the list of goals: the goal's own, and those of its chain."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from goals.filters import GoalFilter
from goals.models import Framework, Goal
from pages.guards import Viewer
from pages.reports import goal_alignments
from pages.words import STAGE_NAMES, STAGES

WHOLE = "none"


class GoalPageFilter(GoalFilter):
    """Goals of the latest report that the viewer may see; also by whose they are and by the weakest link."""

    whose = django_filters.ChoiceFilter(
        method="by_owner",
        label=_("Whose"),
        empty_label=_("All"),
        choices=[("own", _("Own")), ("adopted", _("Adopted from others"))],
    )
    weakest = django_filters.ChoiceFilter(
        method="by_weakest",
        label=_("Weakest link"),
        empty_label=_("All"),
        choices=[*((stage, STAGE_NAMES[stage]) for stage in STAGES), (WHOLE, _("None: the chain is whole"))],
    )

    class Meta:
        model = Goal
        fields = ("q", "framework", "whose", "weakest")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, organisation=viewer.organisation, **kwargs)
        self.viewer = viewer
        for name in ("level", "scope", "unit"):
            del self.filters[name]
        seen = goal_alignments(viewer).order_by().values("framework_id")
        self.filters["framework"].queryset = Framework.objects.filter(pk__in=seen).order_by("title")

    def by_owner(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        """The organisation's own goals, or those of others that it follows."""
        own = {"framework__organisation": self.viewer.organisation}
        return goals.filter(**own) if value == "own" else goals.exclude(**own)

    def by_weakest(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        """Goals whose chain breaks first at a stage, or nowhere."""
        stage = None if value == WHOLE else value
        return goals.filter(pk__in=goal_alignments(self.viewer).filter(weakest_link=stage).values("goal_id"))
