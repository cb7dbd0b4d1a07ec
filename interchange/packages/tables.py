"""What packages hold: each list, its fields, and where they are stored (docs/packages.md).

What others refer to comes first.
"""

from django.utils.translation import gettext as _

from goals import models as goals
from interchange.packages.common import (
    CODE,
    KEY_FIELD,
    KEY_HINT,
    MONEY,
    NAME,
    RATIONALE,
    STATUS,
    TITLE,
    UNIT,
    ordered,
)
from interchange.packages.fields import OWN_ORGANISATION, Faults, Field, Table, Values
from interchange.packages.geometry import Geometry
from interchange.packages.kinds import (
    Band,
    Choice,
    Constant,
    Day,
    Flag,
    Html,
    Integer,
    Number,
    Text,
    Titles,
    Words,
)
from interchange.packages.names import KEY_WITHOUT_SLASH
from interchange.packages.references import Item, Reference, References
from interchange.packages.rounds import (
    CAPACITIES,
    CHANGED_CONDITIONS,
    COOPERATIONS,
    PLAN_NEEDS,
    PLANNING_STRATEGIES,
    POPULATION_FIGURES,
    REQUIREMENT_VERDICTS,
    ROBUSTNESS,
    SCENARIOS,
    SITUATION_REPORTS,
    STRATEGY_CHANGES,
    STRATEGY_RECIPIENTS,
    TERMS,
)
from organisations import models as organisations
from planning import models as planning

PLAN = Field("plan", Reference("plan", own=True), required=True)
SECTION = Field("section", Reference("section", own=True))
YEAR = Integer(1, 9999)
DEPTH = Field("tracked_depth", Integer(1, 32767), default=1)
GOAL_WITHIN = Reference("goal", within="framework")


def between_two(values: Values) -> Faults:
    """A rule: nothing is linked to itself."""
    if values["source"] == values["target"]:
        yield "target", _("the same as the source: nothing is linked to itself")


def leads_somewhere(values: Values) -> Faults:
    """A rule: a hand-over leads to a position, or to a plan while it is no position there."""
    if values["target"] is None and values["target_plan"] is None:
        yield "target", _("is missing")
    elif values["target"] is not None and values["target_plan"] is not None:
        yield "target_plan", _("there is a target already, whose plan it is")
    elif values["target"] is None and values["state"] == planning.HandOver.State.ACCEPTED:
        yield "target", _("is missing: what is accepted has become a position")


def has_target(values: Values) -> Faults:
    """A rule: a link leads to something."""
    if values["target"] is None:
        yield "target", _("is missing")


def not_by_itself(values: Values) -> Faults:
    """A rule: no goal is superseded by itself."""
    if values["superseded_by"] == f"{values['framework']}/{values['key']}":
        yield "superseded_by", _("no goal is superseded by itself")


def not_in_place_of_itself(values: Values) -> Faults:
    """A rule: no plan supersedes itself."""
    owner = values["type"].partition(":")[0]
    if f"{owner}:{values['key']}" in values["supersedes"]:
        yield "supersedes", _("no plan supersedes itself")


def not_from_itself(values: Values) -> Faults:
    """A rule: nothing is a revision of itself."""
    owner = values["plan"].partition(":")[0]
    if values["revises"] == f"{owner}:{values['key']}":
        yield "revises", _("nothing is a revision of itself")


def stages_are_named(values: Values) -> Faults:
    """A rule: an indicator with stages has at least two."""
    if values["value_type"] == goals.Indicator.ValueType.STAGES and len(values["stages"]) < 2:
        yield "stages", _("an indicator with stages names at least two")


def aims_at_something(values: Values) -> Faults:
    """A rule: a target has a value or a band."""
    if values["value"] is None and values["desired"] is None and values["accepted"] is None:
        yield "value", _("a target has a value or a band, desired or accepted")


def baseline_is_earlier(values: Values) -> Faults:
    """A rule: a target's baseline is before its year."""
    if values["baseline_year"] is not None and values["baseline_year"] >= values["year"]:
        yield "baseline_year", _("%(baseline)d is not before the target's year, %(year)d") % {
            "baseline": values["baseline_year"], "year": values["year"],
        }  # fmt: skip


ORGANISATION = Table(
    "organisation", organisations.Organisation, kind="organisation", owner="",
    fields=(
        KEY_FIELD, NAME, Field("kind", Choice(), required=True),
        Field("country", Text(pattern="[A-Z]{2}", hint="a country's two letters, ISO 3166")), CODE,
        Field("parent", Reference("organisation")), Field("note", Text(), default=""),
    ),
)  # fmt: skip
UNITS = Table(
    "units", organisations.Unit, kind="unit",
    fields=(
        KEY_FIELD, NAME, Field("kind", Choice(), required=True), Field("parent", Reference("unit", own=True)),
    ),
)  # fmt: skip
FRAMEWORKS = Table(
    "frameworks", goals.Framework, kind="framework", version_key="object_version",
    fields=(
        Field("key", Text(pattern=KEY_WITHOUT_SLASH, hint=KEY_HINT.replace(" /,", ",")), required=True),
        TITLE, Field("level", Choice(), required=True), Field("version", Text(), column="version_label"),
        DEPTH,
        Field("source", Text(pattern="https?://[^\\s]{1,490}", hint="a web address, http:// or https://")),
    ),
)  # fmt: skip
ADOPTIONS = Table(
    "adoptions", goals.FrameworkAdoption, identity=("framework",),
    fields=(
        Field("framework", Reference("framework"), required=True),
        Field("excluded", default=(),
              kind=References(GOAL_WITHIN, goals.AdoptionExclusion, "adoption", "goal")),
        DEPTH,
    ),
)  # fmt: skip
GOALS = Table(
    "goals", goals.Goal, kind="goal", owner="framework__organisation", identity=("framework", "key"),
    fields=(
        KEY_FIELD, Field("framework", Reference("framework", own=True), required=True),
        Field("parent", GOAL_WITHIN), CODE, TITLE,
        Field("titles", Titles(), default={}),
        Field("text", Text()), Field("scope", Choice(), default="society"), UNIT,
        Field("valid_from", Day()), Field("valid_to", Day()), Field("superseded_by", Reference("goal")),
        Field("colour", Text(pattern="#[0-9A-Fa-f]{6}", hint="a colour: # and six hexadecimal digits")),
    ),
    rules=(ordered("valid_from", "valid_to"), not_by_itself),
)  # fmt: skip
GOAL_LINKS = Table(
    "goal_links", goals.GoalLink, owner="recorded_by",
    fields=(
        KEY_FIELD, Field("source", Reference("goal", followed=True), required=True),
        Field("target", Reference("goal", followed=True), required=True),
        Field("relation", Choice(), required=True), Field("strength", Integer(1, 3), default=2), RATIONALE,
    ),
    rules=(between_two,),
)  # fmt: skip
INDICATORS = Table(
    "indicators", goals.Indicator, kind="indicator",
    fields=(
        KEY_FIELD, TITLE, Field("unit", Text()), Field("direction", Choice()),
        Field("value_type", Choice(), default="number"), Field("stages", Words(), default=()),
        Field("source", Choice(), default="manual"), Field("external_id", Text()),
        Field("max_age_years", Integer(0, 32767), default=3),
    ),
    rules=(stages_are_named,),
)  # fmt: skip
TARGETS = Table(
    "targets", goals.Target, owner="recorded_by",
    fields=(
        KEY_FIELD, Field("goal", Reference("goal", followed=True), required=True),
        Field("indicator", Reference("indicator"), required=True),
        Field("scope", Choice(), default="society"),
        Field("year", YEAR, required=True), Field("value", Number()), Field("baseline_year", YEAR),
        Field("baseline_value", Number()), Field("desired", Band()), Field("accepted", Band()),
    ),
    rules=(aims_at_something, baseline_is_earlier),
)  # fmt: skip
OBSERVATIONS = Table(
    "observations", goals.Observation, owner="recorded_by",
    identity=("organisation", "indicator", "year", "gender", "kind"),
    fields=(
        Field("indicator", Reference("indicator"), required=True),
        Field("organisation", Reference("organisation"), default=OWN_ORGANISATION),
        Field("year", YEAR, required=True), Field("gender", Choice(), default="T"),
        Field("kind", Choice(), default="outcome"), Field("value", Number()), Field("note", Text()),
    ),
)  # fmt: skip
PLAN_TYPES = Table(
    "plan_types",
    planning.PlanType,
    kind="plan_type",
    fields=(KEY_FIELD, NAME, Field("family", Choice(), required=True), Field("steering", Choice())),
)
PLANS = Table(
    "plans", planning.Plan, kind="plan",
    fields=(
        KEY_FIELD, TITLE, Field("type", Reference("plan_type", own=True), required=True), STATUS, UNIT,
        Field("summary", Text()), Field("version_label", Text()), Field("valid_from", Day()),
        Field("valid_to", Day()), Field("adopted_on", Day()), Field("in_force_on", Day()),
        Field("decided_by", Text()), Field("reference", Text()), Field("case_number", Text()),
        Field("applies_to", Text()), Field("responsible_role", Text()), Field("revision_role", Text()),
        Field("next_check_on", Day()), Field("parent", Reference("plan")),
        Field("supersedes", default=(),
              kind=References(Reference("plan"), planning.PlanSupersession, "plan", "superseded")),
        Field("statutory_basis", Text()), Field("framework", Reference("framework", own=True)),
    ),
    rules=(
        ordered("valid_from", "valid_to"), ordered("adopted_on", "next_check_on"), not_in_place_of_itself,
    ),
)  # fmt: skip
PLAN_ADOPTIONS = Table(
    "plan_adoptions", planning.PlanAdoption, identity=("plan",),
    fields=(
        Field("plan", Reference("plan"), required=True), Field("adopted_on", Day()),
        Field("reference", Text()),
    ),
)  # fmt: skip
SECTIONS = Table(
    "sections", planning.Section, kind="section", in_order=True,
    fields=(
        KEY_FIELD, PLAN, Field("parent", Reference("section", own=True)),
        Field("heading", Text(required=True), required=True), Field("body", Html()),
    ),
)  # fmt: skip
POSITIONS = Table(
    "positions", planning.Position, kind="position", in_order=True,
    fields=(
        KEY_FIELD, PLAN, SECTION, CODE, Field("statement", Text(required=True), required=True), RATIONALE,
        Field("spatial", Flag(), default=False), Field("aspect", Choice()), Field("land_use", Text()), UNIT,
        Field("status", Choice(), default="active"), Field("expects_measures", Flag()),
        Field("revises", Reference("position")), Field("geometry", Geometry()),
    ),
    rules=(not_from_itself,),
)  # fmt: skip
MEASURES = Table(
    "measures", planning.Measure, kind="measure", in_order=True,
    fields=(
        KEY_FIELD, PLAN, SECTION, CODE, TITLE, Field("text", Text()), UNIT,
        Field("partners", default=(),
              kind=References(Reference("unit", own=True), planning.MeasurePartner, "measure", "unit")),
        Field("start", Day()), Field("end", Day()), STATUS, Field("funding", Choice(), default="unknown"),
        Field("cost", Integer(0, MONEY)), Field("statutory", Flag(), default=False),
        Field("revises", Reference("measure")),
        Field("implements", default=(),
              kind=References(Reference("position"), planning.Implementation, "measure", "position")),
    ),
    rules=(ordered("start", "end"), not_from_itself),
)  # fmt: skip
BUDGET_LINES = Table(
    "budget_lines", planning.BudgetLine, owner="measure__organisation", identity=("measure", "year", "kind"),
    fields=(
        Field("measure", Reference("measure", own=True), required=True), Field("year", YEAR, required=True),
        Field("amount", Integer(-MONEY, MONEY), required=True), Field("kind", Choice(), default="operating"),
        STATUS,
    ),
)  # fmt: skip
CONTRIBUTIONS = Table(
    "contributions", planning.Contribution, owner="recorded_by", identity=("item", "goal"),
    fields=(
        Field("item", Item(), required=True), Field("goal", Reference("goal", followed=True), required=True),
        Field("strength", Integer(-3, 3), required=True), RATIONALE, Field("reviewed_on", Day()),
    ),
)  # fmt: skip
PLAN_LINKS = Table(
    "plan_links", planning.PlanLink, owner="recorded_by", identity=("source", "target", "relation"),
    fields=(
        Field("source", Reference("plan", followed=True), required=True),
        Field("target", Reference("plan", followed=True), required=True),
        Field("relation", Choice(), required=True), RATIONALE,
    ),
    rules=(between_two,),
)  # fmt: skip
HAND_OVERS = Table(
    "position_links", planning.HandOver, owner="recorded_by", identity=("source", "target", "target_plan"),
    fields=(
        Field("source", Reference("position", followed=True), required=True),
        Field("target", Reference("position", followed=True)),
        Field("target_plan", Reference("plan", followed=True)),
        Field("relation", Constant("carried_into"), required=True),
        Field("state", Choice(), default="accepted"), RATIONALE, Field("answer", Text()),
    ),
    rules=(between_two, leads_somewhere),
)  # fmt: skip
POSITION_LINKS = Table(
    "position_links", planning.PositionLink, owner="recorded_by", identity=("source", "target", "relation"),
    fields=(
        Field("source", Reference("position", followed=True), required=True),
        Field("target", Reference("position", followed=True)),
        Field("relation", Choice(), required=True), RATIONALE,
    ),
    rules=(between_two, has_target),
)  # fmt: skip
CONFLICTS = Table(
    "conflicts", planning.Conflict,
    fields=(
        KEY_FIELD, TITLE, Field("goal", Reference("goal")),
        Field("plans", default=(),
              kind=References(Reference("plan"), planning.ConflictPlan, "conflict", "plan")),
        Field("positions", default=(),
              kind=References(Reference("position"), planning.ConflictPosition, "conflict", "position")),
        STATUS, UNIT, Field("arguments_for", Text()), Field("arguments_against", Text()),
        Field("considered", Text()), Field("resolution", Text()), Field("decided_by", Text()),
        Field("resolved_on", Day()),
    ),
)  # fmt: skip
#: Every table, in the order of writing: adoptions come before statements on what was adopted.
TABLES = (
    ORGANISATION, UNITS, FRAMEWORKS, ADOPTIONS, GOALS, INDICATORS, PLAN_TYPES, PLANS, PLAN_ADOPTIONS,
    GOAL_LINKS, TARGETS, OBSERVATIONS, SECTIONS, POSITIONS, MEASURES, BUDGET_LINES, CONTRIBUTIONS, PLAN_LINKS,
    HAND_OVERS, POSITION_LINKS, CONFLICTS, TERMS, PLANNING_STRATEGIES, SITUATION_REPORTS,
    COOPERATIONS, CHANGED_CONDITIONS, REQUIREMENT_VERDICTS, STRATEGY_CHANGES, STRATEGY_RECIPIENTS, PLAN_NEEDS,
    CAPACITIES, SCENARIOS, ROBUSTNESS, POPULATION_FIGURES,
)  # fmt: skip
NAMES = (
    "units", "frameworks", "adoptions", "goals", "goal_links", "indicators", "targets", "observations",
    "plan_types", "plans", "plan_adoptions", "sections", "positions", "measures", "budget_lines",
    "contributions", "plan_links", "position_links", "conflicts", "terms", "planning_strategies",
    "situation_reports", "cooperations", "changed_conditions", "requirement_verdicts", "strategy_changes",
    "strategy_recipients", "plan_needs", "capacities", "scenarios", "robustness_verdicts",
    "population_figures",
)  # fmt: skip
#: The lists of a package, each with the tables that store it; the first that holds an object stores it.
LISTS: dict[str, tuple[Table, ...]] = {
    name: tuple(table for table in TABLES if table.name == name) for name in NAMES
}
BY_KIND = {table.kind: table for table in TABLES if table.kind}
