"""The units of an organisation as a tree: whose overview it is, and the choice of another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from core.ordering import sort_key
from core.together import Read, Row
from organisations.models import Organisation, Unit
from pages.things import Thing

#: Boards and what lies under them first, whoever stands outside last.
KINDS = {kind: place for place, kind in enumerate(Unit.Kind.values)}
INDENT = "\N{NO-BREAK SPACE}" * 4


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit that can be chosen, as deep as it lies under others."""

    unit: Unit
    level: int
    is_chosen: bool = False

    @property
    def text(self) -> str:
        """The name, indented by the units above it."""
        return INDENT * self.level + self.unit.name


class UnitTree:
    """All units of an organisation, read once. One query, unless `rows` are at hand."""

    def __init__(self, organisation: Organisation, rows: Iterable[Row] | None = None) -> None:
        self.organisation = organisation
        units = unit_rows(organisation) if rows is None else rows
        self.by_key = {row["key"]: Unit(**row) for row in units}
        self._below: dict[int | None, list[Unit]] = {}
        language = organisation.language
        for unit in sorted(
            self.by_key.values(), key=lambda each: (KINDS[each.kind], sort_key(each.name, language), each.pk)
        ):
            self._below.setdefault(unit.parent_id, []).append(unit)

    def under(self, unit: Unit) -> list[Unit]:
        """The units under one, at any depth."""
        return [inner for inner, _level in self._walk(unit.pk, 0)]

    def above(self, unit: Unit) -> Unit | None:
        """The unit that one lies under."""
        return next((each for each in self.by_key.values() if each.pk == unit.parent_id), None)

    def choices(self, chosen: Unit | None = None) -> list[UnitChoice]:
        """Everything that can be chosen, each unit before those under it."""
        return [
            UnitChoice(unit, level, is_chosen=chosen is not None and unit.pk == chosen.pk)
            for unit, level in self._walk(None, 0)
        ]

    def _walk(self, parent: int | None, level: int) -> Iterator[tuple[Unit, int]]:
        for unit in self._below.get(parent, ()):
            yield unit, level
            yield from self._walk(unit.pk, level + 1)


def unit_rows(organisation: Organisation) -> Read:
    """The units as `UnitTree` takes them."""
    units = Unit.objects.filter(organisation=organisation).order_by()
    return units.values("pk", "key", "name", "kind", "parent_id")


#: What of a unit names it and leads to its overview, for lists that read little else.
OF_UNIT = ("unit__name", "unit__key", "unit__organisation")


def unit_thing(organisation: Organisation, unit: Unit, language: str = "") -> Thing:
    """A unit by its name, with its overview if it is the organisation's own (`unit` with key and owner).

    `language` is what the name of another organisation's unit is written in.
    """
    if unit.organisation_id != organisation.pk:
        return Thing(unit.name, "", language)
    return Thing(unit.name, unit_url(organisation, unit), organisation.language)


def unit_url(organisation: Organisation, unit: Unit) -> str:
    """Where the overview of a unit is shown."""
    return reverse("dashboard:unit_detail", args=[organisation.slug, unit.key])
