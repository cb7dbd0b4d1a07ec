"""The shapes of what is kept of a strategy, as the API says them: empty texts are null."""

from typing import Any

from rest_framework import serializers

from strategy.models import PlanNeed, PopulationFigure, Requirement, Robustness, Verdict
from strategy.selectors.contents import Contents


def _text() -> serializers.CharField:
    return serializers.CharField(allow_null=True)


def _whole() -> serializers.IntegerField:
    return serializers.IntegerField(allow_null=True)


class NamedSerializer(serializers.Serializer[Any]):
    """A goal or a plan by its id, what it was called, and in which language."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    language = _text()


class KeptVerdictSerializer(serializers.Serializer[Any]):
    """What is judged of a requirement, and why."""

    requirement = serializers.ChoiceField(Requirement.choices)
    verdict = serializers.ChoiceField(Verdict.choices)
    reason = _text()


class KeptStanceSerializer(serializers.Serializer[Any]):
    """What the council means to do with a plan; `plan` is null for a new one. Quarters are 2027-Q1."""

    key = serializers.CharField()
    plan = _whole()
    name = serializers.CharField()
    language = _text()
    type = _text()
    law = _text()
    adopted_on = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)
    stance = serializers.ChoiceField(PlanNeed.Stance.choices)
    reason = _text()
    priority = serializers.ChoiceField(PlanNeed.Priority.choices, allow_null=True)
    unit = _text()
    start = _text()
    decision = _text()
    person_months = _whole()
    cost = _whole()
    actors = serializers.ChoiceField(PlanNeed.Actors.choices, allow_null=True)
    others = _text()


class KeptConditionSerializer(serializers.Serializer[Any]):
    """What has changed, and what that does to which goals and plans."""

    key = serializers.CharField()
    title = serializers.CharField()
    effect = _text()
    source = _text()  # type: ignore[assignment]  # the field is called so everywhere
    indicator = _text()
    unit = _text()
    goals = NamedSerializer(many=True)
    plans = NamedSerializer(many=True)


class KeptCapacitySerializer(serializers.Serializer[Any]):
    """What a unit can put into planning in each quarter from `first` to `last`."""

    unit = serializers.CharField()
    first = serializers.CharField()
    last = serializers.CharField()
    person_months = serializers.IntegerField()
    money = _whole()


class KeptScenarioSerializer(serializers.Serializer[Any]):
    """A future that the council plans for."""

    key = serializers.CharField()
    title = serializers.CharField()
    population = _whole()
    year = _whole()
    drivers = _text()
    nearness = _text()
    mobility = _text()
    digital = _text()
    unit = _text()


class KeptRobustnessSerializer(serializers.Serializer[Any]):
    """How a goal, or a position of a plan, fares under the scenario of that key, which was called `under`."""

    scenario = serializers.CharField()
    under = serializers.CharField()
    goal = _whole()
    position = _whole()
    plan = _whole()
    name = serializers.CharField()
    language = _text()
    verdict = serializers.ChoiceField(Robustness.Verdict.choices)
    reason = _text()


class KeptPopulationSerializer(serializers.Serializer[Any]):
    """How many inhabitants are aimed at, forecast, or were there; with an `indicator`, what that said."""

    sort = serializers.ChoiceField(PopulationFigure.Sort.choices)
    number = serializers.FloatField(allow_null=True)
    year = _whole()
    source = _text()  # type: ignore[assignment]  # the field is called so everywhere
    indicator = _text()


class ContentsSerializer(serializers.Serializer[Any]):
    """All that a strategy says; `missing` are laws that ask for a plan that is not there."""

    title = serializers.CharField()
    unit = _text()
    county_basis_on = serializers.DateField(allow_null=True)
    verdicts = KeptVerdictSerializer(many=True)
    stances = KeptStanceSerializer(many=True)
    missing = serializers.ListField(child=serializers.CharField())
    conditions = KeptConditionSerializer(many=True)
    capacities = KeptCapacitySerializer(many=True)
    scenarios = KeptScenarioSerializer(many=True)
    robustness = KeptRobustnessSerializer(many=True)
    population = KeptPopulationSerializer(many=True)


def told(contents: Contents) -> dict[str, Any]:
    """Contents in that shape: futures beside all else, and what is empty as null."""
    said = contents.as_json()
    futures = said.pop("futures")
    stances = [each | {"type": each["sort"]} for each in said["stances"]]
    for stance in stances:
        del stance["sort"]
    plain: dict[str, Any] = _plain(said | futures | {"stances": stances})
    return plain


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {("id" if name == "pk" else name): _plain(each) for name, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case "":
            return None
        case _:
            return value
