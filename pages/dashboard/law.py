"""What the law sets for a municipality of the country: its strategy, its comprehensive plan, its elections.

What is recorded is certain: whether a strategy has been adopted is known from the first recorded term on
(`strategy.selectors.rounds`). Of what is not known nothing is said to be missed.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from core.templatetags.ui import day
from organisations.models import Organisation
from pages.dashboard.dated import DatedPlan, thing_of
from pages.dashboard.deadlines import Deadline, dated, time_left
from pages.guards import Viewer
from pages.things import Thing
from planning.models import Plan
from strategy import clock
from strategy.clock import NORWAY, SWEDEN
from strategy.selectors.rounds import Round, Strategy, adopted_by, is_known, round_of

PBL = "PBL 3 kap. {} §"
PBL_NORWAY = "pbl. § 10-1"


def lawful_days(viewer: Viewer, plans: Iterable[DatedPlan], rounds: list[Round]) -> Iterator[Deadline]:
    """What the law sets for a municipality of the country; nothing where no law is known here."""
    organisation = viewer.organisation
    if organisation.kind != Organisation.Kind.MUNICIPALITY:
        return
    election = clock.last_election(organisation.country or "", viewer.today)
    if election is None:
        return
    comprehensive = [plan for plan in plans if plan.is_comprehensive]
    if organisation.country == SWEDEN:
        yield _swedish_strategy(viewer, election, comprehensive, rounds)
        yield from _currency(viewer, comprehensive, rounds)
        yield _county_board(viewer, election)
    elif organisation.country == NORWAY:
        yield _norwegian_strategy(viewer, election, round_of(rounds, election))
    yield from _next_election(viewer)


def strategy_thing(viewer: Viewer, strategy: Strategy) -> Thing:
    """The strategy with the page of all of them."""
    url = reverse("strategy:strategy_list", args=[viewer.organisation.slug])
    return Thing(strategy.title, f"{url}#strategy-{strategy.pk}", viewer.organisation.language)


def _swedish_strategy(
    viewer: Viewer, election: date, comprehensive: list[DatedPlan], rounds: list[Round]
) -> Deadline:
    title, rule = _("The council adopts a planning strategy"), PBL.format(23)
    deadline, running = clock.strategy_deadline(election), round_of(rounds, election)
    if running and running.strategy and running.is_adopted(viewer.today):
        return _adopted(viewer, running.strategy, deadline, rule)
    for plan in comprehensive:
        if plan.adopted_on and clock.is_needless(election, [plan.adopted_on]):
            note = _("Not needed: the comprehensive plan was adopted on %(day)s, after the election.")
            thing = thing_of(viewer, plan)
            return Deadline(title, None, rule=rule, note=note % {"day": day(plan.adopted_on)}, thing=thing)
    counted = _("Counted from the election on %(day)s.") % {"day": day(election)}
    known = is_known(rounds, election)
    note = f"{counted} {_state(viewer, running, known=known)}"
    return dated(viewer, title, deadline, rule=rule, note=note, is_certain=known)


def _norwegian_strategy(viewer: Viewer, election: date, running: Round | None) -> Deadline:
    title = _("The council adopts a planning strategy")
    constituted_on = running.constituted_on if running else None
    deadline = clock.norwegian_strategy_deadline(constituted_on) if constituted_on else None
    if running and running.strategy and running.is_adopted(viewer.today):
        return _adopted(viewer, running.strategy, deadline, PBL_NORWAY)
    if deadline is None:
        note = _(
            "Within a year after the constitution of the council that was elected on %(day)s. The day of the"
            " constitution is not recorded, so this day is not reckoned here."
        )
        return Deadline(title, None, rule=PBL_NORWAY, note=note % {"day": day(election)})
    counted = _("Counted from the constitution of the council on %(day)s.") % {"day": day(constituted_on)}
    note = f"{counted} {_state(viewer, running, known=True)}"
    return dated(viewer, title, deadline, rule=PBL_NORWAY, note=note)


def _adopted(viewer: Viewer, strategy: Strategy, deadline: date | None, rule: str) -> Deadline:
    """What has been done: the day of the decision, and until when there was time."""
    on = strategy.adopted_on or viewer.today
    note = _("Adopted: %(reference)s.") % {"reference": strategy.reference}
    if deadline is not None:
        note += " " + _("The time ran until %(day)s.") % {"day": day(deadline)}
    return Deadline(
        _("The council has adopted its planning strategy"),
        on,
        left=time_left(viewer.today, on),
        rule=rule,
        note=note,
        thing=strategy_thing(viewer, strategy),
    )


def _state(viewer: Viewer, running: Round | None, *, known: bool) -> str:
    # That a strategy is being drawn up is working material.
    if viewer.is_member and running and running.strategy:
        return _("“%(strategy)s” is being drawn up.") % {"strategy": running.strategy.title}
    if known:
        return _("None has been adopted.")
    return _("Whether one has been adopted is not recorded: look in the minutes.")


def _currency(viewer: Viewer, comprehensive: list[DatedPlan], rounds: list[Round]) -> Iterator[Deadline]:
    """Until when each comprehensive plan is current by law."""
    title, rule = _("The comprehensive plan is current until then"), PBL.format(25)
    if not comprehensive:
        note = _("No comprehensive plan in effect is recorded. Record it among the plans.")
        yield Deadline(title, None, rule=rule, note=note)
    for plan in comprehensive:
        thing = thing_of(viewer, plan)
        if plan.in_force_on is None:
            yield Deadline(title, None, rule=rule, note=_no_legal_force(plan), thing=thing)
            continue
        found = clock.currency_of(plan.in_force_on, adopted_by(rounds, viewer.today))
        known = found.is_judged or is_known(rounds, found.counted_from)
        note = _counted(found, plan.in_force_on, known=known)
        yield dated(viewer, title, found.until, rule=rule, note=note, thing=thing, is_certain=known)
        yield from _sending(viewer, plan.in_force_on, thing)


def _sending(viewer: Viewer, in_force_on: date, thing: Thing) -> Iterator[Deadline]:
    """To whom a plan that has just gained legal force goes; later nobody knows here whether it went."""
    on = clock.plan_sending_deadline(in_force_on)
    if in_force_on <= viewer.today <= on:
        title = _("The comprehensive plan is sent to those whom the law names, at the latest")
        note = _(
            "Boverket, the county board, the land survey authority, the region and the municipalities that it"
            " concerns, within six weeks from its legal force."
        )
        yield dated(viewer, title, on, rule=PBL.format(22), note=note, thing=thing)


def _counted(found: clock.Currency, in_force_on: date, *, known: bool) -> str:
    """From what the time is counted, and what else could prolong it."""
    if found.is_judged:
        return _("The council then judged in its planning strategy that the whole plan is not current.")
    if found.base == in_force_on:
        counted = _("Counted from its legal force on %(day)s.")
    else:
        counted = _("Counted from the planning strategy that was adopted on %(day)s.")
    said = [counted % {"day": day(found.base)}]
    if found.is_partial:
        said.append(_("The parts that the council judged not current have ceased to be."))
    said.append(_("A planning strategy that the council adopts in time prolongs it."))
    if not known:
        said.append(_("Whether one has been adopted is not recorded: look in the minutes."))
    return " ".join(said)


def _no_legal_force(plan: DatedPlan) -> str:
    if plan.status == Plan.Status.ADOPTED:
        return _("It is adopted, but has not gained legal force: from then the time is counted.")
    return _("The day of its legal force is not recorded, so nobody can reckon how long it is current.")


def _county_board(viewer: Viewer, election: date) -> Deadline:
    window = clock.county_board_window(election)
    has_begun = viewer.today >= window.begins
    title = (
        _("The county board's basis for the strategy, at the latest")
        if has_begun
        else _("The county board's basis for the strategy, at the earliest")
    )
    note = _(
        "In the second half of the time between two elections, %(begins)s to %(ends)s, and when the"
        " municipality asks for it."
    )
    words = {"begins": day(window.begins), "ends": day(window.ends)}
    on = window.ends if has_begun else window.begins
    left = time_left(viewer.today, on)
    return Deadline(title, on, left=left, rule=PBL.format(26), note=note % words)


def _next_election(viewer: Viewer) -> Iterator[Deadline]:
    on = clock.next_election(viewer.organisation.country or "", viewer.today)
    if on is None:
        return
    is_norwegian = viewer.organisation.country == NORWAY
    note = _("The expected day: the King in council appoints it.") if is_norwegian else ""
    rule = _("valgloven") if is_norwegian else "vallagen 1 kap. 3 §"
    left = time_left(viewer.today, on)
    yield Deadline(_("The next ordinary election"), on, left=left, rule=rule, note=note)
