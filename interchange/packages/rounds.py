"""What packages hold of the council's terms, its planning strategies and what stands in them."""

from django.utils.translation import gettext as _

from interchange.packages.common import KEY_FIELD, MONEY, STATUS, TITLE, UNIT, ordered
from interchange.packages.fields import Faults, Field, Table, Values
from interchange.packages.kinds import Choice, Day, Flag, Integer, Text
from interchange.packages.references import Reference, References
from strategy import models as strategy

#: The most that the column holds.
MONTHS = 2**31 - 1


def decided_when_adopted(values: Values) -> Faults:
    """A rule: an adopted strategy has a decision, and only such a one."""
    if values["status"] == strategy.PlanningStrategy.Status.ADOPTED:
        for name in ("adopted_on", "reference"):
            if not values[name]:
                yield name, _("is missing: what is adopted has a day and the paragraph of the decision")
        return
    for name in ("adopted_on", "announced_on", "comprehensive_plan_judgement"):
        if values[name]:
            yield name, _("only what is adopted has this")


def in_known_years(values: Values) -> Faults:
    """A rule: the days of a term are such as the clock can reckon with."""
    first, last = (day.isoformat() for day in strategy.YEARS)
    for name in ("elected_on", "constituted_on"):
        if values[name] and not first <= values[name] <= last:
            yield name, _("is not between %(first)s and %(last)s") % {"first": first, "last": last}


def plan_or_new(values: Values) -> Faults:
    """A rule: a stance is on a plan, or it is for a new one, which has a title and a type."""
    is_new = values["stance"] == strategy.PlanNeed.Stance.NEW
    for name in ("title", "type") if is_new else ("plan",):
        if values[name] is None:
            yield name, _("is missing")
    for name in ("plan",) if is_new else ("title", "type"):
        if values[name] is not None:
            yield name, _("a stance is on a plan, or it is for a new one with a title and a type")


def verdict_fits(values: Values) -> Faults:
    """A rule: a requirement has the verdicts of its country."""
    wanted = next(country for country, known in strategy.OF_COUNTRY.items() if values["requirement"] in known)
    if values["verdict"] not in strategy.VERDICTS[wanted]:
        yield (
            "verdict",
            _("the requirement is judged by other words: %(words)s")
            % {"words": ", ".join(strategy.VERDICTS[wanted])},
        )


def others_are_named(values: Values) -> Faults:
    """A rule: who is one actor among several names the others, and only who is."""
    is_shared = values["actors"] == strategy.PlanNeed.Actors.SEVERAL
    if is_shared and values["others"] is None:
        yield "others", _("is missing: who the other actors are")
    elif not is_shared and values["others"] is not None:
        yield "others", _("only where several actors decide are there others")


def sent_before_received(values: Values) -> Faults:
    """A rule: nobody receives what was not sent."""
    if values["received_on"] and not values["sent_on"]:
        yield "sent_on", _("is missing: what is received was sent")


def population_in_a_year(values: Values) -> Faults:
    """A rule: so many inhabitants are of a year."""
    for name, other in (("population", "year"), ("year", "population")):
        if values[name] is None and values[other] is not None:
            yield name, _("is missing: so many inhabitants are of a year")


def goal_or_direction(values: Values) -> Faults:
    """A rule: one goal or one position is judged."""
    if (values["goal"] is None) == (values["position"] is None):
        yield "goal", _("one goal or one position is judged")


def number_or_indicator(values: Values) -> Faults:
    """A rule: a number has its year and who says so; only an outcome may come from an indicator instead."""
    sort = values["sort"]
    if (values["number"] is None) == (values["indicator"] is None):
        yield "number", _("a number or, for the outcome, an indicator")
    if (values["number"] is None) != (values["year"] is None):
        yield "year", _("so many inhabitants are of a year")
    if values["indicator"] is not None and sort != strategy.PopulationFigure.Sort.OUTCOME:
        yield "indicator", _("only the outcome comes from an indicator")
    is_sourced = sort in strategy.PopulationFigure.SOURCED and values["indicator"] is None
    if is_sourced and values["source"] is None:
        yield "source", _("is missing: who has reckoned or counted it")


TERMS = Table(
    "terms", strategy.Term, kind="term",
    fields=(
        KEY_FIELD, Field("elected_on", Day(), required=True), Field("is_extra", Flag(), default=False),
        Field("begins_on", Day()), Field("ends_on", Day()), Field("constituted_on", Day()),
    ),
    rules=(
        ordered("elected_on", "begins_on"), ordered("elected_on", "ends_on"), ordered("begins_on", "ends_on"),
        ordered("elected_on", "constituted_on"), in_known_years,
    ),
)  # fmt: skip
PLANNING_STRATEGIES = Table(
    "planning_strategies", strategy.PlanningStrategy, kind="planning_strategy",
    fields=(
        KEY_FIELD, Field("term", Reference("term", own=True), required=True), TITLE, STATUS, UNIT,
        Field("adopted_on", Day()), Field("decided_by", Text()), Field("reference", Text()),
        Field("case_number", Text()), Field("county_basis_on", Day()),
        Field("published_on", Day()), Field("announced_on", Day()),
        Field("comprehensive_plan_judgement", Choice()),
    ),
    rules=(decided_when_adopted, ordered("adopted_on", "announced_on")),
)  # fmt: skip
STRATEGY = Field("strategy", Reference("planning_strategy", own=True), required=True)
REQUIREMENT_VERDICTS = Table(
    "requirement_verdicts", strategy.RequirementVerdict, owner="strategy__organisation",
    identity=("strategy", "requirement"),
    fields=(
        STRATEGY, Field("requirement", Choice(), required=True), Field("verdict", Choice(), required=True),
        Field("reason", Text(required=True), required=True), Field("state", Choice(), default="proposed"),
        UNIT,
    ),
    rules=(verdict_fits,),
)  # fmt: skip
SITUATION_REPORTS = Table(
    "situation_reports", strategy.SituationReport, kind="situation_report",
    fields=(
        KEY_FIELD, Field("unit", Reference("unit", own=True), required=True),
        Field("year", Integer(*strategy.REPORT_YEARS), required=True),
        Field("state", Choice(), default="writing"),
        *(Field(name, Text()) for name in ("situation", "plans", "challenges", "investments")),
    ),
)  # fmt: skip
COOPERATIONS = Table(
    "cooperations", strategy.Cooperation, kind="cooperation",
    fields=(
        KEY_FIELD, Field("report", Reference("situation_report", own=True), required=True),
        Field("unit", Reference("unit", own=True), required=True), TITLE, Field("text", Text()),
        Field("measure", Reference("measure", own=True)),
    ),
)  # fmt: skip
CHANGED_CONDITIONS = Table(
    "changed_conditions", strategy.ChangedCondition, owner="strategy__organisation",
    identity=("strategy", "key"),
    fields=(
        KEY_FIELD, STRATEGY, TITLE, Field("effect", Text()), Field("source", Text()),
        Field("state", Choice(), default="proposed"), UNIT,
        Field("indicator", Reference("indicator", followed=True)),
        Field("report", Reference("situation_report", own=True)),
        Field("goals", default=(), kind=References(
            Reference("goal", followed=True), strategy.ChangedConditionGoal, "condition", "goal")),
        Field("plans", default=(), kind=References(
            Reference("plan", followed=True), strategy.ChangedConditionPlan, "condition", "plan")),
    ),
)  # fmt: skip
STRATEGY_CHANGES = Table(
    "strategy_changes", strategy.StrategyChange, owner="strategy__organisation", identity=("strategy", "key"),
    fields=(
        KEY_FIELD, STRATEGY, Field("decided_on", Day(), required=True),
        Field("decided_by", Text(required=True), required=True),
        Field("reference", Text(required=True), required=True), Field("case_number", Text()),
        Field("summary", Text(required=True), required=True),
    ),
)  # fmt: skip
STRATEGY_RECIPIENTS = Table(
    "strategy_recipients", strategy.StrategyRecipient, owner="strategy__organisation",
    identity=("strategy", "key"),
    fields=(
        KEY_FIELD, STRATEGY, Field("name", Text(required=True), required=True),
        Field("sort", Choice(), required=True), Field("sent_on", Day()), Field("received_on", Day()),
        Field("note", Text()),
    ),
    rules=(ordered("sent_on", "received_on"), sent_before_received),
)  # fmt: skip
QUARTER = Text(pattern="[0-9]{4}-Q[1-4]", hint="a quarter, 2027-Q1")
PLAN_NEEDS = Table(
    "plan_needs", strategy.PlanNeed, owner="strategy__organisation", identity=("strategy", "key"),
    fields=(
        KEY_FIELD, STRATEGY, Field("stance", Choice(), required=True),
        Field("plan", Reference("plan", followed=True)), Field("title", Text(required=True)),
        Field("type", Reference("plan_type", own=True)), Field("statutory_basis", Text()),
        Field("state", Choice(), default="proposed"), Field("reason", Text()), Field("priority", Choice()),
        UNIT, Field("start", QUARTER), Field("decision", QUARTER),
        Field("person_months", Integer(0, MONTHS)), Field("cost", Integer(0, MONEY)),
        Field("actors", Choice()), Field("others", Text(required=True)),
        Field("cooperation", Reference("cooperation", own=True)),
        Field("draft", Reference("plan", own=True)),
    ),
    rules=(ordered("start", "decision"), plan_or_new, others_are_named),
)  # fmt: skip
CAPACITIES = Table(
    "capacities", strategy.Capacity, owner="strategy__organisation", identity=("strategy", "unit", "first"),
    fields=(
        STRATEGY, Field("unit", Reference("unit", own=True), required=True),
        Field("first", QUARTER, required=True), Field("last", QUARTER, required=True),
        Field("person_months", Integer(0, MONTHS), required=True), Field("money", Integer(0, MONEY)),
    ),
    rules=(ordered("first", "last"),),
)  # fmt: skip
YEAR = Integer(*strategy.FUTURE_YEARS)
SCENARIOS = Table(
    "scenarios", strategy.Scenario, kind="scenario",
    fields=(
        KEY_FIELD, STRATEGY, TITLE, Field("population", Integer(0, MONTHS)), Field("year", YEAR),
        *(Field(name, Text()) for name in ("drivers", "nearness", "mobility", "digital")),
        Field("state", Choice(), default="proposed"), UNIT, Field("order", Integer(0, 2**15 - 1), default=0),
    ),
    rules=(population_in_a_year,),
)  # fmt: skip
ROBUSTNESS = Table(
    "robustness_verdicts", strategy.Robustness, owner="scenario__organisation",
    identity=("scenario", "goal", "position"),
    fields=(
        Field("scenario", Reference("scenario", own=True), required=True),
        Field("goal", Reference("goal", followed=True)), Field("position", Reference("position", own=True)),
        Field("verdict", Choice(), required=True), Field("reason", Text(required=True), required=True),
    ),
    rules=(goal_or_direction,),
)  # fmt: skip
POPULATION_FIGURES = Table(
    "population_figures", strategy.PopulationFigure, owner="strategy__organisation",
    identity=("strategy", "sort"),
    fields=(
        STRATEGY, Field("sort", Choice(), required=True), Field("number", Integer(0, MONTHS)),
        Field("year", YEAR), Field("source", Text(required=True)),
        Field("indicator", Reference("indicator", followed=True)),
    ),
    rules=(number_or_indicator,),
)  # fmt: skip
