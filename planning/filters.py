"""Filters of plans, for pages and API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.filters import FlagFilter, IdFilter, YearFilter
from organisations.filters import OwnFilter
from organisations.models import Organisation, Unit
from planning.models import (
    BudgetLine,
    Conflict,
    Contribution,
    HandOver,
    Measure,
    Plan,
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

    key = django_filters.CharFilter(label=_("Key"))
    family = django_filters.ChoiceFilter(choices=PlanType.Family, label=_("Sort"))

    class Meta:
        model = PlanType
        fields = ("key", "family")


class PlanEventFilter(OwnFilter):
    """Steps in the courses of plans."""

    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    status = django_filters.ChoiceFilter(choices=Plan.Status, label=_("Status"))

    class Meta:
        model = PlanEvent
        fields = ("plan", "status")


class SectionFilter(OwnFilter):
    """Sections of plans."""

    key = django_filters.CharFilter(label=_("Key"))
    plan = IdFilter(field_name="plan_id", label=_("Plan"))

    class Meta:
        model = Section
        fields = ("key", "plan")


class PositionFilter(OwnFilter):
    """Positions of plans."""

    q = django_filters.CharFilter(method="search", label=_("Search"))
    key = django_filters.CharFilter(label=_("Key"))
    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    status = django_filters.ChoiceFilter(choices=Position.Status, label=_("Status"))
    spatial = FlagFilter(label=_("About land and water"))
    unit = django_filters.CharFilter(method="of_unit", label=_("Responsible unit"))

    class Meta:
        model = Position
        fields = ("q", "key", "plan", "status", "spatial", "unit")

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

    measure = IdFilter(field_name="measure_id", label=_("Measure"))

    class Meta:
        model = StatusUpdate
        fields = ("measure",)


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

    goal = IdFilter(field_name="goal_id", label=_("Goal"))
    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    position = IdFilter(field_name="position_id", label=_("Position"))
    measure = IdFilter(field_name="measure_id", label=_("Measure"))

    class Meta:
        model = Contribution
        fields = ("goal", "plan", "position", "measure")


class PlanLinkFilter(OwnFilter):
    """Links between plans."""

    source = IdFilter(field_name="source_id", label=_("From plan"))
    target = IdFilter(field_name="target_id", label=_("To plan"))
    relation = django_filters.ChoiceFilter(choices=PlanLink.Relation, label=_("Relation"))

    class Meta:
        model = PlanLink
        fields = ("source", "target", "relation")


class PositionLinkFilter(OwnFilter):
    """Links between positions."""

    source = IdFilter(field_name="source_id", label=_("From position"))
    target = IdFilter(field_name="target_id", label=_("To position"))
    relation = django_filters.ChoiceFilter(choices=PositionLink.Relation, label=_("Relation"))

    class Meta:
        model = PositionLink
        fields = ("source", "target", "relation")


class HandOverFilter(OwnFilter):
    """Hand-overs to the comprehensive plan."""

    source = IdFilter(field_name="source_id", label=_("From position"))
    state = django_filters.ChoiceFilter(choices=HandOver.State, label=_("State"))

    class Meta:
        model = HandOver
        fields = ("source", "state")


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
