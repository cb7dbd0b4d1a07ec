"""The planning strategy as a document: what the law asks it to say, in the law's order.

Sweden (plan- och bygglagen 3 kap. 23 §): the changed conditions, how far the comprehensive plan is current,
requirement by requirement and on the whole, then the planning that goes on. Norway (plan- og bygningsloven
§ 10-1): what the choices about the development come from, the plans that are needed in the term, then
whether the kommuneplan is revised or kept. Desired futures stand in both after what has changed: it is from
both that plans are judged. Situation reports are for members, and no part of it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from core.ordering import sort_key
from core.templatetags import ui
from pages.dashboard.law import PBL, PBL_NORWAY
from pages.documents.cells import NONE, day, money, number, text
from pages.documents.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Tone,
    filled,
)
from pages.documents.selectors.common import Facts, accent_of
from pages.documents.selectors.strategy_futures import desired_futures
from pages.documents.selectors.strategy_parts import changed_conditions, resources
from pages.guards import Viewer
from pages.strategy.decided import changes_told
from pages.strategy.reading import Reading
from pages.strategy.words import quarter_words
from strategy import clock
from strategy.clock import NORWAY, SWEDEN
from strategy.models import LAW, OF_COUNTRY, PlanNeed, PlanningStrategy, Requirement, Verdict
from strategy.selectors.contents import Contents, Stance
from strategy.selectors.recipients import public_until, sent_by
from strategy.selectors.rounds import legal_deadline
from strategy.selectors.statutory import REQUIRED

Blocks = Iterable[Block]
Part = Callable[[Viewer, PlanningStrategy, Contents], Blocks]
TONES: dict[str, Tone] = {
    Verdict.CURRENT: "ok",
    Verdict.KEPT: "ok",
    Verdict.NOT_CURRENT: "broken",
    Verdict.REVISED_WHOLLY: "broken",
}
#: The order in which stances are read: what is new and what changes before what stays.
ORDER = ("new", "revise", "replace", "merge", "repeal", "keep")


def strategy_document(viewer: Viewer, reading: Reading) -> Document:
    """The strategy as it was decided, or a draft as it is, in the language that is active."""
    strategy, said = reading.strategy, reading.said
    return Document(
        title=said.title,
        sort=_sort(strategy),
        organisation=strategy.organisation.name,
        language=strategy.organisation.language,
        on=viewer.today,
        facts=tuple(_facts(strategy, said)),
        blocks=(
            *_standing(reading),
            *(block for part in _parts(strategy) for block in part(viewer, strategy, said)),
            *_changes(reading),
        ),
        accent=accent_of(viewer.organisation),
    )


def plan_list_document(viewer: Viewer, reading: Reading) -> Document:
    """The table of what plans are needed and what becomes of each, for a spreadsheet."""
    strategy, said = reading.strategy, reading.said
    years = sorted({quarter[:4] for quarter in strategy.term.quarters})
    columns = (
        *(Column(name, 2) for name in (_("Plan"), _("Type"), _("Legal basis"), _("Adopted on"))),
        *(Column(name) for name in (_("Valid until"), _("Stance"), _("Why"), _("Priority"))),
        *(Column(name) for name in (_("Responsible"), _("Start"), _("Decision"), *years)),
        Column(_("Person-months"), is_number=True),
        Column(_("Cost"), is_number=True),
        *(Column(name) for name in (_("Who decides"), _("The other actors"))),
    )
    rows = [
        (*_listed(stance), *(_marks(stance, year) for year in years), *_work(viewer, stance))
        for stance in _ordered(viewer, said.stances)
    ]
    return Document(
        title=said.title,
        sort=_sort(strategy),
        organisation=strategy.organisation.name,
        language=strategy.organisation.language,
        on=viewer.today,
        facts=tuple(_facts(strategy, said)),
        blocks=(
            *_standing(reading),
            Paragraph(_("● the work begins, ▲ the decision is taken."), is_note=True),
            *filled(columns, rows, _("Plan list")),
        ),
        accent=accent_of(viewer.organisation),
    )


def _sort(strategy: PlanningStrategy) -> str:
    return _("Planning strategy") if strategy.is_adopted else _("Planning strategy: draft")


def _parts(strategy: PlanningStrategy) -> Sequence[Part]:
    if strategy.organisation.country == NORWAY:
        return (changed_conditions, desired_futures, _portfolio, resources, _missing, _currency, _days)
    return (changed_conditions, desired_futures, _currency, _whole, _portfolio, resources, _missing, _days)


def _facts(strategy: PlanningStrategy, said: Contents) -> Iterable[tuple[str, Cell]]:
    """What it is, and the decision as the minutes have it."""
    yield _("Term of the council"), text(strategy.term)
    yield _("Status"), text(strategy.get_status_display())
    if said.unit:
        yield _("Drawn up by"), text(said.unit)
    yield from decision_facts(
        strategy.adopted_on, strategy.decided_by, strategy.reference, strategy.case_number
    )


def decision_facts(on: date | None, by: str | None, reference: str | None, case: str | None) -> Facts:
    """A decision as the minutes have it: day, who, paragraph, case; what is not recorded is left out."""
    if on is None:
        return ()
    said = ((_("Decided by"), by), (_("Paragraph"), reference), (_("Case number"), case))
    return ((_("Adopted on"), day(on)), *((name, text(value)) for name, value in said if value))


def _standing(reading: Reading) -> Blocks:
    """Whether it is decided, and whether what is read has been changed."""
    if not reading.strategy.is_adopted:
        yield Paragraph(_("This is a draft. The council has not decided on it."))
        return
    if reading.decisions[-1].contents is None:
        yield Paragraph(_("What was adopted is not kept here: this is what is recorded now."), is_note=True)
    if reading.later:
        yield Paragraph(_("This is what the strategy once said. The council has changed it since."))
    elif len(reading.decisions) > 1:
        yield Paragraph(_("With the changes that the council has decided since the adoption."))


def _changes(reading: Reading) -> Blocks:
    """The decisions on changes, each as the minutes have it, and what it made of the strategy."""
    told = list(changes_told(reading))
    if told:
        yield Heading(_("Changes since the adoption"))
    for decision, made in told:
        yield Heading(_("Change of %(day)s") % {"day": ui.day(decision.on)}, 2)
        yield Paragraph(decision.summary)
        minutes = filter(None, (decision.decided_by, decision.reference, decision.case_number))
        yield Paragraph(" · ".join(minutes), is_note=True)
        if made:
            yield Bullets(tuple(text(words) for words in made))


def _currency(viewer: Viewer, strategy: PlanningStrategy, said: Contents) -> Blocks:
    """Each requirement of the law with the verdict on it; what nobody has judged is said to be so."""
    wanted = OF_COUNTRY.get(strategy.organisation.country or "", ())
    if not wanted:
        return
    is_swedish = strategy.organisation.country == SWEDEN
    yield Heading(_("Currency of the comprehensive plan") if is_swedish else _("The kommuneplan"))
    yield Paragraph(f"{PBL.format(23)}" if is_swedish else PBL_NORWAY, is_note=True)
    if said.county_basis_on:
        words = {"day": ui.day(date.fromisoformat(said.county_basis_on))}
        yield Paragraph(_("The county board's basis came on %(day)s.") % words)
    found = {each.requirement: each for each in said.verdicts}
    rows = []
    for requirement in wanted:
        verdict = found.get(requirement)
        judged = (
            (Cell(str(Verdict(verdict.verdict).label), tone=TONES.get(verdict.verdict, "partial")),
             text(verdict.reason))
            if verdict
            else (text(_("Not judged")), NONE)
        )  # fmt: skip
        rows.append((text(Requirement(requirement).label), text(LAW[requirement]), *judged))
    columns = (
        Column(_("What is judged"), 2.4),
        Column(_("Law"), 1.5),
        Column(_("Verdict"), 1.2),
        Column(_("Reasons"), 3.4),
    )
    yield from filled(columns, rows, _("Verdicts"))


def _whole(viewer: Viewer, strategy: PlanningStrategy, said: Contents) -> Blocks:
    """Sweden: the council's verdict on the whole comprehensive plan, which comes with its decision."""
    yield Heading(_("The comprehensive plan on the whole"), 2)
    judged = strategy.comprehensive_plan_judgement
    if judged:
        yield Paragraph(str(PlanningStrategy.Judgement(judged).label))
    else:
        yield Paragraph(_("The council has not judged the whole plan."))


def _portfolio(viewer: Viewer, strategy: PlanningStrategy, said: Contents) -> Blocks:
    """Every stance with its reason, and the work that it asks for."""
    is_norwegian = strategy.organisation.country == NORWAY
    yield Heading(_("Plans needed in the term") if is_norwegian else _("The planning that goes on"))
    stances = _ordered(viewer, said.stances)
    if not stances:
        yield Paragraph(_("No stance has been taken on any plan."))
        return
    reasons = [
        (
            text(each.name, each.language),
            text(PlanNeed.Stance(each.stance).label),
            text(PlanNeed.Priority(each.priority).label if each.priority else ""),
            text(each.reason),
        )
        for each in stances
    ]
    columns = (
        Column(_("Plan"), 2.4),
        Column(_("Stance"), 1.2),
        Column(_("Priority"), 1),
        Column(_("Why"), 3.8),
    )
    yield from filled(columns, reasons, _("What becomes of each plan"))
    work = [
        (
            text(each.name, each.language),
            text(each.unit),
            text(quarter_words(each.start)),
            text(quarter_words(each.decision)),
            *_work(viewer, each)[:2],
            text(": ".join(filter(None, (_actors(each), each.others)))),
        )
        for each in stances
    ]
    heads = (
        *(Column(name, weight) for name, weight in ((_("Plan"), 2), (_("Responsible"), 1.5))),
        *(Column(name, 1) for name in (_("Start"), _("Decision"))),
        Column(_("Person-months"), 0.9, is_number=True),
        Column(_("Cost"), 1.1, is_number=True),
        Column(_("Who decides"), 1.8),
    )
    yield Heading(_("Who does it, and when"), 2)
    yield from filled(heads, work, _("Work"))


def _missing(viewer: Viewer, strategy: PlanningStrategy, said: Contents) -> Blocks:
    """What the law asks for that is neither in effect nor wanted."""
    if not said.missing:
        return
    names = {each.law: each.name for each in REQUIRED.get(strategy.organisation.country or "", ())}
    yield Heading(_("Plans that the law asks for and that are not recorded"), 2)
    yield Bullets(tuple(text(f"{names.get(law, '')} ({law})".strip()) for law in said.missing))


def _days(viewer: Viewer, strategy: PlanningStrategy, said: Contents) -> Blocks:
    """What the law counts, from the election of the council on."""
    rows = [(day(on), text(what), text(rule)) for on, what, rule in sorted(days_of(strategy))]
    columns = (Column(_("Day"), 1.2), Column(_("What"), 4), Column(_("Law"), 1.6))
    yield Heading(_("Days of the law"))
    yield from filled(columns, rows, _("Days of the law"))


def days_of(strategy: PlanningStrategy) -> Iterable[tuple[date, str, str]]:
    """The days that the law counts for the strategy's term: day, what, paragraph."""
    country, term = strategy.organisation.country or "", strategy.term
    rule = PBL.format(23) if country == SWEDEN else PBL_NORWAY
    yield term.elected_on, _("Election of the council"), ""
    if term.constituted_on:
        yield term.constituted_on, _("The council constituted itself"), ""
    deadline = None if term.is_extra else legal_deadline(country, term.elected_on, term.constituted_on)
    if deadline:
        yield deadline, _("The council adopts a planning strategy, at the latest"), rule
    if strategy.adopted_on:
        yield strategy.adopted_on, _("The council adopted the planning strategy"), rule
    yield from _of_making_known(strategy)
    following = clock.next_election(country, strategy.adopted_on or term.elected_on)
    if following:
        yield following, _("The next ordinary election: until then the strategy can be changed"), rule
    is_kept = strategy.comprehensive_plan_judgement != PlanningStrategy.Judgement.NOT_CURRENT
    if country == SWEDEN and strategy.adopted_on and is_kept:
        until = clock.current_until(strategy.adopted_on)
        yield (
            until,
            _("A comprehensive plan that was current at the adoption is so until then"),
            PBL.format(25),
        )


def _of_making_known(strategy: PlanningStrategy) -> Iterable[tuple[date, str, str]]:
    """Norway: the publicity of the proposal. Sweden: the announcement, and until when it is sent."""
    if strategy.published_on and (until := public_until(strategy)):
        yield strategy.published_on, _("The proposal became public"), PBL_NORWAY
        yield until, _("The council may treat the proposal from then on"), PBL_NORWAY
    if strategy.announced_on and (latest := sent_by(strategy)):
        yield strategy.announced_on, _("The adoption was announced"), PBL.format(24)
        yield latest, _("The strategy is sent to those whom the law names, at the latest"), PBL.format(24)


def _ordered(viewer: Viewer, stances: Iterable[Stance]) -> list[Stance]:
    language = viewer.organisation.language
    return sorted(stances, key=lambda each: (ORDER.index(each.stance), sort_key(each.name, language)))


def _listed(stance: Stance) -> tuple[Cell, ...]:
    return (
        text(stance.name, stance.language),
        text(stance.sort),
        text(stance.law),
        *(day(date.fromisoformat(on)) if on else NONE for on in (stance.adopted_on, stance.valid_to)),
        text(PlanNeed.Stance(stance.stance).label),
        text(stance.reason),
        text(PlanNeed.Priority(stance.priority).label if stance.priority else ""),
        text(stance.unit),
        text(quarter_words(stance.start)),
        text(quarter_words(stance.decision)),
    )


def _marks(stance: Stance, year: str) -> Cell:
    """When in the year the work begins and the decision is taken, as tables of plan needs have it."""
    marks = [
        f"{sign} {quarter_words(quarter)}"
        for sign, quarter in (("●", stance.start), ("▲", stance.decision))
        if quarter.startswith(year)
    ]
    return Cell(" ".join(marks))


def _work(viewer: Viewer, stance: Stance) -> tuple[Cell, ...]:
    return (
        number(stance.person_months),
        money(stance.cost, viewer.organisation.country),
        text(_actors(stance)),
        text(stance.others),
    )


def _actors(stance: Stance) -> str:
    return str(PlanNeed.Actors(stance.actors).label) if stance.actors else ""
