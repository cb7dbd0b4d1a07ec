"""Resources: which capacities a person is shown, and how they stand beside what the stances need."""

from collections.abc import Iterable, Sequence

from django.db.models import F, Q, QuerySet

from dialogue.providers import Kind
from organisations.models import Organisation
from strategy.engine import Loads, Room, Work, loads
from strategy.models import Capacity, PlanNeed
from strategy.selectors.contents import Contents
from strategy.selectors.decided import decided

#: What contents keep of a capacity: it has no other name than its unit's.
_CAPACITY = {
    **{name: F(name) for name in ("first", "last", "person_months", "money")},
    "unit": F("unit__name"),
}


def capacities_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[Capacity]:
    """The capacities of the strategies: members see all, everybody else those that are decided."""
    own: QuerySet[Capacity] = Capacity.objects.filter(strategy__organisation=organisation)
    shown: QuerySet[Capacity] = own if to_member else decided(own, "capacities", (Q(), _CAPACITY))
    return shown.select_related("unit")


def capacities_talked_about(organisation: Organisation) -> QuerySet[Capacity]:
    """The capacities of the organisation's strategies, drafts too."""
    return capacities_shown(organisation, to_member=True).select_related("strategy")


def loads_of(needs: Iterable[PlanNeed], capacities: Iterable[Capacity], quarters: Sequence[str]) -> Loads:
    """What stances need of each unit in each quarter, beside its capacity."""
    works = [Work(n.unit_id, n.start, n.decision, n.person_months or 0, n.cost or 0) for n in needs]
    rooms = [Room(c.unit_id, c.first, c.last, c.person_months, c.money) for c in capacities]
    return loads([work for work in works if work.person_months or work.money], rooms, quarters)


def loads_said(said: Contents, quarters: Sequence[str]) -> tuple[Loads, list[str]]:
    """The same as a strategy's contents say it, and the units by the numbers that the loads have for them."""
    named = {each.unit for each in said.stances} | {each.unit for each in said.capacities}
    units = sorted(named - {""})
    place = {unit: number for number, unit in enumerate(units)}
    works = [
        Work(place.get(each.unit), each.start or None, each.decision or None, each.person_months or 0,
             each.cost or 0)
        for each in said.stances
    ]  # fmt: skip
    rooms = [
        Room(place[each.unit], each.first, each.last, each.person_months, each.money)
        for each in said.capacities
    ]
    return loads([work for work in works if work.person_months or work.money], rooms, quarters), units


KINDS = (Kind("capacity", Capacity, capacities_talked_about, lambda capacity: capacity.unit_id),)
