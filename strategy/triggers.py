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

OF_STRATEGY_PART = """
SELECT s.organisation_id FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
"""
# Who has adopted a plan reads the stance on its page: only the strategy's own organisation is concerned.
OF_NEED = OF_STRATEGY_PART

# Quarters are texts that sort as time goes (2027-Q1). A term whose end nobody has entered lasts four years,
# as strategy/models/rounds.py says too (a test keeps both equal).
_QUARTER = "to_char({day}, 'YYYY\"-Q\"Q')"
_FIRST = _QUARTER.format(day="t.elected_on")
_LAST = _QUARTER.format(day="COALESCE(t.ends_on, (t.elected_on + interval '4 years')::date)")
_OUTSIDE = f"""
    LEAST(n.start, n.decision) < {_FIRST} OR GREATEST(n.start, n.decision) > {_LAST}
"""
need_in_term = refuses(
    "need_in_term",
    f"""
    SELECT format('the quarters of "%s" are not all in the term', n.key) AS fault
    FROM changed n JOIN strategy_planningstrategy s ON s.id = n.strategy_id
    JOIN strategy_term t ON t.id = s.term_id WHERE {_OUTSIDE}
    """,
)
term_around_needs = refuses(
    "term_around_needs",
    f"""
    SELECT format('the quarters of "%s" would not all be in the term', n.key) AS fault
    FROM changed t JOIN strategy_planningstrategy s ON s.term_id = t.id
    JOIN strategy_planneed n ON n.strategy_id = s.id WHERE {_OUTSIDE}
    """,
)
need_of_followed_plan = refuses(
    "need_of_followed_plan",
    """
    SELECT format('"%s" is about what is no plan or type of the organisation', c.key) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
    LEFT JOIN planning_plan p ON p.id = c.plan_id LEFT JOIN planning_plantype y ON y.id = c.type_id
    LEFT JOIN planning_plan d ON d.id = c.draft_id
    WHERE y.organisation_id <> s.organisation_id OR d.organisation_id <> s.organisation_id
    OR (p.organisation_id <> s.organisation_id AND NOT EXISTS (
        SELECT 1 FROM goals_adopted_from f
        WHERE f.organisation_id = s.organisation_id AND f.owner_id = p.organisation_id))
    """,
)
verdict_of_country = refuses(
    "verdict_of_country",
    """
    SELECT format('"%s" is no requirement of the law of %s', c.requirement, o.country) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
    JOIN organisations_organisation o ON o.id = s.organisation_id
    WHERE lower(COALESCE(o.country, '')) <> split_part(c.requirement, '-', 1)
    """,
)
change_of_adopted = refuses(
    "strategy_change_of_adopted",
    """
    SELECT format('"%s" is not adopted, or was so later than on %s', s.title, c.decided_on) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
    WHERE s.adopted_on IS NULL OR c.decided_on < s.adopted_on
    """,
)
