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

OF_CONDITION_PART = """
SELECT s.organisation_id FROM changed c JOIN strategy_changedcondition k ON k.id = c.condition_id
JOIN strategy_planningstrategy s ON s.id = k.strategy_id
"""
# Whoever has adopted something from an organisation can refer to what is that organisation's.
_NOT_FOLLOWED = """
    {owner} <> s.organisation_id AND NOT EXISTS (
        SELECT 1 FROM goals_adopted_from f
        WHERE f.organisation_id = s.organisation_id AND f.owner_id = {owner})
"""
_OF_CONDITION = """
    FROM changed c JOIN strategy_changedcondition k ON k.id = c.condition_id
    JOIN strategy_planningstrategy s ON s.id = k.strategy_id
"""
condition_of_followed = refuses(
    "condition_of_followed",
    f"""
    SELECT format('"%s" is about an indicator that the organisation does not follow', c.key) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
    JOIN goals_indicator i ON i.id = c.indicator_id
    WHERE {_NOT_FOLLOWED.format(owner="i.organisation_id")}
    """,
)
condition_goal_followed = refuses(
    "condition_goal_followed",
    f"""
    SELECT format('"%s" names the goal "%s", which the organisation does not follow', k.key, g.title) AS fault
    {_OF_CONDITION} JOIN goals_goal g ON g.id = c.goal_id JOIN goals_framework w ON w.id = g.framework_id
    WHERE {_NOT_FOLLOWED.format(owner="w.organisation_id")}
    """,
)
condition_plan_followed = refuses(
    "condition_plan_followed",
    f"""
    SELECT format('"%s" names the plan "%s", which the organisation does not follow', k.key, p.title) AS fault
    {_OF_CONDITION} JOIN planning_plan p ON p.id = c.plan_id
    WHERE {_NOT_FOLLOWED.format(owner="p.organisation_id")}
    """,
)
report_of_own_unit = refuses(
    "report_of_own_unit",
    """
    SELECT format('the unit of the report "%s" is another organisation''s', c.key) AS fault
    FROM changed c JOIN organisations_unit u ON u.id = c.unit_id WHERE u.organisation_id <> c.organisation_id
    """,
)
cooperation_between_units = refuses(
    "cooperation_between_units",
    """
    SELECT format('"%s" is not between two units of the organisation', c.key) AS fault
    FROM changed c JOIN strategy_situationreport r ON r.id = c.report_id
    JOIN organisations_unit u ON u.id = c.unit_id
    WHERE r.organisation_id <> c.organisation_id OR u.organisation_id <> c.organisation_id
    OR u.id = r.unit_id
    """,
)
cooperation_of_own_measure = refuses(
    "cooperation_of_own_measure",
    """
    SELECT format('"%s" has become a measure of another organisation', c.key) AS fault
    FROM changed c JOIN planning_measure m ON m.id = c.measure_id WHERE m.organisation_id <> c.organisation_id
    """,
)
condition_of_own_report = refuses(
    "condition_of_own_report",
    """
    SELECT format('"%s" is taken over from another organisation''s report', c.key) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
    JOIN strategy_situationreport r ON r.id = c.report_id WHERE r.organisation_id <> s.organisation_id
    """,
)
need_of_own_cooperation = refuses(
    "need_of_own_cooperation",
    """
    SELECT format('"%s" comes from a cooperation in another organisation', c.key) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
    JOIN strategy_cooperation k ON k.id = c.cooperation_id WHERE k.organisation_id <> s.organisation_id
    """,
)
_CAPACITY_OUTSIDE = f"k.first < {_FIRST} OR k.last > {_LAST}"
capacity_in_term = refuses(
    "capacity_in_term",
    f"""
    SELECT format('the quarters %s to %s are not all in the term', k.first, k.last) AS fault
    FROM changed k JOIN strategy_planningstrategy s ON s.id = k.strategy_id
    JOIN strategy_term t ON t.id = s.term_id WHERE {_CAPACITY_OUTSIDE}
    """,
)
term_around_capacities = refuses(
    "term_around_capacities",
    f"""
    SELECT format('the quarters %s to %s would not all be in the term', k.first, k.last) AS fault
    FROM changed t JOIN strategy_planningstrategy s ON s.term_id = t.id
    JOIN strategy_capacity k ON k.strategy_id = s.id WHERE {_CAPACITY_OUTSIDE}
    """,
)
capacity_of_own_unit = refuses(
    "capacity_of_own_unit",
    """
    SELECT format('"%s" is no unit of the organisation', u.key) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
    JOIN organisations_unit u ON u.id = c.unit_id WHERE u.organisation_id <> s.organisation_id
    """,
)
capacity_no_overlap = refuses(
    "capacity_no_overlap",
    """
    SELECT format('the capacity from %s to %s is said twice', c.first, c.last) AS fault
    FROM changed c JOIN strategy_capacity k
    ON k.strategy_id = c.strategy_id AND k.unit_id = c.unit_id AND k.id <> c.id
    WHERE k.first <= c.last AND c.first <= k.last
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
OF_SCENARIO_PART = "SELECT k.organisation_id FROM changed c JOIN strategy_scenario k ON k.id = c.scenario_id"
scenario_of_own = refuses(
    "scenario_of_own",
    """
    SELECT format('the strategy or the unit of "%s" is another organisation''s', c.key) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
    LEFT JOIN organisations_unit u ON u.id = c.unit_id
    WHERE s.organisation_id <> c.organisation_id OR u.organisation_id <> c.organisation_id
    """,
)
robustness_of_followed = refuses(
    "robustness_of_followed",
    f"""
    SELECT format('the goal "%s" is not followed by the organisation of "%s"', g.title, s.key) AS fault
    FROM changed c JOIN strategy_scenario s ON s.id = c.scenario_id
    JOIN goals_goal g ON g.id = c.goal_id JOIN goals_framework w ON w.id = g.framework_id
    WHERE {_NOT_FOLLOWED.format(owner="w.organisation_id")}
    """,
)
robustness_of_own_position = refuses(
    "robustness_of_own_position",
    """
    SELECT format('"%s" is another organisation''s position', p.key) AS fault
    FROM changed c JOIN strategy_scenario s ON s.id = c.scenario_id
    JOIN planning_position p ON p.id = c.position_id WHERE p.organisation_id <> s.organisation_id
    """,
)
population_of_followed = refuses(
    "population_of_followed",
    f"""
    SELECT format('the indicator "%s" is not followed by the organisation', i.key) AS fault
    FROM changed c JOIN strategy_planningstrategy s ON s.id = c.strategy_id
    JOIN goals_indicator i ON i.id = c.indicator_id
    WHERE {_NOT_FOLLOWED.format(owner="i.organisation_id")}
    """,
)
