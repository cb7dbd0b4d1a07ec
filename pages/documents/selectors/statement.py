"""A plan's alignment statement: how it bears on each goal that the organisation has or follows, and why.

For a comprehensive plan it is the account that the Planning and Building Act asks for (plan- och bygglagen
3 kap. 5 §): how national and regional goals, plans and programmes have been taken into account.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alignment.engine import ItemReport
from alignment.models import AlignmentReport, GoalAlignment
from alignment.selectors.latest import Cell as MatrixCell
from alignment.selectors.latest import PlanLine, cell_rows, plan_line, rows_of_plans
from alignment.selectors.plan_items import plan_item_lines
from core.asking import Asking, answered, ask, beside
from goals.models import Framework, Goal
from pages.chains import HEAVY
from pages.documents.cells import NONE, number, score, signed, text, thing
from pages.documents.content import (
    Block,
    Cell,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Table,
    Tone,
    filled,
)
from pages.documents.selectors.common import accent_of, bullets, report_facts
from pages.goals.tree import natural
from pages.guards import Viewer
from pages.naming import Names, with_names
from pages.plans.selectors.facts import plan_facts
from pages.plans.selectors.relatives import PlanLinkLine, Related, related_asked, relatives_of
from pages.plans.selectors.report import FindingCount, counted_findings, finding_rows, shares
from pages.references import reference_of
from pages.reports import goal_alignments, latest_report_asked, reader
from pages.things import goal_thing
from planning.models import Contribution, Measure, Plan, PlanType, Position
from planning.models.links import Strength

LEVELS = list(Framework.Level.values)
OF_FRAMEWORKS = ("framework__title", "framework__level", "framework__organisation__name")
COMPREHENSIVE = (PlanType.Family.COMPREHENSIVE, PlanType.Family.COMPREHENSIVE_PART)
Lines = dict[int, list[ItemReport]]


class Verdict(TextChoices):
    """How a plan bears on a goal, by its net for it."""

    CONTRIBUTES = "contributes", gettext_lazy("Contributes")
    COUNTERACTS = "counteracts", gettext_lazy("Counteracts")
    EVENS_OUT = "evens_out", gettext_lazy("Evens out")
    NO_EFFECT = "no_effect", gettext_lazy("No effect")
    NONE = "none", gettext_lazy("Does not bear on it")


TONES: dict[str, Tone] = {"contributes": "ok", "counteracts": "broken", "evens_out": "partial"}


def statement(viewer: Viewer, plan: Plan) -> Document:
    """The statement by the latest report, as the viewer may see it. At most four queries."""
    names = Names(viewer.organisation)
    known = known_of(viewer, names, plan)
    relatives = relatives_of(viewer, names, plan, known.related)
    items = items_of(viewer, plan, known)
    facts = [
        (str(name), text(value)) for name, value in plan_facts(plan, relatives) if value not in (None, "")
    ]
    return Document(
        title=plan.title,
        sort=_("Alignment statement"),
        organisation=plan.organisation.name,
        language=plan.organisation.language,
        on=viewer.today,
        facts=(*facts, *report_facts(known.report)),
        blocks=(
            *_purpose(plan),
            *_whole(known),
            *_frameworks(viewer, known, items),
            *_plans(relatives.links),
            *_findings(known.findings),
            Heading(_("How it is reckoned")),
            Paragraph(
                _(
                    "Each position and measure is given a strength for a goal, from −3 (makes it impossible)"
                    " to +3 (indispensable for the goal), with a reason. The net is what supports the goal"
                    " less what opposes it. What bears on a goal bears on the goals above it too, as far as"
                    " these are linked."
                ),
                is_note=True,
            ),
        ),
        accent=accent_of(viewer.organisation),
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What the latest report says of a plan, and what stands in it; `cells` by goal."""

    report: AlignmentReport | None
    alignment: PlanLine | None
    cells: dict[int, MatrixCell]
    goals: Sequence[GoalAlignment]
    findings: list[FindingCount]
    related: Related
    said: "Said"


def known_of(viewer: Viewer, names: Names, plan: Plan) -> Known:
    """All of it, and to `names` what the organisation follows. One query."""
    names.know(plan)
    return answered(_known_asked(viewer, names, plan))


def items_of(viewer: Viewer, plan: Plan, known: Known) -> "Items":
    """What bears on the goals. Alone: what is packed of each goal would be twice as long as a part of a
    question."""
    return Items(viewer, plan, plan_item_lines(reader(viewer), reference_of(plan), known.cells), known.said)


def _known_asked(viewer: Viewer, names: Names, plan: Plan) -> Asking[Known]:
    """All of it, and to `names` what the organisation follows. One step."""
    (_around, report, lines, cells), goals, findings, related, said = yield from beside(
        beside(
            names.around_asked(),
            latest_report_asked(viewer),
            ask(rows_of_plans(reader(viewer), [plan.pk])),
            ask(cell_rows(reader(viewer), plans=[plan.pk])),
        ),
        _tracked_goals_asked(viewer),
        ask(finding_rows(viewer, plan=plan.pk)),
        related_asked(viewer, plan),
        _said_asked(viewer, plan),
    )
    return Known(
        report=report,
        alignment=next(map(plan_line, lines), None),
        cells={row["goal_id"]: MatrixCell(**row) for row in cells},
        goals=goals,
        findings=counted_findings(findings),
        related=related,
        said=said,
    )


def _tracked_goals_asked(viewer: Viewer) -> Asking[list[GoalAlignment]]:
    """The goals that the report follows, from the highest level down, each framework's in their order."""
    rows = goal_alignments(viewer).filter(is_tracked=True).order_by()
    found = yield from ask(with_names(rows, *OF_FRAMEWORKS, goal=Goal).defer(*HEAVY, "targets"))
    return sorted(
        found,
        key=lambda row: (
            LEVELS.index(row.framework.level),
            row.framework.title,
            row.framework_id,
            natural(row.goal.code or ""),
            natural(row.goal.title),
            row.goal_id,
        ),
    )


def _purpose(plan: Plan) -> Iterable[Block]:
    if plan.organisation.country == "SE" and plan.type.family in COMPREHENSIVE:
        yield Paragraph(
            _(
                "How the comprehensive plan takes account of national and regional goals, plans and"
                " programmes, and is co-ordinated with them (the Planning and Building Act, chapter 3,"
                " section 5)."
            )
        )


def _whole(known: Known) -> Iterable[Block]:
    """How many goals it contributes to and counteracts, and what its own figure is the mean of."""
    alignment, goals = known.alignment, known.goals
    yield Heading(_("In short"))
    nets = [known.cells[row.goal_id].net for row in goals if row.goal_id in known.cells]
    of_all = _("of %(n)d goals") % {"n": len(goals)}
    yield Figures(
        (
            Figure(_("Contributes to"), number(sum(net > 0 for net in nets)), of_all),
            Figure(_("Counteracts"), number(sum(net < 0 for net in nets)), of_all),
            Figure(_("Does not bear on"), number(len(goals) - len(nets)), of_all),
            Figure(_("Does it pull along?"), score(alignment.score if alignment else None), _("of 100")),
        )
    )
    rows = [
        (text(share.heading), number(share.part), number(share.whole), number(share.rest))
        for share in (shares(alignment.numbers) if alignment else [])
    ]
    columns = (
        Column(_("What the plan's figure is the mean of"), 4),
        *(Column(heading, is_number=True) for heading in (_("Number"), _("Of"), _("Missing"))),
    )
    yield from filled(columns, rows, _("The plan's figure"))


def _frameworks(viewer: Viewer, known: Known, items: "Items") -> Iterable[Block]:
    """Each framework: the verdict for each of its goals, and the items and reasons behind it."""
    for _order, rows in groupby(known.goals, key=lambda row: (row.framework.level, row.framework_id)):
        of_framework = list(rows)
        framework = of_framework[0].framework
        yield Heading(framework.title, language=framework.organisation.language)
        level = Framework.Level(framework.level).label
        yield Paragraph(f"{level} · {framework.organisation.name}", is_note=True)
        yield _verdicts(viewer, framework.title, of_framework, known.cells)
        yield from _reasons(viewer, of_framework, items)


def _verdicts(
    viewer: Viewer, title: str, goals: Sequence[GoalAlignment], known: dict[int, MatrixCell]
) -> Table:
    columns = (
        Column(_("Goal"), 4.6),
        Column(_("Verdict"), 2.4),
        *(
            Column(heading, 1.15, is_number=True)
            for heading in (_("Support"), _("Opposition"), _("Net"), _("Items"))
        ),
    )
    rows = [
        (thing(goal_thing(viewer.organisation, row.goal)), *_verdict(known.get(row.goal_id))) for row in goals
    ]
    return Table(title, columns, tuple(rows))


def _verdict(cell: MatrixCell | None) -> tuple[Cell, ...]:
    """The verdict in words, and its numbers; nothing said is no zero."""
    verdict = verdict_of(cell)
    word = text(verdict.label, tone=TONES.get(verdict, ""))
    if cell is None:
        return (word, NONE, NONE, NONE, number(0))
    return (word, number(cell.support), number(cell.opposition), signed(cell.net), number(cell.items))


def verdict_of(cell: MatrixCell | None) -> Verdict:
    """What the plan does for the goal; where nothing is said, it does not bear on it."""
    if cell is None:
        return Verdict.NONE
    if cell.net:
        return Verdict.CONTRIBUTES if cell.net > 0 else Verdict.COUNTERACTS
    return Verdict.EVENS_OUT if cell.support else Verdict.NO_EFFECT


def _reasons(viewer: Viewer, goals: Sequence[GoalAlignment], items: "Items") -> Iterable[Block]:
    """The items that bear on the goals themselves; what comes through goals below is told of there."""
    rows = [
        (thing(goal_thing(viewer.organisation, row.goal)), *cells_of_item)
        for row in goals
        for cells_of_item in items.rows(row.goal_id)
    ]
    columns = (
        Column(_("Goal"), 2.2),
        Column(_("Position or measure"), 3.6),
        Column(_("Strength"), 1.05, is_number=True),
        Column(_("Why"), 3.3),
    )
    if rows:
        yield Heading(_("Positions and measures, and why"), 2)
    title = _("Why: %(framework)s") % {"framework": goals[0].framework.title}
    yield from filled(columns, rows, title)


def _plans(links: Iterable[PlanLinkLine]) -> Iterable[Block]:
    rows = [
        (
            text(line.heading),
            thing(line.other),
            text(line.status),
            text(line.rationale, line.other.language),
        )
        for line in links
    ]
    columns = (
        Column(_("Relation"), 1.6),
        Column(_("Plan"), 3),
        Column(_("Status"), 1.4),
        Column(_("Why"), 3),
    )
    if rows:
        yield Heading(_("Other plans"))
    yield from filled(columns, rows, _("Other plans"))


def _findings(counts: Sequence[FindingCount]) -> Iterable[Block]:
    if counts:
        yield Heading(_("Findings about it"))
        yield bullets(f"{name}: {n}" for _code, name, n in counts)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item bears on a goal, and in which language that is said."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the items of a plan are called, and why they bear on goals: by kind, name and the goal's id."""

    names: dict[tuple[str, str], str]
    reasons: dict[tuple[str, str, int], Reason]


def _said_asked(viewer: Viewer, plan: Plan) -> Asking[Said]:
    """What the organisation, else the plan's owner, says of them. One step."""
    owner, ours = plan.organisation, viewer.organisation
    stated = (
        Contribution.objects.filter(recorded_by__in={ours.pk, owner.pk})
        .filter(Q(position__plan=plan) | Q(measure__plan=plan) | Q(plan=plan))
        .exclude(rationale=None)
        .order_by()
        .values_list("position__key", "measure__key", "goal_id", "rationale", "recorded_by_id")
    )
    positions, measures, found = yield from beside(
        ask(Position.objects.filter(plan=plan).order_by().only("key", "code", "statement")),
        ask(Measure.objects.filter(plan=plan).order_by().only("key", "code", "title")),
        ask(stated),
    )
    names = {("position", f"{owner.key}:{each.key}"): str(each) for each in positions}
    names |= {("measure", f"{owner.key}:{each.key}"): str(each) for each in measures}
    reasons = {}
    for position, measure, goal, why, by in sorted(found, key=lambda row: row[-1] == ours.pk):
        kind = "position" if position else "measure" if measure else "plan"
        language = ours.language if by == ours.pk else owner.language
        reasons[kind, f"{owner.key}:{position or measure or plan.key}", goal] = Reason(why or "", language)
    return Said(names, reasons)


class Items:
    """The plan's items that bear on goals: what they are called, and why they do."""

    def __init__(self, viewer: Viewer, plan: Plan, lines: Lines, said: Said) -> None:
        self.viewer, self.plan = viewer, plan
        self.lines = {pk: [line for line in found if line.is_direct] for pk, found in lines.items()}
        self.names, self.reasons = said.names, said.reasons

    def rows(self, goal: int) -> list[tuple[Cell, ...]]:
        """The items of a goal as cells: what, strength, why."""
        return [
            (
                text(
                    self.names.get((line.kind, line.name), self.plan.title), self.plan.organisation.language
                ),
                signed(strength, tone="ok" if strength > 0 else "broken" if strength < 0 else ""),
                self._why(line, goal),
            )
            for line in self.lines.get(goal, ())
            for strength in [s for s in (line.supporting, -line.opposing) if s] or [0]
        ]

    def _why(self, line: ItemReport, goal: int) -> Cell:
        """The reason that is stated, else the positions that a measure takes its strength from."""
        said = self.reasons.get((line.kind, line.name, goal))
        if said is not None:
            return text(said.text, said.language)
        sources = [self.names[key] for name in line.taken_from if (key := ("position", name)) in self.names]
        if sources:
            return text(_("carries out: %(positions)s") % {"positions": "; ".join(sources)})
        words = Strength(line.supporting or -line.opposing).label
        return text(words)
