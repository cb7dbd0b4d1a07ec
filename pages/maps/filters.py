"""Filters of the map and its list."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from goals.models import Goal
from pages.guards import Viewer
from planning.filters import positions_bearing_on
from planning.models import Contribution, Plan, Position
from planning.selectors.plans import frameworks_shown, plans_shown


class PlaceFilter(django_filters.FilterSet):
    """Positions with a place, by the plan, by a goal that they bear on, by what they are about.

    Only plans and goals can be chosen that some of the positions belong to, or bear on.
    """

    plan = django_filters.ModelChoiceFilter(
        queryset=Plan.objects.none(), label=_("Plan"), empty_label=_("All")
    )
    goal = django_filters.ModelChoiceFilter(
        queryset=Goal.objects.none(), method="of_goal", label=_("Bears on the goal"), empty_label=_("All")
    )
    aspect = django_filters.ChoiceFilter(
        choices=Position.Aspect, label=_("What the position is about"), empty_label=_("All")
    )

    class Meta:
        model = Position
        fields = ("plan", "goal", "aspect")

    def __init__(self, *args: Any, viewer: Viewer, queryset: QuerySet[Position], **kwargs: Any) -> None:
        super().__init__(*args, queryset=queryset, **kwargs)
        self.organisation = viewer.organisation
        said = Contribution.objects.filter(recorded_by=viewer.organisation, position__isnull=False)
        organisation, is_member = viewer.organisation, viewer.is_member
        places = queryset.order_by().values("pk")
        shown = plans_shown(organisation, to_member=is_member)
        plans = shown.filter(pk__in=queryset.order_by().values("plan"))
        self.filters["plan"].queryset = plans.only("title").order_by("title", "pk")
        goals = Goal.objects.filter(
            pk__in=said.filter(position__in=places).values("goal"),
            framework__in=frameworks_shown(organisation, to_member=is_member),
        )
        self.filters["goal"].queryset = goals.only("code", "title", "titles").order_by("code", "title", "pk")

    def of_goal(self, positions: QuerySet[Position], name: str, value: Goal) -> QuerySet[Position]:
        """Positions of which the organisation says that they bear on the goal."""
        return positions.filter(pk__in=positions_bearing_on(self.organisation, value))
