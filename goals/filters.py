"""Filters of goals, for pages and API."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.filters import IdFilter, WordsFilter, YearFilter
from goals.models import Framework, FrameworkAdoption, Goal, GoalLink, Indicator, Observation, Target
from organisations.filters import OwnFilter
from organisations.models import Organisation, Unit


class GoalFilter(django_filters.FilterSet):
    """Goals that one organisation follows."""

    class Whose:
        """Whose goal it is."""

        OWN = "own"
        ADOPTED = "adopted"
        CHOICES = ((OWN, _("Own")), (ADOPTED, _("Adopted from others")))

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

    whose = django_filters.ChoiceFilter(
        choices=Whose.CHOICES, method="by_owner", label=_("Whose"), empty_label=_("All")
    )

    class Meta:
        model = Goal
        fields = ("q", "level", "framework", "scope", "unit", "whose")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        self.filters["framework"].queryset = Framework.objects.followed_by(organisation)
        self.filters["unit"].queryset = Unit.objects.filter(organisation=organisation)

    def search(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        """Goals that have every word in code, title (in any language) or text."""
        for word in value.split()[:8]:
            found = Q(title__icontains=word) | Q(titles__icontains=word) | Q(text__icontains=word)
            goals = goals.filter(found | Q(code__iexact=word))
        return goals

    def by_owner(self, goals: QuerySet[Goal], name: str, value: str) -> QuerySet[Goal]:
        """The organisation's own goals, or those of others that it follows."""
        own = {"framework__organisation": self.organisation}
        return goals.filter(**own) if value == self.Whose.OWN else goals.exclude(**own)


class KeyedGoalFilter(GoalFilter):
    """The same for programs, which know keys and the goal above."""

    key = django_filters.CharFilter(label=_("Key"))
    parent = IdFilter(field_name="parent_id", label=_("Below"))

    class Meta:
        model = Goal
        fields = (*GoalFilter.Meta.fields, "key", "parent")

    def __init__(self, *args: Any, frameworks: QuerySet[Framework], **kwargs: Any) -> None:
        """`frameworks`: those that can be asked for."""
        super().__init__(*args, **kwargs)
        self.filters["framework"].queryset = frameworks


class FrameworkFilter(OwnFilter):
    """Frameworks that an organisation follows."""

    q = WordsFilter("title", "key")
    key = django_filters.CharFilter(label=_("Key"))
    level = django_filters.ChoiceFilter(choices=Framework.Level, label=_("Level"))

    class Meta:
        model = Framework
        fields = ("q", "key", "level")


class FrameworkAdoptionFilter(OwnFilter):
    """Which frameworks of others an organisation follows."""

    framework = IdFilter(field_name="framework_id", label=_("Framework"))

    class Meta:
        model = FrameworkAdoption
        fields = ("framework",)


class GoalLinkFilter(OwnFilter):
    """Links between goals."""

    q = WordsFilter("rationale")
    key = django_filters.CharFilter(label=_("Key"))
    source = IdFilter(field_name="source_id", label=_("From goal"))
    target = IdFilter(field_name="target_id", label=_("To goal"))
    relation = django_filters.ChoiceFilter(choices=GoalLink.Relation, label=_("Relation"))

    class Meta:
        model = GoalLink
        fields = ("q", "key", "source", "target", "relation")


class IndicatorFilter(OwnFilter):
    """Indicators."""

    q = WordsFilter("title", "key", "external_id")
    key = django_filters.CharFilter(label=_("Key"))
    value_type = django_filters.ChoiceFilter(choices=Indicator.ValueType, label=_("What is measured"))

    class Meta:
        model = Indicator
        fields = ("q", "key", "value_type")


class TargetFilter(OwnFilter):
    """Targets of goals."""

    key = django_filters.CharFilter(label=_("Key"))
    goal = IdFilter(field_name="goal_id", label=_("Goal"))
    indicator = IdFilter(field_name="indicator_id", label=_("Indicator"))
    year = YearFilter(label=_("Year"))

    class Meta:
        model = Target
        fields = ("key", "goal", "indicator", "year")


class ObservationFilter(OwnFilter):
    """Values of indicators."""

    q = WordsFilter("note", "source")
    indicator = IdFilter(field_name="indicator_id", label=_("Indicator"))
    year = YearFilter(label=_("Year"))
    gender = django_filters.ChoiceFilter(choices=Observation.Gender, label=_("Gender"))
    kind = django_filters.ChoiceFilter(choices=Observation.Kind, label=_("Kind"))

    class Meta:
        model = Observation
        fields = ("q", "indicator", "year", "gender", "kind")
