"""Filters of organisations and units, and the base of filters of what belongs to one organisation."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import IdFilter, WordsFilter
from organisations.models import Membership, Organisation, Unit


class OwnFilter(django_filters.FilterSet):
    """Things of one organisation; its units are named by their keys, everything else by its id."""

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def of_unit(self, rows: Any, name: str, value: str) -> Any:
        """What a unit of the organisation answers for."""
        return rows.filter(unit__organisation=self.organisation, unit__key=value)


class OrganisationFilter(django_filters.FilterSet):
    """Organisations by what they are."""

    q = WordsFilter("name", "key", "code")
    key = django_filters.CharFilter(label=_("Key"))
    kind = django_filters.ChoiceFilter(choices=Organisation.Kind, label=_("Kind"))

    class Meta:
        model = Organisation
        fields = ("q", "key", "kind")


class UnitFilter(OwnFilter):
    """Units of an organisation."""

    q = WordsFilter("name", "key")
    key = django_filters.CharFilter(label=_("Key"))
    kind = django_filters.ChoiceFilter(choices=Unit.Kind, label=_("Kind"))
    parent = IdFilter(field_name="parent_id", label=_("Below"))

    class Meta:
        model = Unit
        fields = ("q", "key", "kind", "parent")


class MembershipFilter(OwnFilter):
    """People of an organisation by role, and by the unit that they work for."""

    q = WordsFilter("user__name", "user__email")
    role = django_filters.ChoiceFilter(choices=Membership.Role, label=_("Role"))
    unit = django_filters.CharFilter(method="of_unit", label=_("Works for"))

    class Meta:
        model = Membership
        fields = ("q", "role", "unit")

    def of_unit(self, rows: Any, name: str, value: str) -> Any:
        """Who works for a unit of the organisation."""
        return rows.filter(units__organisation=self.organisation, units__key=value)
