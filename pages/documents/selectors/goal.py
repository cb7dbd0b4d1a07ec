"""A goal as a document: what is being done, does it work, what does it cost, and what stands around it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.asking import answered, beside
from core.templatetags.ui import day, month, number, signed
from goals.models import Goal, Indicator, Observation
from pages.documents import cells
from pages.documents.cells import text, thing
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
    filled,
)
from pages.documents.drawing import chart_height, chart_svg
from pages.documents.selectors.chain import chain_blocks
from pages.documents.selectors.common import accent_of, bullets, goal_table, report_facts
from pages.flow.selectors import flow_page_asked
from pages.goals.selectors.costs import Costs, MeasureRow
from pages.goals.selectors.detail import GoalPage, goal_seen, goal_shown
from pages.goals.selectors.followup import IndicatorPart, TargetRow, along, observations_asked, path_of
from pages.goals.selectors.items import ItemRow, PlanPart
from pages.goals.selectors.neighbours import LinkRow
from pages.guards import Viewer
from pages.reports import latest_report_asked
from pages.words import (
    FUNDING_TONES,
    MEASURE_TONES,
    STAGES,
    TARGET_WORDS,
    stage_name,
    stage_reason,
    state_name,
)
from planning.models import Measure

MOST_LINES, MOST_MEASURES = 600, 300


def goal_document(viewer: Viewer, owner: str, framework: str, key: str) -> Document:
    """The goal by the latest report, as the viewer may see it; raises `Http404` as its page does."""
    goal = goal_seen(viewer, owner, framework, key)
    page = goal_shown(viewer, goal, {}, lines=MOST_LINES, measures=MOST_MEASURES)
    report, flow, observed = answered(
        beside(
            latest_report_asked(viewer),
            flow_page_asked(viewer, goal),
            observations_asked(viewer, [part.indicator for part in page.indicators]),
        )
    )
    return Document(
        title=page.thing.text,
        sort=goal.framework.title,
        organisation=viewer.organisation.name,
        language=(get_language() or "sv").split("-")[0],
        on=viewer.today,
        facts=(*_facts(page), *report_facts(report)),
        blocks=(
            *_head(page),
            *_done(page),
            *chain_blocks(flow),
            *_works(page, observed),
            *_costs(viewer, page.costs),
            *_around(page),
        ),
        accent=accent_of(viewer.organisation),
    )


def _facts(page: GoalPage) -> Iterable[tuple[str, Cell]]:
    goal = page.goal
    language = goal.framework.organisation.language
    edition = f" ({goal.framework.version_label})" if goal.framework.version_label else ""
    yield _("Framework"), text(f"{goal.framework.title}{edition}", language)
    yield _("Laid down by"), text(goal.framework.organisation.name)
    is_alone = goal.scope == Goal.Scope.ORGANISATION
    alone, together = _("The organisation alone"), _("Society: the organisation is one of many")
    yield _("Who answers"), text(alone if is_alone else together)
    if goal.unit:
        yield _("Responsible"), text(goal.unit.name)
    if goal.valid_from or goal.valid_to:
        ends = (day(end) if end else "" for end in (goal.valid_from, goal.valid_to))
        yield _("Valid"), text("–".join(ends))


def _head(page: GoalPage) -> Iterable[Block]:
    """The goal's own words, its chain, and what is to be put right."""
    if page.goal.text:
        language = page.goal.framework.organisation.language
        yield from (Paragraph(part, language) for part in page.goal.text.splitlines() if part.strip())
    alignment = page.alignment
    if alignment is None:
        yield Paragraph(_("This goal is not in the report"))
        return
    yield Heading(_("The goal's chain, stage by stage"))
    score = cells.number(alignment.chain_score)
    yield Figures((Figure(_("the goal's chain"), score, _("of 100")),))
    states = [(stage, getattr(alignment, stage)) for stage in STAGES]
    rows = [
        (
            text(stage_name(stage)),
            text(state_name(state), tone=state),
            text(stage_reason(stage, state)),
        )
        for stage, state in states
    ]
    columns = (Column(_("Stage"), 2), Column(_("Holds"), 1.2), Column(_("Why"), 5))
    yield from filled(columns, rows, _("The goal's chain"))
    if page.findings:
        yield Heading(_("To put right or decide"))
        yield bullets(row.sentence for row in page.findings)


def _done(page: GoalPage) -> Iterable[Block]:
    """The items behind the goal's numbers, plan by plan."""
    yield Heading(_("What is being done?"))
    if not page.parts:
        yield Paragraph(_("No plan says anything about this goal"))
        return
    numbers = page.numbers
    if numbers:
        yield Figures(
            (
                Figure(_("Support"), cells.number(numbers["support"])),
                Figure(_("Opposition"), cells.number(numbers["opposition"])),
                Figure(_("Net"), cells.signed(numbers["net"])),
                Figure(_("Plans that pull its way"), cells.number(numbers["supporting_plans"])),
            )
        )
    rows = [(thing(part.plan), *_item(row)) for part in page.parts for row in part.rows]
    columns = (
        Column(_("Plan"), 2),
        Column(_("Position or measure"), 3.4),
        Column(_("Sort"), 1.3),
        Column(_("Strength"), 1.05, is_number=True),
        Column(_("Why"), 3),
    )
    yield from _plans(page.parts)
    yield Heading(_("Positions and measures, and why"), 2)
    yield from filled(columns, rows, _("What is being done"))
    left = page.lines.paginator.count - len(rows)
    if left > 0:
        yield Paragraph(ngettext("and %(n)d more.", "and %(n)d more.", left) % {"n": left}, is_note=True)


def _plans(parts: Sequence[PlanPart]) -> Iterable[Block]:
    rows = [(thing(part.plan), cells.signed(part.net), cells.number(part.count)) for part in parts]
    columns = (
        Column(_("Plan"), 5),
        Column(_("Net"), 1, is_number=True),
        Column(_("Items"), 1, is_number=True),
    )
    yield from filled(columns, rows, _("Plans"))


def _item(row: ItemRow) -> tuple[Cell, ...]:
    kinds = {"position": _("Position"), "measure": _("Measure"), "plan": _("The plan as a whole")}
    shown = " / ".join(signed(strength) for strength in row.strengths)
    only = row.strengths[0] if len(row.strengths) == 1 else None
    tone = (
        "ok" if all(s > 0 for s in row.strengths) else "broken" if any(s < 0 for s in row.strengths) else ""
    )
    return (
        thing(row.item),
        text(kinds[row.kind]),
        Cell(shown, only, tone=cells.TONES.get(tone, "")),
        text(row.reason, row.language) if row.reason else text(_ways(row)),
    )


def _ways(row: ItemRow) -> str:
    """Where a strength comes from that nobody has stated of the item itself."""
    taken = _("takes its strength from %(positions)s")
    through = _("through the goal %(goal)s (at most %(reach)s)")
    said = [taken % {"positions": ", ".join(each.text for each in row.taken_from)}] if row.taken_from else []
    said += [through % {"goal": goal.text, "reach": reach} for goal, reach in row.through]
    return "; ".join(said)


def _works(page: GoalPage, observed: Mapping[int, Sequence[Observation]]) -> Iterable[Block]:
    """Each indicator: its targets, the picture, and the years as numbers."""
    yield Heading(_("Does it work?"))
    if not page.indicators:
        nothing = _("The goal has no target")
        yield Paragraph(
            nothing if page.is_own else _("The organisation has set no target of its own for this goal")
        )
        return
    for part in page.indicators:
        indicator = part.indicator
        unit = f" ({indicator.unit})" if indicator.unit else ""
        yield Heading(f"{indicator.title}{unit}", 2)
        yield from _targets(part)
        if part.chart:
            words = {
                "outcome": _("outcome"),
                "forecast": _("forecast"),
                "path": _("way to the target"),
                "goal": _("target"),
            }
            alternative = _("Line chart: %(title)s. The table below has the same numbers.")
            yield Picture(
                chart_svg(part.chart, words),
                alternative % {"title": indicator.title},
                part.chart.width,
                chart_height(part.chart),
            )
        if part.compared:
            notes = [f"{name}: {note}" for name, note in part.notes]
            yield Paragraph(" ".join((f"{_('Compared:')} {part.compared}.", *notes)))
        yield from _years(part, observed.get(indicator.pk, []))


def _targets(part: IndicatorPart) -> Iterable[Block]:
    columns = (
        Column(_("Year"), 0.8),
        Column(_("Target"), 1.4, is_number=True),
        Column(_("Status"), 1.6),
        Column(_("Latest"), 1.6, is_number=True),
        Column(_("Should have been"), 1.6, is_number=True),
        Column(_("Baseline"), 2),
    )
    rows = [_target(part.indicator, row) for row in part.targets]
    yield from filled(columns, rows, _("Targets: %(title)s") % {"title": part.indicator.title})
    for row in part.targets:
        if row.bands:
            yield Paragraph(f"{row.target.year}: {' '.join(row.bands)}", is_note=True)


def _target(indicator: Indicator, row: TargetRow) -> tuple[Cell, ...]:
    word, tone = TARGET_WORDS[row.status] if row.status else (_("not counted"), "")
    latest = f"{row.latest} ({row.latest_year})" if row.latest_year else _("not measured")
    missing = _("missing") if row.is_baseline_missing else ""
    return (
        Cell(str(row.target.year), row.target.year),
        _valued(indicator, row.target.value, row.value),
        text(word, tone=tone),
        text(latest),
        text(row.expected),
        text(row.baseline or missing),
    )


def _years(part: IndicatorPart, observed: Sequence[Observation]) -> Iterable[Block]:
    """The same numbers as the picture's."""
    known = {(each.kind, each.year): each.value for each in observed}
    paths = [path for row in part.targets if (path := path_of(row.target))]
    wanted = {row.target.year: row.target.value for row in part.targets}
    indicator = part.indicator
    rows = [
        (
            Cell(str(row.year), row.year),
            _valued(indicator, known.get((Observation.Kind.OUTCOME, row.year)), row.outcome),
            _valued(indicator, known.get((Observation.Kind.FORECAST, row.year)), row.forecast),
            _valued(indicator, along(paths, row.year), row.path),
            _valued(indicator, wanted.get(row.year), row.wanted),
            *(text(each) for each in row.others),
            text(row.note),
        )
        for row in part.years
    ]
    numbers = (_("Outcome"), _("Forecast"), _("Way to the target"), _("Target"), *part.others)
    columns = (
        Column(_("Year"), 0.8),
        *(Column(heading, 1.3, is_number=True) for heading in numbers),
        Column(_("Note"), 2.4),
    )
    yield from filled(columns, rows, _("%(title)s, year by year") % {"title": indicator.title})


def _valued(indicator: Indicator, value: Decimal | None, words: str) -> Cell:
    """A value with its words: a number as one, a stage or yes and no as words."""
    if not words or value is None:
        return text(words)
    is_number = indicator.value_type == Indicator.ValueType.NUMBER
    return Cell(words, value if is_number else None)


def _costs(viewer: Viewer, costs: Costs) -> Iterable[Block]:
    """The measures that support the goal, how they are paid for, and their money by year."""
    yield Heading(_("What does it cost?"))
    if not costs.count:
        yield Paragraph(_("No measure supports the goal"))
        return
    country = viewer.organisation.country
    paid = _("of %(n)s measures") % {"n": number(costs.count)}
    yield Figures(
        (
            Figure(_("Cost in all"), cells.money(costs.total_cost, country)),
            Figure(_("of it paid for"), cells.money(costs.funded_cost, country)),
            Figure(_("Measures paid for"), cells.number(costs.funded), paid),
            Figure(_("Without a cost"), cells.number(costs.without_cost), paid),
        )
    )
    columns = (
        Column(_("Measure"), 3.2),
        Column(_("Responsible"), 2),
        Column(_("Status"), 1.2),
        Column(_("Ready"), 1.3),
        Column(_("Funding"), 1.5),
        Column(_("Cost"), 1.9, is_number=True),
    )
    rows = [_measure(row, country) for row in costs.measures]
    yield from filled(columns, rows, _("Measures that support the goal"))
    if costs.more:
        words = ngettext("and %(n)d more measure.", "and %(n)d more measures.", costs.more)
        yield Paragraph(words % {"n": costs.more}, is_note=True)
    yield from _money(costs, country)


def _measure(row: MeasureRow, country: str | None) -> tuple[Cell, ...]:
    measure = row.measure
    ready = month(measure.end) + (f" ({_('overdue')})" if row.is_overdue else "")
    is_done = measure.status == Measure.Status.DONE
    return (
        thing(row.thing),
        text(row.unit),
        text(Measure.Status(measure.status).label, tone=MEASURE_TONES[measure.status]),
        Cell(ready, measure.end, tone="broken" if row.is_overdue else ""),
        text(
            _("paid for") if is_done else Measure.Funding(measure.funding).label,
            tone="" if is_done else FUNDING_TONES[measure.funding],
        ),
        cells.money(measure.cost, country),
    )


def _money(costs: Costs, country: str | None) -> Iterable[Block]:
    headings = (_("Operating"), _("Investment"), _("In all"), _("of it decided"))
    columns = (Column(_("Year")), *(Column(heading, 1.5, is_number=True) for heading in headings))
    rows = [
        (
            Cell(str(line.year), line.year),
            *(
                cells.money(amount, country)
                for amount in (line.operating, line.investment, line.all, line.decided)
            ),
        )
        for line in costs.years
    ]
    if rows:
        yield Heading(_("Money by year"), 2)
    yield from filled(columns, rows, _("Money by year"))


def _around(page: GoalPage) -> Iterable[Block]:
    """The goals below, and those that it hangs together with."""
    if page.children:
        yield Heading(_("Goals below it"))
        yield goal_table(_("Goals below it"), page.children, has_change=False)
    rows = [_link(row) for row in page.links]
    columns = (
        Column(_("How"), 1.5),
        Column(_("Goal"), 3.5),
        Column(_("Strength"), 1.05, is_number=True),
        Column(_("Why"), 3),
    )
    if rows:
        yield Heading(_("Other goals it hangs together with"))
    yield from filled(columns, rows, _("Linked goals"))


def _link(row: LinkRow) -> tuple[Cell, ...]:
    is_conflict = row.relation == "conflicts"
    how = _("Contributes to") if row.is_out else _("Is helped by")
    return (
        text(_("Conflicts with") if is_conflict else how),
        thing(row.other),
        cells.NONE if is_conflict else cells.signed(row.strength),
        text(row.reason, row.language),
    )
