"""Plans, positions and goals by their words: stems of a language, beginnings of words, and trigrams.

The indexes stand with the models; an expression here has to be the same as theirs to be found in them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    SearchVector,
    TrigramWordSimilarity,
)
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf

from goals.models import Framework, Goal
from organisations.models import Organisation
from planning.models import Measure, Plan, Position
from planning.models.plans import PlanQuerySet

LONGEST_QUERY = 200
MOST_WORDS = 8
MOST_FOUND = 20
MOST_GOALS = 50
MOST_MARKED = 3
#: Stands around words that match; no text has it.
MARK = "\x01"
#: Of what matches so many are ranked, the last changed first: whoever finds more has to say more.
MOST_RANKED = 1000
#: With one letter far too many words begin.
SHORTEST_BEGINNING = 2
#: How long what is found within a word has to be.
SHORTEST_WITHIN = 3
#: What is shorter has too few trigrams to tell anything.
SHORTEST_ALIKE = 4
#: Letters and figures, perhaps with marks within: `cykel`, `T1.2`.
WORD = r"[^\W_]+(?:[.:/-][^\W_]+)*"
CONFIGURATIONS = {"sv": "swedish", "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "en": "english"}
NOTHING = Q(pk__in=())
#: Which of a model's searched columns is its own text, compared by trigrams.
MAIN_COLUMN: Mapping[type[Any], str] = {Plan: "title", Position: "statement"}


def configuration(language: str) -> str:
    """PostgreSQL's name for the stemming of a language; `simple` where it has none."""
    return CONFIGURATIONS.get(language, "simple")


def plans_to_link(organisation: Organisation) -> PlanQuerySet:
    """Plans that the organisation follows and that are not past: what its own can be linked to."""
    return Plan.objects.followed_by(organisation).exclude(status__in=Plan.PAST)


def positions_matching(
    organisation: Organisation, text: str, *, plans: QuerySet[Plan] | None = None, most: int = MOST_FOUND
) -> QuerySet[Position]:
    """Active positions of plans that the organisation follows and that are not past, best match first.

    `plans`: of these instead.

    Each word is in the position or in its plan's title: as a stem, or as how a word begins. With their plan
    and its organisation. Nothing for an empty text. Three or four queries, and that of the result.
    """
    stems = configuration(organisation.language)
    among = plans_to_link(organisation) if plans is None else plans
    rows = Position.objects.filter(plan__in=among, status=Position.Status.ACTIVE)
    words = _words_said(text, stems)
    titled = _plans_titled(among, words, stems)
    has = {word: Q(vector=_asked(word, stems)) | Q(plan__in=titled[word]) for word in words}
    found = _best(rows, _vector(Position, stems), has, text)
    result: QuerySet[Position] = found.select_related("plan__organisation").defer("geometry")[:most]
    return result


def plans_matching(
    organisation: Organisation, text: str, *, plans: QuerySet[Plan] | None = None, most: int = MOST_FOUND
) -> QuerySet[Plan]:
    """Plans that the organisation follows and that are not past, best match first; none for an empty text.

    `plans`: of these instead.

    Words match as in `positions_matching`. Two or three queries, and that of the result.
    """
    stems = configuration(organisation.language)
    words = _words_said(text, stems)
    has = {word: Q(vector=_asked(word, stems)) for word in words}
    among = plans_to_link(organisation) if plans is None else plans
    found = _best(among, _vector(Plan, stems), has, text)
    result: QuerySet[Plan] = found.select_related("organisation")[:most]
    return result


def measures_matching(
    organisation: Organisation, rows: QuerySet[Measure], text: str, *, most: int = MOST_FOUND
) -> QuerySet[Measure]:
    """Those of some measures that match, best match first; none for an empty text.

    Words match as in `positions_matching`, in the measure or in its plan's title; there is no index, so the
    rows should be those of a unit or a plan. One query, and that of the result.
    """
    stems = configuration(organisation.language)
    words = _words_said(text, stems)
    if not words:
        return rows.none()
    vector = SearchVector("code", "title", "text", "plan__title", config=stems)
    has = (Q(vector=_asked(word, stems)) for word in words)
    any_word = reduce(or_, (SearchQuery(word, config=stems) for word in words))
    found = rows.alias(vector=vector).filter(reduce(and_, has))
    result: QuerySet[Measure] = found.order_by(SearchRank(vector, any_word).desc(), "pk")[:most]
    return result


@dataclass(frozen=True, slots=True)
class FoundGoal:
    """A goal that a search found; `words` are those of its text that match, if its title does not say why."""

    pk: int
    words: tuple[str, ...]


def goals_matching(
    organisation: Organisation, text: str, *, language: str, most: int = MOST_GOALS
) -> list[FoundGoal]:
    """Goals of the frameworks that the organisation follows, best match first; none for an empty text.

    Each word is in the goal's code, title (also that of the reader's `language`) or text, or in its
    framework's title: as a stem, as how a word begins, or, in titles, within a word. Two queries.
    """
    stems = configuration(organisation.language)
    words = _words_said(text, stems)
    if not words:
        return []
    translated = NullIf(KeyTextTransform(language, "titles"), Value(""), output_field=TextField())
    title = Coalesce(translated, "title", output_field=TextField())
    vector = SearchVector("code", title, "title", "text", "framework__title", config=stems)
    rows = Goal.objects.filter(framework__in=Framework.objects.followed_by(organisation))
    has = [Q(vector=_asked(word, stems)) | _in_title(word) for word in words]
    any_word = reduce(or_, (_asked(word, stems) for word in words))
    marked = SearchHeadline(
        Coalesce("text", Value("")), any_word, config=stems, start_sel=MARK, stop_sel=MARK, highlight_all=True
    )
    found = rows.alias(shown=title, vector=vector).filter(reduce(and_, has))
    in_title = SearchRank(SearchVector(title, config=stems), any_word)
    ranked = found.order_by(in_title.desc(), SearchRank(vector, any_word).desc(), "pk")
    return [
        FoundGoal(pk, _marked(saying) if not rank else ())
        for pk, saying, rank in ranked.values_list("pk", marked, in_title)[:most]
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search among all sorts of things found: the thing, what it is called, and what it stands in."""

    sort: str
    pk: int
    key: str
    title: str
    within: int
    within_key: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Where a sort of things is searched: its rows, the columns, and which of them is what it is called.

    `within` is what it stands in: a plan, or of goals the framework; of plans themselves nothing.
    """

    rows: QuerySet[Any]
    columns: Sequence[str]
    title: str
    within: str = "plan"


def everything_matching(
    organisation: Organisation, text: str, among: Mapping[str, Sought], *, most: int
) -> list[Found]:
    """Of each sort in turn what has all the words of the text, best match first, at most so many of each.

    A word is there as a stem, or as how a word begins. One query, and one for each sort.
    """
    stems = configuration(organisation.language)
    words = _words_said(text, stems)
    if not words:
        return []
    any_word = reduce(or_, (SearchQuery(word, config=stems) for word in words))
    found: list[Found] = []
    for sort, sought in among.items():
        vector = SearchVector(*sought.columns, config=stems)
        has = (Q(vector=_asked(word, stems)) for word in words)
        having = sought.rows.alias(vector=vector).filter(reduce(and_, has))
        newest = having.order_by("-updated_at", "-pk").values("pk")[:MOST_RANKED]
        ranked = sought.rows.model._default_manager.filter(pk__in=newest)
        ranked = ranked.order_by(SearchRank(vector, any_word).desc(), "pk")
        within = [f"{sought.within}_id", f"{sought.within}__key"] if sought.within else ["pk", "key"]
        values = ranked.values_list("pk", "key", sought.title, *within)[:most]
        found += [Found(sort, *row) for row in values]
    return found


def _in_title(word: str) -> Q:
    """Swedish and Norwegian join words: `neutral` is found in `klimatneutral`."""
    if len(word) < SHORTEST_WITHIN:
        return NOTHING
    return Q(shown__icontains=word) | Q(title__icontains=word)


def _marked(text: str) -> tuple[str, ...]:
    """The marked words of a text, each once; the first few."""
    words = dict.fromkeys(word.lower() for word in text.split(MARK)[1::2])
    return tuple(words)[:MOST_MARKED]


def _best(rows: Any, vector: SearchVector, has_words: Mapping[str, Q], text: str) -> Any:
    """What has all the words, or a text with a part much like what is asked for; most of the words first.

    Where nothing has, what has one of the words.
    """
    column = MAIN_COLUMN[rows.model]
    asked = _cleaned(text)
    is_alike = Q(**{f"{column}__trigram_word_similar": asked}) if len(asked) >= SHORTEST_ALIKE else NOTHING
    conditions = list(has_words.values()) or [NOTHING]
    found = rows.alias(vector=vector).order_by("-updated_at", "-pk").values_list("pk", flat=True)
    ids = list(found.filter(reduce(and_, conditions) | is_alike)[:MOST_RANKED])
    if not ids and len(conditions) > 1:
        ids = list(found.filter(reduce(or_, conditions))[:MOST_RANKED])
    ranked = rows.filter(pk__in=ids).annotate(alike=TrigramWordSimilarity(asked, column))
    if not has_words:
        return ranked.order_by("-alike", "pk")
    stems = [SearchQuery(word, config=vector.config) for word in has_words]
    return ranked.annotate(rank=SearchRank(vector, reduce(or_, stems))).order_by("-rank", "-alike", "pk")


def _plans_titled(among: QuerySet[Plan], words: Sequence[str], stems: str) -> dict[str, list[int]]:
    """For each word the ids of the plans that have it in their title. One query."""
    if not words:
        return {}
    plans = among.alias(vector=SearchVector("title", config=stems))
    has = [ExpressionWrapper(Q(vector=_asked(word, stems)), output_field=BooleanField()) for word in words]
    any_word = reduce(or_, (_asked(word, stems) for word in words))
    rows = list(plans.filter(vector=any_word).order_by().values_list("pk", *has))
    return {word: [row[0] for row in rows if row[place]] for place, word in enumerate(words, start=1)}


def _asked(word: str, stems: str) -> Any:
    """The word as a stem, or as how a word begins; `word` is a `WORD`, so it quotes nothing."""
    is_it = SearchQuery(word, config=stems)
    if len(word) < SHORTEST_BEGINNING:
        return is_it
    return is_it | SearchQuery(f"'{word}':*", config="simple", search_type="raw")


def _words_said(text: str, stems: str) -> list[str]:
    """The words of a text that say something in the language, each once. One query, none for no words."""
    found = list(dict.fromkeys(re.findall(WORD, _cleaned(text).lower())))
    if not found:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) WITH ORDINALITY AS w(word, place)"
            " WHERE numnode(plainto_tsquery(%s::regconfig, word)) > 0 ORDER BY place LIMIT %s",
            [found, stems, MOST_WORDS],
        )
        return [word for (word,) in cursor.fetchall()]


def _vector(model: type[Plan | Position], stems: str) -> SearchVector:
    return SearchVector(*model.SEARCHED, config=stems)


def vector_of(model: type[Plan | Position], stems: str) -> str:
    """The words of a model's things as SQL, which is what the index of that language has."""
    query = model._default_manager.all().query
    compiler = query.get_compiler(connection=connection)
    sql, values = compiler.compile(_vector(model, stems).resolve_expression(query))
    return str(sql) % tuple(f"'{value}'" for value in values)


def _cleaned(text: str) -> str:
    return text.replace("\x00", "").strip()[:LONGEST_QUERY]
