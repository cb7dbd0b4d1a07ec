"""PxWeb, the tables of SCB and SSB: what they hold is asked for first, then the cells that are wanted.

An indicator's number is the table's path below the source's address, with a choice for each variable that
neither can be left out nor is place, time or sex:
`START/BE/BE0101/BE0101A/BefolkningNy?ContentsCode=BE0101N1`. Numbers of contents that are known here stand
for their table (`BE0101N1`); `/2380` after one keeps to that place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from interchange.sources.asking import Asker
from interchange.sources.jsonstat import Cell, cells, updated_of
from interchange.sources.port import (
    Delivery,
    Described,
    Fault,
    Place,
    SourceError,
    Value,
    Wanted,
    listing,
    mapping,
    text,
    value_of,
    year_of,
)

#: Contents by whose number alone everybody knows the table.
KNOWN_TABLES = {"BE0101N1": "START/BE/BE0101/BE0101A/BefolkningNy"}
PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*")
REGION, GENDER = {"region"}, {"kon", "kön", "kjonn", "kjønn"}
#: Codes of SCB and SSB: both sexes together, women, men.
TOTALS, SEXES = ("1+2", "0", "TOT"), {"2": "K", "1": "M"}
YEAR = re.compile(r"[12][0-9]{3}")
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Query:
    """What an indicator's number says: a table, choices by variable, and perhaps the only place."""

    path: str
    choices: Mapping[str, str] = field(default_factory=dict)
    only_code: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a table, as its metadata tell."""

    code: str
    values: tuple[str, ...]
    is_optional: bool
    is_time: bool

    @property
    def is_region(self) -> bool:
        """Whether it says which place a value is about."""
        return self.code.casefold() in REGION

    @property
    def is_gender(self) -> bool:
        """Whether it tells women and men apart."""
        return self.code.casefold() in GENDER


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, and its variables."""

    title: str
    variables: tuple[Variable, ...]


class PxWeb:
    """The port to the tables of one country."""

    def __init__(self, asker: Asker, country: str) -> None:
        self.asker = asker
        self.country = country
        self.tables: dict[str, Table] = {}
        self.folders: dict[str, dict[str, str]] = {}

    def search(self, text: str) -> list[Described]:
        """The table of that path or number."""
        query = query_of(text.strip())
        return [Described(text.strip(), self._table(query.path).title)]

    def deliveries(
        self, wanted: Sequence[Wanted], places: Sequence[Place], since_year: int
    ) -> Iterator[Delivery]:
        """What the tables have of each, one after the other."""
        for each in wanted:
            try:
                yield self._delivery(each, places, since_year)
            except SourceError as error:
                yield Delivery(each.external_id, error=error)

    def _delivery(self, wanted: Wanted, places: Sequence[Place], since_year: int) -> Delivery:
        query = query_of(wanted.external_id)
        published = self._published(query.path)
        if published and published == wanted.mark:
            return Delivery(wanted.external_id, mark=published)
        table = self._table(query.path)
        codes = {code: place for place in places if (code := self._code_of(place, query))}
        found: dict[tuple[int, int, str], Value] = {}
        mark = published
        for selection in selections(table, query, codes, since_year):
            dataset = self.asker.post(query.path, question(selection))
            mark = mark or updated_of(dataset)
            if mark and mark == wanted.mark:
                return Delivery(wanted.external_id, mark=mark)
            for value in values_of(cells(dataset), table, selection, codes):
                found[value.place.organisation_id, value.year, value.gender] = value
        return Delivery(wanted.external_id, tuple(found.values()), mark)

    def _code_of(self, place: Place, query: Query) -> str:
        """A place in these tables; empty if it is not asked for."""
        if place.country != self.country:
            return ""
        whole = "00" if self.country == "SE" else "0"
        code = whole if place.kind == "national" else place.code
        return code if query.only_code in {"", code} else ""

    def _table(self, path: str) -> Table:
        """A table's metadata, asked for once."""
        if path not in self.tables:
            self.tables[path] = table_of(self.asker.get(path))
        return self.tables[path]

    def _published(self, path: str) -> str:
        """When the folder of the table says that it was published; empty where it says nothing."""
        folder, _slash, name = path.rpartition("/")
        if not folder:
            return ""
        if folder not in self.folders:
            try:
                self.folders[folder] = folder_of(self.asker.get(folder))
            except SourceError as error:
                if error.fault in {Fault.UNAVAILABLE, Fault.BUSY}:
                    raise
                self.folders[folder] = {}
        return self.folders[folder].get(name, "")


def query_of(external_id: str) -> Query:
    """What a number says. Raises `SourceError`."""
    path, _mark, said = external_id.partition("?")
    content, _slash, code = path.partition("/")
    if content in KNOWN_TABLES and "/" not in code and not said:
        return Query(KNOWN_TABLES[content], {"ContentsCode": content}, code)
    choices = parse_qsl(said, keep_blank_values=True)
    is_clear = len(dict(choices)) == len(choices) and all(value for _code, value in choices)
    if not PATH.fullmatch(path) or not is_clear or bool(said) != bool(choices):
        raise SourceError(Fault.UNCLEAR, external_id)
    return Query(path, dict(choices))


def folder_of(answer: Any) -> dict[str, str]:
    """The tables of a folder, with when each was published."""
    rows = [mapping(row, "an entry") for row in listing(answer, "the folder")]
    return {str(row.get("id")): str(row["updated"])[:100] for row in rows if row.get("updated")}


def table_of(answer: Any) -> Table:
    """A table's metadata. Raises `SourceError`."""
    if isinstance(answer, list):
        raise SourceError(Fault.UNCLEAR, "that is a folder, not a table")
    found = mapping(answer, "the metadata")
    rows = [mapping(row, "a variable") for row in listing(found.get("variables"), "variables")]
    variables = tuple(
        Variable(
            code=text(row.get("code"), "a variable's code"),
            values=tuple(text(value, "a value") for value in listing(row.get("values"), "values")),
            is_optional=row.get("elimination") is True,
            is_time=row.get("time") is True or row.get("code") == "Tid",
        )
        for row in rows
    )
    return Table(text(found.get("title", ""), "the title"), variables)


# Asking -------------------------------------------------------------------------------------------


def selections(
    table: Table, query: Query, codes: Mapping[str, Place], since_year: int
) -> list[dict[str, list[str]]]:
    """The codes to ask for, by variable: in one question, or in two where totals are what is left out."""
    unknown = set(query.choices) - {variable.code for variable in table.variables}
    if unknown:
        raise SourceError(Fault.UNCLEAR, f"no variable {', '.join(sorted(unknown))}")
    chosen: dict[str, list[str]] = {}
    gender = None
    for variable in table.variables:
        if variable.is_gender and variable.code not in query.choices:
            gender = variable
        elif (some := codes_for(variable, query, codes, since_year)) is not None:
            chosen[variable.code] = some
    if gender is None:
        return [chosen]
    sexes = list(SEXES) if set(SEXES) <= set(gender.values) else []
    total = next((code for code in TOTALS if code in gender.values), None)
    if total is not None:
        return [chosen | {gender.code: [total, *sexes]}]
    if not gender.is_optional:
        raise SourceError(Fault.UNCLEAR, choose(gender))
    return [chosen, chosen | {gender.code: sexes}] if sexes else [chosen]


def codes_for(
    variable: Variable, query: Query, codes: Mapping[str, Place], since_year: int
) -> list[str] | None:
    """Which codes of a variable are asked for; None: it is left out, and the source sums over it."""
    if variable.code in query.choices:
        return [known(variable, query.choices[variable.code])]
    if variable.is_time:
        years = [value for value in variable.values if YEAR.fullmatch(value)]
        if not years:
            raise SourceError(Fault.UNCLEAR, "the table has no years")
        return [year for year in years if int(year) >= since_year] or years[-1:]
    if variable.is_region:
        here = [code for code in variable.values if code in codes]
        if not here:
            raise SourceError(Fault.NOWHERE, variable.code)
        return here
    if variable.is_optional:
        return None
    if len(variable.values) == 1:
        return list(variable.values)
    raise SourceError(Fault.UNCLEAR, choose(variable))


def known(variable: Variable, code: str) -> str:
    """The code, if the variable has it."""
    if code not in variable.values:
        raise SourceError(Fault.UNCLEAR, f"{variable.code} has no {code}")
    return code


def choose(variable: Variable) -> str:
    """What has to be said, with some of the codes to choose among."""
    some = ", ".join(variable.values[:MOST_OFFERED])
    return f"{variable.code}={some}{' …' if len(variable.values) > MOST_OFFERED else ''}"


def question(selection: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A selection as PxWeb asks for it."""
    rows = [
        {"code": code, "selection": {"filter": "item", "values": list(values)}}
        for code, values in selection.items()
    ]
    return {"query": rows, "response": {"format": "json-stat2"}}


# Reading ------------------------------------------------------------------------------------------


def values_of(
    found: Iterator[Cell], table: Table, selection: Mapping[str, Sequence[str]], codes: Mapping[str, Place]
) -> Iterator[Value]:
    """The values of the cells that were asked for; whatever else comes along is left alone."""
    names = {variable.code: variable for variable in table.variables}
    time = next((code for code, variable in names.items() if variable.is_time), None)
    region = next((code for code, variable in names.items() if variable.is_region), None)
    if time is None:
        raise SourceError(Fault.UNCLEAR, "the table has no years")
    # A sex that the number itself chooses is the indicator's own: all its values are totals.
    sex = next((code for code in selection if names[code].is_gender and len(selection[code]) > 1), None)
    nation = next((place for place in codes.values() if place.kind == "national"), None)
    if region is None and nation is None:
        raise SourceError(Fault.NOWHERE, "the table is of the whole country")
    for cell in found:
        if any(cell.codes.get(code) not in values for code, values in selection.items()):
            continue
        place = nation if region is None else codes.get(cell.codes.get(region, ""))
        if place is not None:
            gender = SEXES.get(cell.codes[sex], "T") if sex else "T"
            yield Value(place, year_of(int(cell.codes[time])), gender, value_of(cell.value))
