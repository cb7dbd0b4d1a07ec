"""Goals, and positions of other plans, that a text resembles most, with the words that match.

Words are compared by their stems in the organisation's language, and more faintly by how they begin, since
Swedish and Norwegian join words (klimatprogram, klimatneutral). A word counts the more the fewer of those
that are compared have it; a goal's title and a position's wording count more than what is said beside, and
their trigrams a little too. What colleagues have linked to it before lends a goal or position its words,
faintly. `docs/suggestions.md` has what was measured.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from organisations.models import Organisation
from planning.models import (
    HandOver,
    Implementation,
    Measure,
    Plan,
    PlanSupersession,
    Position,
    PositionLink,
)
from planning.policies import Item, Part
from planning.selectors.common_words import is_common
from planning.selectors.searching import configuration, plans_to_link
from planning.selectors.sieving import Sieved, sieved

MOST_SUGGESTED = 5
MOST_WORDS = 400
LONGEST_WORD = 60

TEXTS_OF_GOALS = """
    SELECT g.id, COALESCE(NULLIF(g.titles ->> %(language)s, ''), g.title) AS text, 1.0 AS weight
    FROM goals_goal g WHERE g.id = ANY(%(among)s)
    UNION ALL
    SELECT g.id, g.text, %(of_text)s FROM goals_goal g WHERE g.id = ANY(%(among)s) AND g.text IS NOT NULL
    UNION ALL
    SELECT c.goal_id, concat_ws(' ', s.statement, m.title), %(of_links)s
    FROM planning_contribution c
    LEFT JOIN planning_position s ON s.id = c.position_id
    LEFT JOIN planning_measure m ON m.id = c.measure_id
    WHERE c.recorded_by_id = %(organisation)s AND c.goal_id = ANY(%(among)s) AND c.strength > 0
        AND c.plan_id IS NULL AND COALESCE(s.plan_id, m.plan_id) <> %(plan)s
"""
TEXTS_OF_POSITIONS = """
    SELECT p.id, p.statement AS text, 1.0 AS weight FROM planning_position p WHERE p.id = ANY(%(among)s)
    UNION ALL
    SELECT p.id, p.rationale, %(of_text)s FROM planning_position p
    WHERE p.id = ANY(%(among)s) AND p.rationale IS NOT NULL
    UNION ALL
    SELECT i.position_id, m.title, %(of_links)s
    FROM planning_implementation i JOIN planning_measure m ON m.id = i.measure_id
    WHERE i.position_id = ANY(%(among)s) AND m.plan_id <> %(plan)s
    UNION ALL
    SELECT l.target_id, s.statement, %(of_links)s
    FROM planning_positionlink l JOIN planning_position s ON s.id = l.source_id
    WHERE l.recorded_by_id = %(organisation)s AND l.target_id = ANY(%(among)s) AND s.plan_id <> %(plan)s
        AND l.relation <> 'conflicts'
"""
RESEMBLING = """
WITH asked_words AS (
    SELECT w.word, l.lexeme
    FROM unnest(%(words)s::text[]) AS w(word)
    CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector(%(stems)s::regconfig, w.word))) AS l(lexeme)
), asked AS (
    SELECT lexeme AS token, min(word) AS word, 1.0 AS weight FROM asked_words GROUP BY lexeme
    UNION ALL
    SELECT left(lexeme, %(start)s) || '*', min(word), %(begins)s FROM asked_words
    WHERE length(lexeme) >= %(start)s GROUP BY 1
), texts AS ({texts}), lexemes AS (
    SELECT t.id, l.lexeme, max(t.weight) AS weight
    FROM texts t
    CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector(%(stems)s::regconfig, t.text))) AS l(lexeme)
    GROUP BY t.id, l.lexeme
), tokens AS (
    SELECT id, lexeme AS token, weight FROM lexemes
    UNION ALL
    SELECT id, left(lexeme, %(start)s) || '*', max(weight) FROM lexemes
    WHERE length(lexeme) >= %(start)s GROUP BY 1, 2
), known AS (
    SELECT token, number FROM unnest(%(tokens)s::text[], %(numbers)s::bigint[]) AS k(token, number)
), rarity AS (
    SELECT t.token, ln(1 + %(of)s / greatest(sum(t.weight), max(k.number))) AS value
    FROM tokens t LEFT JOIN known k USING (token) GROUP BY t.token
), sizes AS (
    SELECT id, sqrt(sum(weight * weight)) AS size FROM tokens GROUP BY id
), matches AS (
    SELECT t.id, sum(a.weight * t.weight * r.value * r.value) / (%(evenness)s + z.size) AS score,
        array_agg(DISTINCT a.word ORDER BY a.word) FILTER (WHERE t.weight >= %(of_text)s) AS words
    FROM tokens t JOIN asked a USING (token) JOIN rarity r USING (token) JOIN sizes z ON z.id = t.id
    GROUP BY t.id, z.size
)
SELECT m.id, m.score * (1 + %(alike)s * word_similarity(x.text, %(text)s)) AS score, m.words
FROM matches m JOIN texts x ON x.id = m.id AND x.weight = 1.0
ORDER BY score DESC, m.id LIMIT %(most)s
"""
#: How much each thing counts, tried on the demonstration's links (bench/measures/suggestions.py). What links
#: lend stays below what a goal says itself, so that the words shown are the goal's own.
WEIGHTS = {"begins": 0.4, "of_text": 0.5, "of_links": 0.3, "alike": 1.0, "evenness": 4.0, "start": 5}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A goal or position (`pk`) that resembles a text, and the words of the text that match.

    The score only orders.
    """

    pk: int
    score: float
    words: tuple[str, ...]


def goals_resembling(
    organisation: Organisation,
    text: str,
    *,
    among: Sequence[int],
    plan_id: int | None = None,
    most: int = MOST_SUGGESTED,
) -> list[Suggestion]:
    """The goals (ids) that resemble the text most, best first; goals with no word in common are left out.

    `plan_id` is the plan in which the text stands: what that plan has linked already is no evidence. One
    query.
    """
    asked = {"plan": plan_id or 0, "most": most}
    return _resembling(TEXTS_OF_GOALS, organisation, text, among, asked)


def positions_resembling(
    organisation: Organisation,
    text: str,
    *,
    among: Sequence[int],
    plan_id: int | None = None,
    most: int = MOST_SUGGESTED,
) -> list[Suggestion]:
    """The positions (ids) that resemble the text most, as `goals_resembling` finds goals.

    Of many only those are compared that have its rarest words (`planning.selectors.sieving`). One query; two
    of many.
    """
    asked = {"plan": plan_id or 0, "most": most}
    return _resembling(TEXTS_OF_POSITIONS, organisation, text, among, asked)


def positions_to_suggest(organisation: Organisation, item: Part) -> list[int]:
    """Ids of the positions in reach of a position or measure that it is not linked to yet. Two queries."""
    reached = positions_in_reach(organisation, item).exclude(pk__in=_linked(organisation, item))
    return sorted(reached.order_by().values_list("pk", flat=True))


def positions_in_reach(organisation: Organisation, item: Part) -> QuerySet[Position]:
    """Positions of other plans that a position or measure could be linked to.

    None of those plans is another edition of the item's own. A draft's position that revises one of these
    is left to its forerunner, whose links move when the draft is adopted.
    """
    plan_id = item.plan_id
    earlier = PlanSupersession.objects.filter(plan=plan_id).values("superseded")
    beside = PlanSupersession.objects.filter(Q(superseded=plan_id) | Q(superseded__in=earlier)).values("plan")
    plans = plans_to_link(organisation).exclude(pk=plan_id).exclude(pk__in=earlier).exclude(pk__in=beside)
    reached: QuerySet[Position] = Position.objects.filter(plan__in=plans, status=Position.Status.ACTIVE)
    return reached.exclude(pk__in=reached.filter(revises__in=reached).values("pk"))


def _linked(organisation: Organisation, item: Part) -> list[int]:
    """Ids of the positions that the item is tied to already, at either end."""
    if isinstance(item, Measure):
        return list(Implementation.objects.filter(measure=item).values_list("position", flat=True))
    queries = []
    for model in (PositionLink, HandOver):
        stated = model.objects.filter(Q(recorded_by=organisation) | Q(recorded_by=item.organisation_id))
        queries += [
            stated.filter(source=item, target__isnull=False).values_list("target", flat=True).order_by(),
            stated.filter(target=item).values_list("source", flat=True).order_by(),
        ]
    return list(queries[0].union(*queries[1:]))


def _resembling(
    texts: str, organisation: Organisation, text: str, among: Sequence[int], asked: Mapping[str, Any]
) -> list[Suggestion]:
    stems = configuration(organisation.language)
    words = [word for word in words_of(text) if not is_common(word, stems)]
    if not words or not among:
        return []
    compared = Sieved(among, len(among))
    if texts == TEXTS_OF_POSITIONS:
        compared = sieved(among, words, stems, start=int(WEIGHTS["start"]), begins=WEIGHTS["begins"])
    values = {
        **WEIGHTS,
        **asked,
        "among": list(compared.left),
        "of": compared.of,
        "tokens": list(compared.tokens),
        "numbers": list(compared.numbers),
        "words": words,
        "text": " ".join(words),
        "stems": stems,
        "language": organisation.language,
        "organisation": organisation.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(RESEMBLING.replace("{texts}", texts), values)
        return [Suggestion(pk, float(score), tuple(found or ())) for pk, score, found in cursor.fetchall()]


def text_of(item: Item) -> str:
    """What a position, measure or plan says, with its reason or description."""
    if isinstance(item, Plan):
        parts = (item.title, item.summary)
    elif isinstance(item, Position):
        parts = (item.statement, item.rationale)
    else:
        parts = (item.title, item.text)
    return " ".join(part for part in parts if part)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, each once, in their order."""
    found = (word for word in re.findall(r"[^\W\d_]{3,}", text.lower()) if len(word) <= LONGEST_WORD)
    return list(dict.fromkeys(found))[:MOST_WORDS]
