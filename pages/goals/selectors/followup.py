"""Does it work: a goal's targets and indicators, with what was measured."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alignment.models import GoalAlignment
from core.asking import Asking, answered, ask, beside
from core.templatetags.ui import day, number
from goals.models import Goal, Indicator, Observation, Target
from pages.goals.chart import Chart, Data, Named, Range, chart
from pages.goals.selectors.others import NOBODY, Around, Other, compared, fits, others_asked, since
from pages.guards import Viewer
from pages.preparing import for_viewers


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target as the page shows it. `status` is None for one that is shown but not counted.

    `bands` are the ranges of values that are good or acceptable, a sentence each.
    """

    target: Target
    value: str
    baseline: str
    status: str | None
    latest: str
    latest_year: int | None
    expected: str
    is_baseline_missing: bool
    bands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of an indicator: what was measured, forecast, wanted, and the paths to the targets.

    `others`: what was measured elsewhere, in the order of the part's `others`.
    """

    year: int
    outcome: str
    forecast: str
    wanted: str
    path: str
    note: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """An indicator with its targets, as a picture and as a table.

    `others` are the names of those that it is compared with, `compared` the latest values in words, `undrawn`
    those whose values are of another size than what the picture shows, `notes` what is said of the values.
    """

    indicator: Indicator
    targets: list[TargetRow]
    years: list[YearRow]
    chart: Chart | None
    others: tuple[str, ...] = ()
    compared: str = ""
    undrawn: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def has_data(self) -> bool:
        """Whether anything has been measured."""
        return any(row.outcome for row in self.years)

    @property
    def has_forecast(self) -> bool:
        """Whether there is a forecast for any year."""
        return any(row.forecast for row in self.years)

    @property
    def has_path(self) -> bool:
        """Whether any target has a path from a baseline."""
        return any(row.path for row in self.years)


#: What the page says of a target and its indicator.
OF_TARGET = (
    *("key", "scope", "year", "value", "baseline_year", "baseline_value", "desired", "accepted"),
    *(f"indicator__{name}" for name in ("organisation_id", "title", "unit", "value_type", "stages")),
    "recorded_by__key",
)
FETCHED = ("fetched_at", "fetched_value")
OF_OBSERVATION = ("recorded_by_id", "indicator_id", "year", "kind", "value", "note", "source", *FETCHED)


@dataclass(frozen=True, slots=True)
class Followed:
    """A goal's targets by indicator and year, and by indicator what was measured of it here and around."""

    targets: list[Target]
    observations: dict[int, list[Observation]]
    others: dict[int, list[Other]]


def followed_asked(viewer: Viewer, goal: Goal) -> Asking[Followed]:
    """The goal's targets with all that has been measured. Two steps."""
    targets = yield from ask(_targets(viewer, goal=goal.pk, owner=goal.framework.organisation_id))
    indicators = {target.indicator_id: target.indicator for target in targets}.values()
    observations, others = yield from beside(
        observations_asked(viewer, indicators), others_asked(viewer, indicators)
    )
    return Followed(targets, observations, others)


@for_viewers
def _targets(viewer: Viewer, goal: int, owner: int) -> QuerySet[Target]:
    return (
        Target.objects.filter(Q(recorded_by=viewer.organisation) | Q(recorded_by=owner), goal=goal)
        .select_related("indicator", "recorded_by")
        .only(*OF_TARGET)
        .order_by("indicator__title", "indicator_id", "year", "key")
    )


def indicator_parts(
    viewer: Viewer, followed: Followed, alignment: GoalAlignment | None
) -> list[IndicatorPart]:
    """The goal's indicators in the order of their titles."""
    counted = {target["name"]: target for target in (alignment.targets if alignment else [])}
    indicators = {target.indicator_id: target.indicator for target in followed.targets}
    return [
        part(
            indicator,
            [each for each in followed.targets if each.indicator_id == pk],
            followed.observations.get(pk, []),
            counted,
            Around(viewer.organisation.name, followed.others.get(pk, ())),
        )
        for pk, indicator in indicators.items()
    ]


def observations_of(viewer: Viewer, indicators: Iterable[Indicator]) -> dict[int, list[Observation]]:
    """What is known of the organisation, by indicator; its own word prevails over the indicator owner's."""
    return answered(observations_asked(viewer, indicators))


def observations_asked(
    viewer: Viewer, indicators: Iterable[Indicator]
) -> Asking[dict[int, list[Observation]]]:
    """The same, asked for."""
    owners = {each.pk: each.organisation_id for each in indicators}
    if not owners:
        return {}
    found = yield from ask(_observations(viewer, indicators={*owners}, owners={*owners.values()}))
    best: dict[tuple[int, int, str], Observation] = {}
    for each in found:
        place = (each.indicator_id, each.year, each.kind)
        if place not in best or each.recorded_by_id == viewer.organisation.pk:
            best[place] = each
    grouped: dict[int, list[Observation]] = {}
    for (indicator, *_rest), each in sorted(best.items()):
        grouped.setdefault(indicator, []).append(each)
    return grouped


@for_viewers
def _observations(
    viewer: Viewer, indicators: Collection[int], owners: Collection[int]
) -> QuerySet[Observation]:
    rows = Observation.objects.filter(
        Q(recorded_by=viewer.organisation) | Q(recorded_by__among=owners),
        organisation=viewer.organisation,
        indicator__among=indicators,
        gender=Observation.Gender.TOTAL,
        value__isnull=False,
    )
    return rows.order_by().only(*OF_OBSERVATION)


def part(
    indicator: Indicator,
    targets: list[Target],
    observations: list[Observation],
    counted: dict[str, Any],
    around: Around = NOBODY,
) -> IndicatorPart:
    """One indicator, perhaps beside what has been measured around the organisation."""
    outcomes = {each.year: each for each in observations if each.kind == Observation.Kind.OUTCOME}
    forecasts = {each.year: each for each in observations if each.kind == Observation.Kind.FORECAST}
    paths = [path for target in targets if (path := path_of(target))]
    wanted = {target.year: target.value for target in targets if target.value is not None}
    rows = [target_row(indicator, target, counted) for target in targets]
    own_years = {*outcomes, *forecasts, *wanted, *(year for path in paths for year, _value in path)}
    others = since(min(outcomes), around.others) if outcomes else []
    years = []
    for year in sorted({*own_years, *(year for each in others for year in each.values)}):
        seen = outcomes.get(year)
        years.append(
            YearRow(
                year,
                worded(indicator, value_of(seen)),
                worded(indicator, value_of(forecasts.get(year))),
                worded(indicator, wanted.get(year)),
                worded(indicator, along(paths, year)),
                note_of(indicator, seen) if seen else "",
                tuple(worded(indicator, each.values.get(year)) for each in others),
            )
        )
    data = Data(
        outcomes=series(outcomes),
        forecasts=series(forecasts),
        paths=paths,
        goals=[(year, value) for year, value in wanted.items() if value is not None],
        ranges=ranges_of(targets),
    )
    drawn = [each for each in others if fits([value for _year, value in data.pairs()], each)]
    named = [Named(each.kind, each.name, pairs, pairs) for each in drawn if (pairs := [*each.values.items()])]
    is_number = indicator.value_type == Indicator.ValueType.NUMBER
    return IndicatorPart(
        indicator,
        rows,
        years,
        chart(replace(data, named=named)) if is_number else None,
        others=tuple(each.name for each in others),
        compared=compared_words(indicator, around.name, outcomes, others),
        undrawn=tuple(each.name for each in others if each not in drawn) if is_number else (),
        notes=tuple((each.name, each.note) for each in others if each.note),
    )


def compared_words(
    indicator: Indicator, name: str, outcomes: dict[int, Observation], others: Sequence[Other]
) -> str:
    """The latest values of the organisation and of those around it, in words."""
    own = {year: worded(indicator, value) for year, value in series(outcomes)}
    theirs = {
        each.name: {year: worded(indicator, value) for year, value in each.values.items()} for each in others
    }
    return compared(own, theirs, name)


def target_row(indicator: Indicator, target: Target, counted: dict[str, Any]) -> TargetRow:
    """A target with what the report says of it."""
    said = counted.get(f"{target.recorded_by.key}:{target.key}")
    latest = said["latest_value"] if said else None
    expected = said["expected"] if said else None
    has_baseline = target.baseline_value is not None and target.baseline_year is not None
    return TargetRow(
        target=target,
        value=worded(indicator, target.value) or band_words(indicator, target),
        baseline=f"{worded(indicator, target.baseline_value)} ({target.baseline_year})"
        if has_baseline
        else "",
        status=said["status"] if said else None,
        latest=worded(indicator, None if latest is None else Decimal(latest)),
        latest_year=said["latest_year"] if said else None,
        expected=worded(indicator, None if expected is None else round(Decimal(expected), 2)),
        is_baseline_missing=not has_baseline and target.desired is None and target.accepted is None,
        bands=tuple(bands_of(indicator, target)),
    )


def worded(indicator: Indicator, value: Decimal | None) -> str:
    """A value as the reader reads it: a number with its unit, the name of a stage, yes or no."""
    if value is None:
        return ""
    if indicator.value_type == Indicator.ValueType.BOOLEAN:
        return _("yes") if value else _("no")
    if indicator.value_type == Indicator.ValueType.STAGES:
        place = int(value)
        return indicator.stages[place] if 0 <= place < len(indicator.stages) else number(value)
    return number(round(value, 2))


def band_words(indicator: Indicator, target: Target) -> str:
    """The range that is desired, else accepted, in words."""
    band = target.desired or target.accepted
    return "" if band is None else range_words(indicator, band)


def bands_of(indicator: Indicator, target: Target) -> Iterable[str]:
    """The ranges that are desired and accepted, as sentences."""
    if target.desired is not None:
        yield _("Good: %(band)s.") % {"band": range_words(indicator, target.desired)}
    if target.accepted is not None:
        yield _("Acceptable: %(band)s.") % {"band": range_words(indicator, target.accepted)}


def range_words(indicator: Indicator, band: Any) -> str:
    """A range of values in words."""
    low, high = worded(indicator, band.lower), worded(indicator, band.upper)
    if low and high:
        return f"{low}–{high}"
    return _("at least %(value)s") % {"value": low} if low else _("at most %(value)s") % {"value": high}


def note_of(indicator: Indicator, seen: Observation) -> str:
    """What stands by a value: what was noted, where it is from, and whether it was corrected here."""
    said = [seen.note or ""]
    if seen.fetched_at is None:
        said.append(seen.source)
    elif seen.is_as_fetched:
        about = {"source": seen.source, "on": day(seen.fetched_at)}
        said.append(_("%(source)s, fetched %(on)s") % about)
    else:
        theirs = worded(indicator, seen.fetched_value) or _("nothing")
        said += [seen.source, _("corrected here; the source says %(value)s") % {"value": theirs}]
    return " · ".join(each for each in said if each)


def path_of(target: Target) -> list[tuple[int, Decimal]]:
    """From a whole baseline to the value; nothing without either."""
    if target.value is None or target.baseline_year is None or target.baseline_value is None:
        return []
    return [(target.baseline_year, target.baseline_value), (target.year, target.value)]


def along(paths: Sequence[Sequence[tuple[int, Decimal]]], year: int) -> Decimal | None:
    """What the path that is due next asks for in a year; none outside all paths."""
    for (start, low), (end, high) in sorted(paths, key=lambda path: path[-1][0]):
        if start <= year <= end:
            return round(low + (high - low) * (year - start) / (end - start), 2)
    return None


def series(observations: dict[int, Observation]) -> list[tuple[int, Decimal]]:
    """Years and values; those that are not known are left out."""
    return [(year, each.value) for year, each in observations.items() if each.value is not None]


def value_of(observation: Observation | None) -> Decimal | None:
    """The value, if there is an observation."""
    return observation.value if observation else None


def ranges_of(targets: list[Target]) -> list[Range]:
    """The desired and accepted ranges of the target that is due last."""
    banded = [target for target in targets if target.desired or target.accepted]
    if not banded:
        return []
    last = banded[-1]
    found = (("accepted", last.accepted), ("desired", last.desired))
    return [(kind, band.lower, band.upper) for kind, band in found if band is not None]
