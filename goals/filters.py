"""Filters of goals, for pages and API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from goals.models import Framework, Goal
from organisations.models import Organisation, Unit


class GoalFilter(django_filters.FilterSet):
    """Goals that one organisation follows."""

    q = django_filters.CharFilter(method="search", label=_("Search among goals"))
    level = django_filters.ChoiceFilter(
        field_name="framework__level", choices=Framework.Level, label=_("Level"), empty_label=_("All")
    )
    framework = django_filters.ModelChoiceFilter(
        queryset=Framework.objects.none(), label=_("Framework"), empty_label=_("All")
    )
    scope = django_filters.ChoiceFilter(choices=Goal.Scope, label=_("Who answers"), empty_label=_("All"))
    unit = django_filters.ModelChoiceFilter(
        queryset=Unit.objects.none(), to_field_name="key", label=_("Responsible unit"), empty_label=_("All")
    )

    class Meta:
        model = Goal
        fields = ("q", "level", "framework", "scope", "unit")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["framework"].queryset = Framework.objects.followed_by(organisation)
        self.filters["unit"].queryset = Unit.objects.filter(organisation=organisation)

    def search(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        """Goals that have every word in code, title (in any language) or text."""
        for word in value.split()[:8]:
            found = Q(title__icontains=word) | Q(titles__icontains=word) | Q(text__icontains=word)
            goals = goals.filter(found | Q(code__iexact=word))
        return goals
