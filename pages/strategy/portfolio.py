"""The plan portfolio of a strategy: every plan with what the report says of it, and the council's stance."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from alignment.selectors.latest import plan_line, rows_of_plans
from core.asking import Asking, ask, beside
from core.ordering import sort_key
from core.templatetags.ui import money, number
from pages.dashboard.units import unit_thing
from pages.guards import Viewer
from pages.plans.selectors.catalogue import catalogue
from pages.reports import open_findings, reader
from pages.strategy.parts import Head, Part, PartLine, PartTable
from pages.strategy.timeline import Bar, Move, TimeLine, time_line
from pages.strategy.words import quarter_words
from pages.things import Thing, plan_thing
from planning.models import Plan
from planning.selectors.plans import ORDER
from strategy.models import PlanNeed, PlanningStrategy
from strategy.policies import can_run_strategy
from strategy.selectors.portfolio import needs_shown
from strategy.selectors.statutory import missing

#: How much each stance stands out.
TONES = {
    PlanNeed.Stance.KEEP: "ok",
    PlanNeed.Stance.REPEAL: "broken",
    PlanNeed.Stance.NEW: "info",
}
TABLE = PartTable(
    heads=(
        Head(gettext_lazy("Plan")),
        Head(gettext_lazy("In the report")),
        Head(gettext_lazy("Stance")),
        Head(gettext_lazy("Who, and when")),
        Head(gettext_lazy("Work, and who decides")),
    ),
    cells="strategy/portfolio_cells.html",
)


@dataclass(frozen=True, slots=True)
class Stance:
    """The council's stance as it is shown."""

    need: PlanNeed
    tone: str
    unit: Thing | None
    start: str
    decision: str
    work: tuple[str, ...]
    actors: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(PartLine):
    """A plan of the portfolio, or one that is to come, with what the latest report says of it."""

    plan: Plan | None
    score: int | None
    findings: int
    goals: int
    stance: Stance | None

    @property
    def is_filled(self) -> bool:
        return self.stance is not None

    @property
    def is_expired(self) -> bool:
        """Whether the plan's time is over."""
        return bool(getattr(self.plan, "is_expired", False))


@dataclass(frozen=True, slots=True)
class Missing:
    """A plan that the law asks for and that is not recorded, and where to say that it is needed."""

    name: str
    law: str
    is_taken_up: bool
    take_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio(Part):
    """All plans with their stances, what is missing, and how much it is in words."""

    missing: tuple[Missing, ...]
    summary: tuple[str, ...]
    time_line: TimeLine | None


def portfolio_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking["Portfolio"]:
    """The portfolio as the viewer may see it, asked for in three steps, however many plans."""
    needs = yield from ask(
        needs_shown(viewer.organisation, to_member=viewer.is_member)
        .filter(strategy=strategy)
        .select_related("unit", "type")
    )
    for need in needs:
        need.strategy = strategy
    concerned = Q(pk__in=[need.plan_id for need in needs if need.plan_id])
    plans = yield from ask(catalogue(viewer).filter(~Q(status__in=Plan.PAST) | concerned))
    lines = yield from lines_asked(viewer, strategy, plans, needs)
    return Portfolio(
        name="portfolio",
        kind="need",
        has_gaps=True,
        title=_("Plan portfolio"),
        note=_(
            "What the council means to do with each of its plans in the term, and which new ones it wants."
        ),
        table=TABLE,
        lines=lines,
        missing=tuple(_missing(viewer, strategy, plans, needs)),
        summary=tuple(_summary(viewer, lines, needs)),
        time_line=_time_line(viewer, strategy, lines),
        create_url=_create_url(viewer, strategy),
        create_words=_("A new plan"),
        above="strategy/portfolio_above.html",
        below="strategy/portfolio_below.html",
        nothing=_("There are no plans"),
        next_step=_("Record the organisation's plans first, or say which new ones are needed."),
    )


def lines_asked(
    viewer: Viewer, strategy: PlanningStrategy, plans: Sequence[Plan], needs: Sequence[PlanNeed]
) -> Asking[list[Line]]:
    """Lines of plans and of new ones: in effect, proposed, past, to come; each by title."""
    language = viewer.organisation.language
    said = yield from _said_asked(viewer, [plan.pk for plan in plans])
    by_plan = {need.plan_id: need for need in needs if need.plan_id}
    ordered = sorted(
        plans, key=lambda p: (ORDER.get(getattr(p, "phase", ""), 0), sort_key(p.title, language), p.pk)
    )
    found = [_of_plan(viewer, strategy, plan, by_plan.get(plan.pk), said[plan.pk]) for plan in ordered]
    new = sorted(
        (need for need in needs if not need.plan_id), key=lambda n: (sort_key(str(n), language), n.pk)
    )
    return found + [_of_new(viewer, need) for need in new]


class _Said(NamedTuple):
    """What the latest report says of a plan: how it pulls along, and how much there is to it."""

    score: int | None
    goals: int
    findings: int


def _said_asked(viewer: Viewer, plans: list[int]) -> Asking[dict[int, _Said]]:
    rows: Any = open_findings(viewer).filter(plan__in=plans).order_by()
    counted, read = yield from beside(
        ask(rows.values_list("plan").annotate(Count("pk"))), ask(rows_of_plans(reader(viewer), plans))
    )
    findings = dict(counted)
    found = {pk: _Said(None, 0, findings.get(pk, 0)) for pk in plans}
    for line in map(plan_line, read):
        goals = sum(line.numbers.get(name) or 0 for name in ("goals_supported", "goals_opposed"))
        found[line.plan_id] = _Said(line.score, goals, findings.get(line.plan_id, 0))
    return found


def _of_plan(
    viewer: Viewer, strategy: PlanningStrategy, plan: Plan, need: PlanNeed | None, said: _Said
) -> Line:
    owner = [plan.organisation.name] if plan.organisation_id != viewer.organisation.pk else []
    return Line(
        anchor=f"need-{need.pk}" if need else f"plan-{plan.pk}",
        mark=need.key if need else "",
        name=plan_thing(viewer.organisation, plan),
        sub=" · ".join([plan.type.name, *owner]),
        sub_language=plan.organisation.language,
        plan=plan,
        score=said.score,
        findings=said.findings,
        goals=said.goals,
        stance=_stance(viewer, need) if need else None,
        **(_addresses(viewer, need) if need else _to_take(viewer, strategy, plan)),
    )


def _of_new(viewer: Viewer, need: PlanNeed) -> Line:
    language = viewer.organisation.language
    law = [need.statutory_basis] if need.statutory_basis else []
    return Line(
        anchor=f"need-{need.pk}",
        mark=need.key,
        name=Thing(str(need), language=language),
        sub=" · ".join([*([need.type.name] if need.type else []), *law]),
        sub_language=language,
        plan=None,
        score=None,
        findings=0,
        goals=0,
        stance=_stance(viewer, need),
        **_addresses(viewer, need),
    )


def _stance(viewer: Viewer, need: PlanNeed) -> Stance:
    organisation = viewer.organisation
    months = need.person_months
    work = (
        [ngettext("%(n)s person-month", "%(n)s person-months", months) % {"n": number(months)}]
        if months
        else []
    )
    if need.cost:
        work.append(money(need.cost, organisation.country))
    actors = need.get_actors_display() if need.actors else ""
    return Stance(
        need=need,
        tone=TONES.get(PlanNeed.Stance(need.stance), "partial"),
        unit=unit_thing(organisation, need.unit, organisation.language) if need.unit else None,
        start=quarter_words(need.start),
        decision=quarter_words(need.decision),
        work=tuple(work),
        actors=str(actors),
    )


def _addresses(viewer: Viewer, need: PlanNeed) -> dict[str, str]:
    at = [viewer.organisation.slug, need.strategy_id, need.pk]
    return {
        "url": reverse("strategy:need_detail", args=at) if viewer.is_member else "",
        "edit_url": reverse("strategy:need_edit", args=at) if can_run_strategy(viewer.standing) else "",
        "edit_words": pgettext("a link", "Change"),
    }


def _to_take(viewer: Viewer, strategy: PlanningStrategy, plan: Plan) -> dict[str, str]:
    return {"edit_url": _create_url(viewer, strategy, plan=plan.pk), "edit_words": _("Take a stance")}


def _create_url(viewer: Viewer, strategy: PlanningStrategy, **about: Any) -> str:
    if not can_run_strategy(viewer.standing):
        return ""
    url = reverse("strategy:need_create", args=[viewer.organisation.slug, strategy.pk])
    return f"{url}?{urlencode(about)}" if about else url


def _missing(
    viewer: Viewer, strategy: PlanningStrategy, plans: Iterable[Plan], needs: Iterable[PlanNeed]
) -> Iterable[Missing]:
    recorded = [(plan.type.family, plan.statutory_basis) for plan in plans if plan.status not in Plan.PAST]
    wanted = [(need.type.family, need.statutory_basis) for need in needs if need.type]
    for each in missing(viewer.organisation.country, recorded):
        is_taken_up = any(each.is_met_by(family, basis) for family, basis in wanted)
        about = {"title": str(each.name), "law": each.law}
        url = "" if is_taken_up else _create_url(viewer, strategy, **about)
        yield Missing(str(each.name), each.law, is_taken_up, url)


def _summary(viewer: Viewer, lines: Sequence[Line], needs: Sequence[PlanNeed]) -> Iterable[str]:
    plans = [line for line in lines if line.plan is not None]
    decided = sum(1 for line in plans if line.stance)
    words = {"n": decided, "all": len(plans)}
    yield (
        ngettext("%(n)d of %(all)d plan has a stance.", "%(n)d of %(all)d plans have a stance.", len(plans))
        % words
    )
    counts = Counter(need.stance for need in needs)
    if counts:
        yield ", ".join(
            f"{label}: {counts[value]}" for value, label in PlanNeed.Stance.choices if counts[value]
        )
    if needs:
        yield _who_decides(needs)
    months, cost = sum(n.person_months or 0 for n in needs), sum(n.cost or 0 for n in needs)
    if months:
        yield ngettext(
            "In all %(n)s person-month of work.", "In all %(n)s person-months of work.", months
        ) % {"n": number(months)}
    if cost:
        yield _("In all it costs %(sum)s.") % {"sum": money(cost, viewer.organisation.country)}


def _who_decides(needs: Sequence[PlanNeed]) -> str:
    """Society and organisation kept apart: how much the municipality decides alone, how much with others."""
    counts = Counter(need.actors for need in needs)
    words = [f"{label}: {counts[value]}" for value, label in PlanNeed.Actors.choices if counts[value]]
    unsaid = counts[None]
    return ", ".join([*words, *([_("who decides is not said: %(n)d") % {"n": unsaid}] if unsaid else [])])


def _time_line(viewer: Viewer, strategy: PlanningStrategy, lines: Iterable[Line]) -> TimeLine | None:
    bars = [
        Bar(str(line.name), need.start, need.decision, need.stance, _move(viewer, need))
        for line in lines
        if line.stance and (need := line.stance.need) and (need.start or need.decision)
    ]
    return time_line(strategy.term.quarters, bars) if bars else None


def _move(viewer: Viewer, need: PlanNeed) -> Move | None:
    if not can_run_strategy(viewer.standing):
        return None
    at = [viewer.organisation.slug, need.strategy_id, need.pk]
    return Move(need.pk, reverse("strategy:need_move", args=at), need.version)
