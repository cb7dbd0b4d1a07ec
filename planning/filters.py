"""Filters of plans, for pages and API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, Unit
from planning.models import Plan, PlanType
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
