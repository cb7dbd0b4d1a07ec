"""The page of the planning strategy: each term with its strategy, its state and its deadline."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.templatetags.ui import day
from core.together import Row, together
from pages.dashboard.deadlines import Deadline, dated
from pages.dashboard.law import PBL, PBL_NORWAY
from pages.guards import Viewer
from strategy import clock
from strategy.clock import NORWAY, SWEDEN
from strategy.models import PlanningStrategy
from strategy.policies import can_read_strategy
from strategy.selectors.rounds import (
    OF_STRATEGY,
    Round,
    Strategy,
    comprehensive_plans,
    round_rows,
    rounds_read,
)

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownStrategy:
    """A planning strategy as the viewer may see it."""

    pk: int
    title: str
    status: str
    is_adopted: bool
    facts: Facts
    url: str
    edit_url: str
    adopt_url: str
    workbench_url: str


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term of the council with what is recorded of it; addresses as the viewer's rights allow."""

    pk: int
    name: str
    facts: Facts
    deadline: Deadline | None
    strategy: ShownStrategy | None
    url: str
    edit_url: str
    begin_url: str


def terms_shown(viewer: Viewer, *, can_run: bool) -> list[ShownTerm]:
    """The terms of the council, the latest first. One query."""
    read = together(
        rounds=round_rows(viewer.organisation.pk), plans=comprehensive_plans(viewer.organisation.pk)
    )
    return [_term(viewer, each, read["plans"], can_run=can_run) for each in rounds_read(read["rounds"])]


def shown_strategy(viewer: Viewer, strategy: PlanningStrategy, *, can_run: bool) -> ShownStrategy | None:
    """One strategy (with its unit) as the viewer may see it."""
    said = {name: getattr(strategy, field) for name, field in OF_STRATEGY.items() if "__" not in field}
    texts = {name: said[name] or "" for name in ("decided_by", "reference", "case_number", "judgement")}
    unit = strategy.unit.key if strategy.unit else None
    said.pop("strategy")
    return _strategy(viewer, Strategy(strategy.pk, unit=unit, **said | texts), can_run=can_run)


def _term(viewer: Viewer, each: Round, plans: list[Row], *, can_run: bool) -> ShownTerm:
    slug, strategy = viewer.organisation.slug, _strategy(viewer, each.strategy, can_run=can_run)
    last_year = each.ends_on.year if each.ends_on else each.elected_on.year + clock.TERM_YEARS
    begin_url = reverse("strategy:strategy_create", args=[slug, each.pk]) if can_run else ""
    return ShownTerm(
        pk=each.pk,
        name=_("The term %(years)s") % {"years": f"{each.elected_on.year}–{last_year}"},
        facts=(
            (_("Extra election") if each.is_extra else _("Ordinary election"), day(each.elected_on)),
            (_("First day of the term"), _known(each.begins_on)),
            (_("Last day of the term"), _known(each.ends_on)),
            (_("The council constituted itself on"), _known(each.constituted_on)),
        ),
        deadline=_deadline(viewer, each, plans),
        strategy=strategy,
        url=reverse("strategy:term_detail", args=[slug, each.pk]) if viewer.is_member else "",
        edit_url=reverse("strategy:term_edit", args=[slug, each.pk]) if can_run else "",
        begin_url="" if each.strategy else begin_url,
    )


def _strategy(viewer: Viewer, found: Strategy | None, *, can_run: bool) -> ShownStrategy | None:
    if found is None:
        return None
    is_adopted = found.status == PlanningStrategy.Status.ADOPTED
    if not can_read_strategy(viewer.standing, is_adopted=is_adopted):
        return None
    judgement = PlanningStrategy.Judgement(found.judgement).label if found.judgement else ""
    addresses = {
        name: reverse(f"strategy:strategy_{name}", args=[viewer.organisation.slug, found.pk])
        for name in ("detail", "edit", "adopt")
    }
    return ShownStrategy(
        pk=found.pk,
        title=found.title,
        status=str(PlanningStrategy.Status(found.status).label),
        is_adopted=is_adopted,
        facts=(
            (_("Adopted on"), day(found.adopted_on)),
            (_("Decided by"), found.decided_by),
            (_("Paragraph"), found.reference),
            (_("Case number"), found.case_number),
            (_("The council's verdict on the whole comprehensive plan"), str(judgement)),
        ),
        url=addresses["detail"] if viewer.is_member else "",
        edit_url=addresses["edit"] if can_run else "",
        adopt_url=addresses["adopt"] if can_run else "",
        workbench_url=reverse("strategy:workbench_detail", args=[viewer.organisation.slug, found.pk]),
    )


def _deadline(viewer: Viewer, each: Round, plans: list[Row]) -> Deadline | None:
    """Until when the law gives the council time, and whether it was kept; None where no law counts."""
    country, title = viewer.organisation.country, _("The council adopts a planning strategy")
    if each.is_extra or country not in (SWEDEN, NORWAY):
        return None
    rule = PBL.format(23) if country == SWEDEN else PBL_NORWAY
    on, adopted_on = each.deadline(country), each.strategy.adopted_on if each.strategy else None
    if on is None:
        note = _("Enter when the council constituted itself: the year is counted from that day.")
        return None if country == SWEDEN else Deadline(title, None, rule=rule, note=note)
    if adopted_on is not None:
        note = _("Adopted in time.") if adopted_on <= on else _("Adopted after the time had run out.")
        return Deadline(title, on, rule=rule, note=note)
    if country == SWEDEN and any(_makes_needless(each, plan) for plan in plans):
        return Deadline(
            title, on, rule=rule, note=_("Not needed: a new comprehensive plan was adopted in time.")
        )
    return dated(viewer, title, on, rule=rule, note=_("None has been adopted."))


def _known(on: date | None) -> str:
    """A day, or nothing: what nobody has entered is not shown."""
    return day(on) if on else ""


def _makes_needless(each: Round, plan: Row) -> bool:
    adopted_on = plan["adopted_on"]
    return bool(adopted_on) and clock.is_needless(each.elected_on, [date.fromisoformat(adopted_on)])
