"""The history of a thing as readable differences: who changed what, and when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, pairwise
from typing import Any, TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Field, ForeignKey, JSONField, Model, QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from psycopg.types.range import Range

from core.asking import Asking, answered, ask, beside, each_of
from core.prepared import written_once
from core.rich_text import plain
from core.templatetags.ui import day, number
from dialogue.models import About
from organisations.models import Organisation, User
from pages.history.differences import SAME, Piece, differences, replaced
from pages.history.offers import TIED, Moment, Offer, Way, offered
from pages.history.ties import TiedRow, tied_asked, tied_at, tied_otherwise
from pages.history.words import event_name, field_name

PER_PAGE = 20
#: In the place of a row's number: what hangs on the thing.
ON_TOP = 1 << 62
#: Whose a thing is never changes; the rest is the history's own.
NOT_SHOWN = {"id", "organisation", "recorded_by", "subject_type", "file", "sha256"}
#: The column that, beside its type, says what a comment or document is about.
SUBJECT = "subject_id"
#: Numbers that are no amounts.
YEARS = {"year", "baseline_year"}
SIZE = "size_bytes"
Names = Mapping[tuple[type[Model], int], str]
Kept = Any
AnyField: TypeAlias = "Field[Any, Any]"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one field."""

    field: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment of a thing's history; `who` is empty for imports and work on the database.

    What it said then is taken back by one of the `offers`; where there is none, `why_not` says why.
    """

    number: int
    at: datetime
    event: str
    who: str
    changes: tuple[Change, ...]
    offers: tuple[Offer, ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class History:
    """A page of a thing's history, the newest first."""

    entries: list[Entry]
    page: Page[Kept]


@dataclass(frozen=True, slots=True)
class Moments:
    """When a thing changed, the newest first: `own` are rows of its history, `tied` what hangs on it."""

    all: Sequence[tuple[datetime, int]]
    own: list[int]
    tied: Mapping[datetime, Sequence[TiedRow]]


def history_of(subject: Any, number: str | None, ways: Sequence[Way], organisation: Organisation) -> History:
    """A page of the history: of the thing itself, and of what hangs on it in tables of its own.

    `ways`: how what it once said is taken back; `organisation`: whose members read it. Three queries,
    and one where something can be taken back with all that hangs on it.
    """
    moments = moments_of(subject, organisation)
    page = Paginator(moments.all, PER_PAGE).get_page(number)
    return History(entries_of(subject, moments, page.object_list, ways), page)


def moments_of(subject: Any, organisation: Organisation) -> Moments:
    """When the thing, or what hangs on it, changed, the newest first. One query."""
    history = subject.history.order_by("-pgh_id").values_list("pgh_created_at", "pgh_id")
    own, tied = answered(beside(ask(history), tied_asked(subject, organisation)))
    # Of one moment, what hangs on the thing comes after the thing: it stands above it.
    everything = sorted([*own, *((at, ON_TOP) for at in tied)], reverse=True)
    return Moments(everything, [pk for _at, pk in own], tied)


def entries_of(
    subject: Any, moments: Moments, some: Iterable[tuple[datetime, int]], ways: Sequence[Way] = ()
) -> list[Entry]:
    """What changed at some of the moments. Two queries, and one where something can be taken back whole."""
    some = list(some)
    shown = [pk for _at, pk in some if pk != ON_TOP]
    whole = _Whole(subject, ways, moments.tied) if any(TIED in way.fields for way in ways) else None
    told = _Own(subject, ways, moments.own, shown, whole)
    hanging = _Tied({at: moments.tied[at] for at, pk in some if pk == ON_TOP}, whole)
    answered(beside(told.learn(), hanging.learn()))
    return [hanging.entry(at) if pk == ON_TOP else told.entry(pk) for at, pk in some]


class _Whole:
    """How a thing stood at any moment with all that hangs on it, beside today: where both are taken back."""

    def __init__(self, subject: Any, ways: Sequence[Way], tied: Mapping[datetime, Sequence[TiedRow]]) -> None:
        self.subject, self.fields = subject, fields_of(subject)
        self.rows: list[Kept] = list(subject.history.order_by("-pgh_id"))
        self.tied = tied_otherwise(tied)
        self.ways = [way for way in ways if TIED in way.fields]

    def differing(self, at: datetime) -> dict[str, str]:
        """What was otherwise at that moment than today, by columns, with its names in words."""
        row = next((row for row in self.rows if row.pgh_created_at <= at), None)
        found = differing(self.subject, row, self.fields) if row else {}
        if words := tied_at(self.tied, at):
            found[TIED] = words
        return found


class _Own:
    """What the thing itself said: the moments of a page, each beside the one before it."""

    def __init__(
        self,
        subject: Any,
        ways: Sequence[Way],
        all_of_it: list[int],
        shown: list[int],
        whole: _Whole | None,
    ) -> None:
        self.subject, self.ways, self.whole = subject, ways, whole
        self.before = dict(pairwise(all_of_it))
        wanted = {*shown, *(self.before[pk] for pk in shown if pk in self.before)}
        rows = subject.history.filter(pgh_id__in=wanted).select_related("pgh_context")
        self.rows: dict[int, Kept] = {row.pgh_id: row for row in rows}
        self.fields = fields_of(subject)
        self.names: Names = {}
        self.people: Mapping[int, str] = {}

    def learn(self) -> Asking[None]:
        """What the rows name, and who wrote them."""
        rows = list(self.rows.values())
        self.names, self.people = yield from beside(names_asked(rows, self.fields), people_asked(rows))

    def entry(self, pk: int) -> Entry:
        """One moment, with what it offers."""
        kept, before = self.rows[pk], self.rows.get(self.before.get(pk, 0))
        at, whole = kept.pgh_created_at, self.whole
        differs = whole.differing(at) if whole else differing(self.subject, kept, self.fields)
        offers, why_not = offered(self.ways, kept, differs)
        return Entry(
            number=pk,
            at=at,
            event=event_name(kept.pgh_label),
            who=self.people.get(person_id(kept), ""),
            changes=tuple(changes_between(before, kept, self.fields, self.names)),
            offers=offers,
            why_not=why_not,
        )


class _Tied:
    """What became of what hangs on the thing, at the moments of a page."""

    def __init__(
        self,
        moments: Mapping[datetime, Sequence[TiedRow]],
        whole: _Whole | None,
    ) -> None:
        self.moments, self.whole = moments, whole
        states: dict[Any, list[Kept]] = defaultdict(list)
        for row in chain.from_iterable(moments.values()):
            states[row.tie.model] += row.states
        self.states: Mapping[Any, list[Kept]] = states
        self.fields = {model: fields_of_history(type(kept[0])) for model, kept in states.items()}
        self.names: Mapping[Any, Names] = {}
        self.people: Mapping[int, str] = {}

    def learn(self) -> Asking[None]:
        """What the rows name, and who wrote them."""
        names = each_of(names_asked(kept, self.fields[model]) for model, kept in self.states.items())
        people = people_asked(list(chain.from_iterable(self.states.values())))
        found, self.people = yield from beside(names, people)
        self.names = dict(zip(self.states, found, strict=True))

    def entry(self, at: datetime) -> Entry:
        """All of one moment."""
        rows = self.moments[at]
        who = dict.fromkeys(self.people.get(person_id(row.states[-1]), "") for row in rows)
        offers: tuple[Offer, ...] = ()
        why_not = " ".join(dict.fromkeys(str(row.tie.why_not) for row in rows))
        if self.whole:
            offers, why_not = offered(self.whole.ways, Moment(at), self.whole.differing(at))
        return Entry(
            number=0,
            at=at,
            event=event_name("update"),
            who=", ".join(filter(None, who)),
            changes=tuple(
                Change(str(row.tie.name), replaced(self._words(row, row.before), self._words(row, row.after)))
                for row in rows
            ),
            offers=offers,
            why_not=why_not,
        )

    def _words(self, row: TiedRow, state: Kept | None) -> str:
        if state is None:
            return ""
        fields, names = self.fields[row.tie.model], self.names[row.tie.model]
        words = (
            words_of(field, getattr(state, field.attname), names)
            for field in fields
            if field.name != row.tie.owner
        )
        return ", ".join(filter(None, words)) or _("Yes")


def fields_of(subject: Model) -> list[AnyField]:
    """The fields that the history keeps of a thing, in the order of the model."""
    return fields_of_history(subject._meta.get_field("history").related_model)


def fields_of_history(history: Any) -> list[AnyField]:
    """The same, given the model of the history."""
    return [
        field
        for field in history._meta.concrete_fields
        if not field.name.startswith("pgh_") and field.name not in NOT_SHOWN
    ]


def changes_between(
    before: Kept | None, after: Kept, fields: Iterable[AnyField], names: Names
) -> Iterable[Change]:
    """The fields that differ; of the first that is known, all that have a value."""
    for field in fields:
        new = getattr(after, field.attname)
        if before is None:
            text = words_of(field, new, names)
            if text:
                yield Change(named(field), ((SAME, text),))
        elif getattr(before, field.attname) != new:
            old = getattr(before, field.attname)
            texts = words_of(field, old, names), words_of(field, new, names)
            compare = differences if is_running_text(field) else replaced
            yield Change(named(field), compare(*texts))


def named(field: AnyField) -> str:
    """What the field is called, of the thing whose history it is kept in."""
    kept: Any = field.model
    return field_name(field.name, kept.pgh_tracked_model._meta.model_name)


def is_running_text(field: AnyField) -> bool:
    """Whether a value is words that can be compared one by one."""
    return field.get_internal_type() in {"TextField", "CharField"} and not field.choices


def words_of(field: AnyField, value: Any, names: Names) -> str:
    """A value as a person reads it: choices and references by their names; empty for none."""
    if value is None or value in ("", {}):
        return ""
    if isinstance(field, ForeignKey) or field.name == SUBJECT:
        related: Any = About if field.name == SUBJECT else field.related_model
        return names.get((related, value)) or _("something that is no longer there")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, BooleanField):
        return _("Yes") if value else _("No")
    return plain_words(field, value)


def plain_words(field: AnyField, value: Any) -> str:
    """A date, a number, a text or what is drawn on a map."""
    if isinstance(value, date | datetime):
        return day(value)
    if isinstance(field, JSONField):
        texts = value.values() if isinstance(value, dict) else ()
        if field.name == "geometry" or not all(isinstance(text, str) for text in texts):
            return _("drawn")
        return ", ".join(f"{language}: {text}" for language, text in sorted(value.items()))
    if isinstance(value, int | Decimal | Range):
        return numerals(field, value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return plain(str(value)) if field.name == "body" else str(value)


def numerals(field: AnyField, value: int | Decimal | Any) -> str:
    """A number as its field means it: a year, the size of a file, an amount."""
    if field.name in YEARS:
        return str(value)
    return filesizeformat(int(value)) if field.name == SIZE else figures(value)


def figures(value: int | Decimal | Any) -> str:
    """A number, or a range of numbers."""
    if isinstance(value, Range):
        return "–".join("" if end is None else number(end) for end in (value.lower, value.upper))
    if isinstance(value, Decimal):
        return number(value)
    return number_format(value, use_l10n=True, force_grouping=True)


def names_asked(rows: Sequence[Kept], fields: Iterable[AnyField]) -> Asking[Names]:
    """What the things are called that the rows refer to.

    What comments and documents are about is kept under `About`: they stay with things of one model.
    """
    wanted: dict[Any, set[int]] = defaultdict(set)
    about: Any = None
    for field in fields:
        if field.name == SUBJECT and rows:
            about = ContentType.objects.get_for_id(rows[0].subject_type_id).model_class()
            wanted[about] |= {row.subject_id for row in rows}
        if isinstance(field, ForeignKey):
            wanted[field.related_model] |= {
                value for row in rows if (value := getattr(row, field.attname)) is not None
            }
    models = [model for model, ids in wanted.items() if ids]
    read = yield from each_of(ask(_those(model, ids=wanted[model])) for model in models)
    found = {
        (model, thing.pk): str(thing) for model, things in zip(models, read, strict=True) for thing in things
    }
    return found | {(About, pk): name for (model, pk), name in found.items() if model is about}


def person_id(kept: Kept) -> int:
    """The id of who did it; 0 if nobody is known."""
    metadata = kept.pgh_context.metadata if kept.pgh_context else {}
    return int(metadata.get("user") or 0)


def people_of(rows: Sequence[Kept]) -> dict[int, str]:
    """The names of who did it. At most one query."""
    return answered(people_asked(rows))


def people_asked(rows: Sequence[Kept]) -> Asking[dict[int, str]]:
    """The same, asked for."""
    ids = {person_id(row) for row in rows} - {0}
    found = (yield from ask(_those(User, ids=ids))) if ids else []
    return {person.pk: str(person) for person in found}


@written_once
def _those(model: Any, *, ids: Iterable[int]) -> QuerySet[Any]:
    found: QuerySet[Any] = model._default_manager.filter(pk__among=ids).order_by()
    return found


def differing(subject: Any, kept: Kept, fields: Iterable[AnyField]) -> dict[str, str]:
    """The columns that were otherwise at that moment than they are today, with their names in words."""
    return {
        field.attname: named(field)
        for field in fields
        if getattr(kept, field.attname) != getattr(subject, field.attname)
    }
