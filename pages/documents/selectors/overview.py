"""The overview of an organisation or a unit as a document and as slides: the same figures as the page has."""

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core.templatetags.ui import day, million, number, signed
from pages.dashboard.measuring import MeasureFigures
from pages.documents import cells
from pages.documents.cells import text
from pages.documents.content import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Picture,
    Presentation,
    Slide,
    filled,
)
from pages.documents.drawing import STRIPS_WIDTH, Strip, strips_height, strips_svg
from pages.documents.selectors.common import accent_of, bullets, goal_table, report_facts
from pages.documents.selectors.subject import Goals, Subject
from pages.documents.selectors.unit import unit_blocks
from pages.guards import Viewer
from pages.sentences import FindingRow
from pages.words import state_name

GOALS_ON_SLIDES, UNITS_ON_SLIDES = 16, 10
STATES = ("ok", "partial", "broken", "na")


def overview_document(viewer: Viewer, found: Subject) -> Document:
    """The whole overview of an organisation or a unit."""
    return Document(
        title=found.title,
        sort=found.about,
        organisation=viewer.organisation.name,
        language=_language(),
        on=viewer.today,
        facts=(*report_facts(found.report), *_compared(found), *_under(found)),
        blocks=tuple(_blocks(viewer, found)) if found.report else (),
        accent=accent_of(viewer.organisation),
    )


def overview_slides(viewer: Viewer, found: Subject) -> Presentation:
    """The overview for a meeting: score and trend, goals, what is to be decided, what has changed."""
    facts = " · ".join(f"{name}: {value.text}" for name, value in report_facts(found.report))
    return Presentation(
        title=f"{found.title}: {found.about}" if found.is_unit else found.about,
        about=facts,
        organisation=viewer.organisation.name,
        language=_language(),
        on=viewer.today,
        slides=tuple(_slides(viewer, found)) if found.report else (),
        accent=accent_of(viewer.organisation),
    )


def _language() -> str:
    return (get_language() or "sv").split("-")[0]


def _compared(found: Subject) -> Iterable[tuple[str, Cell]]:
    compared = found.compared
    if compared is not None and compared.on is not None:
        words = _("report %(number)s of %(day)s") % {"number": compared.number, "day": day(compared.on)}
        yield _("Compared with"), text(words)


def _under(found: Subject) -> Iterable[tuple[str, Cell]]:
    if found.under:
        yield _("Counted with the units under it"), text(", ".join(found.under))


def _blocks(viewer: Viewer, found: Subject) -> Iterable[Block]:
    yield _headline(viewer, found)
    yield from _changed(found)
    if found.score and found.score.goals:
        yield Heading(_("Where the chain holds and where it breaks"))
        yield _strips(found)
        yield from _stages(found)
    yield Heading(_("To be decided"))
    yield from _decisions(found)
    yield from _conflicts(found)
    for group in found.goals:
        yield from _goals(found, group)
    yield from _frameworks(found)
    if found.is_unit:
        yield from unit_blocks(viewer, found)
    yield Heading(_("For the departments to put right"))
    yield from _units(found)


def _slides(viewer: Viewer, found: Subject) -> Iterable[Slide]:
    yield Slide(_("How it stands"), (_headline(viewer, found), *_changed_words(found)))
    if found.score and found.score.goals:
        yield Slide(_("Where the chain holds and where it breaks"), (_strips(found),))
    first = found.goals[0]
    if first.rows:
        table = goal_table(first.name, first.rows[:GOALS_ON_SLIDES], has_change=found.is_compared)
        yield Slide(first.heading, (table,))
    yield Slide(_("To be decided"), tuple(_decisions(found)))
    sentences = found.sentences
    if sentences:
        yield Slide(_("What has changed"), (bullets(sentences),))
    if found.units:
        yield Slide(_("For the departments to put right"), tuple(_unit_totals(found)))


# Parts -------------------------------------------------------------------------------------------------


def _headline(viewer: Viewer, found: Subject) -> Figures:
    """The score, and the three questions: what is being done, does it work, what does it cost."""
    measures, targets, country = found.measures, found.targets, viewer.organisation.country
    figures = []
    if found.score is not None:
        note = "" if found.score.mean is None else " ".join([_("of 100"), *filter(None, [_trend(found)])])
        figures.append(Figure(found.score.name, cells.number(found.score.mean, 1), note))
    if measures is not None:
        under_way = ngettext("measure under way", "measures under way", measures.ongoing)
        details = (
            (_("planned"), measures.planned),
            (_("done"), measures.done),
            (_("overdue"), measures.overdue),
        )
        note = ", ".join([under_way, *(f"{word}: {number(n)}" for word, n in details)])
        figures.append(Figure(_("What is being done?"), cells.number(measures.ongoing), note))
    if targets is not None:
        note = _("of %(all)s targets reached or on track") % {"all": number(targets.all)}
        figures.append(Figure(_("Does it work?"), cells.number(targets.good), note))
    if measures is not None:
        figures.append(_cost(measures, country))
    return Figures(tuple(figures))


def _cost(measures: MeasureFigures, country: str | None) -> Figure:
    if not measures.total_cost:
        return Figure(_("What does it cost?"), cells.NONE, _("No measure has a cost stated."))
    note = _("of it paid for: %(sum)s (%(percent)s %%)") % {
        "sum": million(measures.funded_cost, country),
        "percent": measures.funded_percent,
    }
    cost = Cell(million(measures.total_cost, country), measures.total_cost)
    return Figure(_("What does it cost?"), cost, note)


def _trend(found: Subject) -> str:
    """How the score has moved since the earlier report, in words."""
    score, compared = found.score, found.compared
    if score is None or score.now is None or score.before is None or compared is None:
        return ""
    change = round(float(score.now) - float(score.before), 1)
    moved = signed(change, 1) if change else pgettext("trend", "unchanged")
    return f"({moved} {compared.since})"


def _changed_words(found: Subject) -> Iterable[Paragraph]:
    if found.score and found.score.goals:
        yield Paragraph(found.score.note, is_note=True)


def _changed(found: Subject) -> Iterable[Block]:
    if found.is_compared and found.compared is not None:
        yield Heading(f"{_('What has changed')} {found.compared.since}")
        sentences = found.sentences
        nothing = _("Nothing has changed of what the unit answers for") if found.is_unit else ""
        yield bullets(sentences) if sentences else Paragraph(nothing or _("No goal has moved."))


def _strips(found: Subject) -> Picture:
    strips = [Strip(line.name, {state: line.counts[state] for state in STATES}) for line in found.stages]
    words = {state: state_name(state) for state in STATES}
    told = "; ".join(
        f"{strip.name}: " + ", ".join(f"{words[state].lower()} {strip.counts[state]}" for state in STATES)
        for strip in strips
    )
    alternative = _("The own goals by stage of the chain. %(numbers)s") % {"numbers": told}
    return Picture(strips_svg(strips, words), alternative, STRIPS_WIDTH, strips_height(strips))


def _stages(found: Subject) -> Iterable[Block]:
    columns = (
        Column(_("Stage"), 3),
        *(Column(state_name(state), 1, is_number=True) for state in STATES),
    )
    rows = [
        (text(line.name), *(cells.number(line.counts[state]) for state in STATES)) for line in found.stages
    ]
    yield from filled(columns, rows, _("The own goals by stage"))


def _decisions(found: Subject) -> Iterable[Block]:
    if not found.decisions:
        yield Paragraph(_("Nothing waits for a decision"))
        return
    columns = (Column(_("What"), 5.4), Column(_("Severity"), 1.2), Column(_("Responsible"), 2.2))
    yield from filled(columns, [_finding(row) for row in found.decisions], _("To be decided"))
    if found.more_decisions:
        yield _more(found.more_decisions)


def _finding(row: FindingRow) -> tuple[Cell, ...]:
    tone = "broken" if row.severity == "high" else ""
    return text(row.sentence), text(row.severity_word, tone=tone), text(row.unit)


def _more(count: int) -> Paragraph:
    return Paragraph(ngettext("and %(n)d more.", "and %(n)d more.", count) % {"n": count}, is_note=True)


def _conflicts(found: Subject) -> Iterable[Block]:
    if found.conflicts:
        yield Heading(_("Conflicts of interest that are not decided"))
        yield bullets(row.thing for row in found.conflicts)


def _goals(found: Subject, group: Goals) -> Iterable[Block]:
    if not (group.rows or group.nothing):
        return
    yield Heading(group.heading)
    if not group.rows:
        yield Paragraph(group.nothing)
        return
    yield goal_table(group.name, group.rows, has_change=found.is_compared)
    if group.more:
        yield _more_goals(group.more)


def _more_goals(count: int) -> Paragraph:
    words = ngettext("and %(n)d more with stronger chains.", "and %(n)d more with stronger chains.", count)
    return Paragraph(words % {"n": count}, is_note=True)


def _frameworks(found: Subject) -> Iterable[Block]:
    if found.frameworks:
        yield Heading(_("Goals of others that we follow"))
        yield Paragraph(
            _("Each framework has a score of its own; it is not part of the score of the own goals."),
            is_note=True,
        )
    for part in found.frameworks:
        yield Heading(part.title, 2, part.language)
        counted = ngettext("%(n)d goal", "%(n)d goals", part.tracked_goals) % {"n": part.tracked_goals}
        yield Paragraph(f"{part.owner} · {counted} · {_('Chain')} {number(part.score, 1)}", is_note=True)
        yield goal_table(part.title, part.rows, has_change=found.is_compared)
        if part.more > 0:
            yield _more_goals(part.more)


def _units(found: Subject) -> Iterable[Block]:
    rows = [
        (text(unit.unit), text(name), cells.number(count))
        for unit in found.units
        for name, count, _url in unit.codes
    ]
    if not rows:
        yield Paragraph(_("Nothing waits to be put right"))
    columns = (Column(_("Responsible"), 3), Column(_("Finding"), 5), Column(_("Number"), 1, is_number=True))
    yield from filled(columns, rows, _("To put right"))


def _unit_totals(found: Subject) -> Iterable[Block]:
    rows = [
        (text(unit.unit), text(unit.codes[0][0] if unit.codes else ""), cells.number(unit.count))
        for unit in found.units[:UNITS_ON_SLIDES]
    ]
    columns = (
        Column(_("Responsible"), 3),
        Column(_("First of all"), 5),
        Column(_("Findings"), 1, is_number=True),
    )
    yield from filled(columns, rows, _("To put right"))
