"""What an address supposes: `?slopa=1&finansiera=2&anta=3&upphav=4&klart=5_2028-06-30&dag=2027-01-01`.

Forms of the page are sent by GET: they hold the address's decisions in hidden fields.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from alignment.selectors.supposing import Decisions
from pages.fields import DayField

DROP, FUND, ADOPT, REPEAL, READY, DAY = "slopa", "finansiera", "anta", "upphav", "klart", "dag"
#: What cannot be supposed of the same thing at once.
OPPOSITES = {DROP: FUND, FUND: DROP, ADOPT: REPEAL, REPEAL: ADOPT}
#: The measure whose new day a form sends, before it becomes part of the address.
MEASURE = "atgard"
MOST = 100


class SearchForm(forms.Form):
    """What to look for among measures and plans, and the report's day."""

    sok = forms.CharField(label=_("Measure or plan"), required=False, max_length=200)
    dag = DayField(label=_("The report's day"), required=False)


class MoveForm(forms.Form):
    """Another day for a measure to be ready."""

    atgard = forms.IntegerField(widget=forms.HiddenInput)
    nytt_klart = DayField(label=_("Ready"))


@dataclass(frozen=True, slots=True)
class Supposing:
    """The decisions of an address. `faults`: what in it is no day or no number."""

    sets: Mapping[str, frozenset[int]] = field(default_factory=dict)
    ends: Mapping[int, date] = field(default_factory=dict)
    on: date | None = None
    faults: tuple[str, ...] = ()

    @property
    def decisions(self) -> Decisions:
        """The same for the engine; of two that exclude each other the first."""
        drop, adopt = self.sets[DROP], self.sets[ADOPT]
        return Decisions(
            drop=drop,
            fund=self.sets[FUND] - drop,
            ends=dict(self.ends),
            adopt=adopt,
            repeal=self.sets[REPEAL] - adopt,
            on=self.on,
        )

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Names and values of the address, in a fixed order."""
        for name, ids in self.sets.items():
            yield from ((name, str(pk)) for pk in sorted(ids))
        yield from ((READY, f"{pk}_{day.isoformat()}") for pk, day in sorted(self.ends.items()))
        if self.on:
            yield DAY, self.on.isoformat()

    @property
    def query(self) -> str:
        """The address's query; empty if nothing is supposed."""
        return urlencode(list(self.pairs()))

    def having(self, name: str, pk: int) -> str:
        """The query with one decision more; what it excludes goes."""
        left_out = {name: frozenset[int](), OPPOSITES[name]: frozenset({pk})}
        sets = {each: ids - left_out.get(each, frozenset()) for each, ids in self.sets.items()}
        return self._with(sets={**sets, name: sets[name] | {pk}}).query

    def lacking(self, name: str, pk: int) -> str:
        """The query without one decision."""
        if name == READY:
            return self._with(ends={each: day for each, day in self.ends.items() if each != pk}).query
        return self._with(sets={**self.sets, name: self.sets[name] - {pk}}).query

    def moved(self, pk: int, day: date) -> "Supposing":
        """The same with another day for a measure."""
        return self._with(ends={**self.ends, pk: day})

    def _with(
        self, sets: Mapping[str, frozenset[int]] | None = None, ends: Mapping[int, date] | None = None
    ) -> "Supposing":
        return Supposing(self.sets if sets is None else sets, self.ends if ends is None else ends, self.on)


def read(query: QueryDict) -> Supposing:
    """What the query supposes; what cannot be read is left out and named in `faults`."""
    faults: list[str] = []
    sets = {name: frozenset(_ids(query.getlist(name), faults)) for name in OPPOSITES}
    ends = dict(_ends(query.getlist(READY), faults))
    return Supposing(sets, ends, _day(query.get(DAY, ""), faults), tuple(faults))


def _ids(values: Iterable[str], faults: list[str]) -> Iterator[int]:
    for value in list(values)[:MOST]:
        if value.isascii() and value.isdigit() and len(value) < 19:
            yield int(value)
        else:
            faults.append(value)


def _ends(values: Iterable[str], faults: list[str]) -> Iterator[tuple[int, date]]:
    for value in values:
        number, _, text = value.partition("_")
        day = _day(text, faults)
        for pk in _ids([number], faults) if day else ():
            yield pk, day or date.min


def _day(text: str, faults: list[str]) -> date | None:
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        faults.append(text)
    return day
