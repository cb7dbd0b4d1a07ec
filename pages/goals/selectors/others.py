"""What has been measured of an indicator in the region and the country that an organisation lies in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from core.asking import Asking, ask
from goals.models import Indicator, Observation
from organisations.models import Organisation
from pages.guards import Viewer
from pages.preparing import for_viewers

KINDS: dict[str, str] = {Organisation.Kind.REGION: "region", Organisation.Kind.NATIONAL: "country"}
#: A series that would make the picture so many times as tall as the own values are is not drawn.
MOST_TIMES = 4


@dataclass(frozen=True, slots=True)
class Other:
    """The outcomes of an indicator of another organisation, by year; `kind` is region or country.

    `note` is what is said of the latest of them.
    """

    kind: str
    name: str
    values: Mapping[int, Decimal]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What the organisation is called, and those around it that an indicator has been measured of."""

    name: str
    others: Sequence[Other]


NOBODY = Around("", ())


def others_asked(viewer: Viewer, indicators: Iterable[Indicator]) -> Asking[dict[int, list[Other]]]:
    """By indicator what is known of the region and the country, the nearest first. One query at most.

    As recorded by the organisation, by the indicator's owner, or by whom it is about, where it is public;
    of the same year the word of whom it is about prevails.
    """
    parent = viewer.organisation.parent_id
    owners = {each.pk: each.organisation_id for each in indicators}
    if parent is None or not owners:
        return {}
    found = yield from ask(_outcomes(viewer, parent=parent, indicators={*owners}, owners={*owners.values()}))
    # The last of a year prevails; the region comes before the country.
    ordered = sorted(found, key=lambda row: (row[0], row[1] != Organisation.Kind.REGION, row[5] == row[6]))
    grouped: dict[int, list[Other]] = {}
    for (indicator, kind, name), inside in groupby(ordered, key=itemgetter(0, 1, 2)):
        said = {row[3]: (row[4], row[7] or "") for row in inside}
        values = {year: value for year, (value, _note) in said.items() if value is not None}
        grouped.setdefault(indicator, []).append(Other(KINDS[kind], name, values, said[max(said)][1]))
    return grouped


@for_viewers
def _outcomes(
    viewer: Viewer, parent: int, indicators: Collection[int], owners: Collection[int]
) -> QuerySet[Any, Any]:
    above = Organisation.objects.filter(children=parent)
    of_itself = Q(recorded_by=F("organisation"), organisation__is_public=True)
    return (
        Observation.objects.outcomes()
        .filter(Q(organisation=parent) | Q(organisation__in=above))
        .filter(Q(recorded_by=viewer.organisation) | Q(recorded_by__among=owners) | of_itself)
        .filter(indicator__among=indicators, organisation__kind__in=list(KINDS), value__isnull=False)
        .order_by()
        .values_list(
            *("indicator_id", "organisation__kind", "organisation__name", "year", "value"),
            *("organisation_id", "recorded_by_id", "note"),
        )
    )


def since(first: int, others: Iterable[Other]) -> list[Other]:
    """The others without what was measured of them before the own values begin."""
    cut = [
        replace(each, values={year: each.values[year] for year in sorted(each.values) if year >= first})
        for each in others
    ]
    return [each for each in cut if each.values]


def fits(own: Iterable[Decimal], other: Other) -> bool:
    """Whether a picture of the own values still shows them with the other's: numbers of people do not."""
    values = list(own)
    if not values:
        return False
    both = [*values, *other.values.values()]
    size = max(max(values) - min(values), max(abs(value) for value in values) / 2)
    return max(both) - min(both) <= MOST_TIMES * size


def compared(own: Mapping[int, str], others: Mapping[str, Mapping[int, str]], name: str) -> str:
    """The latest values beside each other, in words; of the same year if there is one that has both.

    `own` and those of `others`, by name, are words by year.
    """
    if not own or not others:
        return ""
    shared = [year for year in own if any(year in values for values in others.values())]
    if shared:
        year = max(shared)
        known = [(each, values[year]) for each, values in {name: own, **others}.items() if year in values]
        return _("%(year)s: %(values)s") % {
            "year": year,
            "values": " · ".join(f"{each} {value}" for each, value in known),
        }
    latest = [(each, max(values), values[max(values)]) for each, values in {name: own, **others}.items()]
    return " · ".join(f"{each} {value} ({year})" for each, year, value in latest)
