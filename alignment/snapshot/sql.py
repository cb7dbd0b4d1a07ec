"""The queries of a snapshot: plain SQL, because tens of thousands of model instances would take seconds.

Parameters: `o` is the organisation's id; `frameworks` and `plans` are the ids of those in scope (its
own and the adopted ones), `owners` the organisations that own the frameworks, and itself. Which
statements count is section 1 of the rules: those recorded by the organisation, or by the owner of
the (source) item's plan or the (source) goal's framework.
"""

ORGANISATION = """
SELECT key, time_zone, revision FROM organisations_organisation WHERE id = %(o)s
"""

UNITS = "SELECT id, key FROM organisations_unit WHERE organisation_id = %(o)s"

FRAMEWORKS = """
SELECT f.id, w.id, w.key, f.key, f.tracked_depth, a.tracked_depth,
       ARRAY(SELECT e.goal_id FROM goals_adoptionexclusion e WHERE e.adoption_id = a.id ORDER BY 1)
FROM goals_framework f
JOIN organisations_organisation w ON w.id = f.organisation_id
LEFT JOIN goals_frameworkadoption a ON a.framework_id = f.id AND a.organisation_id = %(o)s
WHERE f.organisation_id = %(o)s OR a.id IS NOT NULL
ORDER BY f.id
"""

GOALS = """
SELECT id, framework_id, key, parent_id, unit_id, valid_from, valid_to, superseded_by_id
FROM goals_goal WHERE framework_id = ANY(%(frameworks)s) ORDER BY id
"""

# Goals that something in scope refers to although their framework is not followed (any more).
GOALS_ELSEWHERE = """
SELECT g.id, w.key || ':' || f.key, g.key, v.key || ':' || h.key || '/' || n.key
FROM goals_goal g
JOIN goals_framework f ON f.id = g.framework_id
JOIN organisations_organisation w ON w.id = f.organisation_id
LEFT JOIN goals_goal n ON n.id = g.superseded_by_id
LEFT JOIN goals_framework h ON h.id = n.framework_id
LEFT JOIN organisations_organisation v ON v.id = h.organisation_id
WHERE g.id = ANY(%(goals)s) ORDER BY g.id
"""

GOAL_LINKS = """
SELECT l.id, w.key, l.key, l.source_id, l.target_id, l.relation, l.strength
FROM goals_goallink l
JOIN organisations_organisation w ON w.id = l.recorded_by_id
WHERE l.recorded_by_id = ANY(%(owners)s) AND (l.recorded_by_id = %(o)s OR EXISTS (
    SELECT 1 FROM goals_goal g JOIN goals_framework f ON f.id = g.framework_id
    WHERE g.id = l.source_id AND f.id = ANY(%(frameworks)s) AND f.organisation_id = l.recorded_by_id
))
ORDER BY l.id
"""

_TARGETS_THAT_COUNT = """
t.recorded_by_id = ANY(%(owners)s) AND (t.recorded_by_id = %(o)s OR EXISTS (
    SELECT 1 FROM goals_goal g JOIN goals_framework f ON f.id = g.framework_id
    WHERE g.id = t.goal_id AND f.id = ANY(%(frameworks)s) AND f.organisation_id = t.recorded_by_id
))
"""

TARGETS = f"""
SELECT t.id, w.key, t.key, t.goal_id, t.scope, t.year, t.value, t.baseline_year, t.baseline_value,
       t.desired IS NOT NULL, lower(t.desired), upper(t.desired),
       t.accepted IS NOT NULL, lower(t.accepted), upper(t.accepted),
       i.id, v.key, i.key, i.direction, i.max_age_years
FROM goals_target t
JOIN organisations_organisation w ON w.id = t.recorded_by_id
JOIN goals_indicator i ON i.id = t.indicator_id
JOIN organisations_organisation v ON v.id = i.organisation_id
WHERE {_TARGETS_THAT_COUNT}
ORDER BY t.id
"""  # noqa: S608 - of constants of this file

OBSERVATIONS = f"""
SELECT w.key, b.indicator_id, b.year, b.value
FROM goals_observation b
JOIN organisations_organisation w ON w.id = b.recorded_by_id
WHERE b.organisation_id = %(o)s
  AND b.indicator_id IN (SELECT t.indicator_id FROM goals_target t WHERE {_TARGETS_THAT_COUNT})
  AND b.kind = 'outcome' AND b.gender = 'T' AND b.value IS NOT NULL
ORDER BY b.id
"""  # noqa: S608 - likewise

# Beside the plans in scope those that they are based on: a finding rests on whether such a one is past.
PLANS = """
WITH followed AS (
    SELECT id FROM planning_plan WHERE organisation_id = %(o)s
    UNION SELECT plan_id FROM planning_planadoption WHERE organisation_id = %(o)s
), known AS (
    SELECT id FROM followed
    UNION SELECT l.target_id FROM planning_planlink l JOIN followed ON followed.id = l.source_id
    WHERE l.relation = 'based_on'
)
SELECT p.id, w.key, p.key, p.status, t.family, p.unit_id, p.valid_from, p.valid_to, p.framework_id,
       ARRAY(SELECT s.superseded_id FROM planning_plansupersession s WHERE s.plan_id = p.id ORDER BY 1),
       p.id IN (SELECT id FROM followed), p.organisation_id = %(o)s
FROM planning_plan p
JOIN known ON known.id = p.id
JOIN organisations_organisation w ON w.id = p.organisation_id
JOIN planning_plantype t ON t.id = p.type_id
ORDER BY p.id
"""

POSITIONS = """
SELECT id, plan_id, key, spatial, aspect, expects_measures, status, unit_id
FROM planning_position WHERE plan_id = ANY(%(plans)s) ORDER BY id
"""

MEASURES = """
SELECT id, plan_id, key, status, funding, "end", statutory, unit_id
FROM planning_measure WHERE plan_id = ANY(%(plans)s) ORDER BY id
"""

IMPLEMENTATIONS = """
SELECT i.measure_id, i.position_id
FROM planning_implementation i JOIN planning_measure m ON m.id = i.measure_id
WHERE m.plan_id = ANY(%(plans)s) ORDER BY i.id
"""

_CONTRIBUTIONS_OF = """
SELECT w.key, '{kind}', c.{kind}_id, c.goal_id, c.strength,
       coalesce(c.reviewed_at < greatest(g.wording_changed_at, s.wording_changed_at), false)
FROM planning_contribution c
JOIN planning_{kind} s ON s.id = c.{kind}_id
JOIN planning_plan p ON p.id = {plan}
JOIN goals_goal g ON g.id = c.goal_id
JOIN organisations_organisation w ON w.id = c.recorded_by_id
WHERE {plan} = ANY(%(plans)s) AND c.recorded_by_id IN (%(o)s, p.organisation_id)
"""
CONTRIBUTIONS = " UNION ALL ".join(
    _CONTRIBUTIONS_OF.format(kind=kind, plan=plan)
    for kind, plan in (("plan", "s.id"), ("position", "s.plan_id"), ("measure", "s.plan_id"))
)

PLAN_LINKS = """
SELECT w.key, l.source_id, l.target_id, l.relation
FROM planning_planlink l
JOIN planning_plan p ON p.id = l.source_id
JOIN organisations_organisation w ON w.id = l.recorded_by_id
WHERE p.id = ANY(%(plans)s) AND l.recorded_by_id IN (%(o)s, p.organisation_id)
ORDER BY l.id
"""

# Targets by name: a link that was offered to a plan out of scope is an offer all the same, and so is one
# that leads to no position yet.
_POSITION_LINKS_OF = """
SELECT w.key, l.source_id, coalesce(v.key || ':' || t.key, ''), {relation}, {state}
FROM {table} l
JOIN planning_position s ON s.id = l.source_id
JOIN planning_plan p ON p.id = s.plan_id
LEFT JOIN planning_position t ON t.id = l.target_id
LEFT JOIN organisations_organisation v ON v.id = t.organisation_id
JOIN organisations_organisation w ON w.id = l.recorded_by_id
WHERE p.id = ANY(%(plans)s) AND l.recorded_by_id IN (%(o)s, p.organisation_id)
"""
POSITION_LINKS = " UNION ALL ".join(
    _POSITION_LINKS_OF.format(table=table, relation=relation, state=state)
    for table, relation, state in (
        ("planning_positionlink", "l.relation", "NULL"),
        ("planning_handover", "'carried_into'", "l.state"),
    )
)

CONFLICTS = """
SELECT k.id, k.key, k.status, k.goal_id, k.unit_id,
       ARRAY(SELECT plan_id FROM planning_conflictplan r WHERE r.conflict_id = k.id ORDER BY 1),
       ARRAY(SELECT position_id FROM planning_conflictposition r WHERE r.conflict_id = k.id ORDER BY 1)
FROM planning_conflict k WHERE k.organisation_id = %(o)s ORDER BY k.id
"""
