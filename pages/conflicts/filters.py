"""Filters of the list of conflicts."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, Unit
from planning.models import Conflict


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
