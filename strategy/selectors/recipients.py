"""Whom the law names as recipients of a planning strategy, and until when they shall have it."""

from collections.abc import Iterator
from datetime import date

from organisations.models import Organisation
from strategy import clock
from strategy.clock import NORWAY, SWEDEN
from strategy.models import PlanningStrategy, StrategyRecipient

Sort = StrategyRecipient.Sort


def named_by_law(organisation: Organisation) -> Iterator[tuple[str, str]]:
    """Names with their sorts: as far as organisations are on record by their names, else by what they are.

    Sweden: Boverket, the county board, the region and the municipalities concerned (PBL 3 kap. 24 §). Norway:
    the state, the county municipality and the neighbours, whose views are asked for (pbl. § 10-1). Which
    municipalities are neighbours is not on record: those of the same region are proposed. Two queries.
    """
    region = organisation.parent
    is_region = region is not None and region.kind == Organisation.Kind.REGION
    if organisation.country == SWEDEN:
        yield "Boverket", Sort.STATE
        yield "Länsstyrelsen", Sort.COUNTY_BOARD
        yield region.name if region and is_region else "Regionen", Sort.REGION
    elif organisation.country == NORWAY:
        yield "Statsforvalteren", Sort.COUNTY_BOARD
        yield region.name if region and is_region else "Fylkeskommunen", Sort.REGION
    if region and is_region:
        beside = Organisation.objects.filter(parent=region, kind=Organisation.Kind.MUNICIPALITY)
        for name in beside.exclude(pk=organisation.pk).order_by("name", "pk").values_list("name", flat=True):
            yield name, Sort.MUNICIPALITY


def sent_by(strategy: PlanningStrategy) -> date | None:
    """Sweden: the last day for sending the adopted strategy; None while its announcement is not recorded."""
    if strategy.organisation.country != SWEDEN or strategy.announced_on is None:
        return None
    return clock.sending_deadline(strategy.announced_on)


def public_until(strategy: PlanningStrategy) -> date | None:
    """Norway: from when the council may treat the proposal; None while its first public day is unknown."""
    if strategy.organisation.country != NORWAY or strategy.published_on is None:
        return None
    return clock.publicity_ends(strategy.published_on)
