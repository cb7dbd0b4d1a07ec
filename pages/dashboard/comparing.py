"""Comparing the latest report with an earlier one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from alignment.models import AlignmentReport
from alignment.selectors.reports import scores_asked
from core.asking import Asking, beside, known
from core.templatetags.ui import day
from core.together import Read, Row
from pages.guards import Viewer
from pages.preparing import for_viewers
from pages.reporting.scoping import OfUnit
from pages.reporting.selectors import Comparison as Changes
from pages.reporting.selectors import comparison_asked as changes_asked
from pages.reports import reader
from strategy.selectors.rounds import rounds_read

#: Days back that a reader may choose, by their word in the address.
SPANS = {"week": 7, "month": 30, "quarter": 91, "year": 365}
FIRST, TERM = "first", "term"
#: Number, day and meeting of a report.
Earlier = tuple[int, date, str]
DEFAULT = "month"


@dataclass(frozen=True, slots=True)
class Since:
    """Since when one compares: a word or a day of the address; `is_told`: in sentences too."""

    word: str = ""
    day: str = ""
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """An earlier report that the reader may compare with."""

    value: str
    text: str
    number: int
    is_chosen: bool = False
    language: str = ""
    """Of the text, where it is the organisation's own."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The chosen earlier report: its number, mean score and day, and the goals' scores then by name."""

    choices: list[Choice] = field(default_factory=list)
    mean: Decimal | None = None
    on: date | None = None
    number: int = 0
    scores: Mapping[str, int] = field(default_factory=dict)
    day_asked: str = ""
    changes: Changes | None = None
    """What has changed meanwhile, where that is told."""

    @property
    def since(self) -> str:
        """Since when, in words."""
        return _("since %(day)s") % {"day": day(self.on)} if self.on else ""


@for_viewers
def report_rows(viewer: Viewer) -> Read:
    """All reports of the organisation that are kept, the latest one last."""
    reports = AlignmentReport.objects.filter(organisation=viewer.organisation)
    return reports.order_by("number").values("number", "on", "pinned_as")


@dataclass(frozen=True, slots=True)
class There:
    """The reports that are kept, the latest one last, and when the term of the council began, if recorded."""

    reports: list[Earlier]
    begun: date | None


def reports_there(viewer: Viewer, read: Mapping[str, list[Row]]) -> There:
    """The same of rows: `reports`, and the `rounds` of the clock."""
    reports = [(row["number"], date.fromisoformat(row["on"]), row["pinned_as"]) for row in read["reports"]]
    terms = rounds_read(read["rounds"])
    days = (each.begins_on or each.constituted_on or each.elected_on for each in terms)
    return There(reports, max((on for on in days if on <= viewer.today), default=None))


def comparison_asked(
    viewer: Viewer, there: There, since: Since, unit: OfUnit | None = None
) -> Asking[Comparison]:
    """What there is to compare the last of the reports with; empty without an earlier one. One step.

    A day that is asked for counts before a word, and stands for the last report until then. What has changed
    is told of the whole, or of a unit. It takes some steps more.
    """
    *earlier, (latest, _on, _pinned) = there.reports
    if not earlier:
        return Comparison()
    choices, day_asked = choices_of(viewer, earlier, there.begun), since.day
    number = number_on(earlier, day_asked)
    words = [choice.value for choice in choices]
    if number is None:
        chosen = next(word for word in (since.word, DEFAULT, words[-1]) if word in words)
        number = choices[words.index(chosen)].number
        choices = [replace(each, is_chosen=each.value == chosen) for each in choices]
        day_asked = ""
    found, changes = yield from beside(
        scores_asked(reader(viewer), number),
        changes_asked(viewer, (number, latest), unit) if since.is_told else known(None),
    )
    if found is None:  # Thinned out this very moment.
        return Comparison()
    mean = found.totals["own"]["mean_chain_score"]
    return Comparison(
        choices=choices,
        mean=None if mean is None else Decimal(str(mean)),
        on=found.on,
        number=number,
        scores=found.of_goals,
        day_asked=day_asked,
        changes=changes,
    )


def number_on(reports: list[Earlier], day_asked: str) -> int | None:
    """The last report until that day, the first one if there was none yet; None if it is no day."""
    try:
        on = date.fromisoformat(day_asked)
    except ValueError:
        return None
    return next((number for number, of, _pinned in reversed(reports) if of <= on), reports[0][0])


def choices_of(viewer: Viewer, reports: list[Earlier], begun: date | None) -> list[Choice]:
    """Reports pinned to meetings; the last one before each span and before the term; and the first report."""
    texts = {
        "week": _("a week ago"),
        "month": _("a month ago"),
        "quarter": _("three months ago"),
        "year": _("a year ago"),
        TERM: _("the start of the term"),
    }
    choices = [
        Choice(f"rapport-{number}", pinned, number, language=viewer.organisation.language)
        for number, _on, pinned in reversed(reports)
        if pinned
    ]
    since = {word: viewer.today - timedelta(days=days) for word, days in SPANS.items()}
    if begun:
        since[TERM] = begun
    for word, day_then in since.items():
        before = [number for number, on, _pinned in reports if on <= day_then]
        if before:
            choices.append(Choice(word, texts[word], before[-1]))
    number, on, _pinned = reports[0]
    return [*choices, Choice(FIRST, _("the first report, %(day)s") % {"day": day(on)}, number)]
