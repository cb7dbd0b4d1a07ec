"""Filters of what reports say, for pages and API."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from alignment.engine import STAGES
from alignment.models import Finding, MatrixCell
from alignment.selectors.latest import Reader, breaking_at
from core.filters import IdFilter
from goals.filters import GoalFilter, KeyedGoalFilter
from goals.models import Framework, Goal
from organisations.filters import OwnFilter
from organisations.models import Organisation, Unit
from planning.filters import PlanFilter
from planning.models import Plan, PlanType

COORDINATORS = "-"


class ReportedGoalFilter(GoalFilter):
    """Goals of the latest report, also by the weakest link of their chains."""

    #: Of a goal whose chain breaks nowhere.
    WHOLE = "none"

    weakest = django_filters.ChoiceFilter(
        choices=[(stage, stage) for stage in (*STAGES, WHOLE)],
        method="by_weakest",
        label=_("Weakest link"),
        empty_label=_("All"),
    )

    class Meta:
        model = Goal
        fields = (*GoalFilter.Meta.fields, "weakest")

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        """`reader`: who reads the report."""
        super().__init__(*args, organisation=reader.organisation, **kwargs)
        self.reader = reader

    def by_weakest(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        """Goals whose chain breaks first at a stage, or nowhere."""
        stage = None if value == self.WHOLE else value
        return goals.filter(pk__in=breaking_at(self.reader, stage))


class KeyedReportedGoalFilter(ReportedGoalFilter, KeyedGoalFilter):
    """The same for programs, which know keys and the goal above."""

    class Meta:
        model = Goal
        fields = (*ReportedGoalFilter.Meta.fields, "key", "parent")


def of_plans(organisation: Organisation, *, family: str = "", unit: str = "", origin: str = "") -> Q:
    """Rows of plans of a sort, of a unit of the organisation (by its key), its own or those of others."""
    chosen = Q()
    if family:
        chosen &= Q(plan__type__family=family)
    if unit:
        chosen &= Q(plan__unit__key=unit, plan__unit__organisation=organisation)
    if origin:
        own = Q(plan__organisation=organisation)
        chosen &= own if origin == PlanFilter.Origin.OWN else ~own
    return chosen


class MatrixFilter(OwnFilter):
    """Cells of the matrix by plan and goal, and by what these are of."""

    level = django_filters.ChoiceFilter(
        field_name="goal__framework__level", choices=Framework.Level, label=_("Level of the goals")
    )
    family = django_filters.ChoiceFilter(choices=PlanType.Family, method="of_plans", label=_("Sort of plan"))
    origin = django_filters.ChoiceFilter(
        choices=PlanFilter.Origin.CHOICES, method="of_plans", label=_("Whose plans")
    )
    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    goal = IdFilter(field_name="goal_id", label=_("Goal"))
    framework = IdFilter(field_name="goal__framework_id", label=_("Framework"))
    unit = django_filters.CharFilter(method="of_plans", label=_("Responsible unit"))

    class Meta:
        model = MatrixCell
        fields = ("level", "framework", "family", "unit", "origin", "plan", "goal")

    def of_plans(self, rows: QuerySet[MatrixCell], name: str, value: str) -> QuerySet[MatrixCell]:
        """Cells of the plans of a sort, that a unit of the organisation answers for, or of one owner."""
        return rows.filter(of_plans(self.organisation, **{name: value}))


class FindingFilter(django_filters.FilterSet):
    """Findings (brister) of one organisation."""

    class State:
        """Whether somebody has acknowledged it."""

        OPEN = "open"
        ACKNOWLEDGED = "acknowledged"
        CHOICES = ((OPEN, _("Open")), (ACKNOWLEDGED, _("Acknowledged")))

    q = django_filters.CharFilter(method="search", label=_("Search among findings"))
    code = django_filters.ChoiceFilter(label=_("What"), empty_label=_("All"))
    severity = django_filters.ChoiceFilter(
        choices=Finding.Severity, label=_("Severity"), empty_label=_("All")
    )
    decides = django_filters.ChoiceFilter(
        choices=Finding.Decides, label=_("Who decides"), empty_label=_("All")
    )
    unit = django_filters.ChoiceFilter(method="of_unit", label=_("Who acts"), empty_label=_("All"))
    # A municipality has hundreds of plans: one comes here from the plan's page, not from a list of them.
    plan = django_filters.ModelChoiceFilter(queryset=Plan.objects.none(), widget=HiddenInput)
    state = django_filters.ChoiceFilter(
        choices=State.CHOICES, method="in_state", label=_("State"), empty_label=_("All")
    )

    class Meta:
        model = Finding
        fields = ("q", "code", "severity", "decides", "unit", "plan", "state")

    def __init__(
        self, *args: Any, organisation: Organisation, codes: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        """`codes`: what can be asked for, with its name."""
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.filters["code"].extra["choices"] = list(codes)
        units = Unit.objects.filter(organisation=organisation).values_list("key", "name")
        self.filters["unit"].extra["choices"] = [(COORDINATORS, _("The coordinators")), *units]
        # Choices name nothing but what the findings at hand are about: the public has fewer of them.
        self.filters["plan"].queryset = Plan.objects.filter(
            pk__in=self.queryset.order_by().values("plan_id")
        ).select_related("organisation")

    def search(self, findings: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        """Findings that have every word in their subjects' titles or keys."""
        for word in value.split()[:8]:
            about = Q(goal__title__icontains=word) | Q(goal__titles__icontains=word)
            findings = findings.filter(about | Q(plan__title__icontains=word) | Q(subjects__icontains=word))
        return findings

    def of_unit(self, findings: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        """Findings that a unit, or the coordinators, should put right."""
        if value == COORDINATORS:
            return findings.filter(unit=None)
        return findings.filter(unit__organisation=self.organisation, unit__key=value)

    def in_state(self, findings: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        """Open findings, or those that somebody has acknowledged."""
        return findings.filter(acknowledged_at__isnull=value == self.State.OPEN)
