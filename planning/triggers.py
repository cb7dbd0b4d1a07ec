"""Which organisations a change of plans concerns, and what SQL refuses.

`planning_plan_follower` (a view) has a row for the owner of a plan and for each adopter.
"""

import pgtrigger

from core.triggers import refuses
from goals.triggers import follows_goal

# A finding may rest on a plan that is linked to but not in scope (plan_based_on_past).
OF_PLAN = """
SELECT organisation_id FROM changed
UNION SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.id
UNION SELECT f.organisation_id FROM changed c
JOIN planning_planlink l ON l.target_id = c.id
JOIN planning_plan_follower f ON f.plan_id = l.source_id
"""

OF_PLAN_PART = (
    "SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id"
)

# A measure of one plan may take from a position of another: followers of both plans are concerned.
OF_POSITION = """
SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id
"""

OF_IMPLEMENTATION = """
SELECT f.organisation_id FROM changed c
JOIN planning_measure m ON m.id = c.measure_id
JOIN planning_plan_follower f ON f.plan_id = m.plan_id
"""

OF_PLAN_TYPE = """
SELECT organisation_id FROM changed
UNION SELECT f.organisation_id FROM changed c
JOIN planning_plan p ON p.type_id = c.id
JOIN planning_plan_follower f ON f.plan_id = p.id
"""

ITEM_JOINS = """
LEFT JOIN planning_position s ON s.id = c.position_id
LEFT JOIN planning_measure m ON m.id = c.measure_id
"""

# A statement counts in the reports of who recorded it and, if that is the owner of the (source)
# item's plan, of everybody who follows the plan (alignment rules, section 1).
_OF_STATEMENT = """
SELECT recorded_by_id AS organisation_id FROM changed
UNION SELECT f.organisation_id FROM changed c
{joins}
JOIN planning_planadoption f ON f.plan_id = {plan}
WHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id
"""
OF_CONTRIBUTION = _OF_STATEMENT.format(
    joins=ITEM_JOINS,
    plan="COALESCE(c.plan_id, s.plan_id, m.plan_id)",
)
OF_PLAN_LINK = _OF_STATEMENT.format(joins="", plan="c.source_id")
OF_POSITION_LINK = _OF_STATEMENT.format(
    joins="JOIN planning_position s ON s.id = c.source_id", plan="s.plan_id"
)


def _follows_plan(joins: str, plan: str) -> str:
    return f"""
    SELECT format('%s has adopted nothing of %s, so it can record nothing on "%s"',
        o.name, owner.name, p.title) AS fault
    FROM changed c {joins}
    JOIN planning_plan p ON p.id = {plan}
    JOIN organisations_organisation o ON o.id = c.recorded_by_id
    JOIN organisations_organisation owner ON owner.id = p.organisation_id
    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (
        SELECT 1 FROM goals_adopted_from f
        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id
    )
    """


contribution_follows = refuses(
    "contribution_adopted",
    _follows_plan(
        ITEM_JOINS,
        "COALESCE(c.plan_id, s.plan_id, m.plan_id)",
    )
    + " UNION ALL "
    + follows_goal("goal_id"),
)
plan_link_follows = refuses(
    "plan_link_adopted", _follows_plan("", "c.source_id") + " UNION ALL " + _follows_plan("", "c.target_id")
)


SOURCE_FOLLOWS = _follows_plan("JOIN planning_position s ON s.id = c.source_id", "s.plan_id")
TARGET_FOLLOWS = _follows_plan("JOIN planning_position s ON s.id = c.target_id", "s.plan_id")
position_link_follows = refuses("position_link_adopted", f"{SOURCE_FOLLOWS} UNION ALL {TARGET_FOLLOWS}")
hand_over_follows = refuses(
    "hand_over_adopted",
    " UNION ALL ".join((SOURCE_FOLLOWS, TARGET_FOLLOWS, _follows_plan("", "c.target_plan_id"))),
)

section_in_plan = """
    SELECT format('section "%s" belongs to another plan', s.heading) AS fault
    FROM changed c JOIN planning_section s ON s.id = c.{section} WHERE s.plan_id <> c.plan_id
"""

# The organisation of a part of a plan is its plan's: it makes keys unique within the organisation.
set_organisation = pgtrigger.Trigger(
    name="set_organisation",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
    SELECT organisation_id INTO NEW.organisation_id FROM planning_plan WHERE id = NEW.plan_id;
    RETURN NEW;
    """,
)

# A contribution is reviewed when it is stated or confirmed; wordings that change later outdate it.
set_reviewed = pgtrigger.Trigger(
    name="set_reviewed",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
    IF TG_OP = 'INSERT' OR ROW(NEW.strength, NEW.rationale, NEW.reviewed_on, NEW.reviewed_by_id)
        IS DISTINCT FROM ROW(OLD.strength, OLD.rationale, OLD.reviewed_on, OLD.reviewed_by_id) THEN
        NEW.reviewed_at := clock_timestamp();
    END IF;
    RETURN NEW;
    """,
)
