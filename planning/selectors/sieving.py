"""Which positions are worth comparing with a text, where there are too many to compare all with all.

The indexes of positions say at once which have a word (or begin one so), and how many do. Those that have the
rarest words of the text are left; only they are then compared in full (`planning.selectors.suggestions`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from planning.models import Position
from planning.selectors.searching import vector_of

#: So many are compared without a sieve: it takes well under half a second.
FEW = 1_000
#: So many are left by the sieve.
MOST_LEFT = 400
#: Languages that the positions have an index for.
INDEXED = frozenset({"swedish", "norwegian"})
#: A word that more than one in so many has does not find anything; it still counts where something is found.
COMMON_IN = 10
#: So many of the rarest words find, however common they are.
FINDING = 6

SIEVE = """
WITH asked_words AS (
    SELECT DISTINCT l.lexeme
    FROM unnest(%(words)s::text[]) AS w(word)
    CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector(%(stems)s::regconfig, w.word))) AS l(lexeme)
), asked AS (
    SELECT lexeme AS token, quote_literal(lexeme)::tsquery AS query, 1.0 AS weight FROM asked_words
    UNION ALL
    SELECT DISTINCT left(lexeme, %(start)s) || '*',
        (quote_literal(left(lexeme, %(start)s)) || ':*')::tsquery, %(begins)s
    FROM asked_words WHERE length(lexeme) >= %(start)s
), reach AS MATERIALIZED (
    SELECT unnest(%(among)s::bigint[]) AS id
), matching AS MATERIALIZED (
    SELECT a.token, a.weight, p.id
    FROM asked a
    CROSS JOIN LATERAL (SELECT id FROM planning_position WHERE {vector} @@ a.query OFFSET 0) p
    JOIN reach USING (id)
), counted AS MATERIALIZED (
    SELECT token, max(weight) AS weight, count(*) AS number FROM matching GROUP BY token
), finding AS MATERIALIZED (
    SELECT token, weight * ln(1 + %(of)s::float / number) ^ 2 AS worth
    FROM (SELECT *, row_number() OVER (ORDER BY number, token) AS place FROM counted) ranked
    WHERE place <= %(finding)s OR number * %(common_in)s <= %(of)s
), best AS (
    SELECT m.id FROM matching m JOIN finding f USING (token)
    GROUP BY m.id ORDER BY sum(f.worth) DESC, m.id LIMIT %(most)s
)
SELECT (SELECT array_agg(id) FROM best), (SELECT array_agg(token ORDER BY token) FROM counted),
    (SELECT array_agg(number ORDER BY token) FROM counted)
"""


@dataclass(frozen=True, slots=True)
class Sieved:
    """What is compared (ids) of how many, and how many of them have each word or beginning of the text."""

    left: Sequence[int]
    of: int
    tokens: Sequence[str] = ()
    numbers: Sequence[int] = ()


def sieved(among: Sequence[int], words: Sequence[str], stems: str, *, start: int, begins: float) -> Sieved:
    """The positions of `among` (ids) that have the rarest of the words, if those are many; else all.

    `start` letters are how a word begins, which counts `begins`. One query, none for few.
    """
    if len(among) <= FEW or stems not in INDEXED:
        return Sieved(among, len(among))
    values: dict[str, Any] = {
        "words": list(words),
        "stems": stems,
        "start": start,
        "begins": begins,
        "among": list(among),
        "of": len(among),
        "finding": FINDING,
        "common_in": COMMON_IN,
        "most": MOST_LEFT,
    }
    with connection.cursor() as cursor:
        cursor.execute(SIEVE.replace("{vector}", vector_of(Position, stems)), values)
        found, tokens, numbers = cursor.fetchone()
    return Sieved(found or [], len(among), tokens or [], numbers or [])
