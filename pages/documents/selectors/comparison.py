"""Two reports beside each other as a document: what has changed, and for members because of which edits."""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from alignment.engine import PlanDifference
from alignment.selectors.reports import FrozenReport
from core.templatetags.ui import clock, day
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
    filled,
)
from pages.documents.selectors.common import accent_of, bullets
from pages.guards import Viewer
from pages.history.selectors import Change
from pages.reporting.edits import Edit
from pages.reporting.scoping import OfUnit
from pages.reporting.selectors import Comparison, FindingSort, GoalMove, comparison_of
from pages.reporting.sentences import sentences_of
from pages.reporting.unit_sentences import unit_sentences


def comparison_document(
    viewer: Viewer, numbers: tuple[int, int], unit: OfUnit | None = None
) -> Document | None:
    """The two reports, the earlier one first, as the viewer may see them; None if one is not there.

    With a unit what differs of that which it answers for; raises `Http404` if there is none.
    """
    found = comparison_of(viewer, numbers, unit)
    if found is None:
        return None
    before, after = found.compared.before, found.compared.after
    return Document(
        title=f"{_('What has changed')}: {found.unit.name}" if found.unit else _("What has changed"),
        sort=_("Comparison of two reports"),
        organisation=viewer.organisation.name,
        language=(get_language() or "sv").split("-")[0],
        on=viewer.today,
        facts=((_("From report"), _report(before)), (_("To report"), _report(after))),
        blocks=tuple(_blocks(viewer, found)),
        accent=accent_of(viewer.organisation),
    )


def _report(report: FrozenReport) -> Cell:
    said = {"number": report.number, "day": day(report.computed_at), "time": clock(report.computed_at)}
    return Cell(_("%(number)s, %(day)s at %(time)s") % said)


def _blocks(viewer: Viewer, found: Comparison) -> Iterable[Block]:
    differs = found.compared.difference
    if not differs:
        said = _("Nothing has changed of what the unit answers for") if found.unit else ""
        yield Paragraph(said or _("The two reports say the same"))
    else:
        yield from _whole(found)
        yield Heading(_("Goals"))
        yield from _goals(found)
        yield from _plans(found)
        yield from _findings(_("New to put right or decide"), found.new)
        yield from _findings(_("Put right"), found.gone)
    if viewer.is_member:
        yield from _edits(found)


def _whole(found: Comparison) -> Iterable[Block]:
    """The own goals' mean before and after, chains that broke and mended, and all of it in short."""
    mean = found.compared.difference.mean_chain_score
    if found.unit:
        yield from _in_short(unit_sentences(found))
        return
    yield Figures(
        (
            Figure(_("Own goals' chains before"), cells.number(mean.before, 1), _("of 100")),
            Figure(_("Own goals' chains after"), cells.number(mean.after, 1), _("of 100")),
            Figure(_("Chains that have broken"), cells.number(found.broken)),
            Figure(_("Chains that have been mended"), cells.number(found.mended)),
        )
    )
    yield from _in_short(sentences_of(found))


def _in_short(sentences: Sequence[SafeString]) -> Iterable[Block]:
    if sentences:
        yield Heading(_("In short"))
        yield bullets(sentences)


def _goals(found: Comparison) -> Iterable[Block]:
    if not found.goals:
        yield Paragraph(_("No goal has moved."))
    columns = (
        Column(_("Goal"), 3),
        Column(_("Score before"), 0.9, is_number=True),
        Column(_("Score after"), 0.9, is_number=True),
        Column(_("Stages"), 2.6),
        Column(_("Edits that bear on it"), 3),
    )
    is_member = any(goal.causes for goal in found.goals)
    shown = columns if is_member else columns[:-1]
    yield from filled(shown, [_goal(goal)[: len(shown)] for goal in found.goals], _("Goals"))
    yield from _more(found.more_goals)


def _goal(goal: GoalMove) -> tuple[Cell, ...]:
    stages = [
        f"{each.name}: {each.before_words.lower() or '–'} → {each.after_words.lower() or '–'}"
        for each in goal.stages
    ]
    causes = [_cause(edit) for edit in goal.causes]
    if goal.more_causes:
        words = ngettext("and %(n)d more.", "and %(n)d more.", goal.more_causes)
        causes.append(words % {"n": goal.more_causes})
    score = goal.difference.score
    return (
        thing(goal.thing),
        cells.number(score.before),
        cells.number(score.after),
        text("; ".join(stages)),
        text("; ".join(causes)),
    )


def _cause(edit: Edit) -> str:
    who = f" ({edit.who})" if edit.who else ""
    return f"{edit.kind} {edit.thing.text}{who}"


def _plans(found: Comparison) -> Iterable[Block]:
    rows = [
        (
            thing(plan),
            cells.number(differs.score.before),
            cells.number(differs.score.after),
            text(_phase(differs)),
        )
        for plan, differs in found.plans
    ]
    columns = (
        Column(_("Plan"), 4),
        Column(_("Score before"), 1, is_number=True),
        Column(_("Score after"), 1, is_number=True),
        Column(_("Phase"), 2),
    )
    if rows:
        yield Heading(_("Plans"))
    yield from filled(columns, rows, _("Plans that have changed"))
    yield from _more(found.more_plans)


def _phase(differs: PlanDifference) -> str:
    phase = differs.phase
    if not phase.after:
        return _("no longer in the report")
    if not phase:
        return _("as it was")
    return _("has begun to hold") if phase.after == "current" else pgettext("plan", "proposed")


def _findings(title: str, sorts: Sequence[FindingSort]) -> Iterable[Block]:
    rows = [
        (text(sort.name), text(" – ".join(each.text for each in subjects)))
        for sort in sorts
        for subjects in sort.subjects
    ]
    if rows:
        yield Heading(title)
    yield from filled((Column(_("Finding"), 3), Column(_("About"), 5)), rows, title)
    for sort in sorts:
        if sort.more > 0:
            words = ngettext("%(finding)s: and %(n)d more.", "%(finding)s: and %(n)d more.", sort.more)
            yield Paragraph(words % {"finding": sort.name, "n": sort.more}, is_note=True)


def _edits(found: Comparison) -> Iterable[Block]:
    """What was edited meanwhile, with names and times: for members alone."""
    yield Heading(_("What was edited meanwhile"))
    if not found.edits:
        yield Paragraph(_("Nothing of the municipality's own was edited."))
    columns = (
        Column(_("Day"), 1.4),
        Column(_("Time"), 0.8),
        Column(_("Who"), 1.4),
        Column(_("What"), 3.2),
        Column(_("Event"), 1.1),
        Column(_("Changes"), 3),
    )
    rows = [
        (
            cells.day(edit.at),
            text(clock(edit.at)),
            text(edit.who or _("by import or in the database")),
            text(f"{edit.kind}: {edit.thing.text}"),
            text(edit.event),
            text("; ".join(_change(change) for change in edit.changes) if edit.edited.before else ""),
        )
        for edit in found.edits
    ]
    yield from filled(columns, rows, _("Edits"))
    yield from _more(found.more_edits)
    if found.is_cut:
        cut = _("So much was edited that only the latest changes are listed.")
        yield Paragraph(cut, is_note=True)


def _change(change: Change) -> str:
    """A field with what was taken away in brackets: Status: [planned] ongoing."""
    pieces = (f"[{piece}]" if mark == "del" else piece for mark, piece in change.pieces)
    return f"{change.field}: {' '.join(' '.join(pieces).split())}"


def _more(count: int) -> Iterable[Paragraph]:
    if count > 0:
        yield Paragraph(ngettext("and %(n)d more.", "and %(n)d more.", count) % {"n": count}, is_note=True)
