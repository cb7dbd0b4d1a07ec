"""Filters of the list of goals: the goal's own, and those of its chain."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from alignment.filters import ReportedGoalFilter
from goals.models import Framework, Goal
from pages.guards import Viewer
from pages.reports import goal_alignments, reader
from pages.words import STAGE_NAMES, STAGES

WHOLE = ReportedGoalFilter.WHOLE


class GoalPageFilter(ReportedGoalFilter):
    """Goals of the latest report that the viewer may see; frameworks and stages in words to choose among."""

    class Meta:
        model = Goal
        fields = ("q", "framework", "whose", "weakest")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader(viewer), **kwargs)
        for name in ("level", "scope", "unit"):
            del self.filters[name]
        names = ((stage, STAGE_NAMES[stage]) for stage in STAGES)
        self.filters["weakest"].extra["choices"] = [*names, (WHOLE, _("None: the chain is whole"))]
        seen = goal_alignments(viewer).order_by().values("framework_id")
        self.filters["framework"].queryset = Framework.objects.filter(pk__in=seen).order_by("title")
