"""Filters of what reports say, for pages and API."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from alignment.models import Finding, MatrixCell
from core.filters import IdFilter
from organisations.filters import OwnFilter
from organisations.models import Organisation, Unit
from planning.models import Plan

COORDINATORS = "-"


class MatrixFilter(OwnFilter):
    """Cells of the matrix by plan and goal, and by what these are of."""

    plan = IdFilter(field_name="plan_id", label=_("Plan"))
    goal = IdFilter(field_name="goal_id", label=_("Goal"))
    framework = IdFilter(field_name="goal__framework_id", label=_("Framework"))
    unit = django_filters.CharFilter(method="of_unit", label=_("Responsible unit"))

    class Meta:
        model = MatrixCell
        fields = ("plan", "goal", "framework", "unit")

    def of_unit(self, rows: QuerySet[MatrixCell], name: str, value: str) -> QuerySet[MatrixCell]:
        """Cells of the plans that a unit of the organisation answers for."""
        return rows.filter(plan__unit__organisation=self.organisation, plan__unit__key=value)


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
