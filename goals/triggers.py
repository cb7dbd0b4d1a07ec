"""Which organisations a change of goals and follow-up data concerns, and what SQL refuses.

`goals_framework_follower` (a view) has a row for the owner of a framework and for each adopter.
"""

from core.triggers import refuses

OF_FRAMEWORK = """
SELECT organisation_id FROM changed
UNION SELECT f.organisation_id FROM changed c JOIN goals_framework_follower f ON f.framework_id = c.id
"""

# Whoever has stated something on a goal is told when it is reworded or superseded, even if they follow
# only another framework of its owner, or follow it no longer.
OF_GOAL = """
SELECT f.organisation_id FROM changed c JOIN goals_framework_follower f USING (framework_id)
UNION SELECT l.recorded_by_id FROM changed c JOIN goals_goallink l ON l.source_id = c.id
UNION SELECT l.recorded_by_id FROM changed c JOIN goals_goallink l ON l.target_id = c.id
UNION SELECT t.recorded_by_id FROM changed c JOIN goals_target t ON t.goal_id = c.id
UNION SELECT s.recorded_by_id FROM changed c JOIN planning_contribution s ON s.goal_id = c.id
"""

# A statement counts in the reports of who recorded it and, if that is the owner of the goal's
# framework, of everybody who follows the framework (alignment rules, section 1).
_OF_GOAL_STATEMENT = """
SELECT recorded_by_id AS organisation_id FROM changed
UNION SELECT f.organisation_id FROM changed c
JOIN goals_goal g ON g.id = c.{goal}
JOIN goals_frameworkadoption f ON f.framework_id = g.framework_id
WHERE (SELECT w.organisation_id FROM goals_framework w WHERE w.id = f.framework_id) = c.recorded_by_id
"""
OF_GOAL_LINK = _OF_GOAL_STATEMENT.format(goal="source_id")
OF_TARGET = _OF_GOAL_STATEMENT.format(goal="goal_id")

OF_INDICATOR = """
SELECT organisation_id FROM changed
UNION SELECT t.recorded_by_id FROM changed c JOIN goals_target t ON t.indicator_id = c.id
UNION SELECT f.organisation_id FROM changed c
JOIN goals_target t ON t.indicator_id = c.id
JOIN goals_goal g ON g.id = t.goal_id
JOIN goals_framework_follower f ON f.framework_id = g.framework_id
"""

OF_OBSERVATION = """
SELECT organisation_id FROM changed UNION SELECT recorded_by_id FROM changed
"""

OF_EXCLUSION = """
SELECT a.organisation_id FROM changed c JOIN goals_frameworkadoption a ON a.id = c.adoption_id
"""


# Whoever has adopted a framework or a plan of an organisation can record statements on what is that
# organisation's (package format); `goals_adopted_from` (a view) has a row for each such pair.
def follows_goal(goal: str) -> str:
    """The faults of changed statements whose column `goal` is a goal that the recorder does not follow."""
    return f"""
    SELECT format('%s has adopted nothing of %s, so it can record nothing on goal "%s"',
        o.name, owner.name, g.title) AS fault
    FROM changed c
    JOIN goals_goal g ON g.id = c.{goal}
    JOIN goals_framework w ON w.id = g.framework_id
    JOIN organisations_organisation o ON o.id = c.recorded_by_id
    JOIN organisations_organisation owner ON owner.id = w.organisation_id
    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (
        SELECT 1 FROM goals_adopted_from f
        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id
    )
    """


goal_link_follows = refuses(
    "goal_link_adopted", follows_goal("source_id") + " UNION ALL " + follows_goal("target_id")
)
target_follows = refuses("target_goal_adopted", follows_goal("goal_id"))

goal_parent_in_framework = refuses(
    "goal_parent_in_framework",
    """
    SELECT format('"%s" is in another framework than its parent "%s"', c.title, p.title) AS fault
    FROM changed c JOIN goals_goal p ON p.id = c.parent_id WHERE p.framework_id <> c.framework_id
    UNION ALL
    SELECT format('"%s" is in another framework than its parent "%s"', b.title, c.title)
    FROM changed c JOIN goals_goal b ON b.parent_id = c.id WHERE b.framework_id <> c.framework_id
    """,
)

exclusion_in_framework = refuses(
    "exclusion_in_framework",
    """
    SELECT format('goal "%s" is not in the adopted framework', g.title) AS fault
    FROM changed c
    JOIN goals_frameworkadoption a ON a.id = c.adoption_id
    JOIN goals_goal g ON g.id = c.goal_id WHERE g.framework_id <> a.framework_id
    """,
)

# Only the organisation that a value is about and the indicator's owner can record it (package format).
observation_recorder = refuses(
    "observation_recorder",
    """
    SELECT format('%s can record "%s" neither as its owner nor about itself', o.name, i.title) AS fault
    FROM changed c
    JOIN goals_indicator i ON i.id = c.indicator_id
    JOIN organisations_organisation o ON o.id = c.recorded_by_id
    WHERE c.recorded_by_id <> c.organisation_id AND c.recorded_by_id <> i.organisation_id
    """,
)
