"""Resources: which capacities a person is shown, and how they stand beside what the stances need."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from dialogue.providers import Kind
from organisations.models import Organisation
from strategy.engine import Loads, Room, Work, loads
from strategy.models import Capacity, PlanNeed, PlanningStrategy


def capacities_shown(organisation: Organisation, *, to_member: bool) -> QuerySet[Capacity]:
    """The capacities of the strategies: members see all, everybody else those of adopted ones."""
    own: QuerySet[Capacity] = Capacity.objects.filter(strategy__organisation=organisation)
    shown = own if to_member else own.filter(strategy__status=PlanningStrategy.Status.ADOPTED)
    return shown.select_related("unit")


def capacities_talked_about(organisation: Organisation) -> QuerySet[Capacity]:
    """The capacities of the organisation's strategies, drafts too."""
    return capacities_shown(organisation, to_member=True).select_related("strategy")


def loads_of(needs: Iterable[PlanNeed], capacities: Iterable[Capacity], quarters: Sequence[str]) -> Loads:
    """What stances need of each unit in each quarter, beside its capacity."""
    works = [Work(n.unit_id, n.start, n.decision, n.person_months or 0, n.cost or 0) for n in needs]
    rooms = [Room(c.unit_id, c.first, c.last, c.person_months, c.money) for c in capacities]
    return loads([work for work in works if work.person_months or work.money], rooms, quarters)


KINDS = (Kind("capacity", Capacity, capacities_talked_about, lambda capacity: capacity.unit_id),)
