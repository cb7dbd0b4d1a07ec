"""What the packages lack has to fit what they change; seen when everything is written."""

from collections.abc import Iterator, Sequence

from django.db.models import F
from django.utils.translation import gettext as _

from goals.models import Observation, Target
from interchange.packages.checking import highest_of
from interchange.packages.comparing import Difference
from interchange.packages.contents import Entry
from interchange.packages.fields import Values
from interchange.packages.problems import PackageProblem, pointer, shown
from interchange.packages.tables import INDICATORS, SECTIONS
from planning.models import Measure, Position, Section

#: What stands in a section, and by which field.
STANDING = ((Section, "parent"), (Position, "section"), (Measure, "section"))
#: Which values an indicator measures.
MEASURED = ((Target, "value"), (Target, "baseline_value"), (Observation, "value"))


def misfits(found: Sequence[Difference]) -> Iterator[PackageProblem]:
    """Stored objects that no longer fit what was changed. No query unless such a thing was changed."""
    for one in found:
        for entry, stored in one.changed:
            if one.table is INDICATORS and measures_otherwise(entry.values, stored.values):
                yield from unfit_values(one, entry)
            if one.table is SECTIONS and entry.values["plan"] != stored.values["plan"]:
                yield from left_behind(one, entry)


def measures_otherwise(now: Values, before: Values) -> bool:
    """Whether values that were allowed may not be so any more."""
    return any(now[name] != before[name] for name in ("value_type", "stages"))


def unfit_values(one: Difference, entry: Entry) -> Iterator[PackageProblem]:
    """Values on record that an indicator no longer allows: one of each sort is told."""
    most = highest_of(entry.values["value_type"], entry.values["stages"])
    if most is None:
        return
    for model, column in MEASURED:
        rows = model._default_manager.filter(indicator=entry.pk, **{f"{column}__isnull": False})
        unfit = rows.exclude(**{f"{column}__in": range(most + 1)}).order_by("pk")
        for value, year, organisation in unfit.values_list(column, "year", "recorded_by__key")[:1]:
            message = _('%(value)s, on record by "%(organisation)s" for %(year)d, is then out of range')
            words = {"value": shown(value.normalize()), "organisation": organisation, "year": year}
            yield problem(one, entry, "value_type", message % words)


def left_behind(one: Difference, entry: Entry) -> Iterator[PackageProblem]:
    """What stands in a section that goes to another plan, and does not go with it."""
    for model, column in STANDING:
        rows = model._default_manager.filter(**{column: entry.pk}).exclude(plan=F(f"{column}__plan"))
        for key in rows.order_by("pk").values_list("key", flat=True)[:1]:
            message = _('"%(key)s" stands in this section and stays in the other plan') % {"key": key}
            yield problem(one, entry, "plan", message)


def problem(one: Difference, entry: Entry, name: str, message: str) -> PackageProblem:
    """A problem with a field of an object of a package."""
    return PackageProblem(pointer(*entry.steps, name), "unfit", message, one.contents.source)
