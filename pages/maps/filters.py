"""Filters of the map and its list."""

from collections.abc import Collection
from functools import partial
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from goals.models import Goal
from pages.fields import Choice, LongSelect
from pages.guards import Viewer
from planning.filters import positions_bearing_on
from planning.models import Contribution, Plan, Position
from planning.selectors.plans import frameworks_shown, plans_shown


class PlaceFilter(django_filters.FilterSet):
    """Positions with a place, by the plan, by a goal that they bear on, by what they are about.

    Only plans and goals can be chosen that some of the positions belong to, or bear on.
    """

    plan = django_filters.ModelChoiceFilter(queryset=Plan.objects.none(), label=_("Plan"), widget=LongSelect)
    goal = django_filters.ModelChoiceFilter(
        queryset=Goal.objects.none(), method="of_goal", label=_("Bears on the goal"), widget=LongSelect
    )
    aspect = django_filters.ChoiceFilter(
        choices=Position.Aspect, label=_("What the position is about"), empty_label=_("All")
    )

    class Meta:
        model = Position
        fields = ("plan", "goal", "aspect")

    def __init__(
        self, *args: Any, viewer: Viewer, queryset: QuerySet[Position], places: Collection[int], **kwargs: Any
    ) -> None:
        """`places` are the ids of all positions of the queryset."""
        super().__init__(*args, queryset=queryset, **kwargs)
        organisation, is_member = viewer.organisation, viewer.is_member
        self.organisation = organisation
        plans = plans_shown(organisation, to_member=is_member).filter(
            pk__in=Position.objects.filter(pk__among=places).order_by().values("plan")
        )
        self.filters["plan"].queryset = plans
        said = Contribution.objects.filter(recorded_by=organisation, position__among=places).order_by()
        goals = Goal.objects.filter(
            pk__in=said.values("goal"), framework__in=frameworks_shown(organisation, to_member=is_member)
        )
        self.filters["goal"].queryset = goals
        self.form.fields["plan"].widget.choose_later(partial(plan_choices, plans))
        self.form.fields["goal"].widget.choose_later(partial(goal_choices, goals))

    def chosen(self) -> set[int] | None:
        """Ids of the positions that pass; None where nothing is filtered. At most one query."""
        self.form.full_clean()
        if not any(self.form.cleaned_data.values()):
            return None
        return set(self.qs.order_by().values_list("pk", flat=True))

    def of_goal(self, positions: QuerySet[Position], name: str, value: Goal) -> QuerySet[Position]:
        """Positions of which the organisation says that they bear on the goal."""
        return positions.filter(pk__in=positions_bearing_on(self.organisation, value))


def plan_choices(plans: QuerySet[Plan]) -> list[Choice]:
    """All, and each of the plans by its title. One query."""
    return [("", str(_("All"))), *plans.order_by("title", "pk").values_list("pk", "title")]


def goal_choices(goals: QuerySet[Goal]) -> list[Choice]:
    """All, and each of the goals as the reader knows it. One query."""
    language = get_language() or ""
    rows = goals.order_by("code", "title", "pk").values_list("pk", "code", "title", "titles")
    named = ((pk, code, titles.get(language) or title) for pk, code, title, titles in rows)
    return [("", str(_("All"))), *((pk, f"{code} {title}" if code else title) for pk, code, title in named)]
