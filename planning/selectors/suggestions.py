"""Goals that a text resembles most, with the words that match.

Words are compared by their stems in the organisation's language, and more faintly by how they begin, since
Swedish and Norwegian join words (klimatprogram, klimatneutral). A word counts the more the fewer goals have
it; a goal's title counts more than its text, and trigrams of the title a little too. What colleagues have
linked to a goal before lends it its words, faintly. `docs/suggestions.md` has what was measured.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from organisations.models import Organisation
from planning.models import Plan, Position
from planning.policies import Item
from planning.selectors.searching import configuration

MOST_SUGGESTED = 5
MOST_WORDS = 400
LONGEST_WORD = 60

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
), texts AS (
    SELECT g.id, COALESCE(NULLIF(g.titles ->> %(language)s, ''), g.title) AS text, 1.0 AS weight
    FROM goals_goal g WHERE g.id = ANY(%(goals)s)
    UNION ALL
    SELECT g.id, g.text, %(of_text)s FROM goals_goal g WHERE g.id = ANY(%(goals)s) AND g.text IS NOT NULL
    UNION ALL
    SELECT c.goal_id, concat_ws(' ', s.statement, m.title), %(of_links)s
    FROM planning_contribution c
    LEFT JOIN planning_position s ON s.id = c.position_id
    LEFT JOIN planning_measure m ON m.id = c.measure_id
    WHERE c.recorded_by_id = %(organisation)s AND c.goal_id = ANY(%(goals)s) AND c.strength > 0
        AND c.plan_id IS NULL AND COALESCE(s.plan_id, m.plan_id) <> %(plan)s
), lexemes AS (
    SELECT t.id, l.lexeme, max(t.weight) AS weight
    FROM texts t
    CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector(%(stems)s::regconfig, t.text))) AS l(lexeme)
    GROUP BY t.id, l.lexeme
), tokens AS (
    SELECT id, lexeme AS token, weight FROM lexemes
    UNION ALL
    SELECT id, left(lexeme, %(start)s) || '*', max(weight) FROM lexemes
    WHERE length(lexeme) >= %(start)s GROUP BY 1, 2
), rarity AS (
    SELECT token, ln(1 + cardinality(%(goals)s::bigint[]) / sum(weight)) AS value FROM tokens GROUP BY token
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
    """A goal that resembles a text, and the words of the text that match; the score only orders."""

    goal_id: int
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
    words = words_of(text)
    if not words or not among:
        return []
    asked: dict[str, Any] = {
        **WEIGHTS,
        "words": words,
        "text": " ".join(words),
        "stems": configuration(organisation.language),
        "language": organisation.language,
        "goals": list(among),
        "organisation": organisation.pk,
        "plan": plan_id or 0,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(RESEMBLING, asked)
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
