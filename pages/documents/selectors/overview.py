"""The overview as a document and as slides: the same figures as the page has."""

from collections.abc import Iterable

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from core.templatetags.ui import day, million, number, signed
from pages.dashboard import selectors as dashboard
from pages.dashboard.selectors import Overview
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
from pages.guards import Viewer
from pages.reporting.selectors import comparison_of
from pages.reporting.sentences import sentences_of
from pages.sentences import FindingRow
from pages.words import state_name

GOALS_ON_SLIDES, UNITS_ON_SLIDES = 16, 10
STATES = ("ok", "partial", "broken", "na")
Asked = tuple[str, str]


def overview_document(viewer: Viewer, asked: Asked) -> Document:
    """The whole overview; `asked` is since when one compares: a word and a day, as the page has them."""
    found = dashboard.overview(viewer, since=asked[0], day_asked=asked[1])
    return Document(
        title=_("Overview"),
        sort=_("Do the plans pull the same way as the goals?"),
        organisation=viewer.organisation.name,
        language=_language(),
        on=viewer.today,
        facts=(*report_facts(found.report), *_compared(found)),
        blocks=tuple(_blocks(viewer, found)) if found.report else (),
        accent=accent_of(viewer.organisation),
    )


def overview_slides(viewer: Viewer, asked: Asked) -> Presentation:
    """The overview for a meeting: score and trend, goals, what is to be decided, what has changed."""
    found = dashboard.overview(viewer, since=asked[0], day_asked=asked[1])
    facts = " · ".join(f"{name}: {value.text}" for name, value in report_facts(found.report))
    return Presentation(
        title=_("Do the plans pull the same way as the goals?"),
        about=facts,
        organisation=viewer.organisation.name,
        language=_language(),
        on=viewer.today,
        slides=tuple(_slides(viewer, found)) if found.report else (),
        accent=accent_of(viewer.organisation),
    )


def _language() -> str:
    return (get_language() or "sv").split("-")[0]


def _compared(found: Overview) -> Iterable[tuple[str, Cell]]:
    compared = found.comparison
    if compared is not None and compared.on is not None:
        words = _("report %(number)s of %(day)s") % {"number": compared.number, "day": day(compared.on)}
        yield _("Compared with"), text(words)


def _blocks(viewer: Viewer, found: Overview) -> Iterable[Block]:
    yield _headline(viewer, found)
    yield from _changed(viewer, found)
    if found.own.get("tracked_goals"):
        yield Heading(_("Where the chain holds and where it breaks"))
        yield _strips(found)
        yield from _stages(found)
    yield Heading(_("To be decided"))
    yield from _decisions(found)
    yield Heading(_("Own goals, the weakest chain first"))
    yield from _own_goals(found)
    yield from _frameworks(found)
    yield Heading(_("For the departments to put right"))
    yield from _units(found)


def _slides(viewer: Viewer, found: Overview) -> Iterable[Slide]:
    yield Slide(_("How it stands"), (_headline(viewer, found), *_changed_words(found)))
    if found.own.get("tracked_goals"):
        yield Slide(_("Where the chain holds and where it breaks"), (_strips(found),))
    rows = [*found.goals, *found.stronger_goals][:GOALS_ON_SLIDES]
    if rows:
        table = goal_table(_("Own goals"), rows, has_change=_is_compared(found))
        yield Slide(_("Own goals, the weakest chain first"), (table,))
    yield Slide(_("To be decided"), tuple(_decisions(found)))
    sentences = _sentences(viewer, found)
    if sentences:
        yield Slide(_("What has changed"), (bullets(sentences),))
    if found.units:
        yield Slide(_("For the departments to put right"), tuple(_unit_totals(found)))


# Parts -------------------------------------------------------------------------------------------------


def _is_compared(found: Overview) -> bool:
    return bool(found.comparison and found.comparison.on)


def _headline(viewer: Viewer, found: Overview) -> Figures:
    """The score, and the three questions: what is being done, does it work, what does it cost."""
    measures, targets, country = found.measures, found.targets, viewer.organisation.country
    figures = [
        Figure(
            _("The own goals' chain score"),
            cells.number(found.own.get("mean_chain_score"), 1),
            " ".join([_("of 100"), *filter(None, [_trend(found)])]),
        )
    ]
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
        figure = Cell(million(measures.total_cost, country), measures.total_cost)
        if measures.total_cost:
            note = _("of it paid for: %(sum)s (%(percent)s %%)") % {
                "sum": million(measures.funded_cost, country),
                "percent": measures.funded_percent,
            }
        else:
            figure, note = cells.NONE, _("No measure has a cost stated.")
        figures.append(Figure(_("What does it cost?"), figure, note))
    return Figures(tuple(figures))


def _trend(found: Overview) -> str:
    """How the score has moved since the earlier report, in words."""
    now, compared = found.own.get("mean_chain_score"), found.comparison
    if now is None or compared is None or compared.mean is None:
        return ""
    change = round(float(now) - float(compared.mean), 1)
    moved = signed(change, 1) if change else pgettext("trend", "unchanged")
    return f"({moved} {compared.since})"


def _changed_words(found: Overview) -> Iterable[Paragraph]:
    goals = found.own.get("tracked_goals") or 0
    if goals:
        words = ngettext(
            "Mean over %(n)d goal. A goal gets 100 when all six stages of its chain hold.",
            "Mean over %(n)d goals. A goal gets 100 when all six stages of its chain hold.",
            goals,
        )
        yield Paragraph(words % {"n": goals}, is_note=True)


def _sentences(viewer: Viewer, found: Overview) -> list[object]:
    """What has changed since the earlier report, a sentence a goal."""
    if not _is_compared(found) or found.comparison is None or found.report is None:
        return []
    compared = comparison_of(viewer, (found.comparison.number, found.report.number))
    return list(sentences_of(compared)) if compared else []


def _changed(viewer: Viewer, found: Overview) -> Iterable[Block]:
    if _is_compared(found) and found.comparison is not None:
        yield Heading(f"{_('What has changed')} {found.comparison.since}")
        sentences = _sentences(viewer, found)
        yield bullets(sentences) if sentences else Paragraph(_("No goal has moved."))


def _strips(found: Overview) -> Picture:
    strips = [Strip(line.name, {state: line.counts[state] for state in STATES}) for line in found.stages]
    words = {state: state_name(state) for state in STATES}
    told = "; ".join(
        f"{strip.name}: " + ", ".join(f"{words[state].lower()} {strip.counts[state]}" for state in STATES)
        for strip in strips
    )
    alternative = _("The own goals by stage of the chain. %(numbers)s") % {"numbers": told}
    return Picture(strips_svg(strips, words), alternative, STRIPS_WIDTH, strips_height(strips))


def _stages(found: Overview) -> Iterable[Block]:
    columns = (
        Column(_("Stage"), 3),
        *(Column(state_name(state), 1, is_number=True) for state in STATES),
    )
    rows = [
        (text(line.name), *(cells.number(line.counts[state]) for state in STATES)) for line in found.stages
    ]
    yield from filled(columns, rows, _("The own goals by stage"))


def _decisions(found: Overview) -> Iterable[Block]:
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


def _own_goals(found: Overview) -> Iterable[Block]:
    rows = [*found.goals, *found.stronger_goals]
    if not rows:
        yield Paragraph(_("The organisation has no goals of its own"))
        return
    yield goal_table(_("Own goals"), rows, has_change=_is_compared(found))
    if found.more_goals:
        yield _more_goals(found.more_goals)


def _more_goals(count: int) -> Paragraph:
    words = ngettext("and %(n)d more with stronger chains.", "and %(n)d more with stronger chains.", count)
    return Paragraph(words % {"n": count}, is_note=True)


def _frameworks(found: Overview) -> Iterable[Block]:
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
        yield goal_table(part.title, part.rows, has_change=_is_compared(found))
        if part.more > 0:
            yield _more_goals(part.more)


def _units(found: Overview) -> Iterable[Block]:
    rows = [
        (text(unit.unit), text(name), cells.number(count))
        for unit in found.units
        for name, count, _url in unit.codes
    ]
    if not rows:
        yield Paragraph(_("Nothing waits to be put right"))
    columns = (Column(_("Responsible"), 3), Column(_("Finding"), 5), Column(_("Number"), 1, is_number=True))
    yield from filled(columns, rows, _("To put right"))


def _unit_totals(found: Overview) -> Iterable[Block]:
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
