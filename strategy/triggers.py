"""What SQL refuses of terms and planning strategies: rules over several tables, or with a calendar."""

from core.triggers import refuses

# The days that strategy/clock.py gives (a test keeps both equal): in Sweden the second Sunday of September
# every fourth year from 2014, in Norway by custom the second Monday, from 2011. Earlier ones are not checked.
_ORDINARY = """
    (o.country = 'SE' AND date_part('year', c.elected_on) >= 2014 AND NOT (
        mod(date_part('year', c.elected_on)::int - 2014, 4) = 0 AND date_part('isodow', c.elected_on) = 7
        AND date_part('month', c.elected_on) = 9 AND date_part('day', c.elected_on) BETWEEN 8 AND 14))
    OR (o.country = 'NO' AND date_part('year', c.elected_on) >= 2011 AND NOT (
        mod(date_part('year', c.elected_on)::int - 2011, 4) = 0 AND date_part('isodow', c.elected_on) = 1
        AND date_part('month', c.elected_on) = 9 AND date_part('day', c.elected_on) BETWEEN 8 AND 14))
"""
election_is_ordinary = refuses(
    "term_election_is_ordinary",
    f"""
    SELECT format('%s is no day of an ordinary election', c.elected_on) AS fault
    FROM changed c JOIN organisations_organisation o ON o.id = c.organisation_id
    WHERE NOT c.is_extra AND ({_ORDINARY})
    """,
)
term_before_strategy = refuses(
    "term_elected_before_strategy",
    """
    SELECT format('"%s" was adopted on %s, before the election', s.title, s.adopted_on) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.term_id = c.id WHERE s.adopted_on < c.elected_on
    """,
)
strategy_in_term = refuses(
    "strategy_in_term",
    """
    SELECT format('the term of "%s" is another organisation''s', c.title) AS fault
    FROM changed c JOIN strategy_term t ON t.id = c.term_id WHERE t.organisation_id <> c.organisation_id
    """,
)
strategy_after_election = refuses(
    "strategy_after_election",
    """
    SELECT format('"%s" is said to be adopted on %s, before the election on %s',
        c.title, c.adopted_on, t.elected_on) AS fault
    FROM changed c JOIN strategy_term t ON t.id = c.term_id WHERE c.adopted_on < t.elected_on
    """,
)
