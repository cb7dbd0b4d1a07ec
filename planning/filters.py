"""Filters of plans, for pages and API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.filters import FlagFilter, IdFilter, WordsFilter, YearFilter
from goals.models import Goal
from organisations.filters import OwnFilter
from organisations.models import Organisation, Unit
from planning.models import (
    BudgetLine,
    Conflict,
    Contribution,
    HandOver,
    Measure,
    Plan,
    PlanAdoption,
    PlanEvent,
    PlanLink,
    PlanType,
    Position,
    PositionLink,
    Section,
    StatusUpdate,
)
from planning.models.plans import PlanQuerySet
from planning.selectors.plans import Phase


def positions_bearing_on(organisation: Organisation, goal: Goal) -> Any:
    """Ids of the positions of which the organisation says that they bear on the goal."""
    said = Contribution.objects.filter(recorded_by=organisation, position__isnull=False, goal=goal)
    return said.order_by().values("position")


class PlanFilter(django_filters.FilterSet):
    """Plans of one organisation: its own and those that it has adopted. Expects plans with `phase`."""

    class Origin:
        """Whose plan it is."""

        OWN = "own"
        ADOPTED = "adopted"
        CHOICES = ((OWN, _("Own")), (ADOPTED, _("Adopted from others")))

    class Check:
        """Whether the currency of a plan in effect is to be checked."""

        DUE = "due"
        UNPLANNED = "unplanned"
        CHOICES = ((DUE, _("To be checked now")), (UNPLANNED, _("No check planned")))

    q = django_filters.CharFilter(method="search", label=_("Search among plans"))
    phase = django_filters.ChoiceFilter(choices=Phase, label=_("Phase"), empty_label=_("All"))
    status = django_filters.MultipleChoiceFilter(choices=Plan.Status, label=_("Status"))
    family = django_filters.ChoiceFilter(
        field_name="type__family", choices=PlanType.Family, label=_("Sort"), empty_label=_("All")
    )
    unit = django_filters.ModelChoiceFilter(
        queryset=Unit.objects.none(), to_field_name="key", label=_("Responsible unit"), empty_label=_("All")
    )
    origin = django_filters.ChoiceFilter(
        choices=Origin.CHOICES, method="of_origin", label=_("Whose"), empty_label=_("All")
    )

    check = django_filters.ChoiceFilter(
        choices=Check.CHOICES, method="of_check", label=_("Check of currency"), empty_label=_("All")
    )

    class Meta:
        model = Plan
        fields = ("q", "phase", "status", "family", "unit", "origin", "check")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.filters["unit"].queryset = Unit.objects.filter(organisation=organisation)

    def search(self, plans: QuerySet[Plan], name: str, value: str) -> QuerySet[Plan]:
        """Plans that have every word in title, summary, key, paragraph or case number."""
        for word in value.split()[:8]:
            found = Q(title__icontains=word) | Q(summary__icontains=word)
            plans = plans.filter(
                found | Q(key__icontains=word) | Q(reference__icontains=word) | Q(case_number__icontains=word)
            )
        return plans

    def of_origin(self, plans: QuerySet[Plan], name: str, value: str) -> QuerySet[Plan]:
        """The organisation's own plans, or those of others."""
        own = Q(organisation=self.organisation)
        return plans.filter(own if value == self.Origin.OWN else ~own)

    def of_check(self, plans: PlanQuerySet, name: str, value: str) -> QuerySet[Plan]:
        """Plans in effect whose day of checking has come, or that have none."""
        today = self.organisation.today()
        if value == self.Check.UNPLANNED:
            return plans.current(today).filter(next_check_on__isnull=True)
        return plans.current(today).filter(next_check_on__lte=today)


class KeyedPlanFilter(PlanFilter):
    """The same for programs, which know keys."""

    key = django_filters.CharFilter(label=_("Key"))

    class Meta:
        model = Plan
        fields = (*PlanFilter.Meta.fields, "key")


class PlanTypeFilter(OwnFilter):
    """Types of plans."""

    q = WordsFilter("name", "key")
    key = django_filters.CharFilter(label=_("Key"))
    family = django_filters.ChoiceFilter(choices=PlanType.Family, label=_("Sort"))

    class Meta:
        model = PlanType
        fields = ("q", "key", "family")


class PlanAdoptionFilter(OwnFilter):
    """Which plans of others an organisation has adopted."""

    q = WordsFilter("reference")
    plan = IdFilter(field_name="plan_id", label=_("Plan"))

    class Meta:
        model = PlanAdoption
        fields = ("q", "plan")


class PlanEventFilter(OwnFilter):
    """Steps in the courses of plans."""

    q = WordsFilter("title", "text")
    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    status = django_filters.ChoiceFilter(choices=Plan.Status, label=_("Status"))

    class Meta:
        model = PlanEvent
        fields = ("q", "plan", "status")


class SectionFilter(OwnFilter):
    """Sections of plans."""

    q = WordsFilter("heading", "body")
    key = django_filters.CharFilter(label=_("Key"))
    plan = IdFilter(field_name="plan_id", label=_("Plan"))

    class Meta:
        model = Section
        fields = ("q", "key", "plan")


class PositionFilter(OwnFilter):
    """Positions of plans."""

    q = django_filters.CharFilter(method="search", label=_("Search"))
    key = django_filters.CharFilter(label=_("Key"))
    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    status = django_filters.ChoiceFilter(choices=Position.Status, label=_("Status"))
    spatial = FlagFilter(label=_("About land and water"))
    aspect = django_filters.ChoiceFilter(choices=Position.Aspect, label=_("What the position is about"))
    goal = django_filters.ModelChoiceFilter(
        queryset=Goal.objects.none(), method="of_goal", label=_("Bears on the goal")
    )
    unit = django_filters.CharFilter(method="of_unit", label=_("Responsible unit"))

    class Meta:
        model = Position
        fields = ("q", "key", "plan", "status", "spatial", "aspect", "goal", "unit")

    def __init__(self, *args: Any, goals: QuerySet[Goal], **kwargs: Any) -> None:
        """`goals`: those that the reader is shown, by which it can be asked."""
        super().__init__(*args, **kwargs)
        self.filters["goal"].queryset = goals

    def of_goal(self, positions: QuerySet[Position], name: str, value: Goal) -> QuerySet[Position]:
        """Positions of which the organisation says that they bear on the goal."""
        return positions.filter(pk__in=positions_bearing_on(self.organisation, value))

    def search(self, positions: QuerySet[Position], name: str, value: str) -> QuerySet[Position]:
        """Positions that have every word in code, statement or rationale."""
        for word in value.split()[:8]:
            found = Q(statement__icontains=word) | Q(rationale__icontains=word)
            positions = positions.filter(found | Q(code__iexact=word))
        return positions


class MeasureFilter(OwnFilter):
    """Measures of plans."""

    q = django_filters.CharFilter(method="search", label=_("Search"))
    key = django_filters.CharFilter(label=_("Key"))
    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    status = django_filters.MultipleChoiceFilter(choices=Measure.Status, label=_("Status"))
    funding = django_filters.ChoiceFilter(choices=Measure.Funding, label=_("Funding"))
    unit = django_filters.CharFilter(method="of_unit", label=_("Responsible unit"))

    class Meta:
        model = Measure
        fields = ("q", "key", "plan", "status", "funding", "unit")

    def search(self, measures: QuerySet[Measure], name: str, value: str) -> QuerySet[Measure]:
        """Measures that have every word in code, title or text."""
        for word in value.split()[:8]:
            found = Q(title__icontains=word) | Q(text__icontains=word)
            measures = measures.filter(found | Q(code__iexact=word))
        return measures


class StatusUpdateFilter(OwnFilter):
    """What was said of measures."""

    q = WordsFilter("text")
    measure = IdFilter(field_name="measure_id", label=_("Measure"))

    class Meta:
        model = StatusUpdate
        fields = ("q", "measure")


class BudgetLineFilter(OwnFilter):
    """Money for measures."""

    measure = IdFilter(field_name="measure_id", label=_("Measure"))
    year = YearFilter(label=_("Year"))
    kind = django_filters.ChoiceFilter(choices=BudgetLine.Kind, label=_("Kind"))
    status = django_filters.ChoiceFilter(choices=BudgetLine.Status, label=_("Status"))

    class Meta:
        model = BudgetLine
        fields = ("measure", "year", "kind", "status")


class ContributionFilter(OwnFilter):
    """How items bear on goals."""

    q = WordsFilter("rationale")
    goal = IdFilter(field_name="goal_id", label=_("Goal"))
    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    position = IdFilter(field_name="position_id", label=_("Position"))
    measure = IdFilter(field_name="measure_id", label=_("Measure"))

    class Meta:
        model = Contribution
        fields = ("q", "goal", "plan", "position", "measure")


class PlanLinkFilter(OwnFilter):
    """Links between plans."""

    q = WordsFilter("rationale")
    source = IdFilter(field_name="source_id", label=_("From plan"))
    target = IdFilter(field_name="target_id", label=_("To plan"))
    relation = django_filters.ChoiceFilter(choices=PlanLink.Relation, label=_("Relation"))

    class Meta:
        model = PlanLink
        fields = ("q", "source", "target", "relation")


class PositionLinkFilter(OwnFilter):
    """Links between positions."""

    q = WordsFilter("rationale")
    source = IdFilter(field_name="source_id", label=_("From position"))
    target = IdFilter(field_name="target_id", label=_("To position"))
    relation = django_filters.ChoiceFilter(choices=PositionLink.Relation, label=_("Relation"))

    class Meta:
        model = PositionLink
        fields = ("q", "source", "target", "relation")


class HandOverFilter(OwnFilter):
    """Hand-overs to the comprehensive plan."""

    q = WordsFilter("rationale", "answer")
    source = IdFilter(field_name="source_id", label=_("From position"))
    state = django_filters.ChoiceFilter(choices=HandOver.State, label=_("State"))

    class Meta:
        model = HandOver
        fields = ("q", "source", "state")


class ConflictFilter(django_filters.FilterSet):
    """Conflicts of one organisation by how far they have come and who answers for them."""

    status = django_filters.ChoiceFilter(choices=Conflict.Status, label=_("Status"), empty_label=_("All"))
    unit = django_filters.ModelChoiceFilter(
        queryset=Unit.objects.none(), to_field_name="key", label=_("Responsible unit"), empty_label=_("All")
    )

    class Meta:
        model = Conflict
        fields = ("status", "unit")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["unit"].queryset = Unit.objects.filter(organisation=organisation)


class KeyedConflictFilter(ConflictFilter):
    """The same for programs: by key and by words."""

    q = WordsFilter("title", "considered", "arguments_for", "arguments_against", "resolution")
    key = django_filters.CharFilter(label=_("Key"))

    class Meta:
        model = Conflict
        fields = ("q", *ConflictFilter.Meta.fields, "key")
