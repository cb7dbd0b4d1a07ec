"""Kolada (RKA), version 3 of its API: nyckeltal of Swedish municipalities, regions and the country.

An indicator's number is the nyckeltal's: N00945. At most 25 numbers and 25 places go into one question,
answers have pages of at most 5,000 rows, and `from_date` leaves out what has not changed since a day.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from interchange.sources.asking import Asker
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

MOST_IDS, ROWS_PER_PAGE, MOST_PAGES = 25, 5000, 200
MOST_FOUND = 50
GENDERS = frozenset("TKM")
NUMBER = re.compile(r"[A-Z][0-9]{5}")
#: An edit of the day before may have been published after we asked.
OVERLAP = timedelta(days=1)


class Kolada:
    """The port to Kolada."""

    def __init__(self, asker: Asker) -> None:
        self.asker = asker

    def search(self, text: str) -> list[Described]:
        """Nyckeltal whose title holds the words; or the one of that number."""
        number = text.strip().upper()
        if NUMBER.fullmatch(number):
            return list(self._described([number]).values())
        params = {"title": text.strip(), "per_page": str(MOST_FOUND)}
        return read_described(self.asker.get("kpi", params))[:MOST_FOUND]

    def deliveries(
        self, wanted: Sequence[Wanted], places: Sequence[Place], since_year: int
    ) -> Iterator[Delivery]:
        """What Kolada has of each; several are asked for at once, and one by one where that fails."""
        codes = {code: place for place in places if (code := code_of(place))}
        mark = (timezone.now() - OVERLAP).date().isoformat()
        by_mark: dict[str, list[str]] = defaultdict(list)
        for each in wanted:
            if not NUMBER.fullmatch(each.external_id):
                yield Delivery(each.external_id, error=SourceError(Fault.UNCLEAR, each.external_id))
            elif not codes:
                yield Delivery(each.external_id, error=SourceError(Fault.NOWHERE))
            else:
                by_mark[each.mark].append(each.external_id)
        for since, numbers in by_mark.items():
            for batch in batches(sorted(set(numbers))):
                yield from self._of_batch(batch, codes, (since, mark), since_year)

    def _of_batch(
        self, batch: list[str], codes: Mapping[str, Place], marks: tuple[str, str], since_year: int
    ) -> Iterator[Delivery]:
        since, mark = marks
        try:
            known = set(batch) if since else set(self._described(batch))
            rows = self._rows(sorted(known), codes, since) if known else {}
        except SourceError as error:
            if len(batch) == 1 or error.fault in {Fault.UNAVAILABLE, Fault.BUSY}:
                yield from (Delivery(number, error=error) for number in batch)
                return
            for number in batch:
                yield from self._of_batch([number], codes, marks, since_year)
            return
        for number in batch:
            if number not in known:
                yield Delivery(number, error=SourceError(Fault.UNKNOWN, number))
                continue
            try:
                values = tuple(values_of(rows.get(number, ()), codes, since_year))
            except SourceError as error:
                yield Delivery(number, error=error)
            else:
                yield Delivery(number, values, mark)

    def _described(self, numbers: Sequence[str]) -> dict[str, Described]:
        """The nyckeltal of those numbers that there are."""
        try:
            found = read_described(self.asker.get(f"kpi/{','.join(numbers)}"))
        except SourceError as error:
            if error.fault is Fault.UNKNOWN and len(numbers) == 1:
                return {}
            raise
        return {each.external_id: each for each in found}

    def _rows(self, numbers: Sequence[str], codes: Mapping[str, Place], since: str) -> dict[str, list[Any]]:
        """All pages of what is asked for, by nyckeltal."""
        grouped: dict[str, list[Any]] = defaultdict(list)
        for some in batches(sorted(codes)):
            path = f"data/kpi/{','.join(numbers)}/municipality/{','.join(some)}"
            params = {"per_page": str(ROWS_PER_PAGE)} | ({"from_date": since} if since else {})
            page = mapping(self.asker.get(path, params), "the answer")
            for _number in range(MOST_PAGES):
                for row in listing(page.get("values"), "values"):
                    grouped[text(mapping(row, "a row").get("kpi"), "kpi")].append(row)
                if not page.get("next_url"):
                    break
                page = mapping(self.asker.follow(text(page["next_url"], "next_url")), "the next page")
            else:
                raise SourceError(Fault.BROKEN, "there is no last page")
        return grouped


def code_of(place: Place) -> str:
    """A place in Kolada: 2380 a municipality, 0023 a region, 0000 the country; empty if it is not there."""
    if place.country != "SE":
        return ""
    if place.kind == "national":
        return "0000"
    is_number = place.code.isascii() and place.code.isdecimal() and len(place.code) <= 4
    return place.code.zfill(4) if is_number else ""


def batches(codes: Sequence[str]) -> Iterator[list[str]]:
    """As many at a time as one part of an address may hold."""
    for start in range(0, len(codes), MOST_IDS):
        yield list(codes[start : start + MOST_IDS])


def read_described(answer: Any) -> list[Described]:
    """The nyckeltal of an answer with metadata."""
    rows = [mapping(row, "a row") for row in listing(mapping(answer, "the answer").get("values"), "values")]
    return [Described(text(row.get("id"), "id"), text(row.get("title"), "title")) for row in rows]


def values_of(rows: Sequence[Any], codes: Mapping[str, Place], since_year: int) -> Iterator[Value]:
    """The values in rows of one nyckeltal; of a place and year only what is not of a group."""
    for row in rows:
        place = codes.get(text(row.get("municipality"), "municipality"))
        year = year_of(row.get("period"))
        if place is None or year < since_year:
            continue
        for each in listing(row.get("values"), "a row's values"):
            said = mapping(each, "a value")
            gender = said.get("gender")
            if gender not in GENDERS:
                raise SourceError(Fault.BROKEN, f"gender {str(gender)[:20]!r}")
            is_deleted = bool(said.get("isdeleted"))
            value = None if is_deleted else value_of(said.get("value"))
            yield Value(place, year, str(gender), value, is_deleted)
