"""Comparing the latest report with an earlier one."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import orjson
from django.utils.translation import gettext as _

from alignment.models import AlignmentReport
from alignment.store.contents import thaw
from core.templatetags.ui import day
from pages.guards import Viewer
from pages.reports import totals_of

#: Days back that a reader may choose, by their word in the address.
SPANS = {"week": 7, "month": 30, "quarter": 91, "year": 365}
FIRST = "first"
DEFAULT = "month"


@dataclass(frozen=True, slots=True)
class Choice:
    """An earlier report that the reader may compare with."""

    value: str
    text: str
    report_id: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The chosen earlier report: its mean score, its day, and the goals' scores then by name."""

    choices: list[Choice] = field(default_factory=list)
    mean: Decimal | None = None
    on: date | None = None
    scores: dict[str, int] = field(default_factory=dict)

    @property
    def since(self) -> str:
        """Since when, in words."""
        return _("since %(day)s") % {"day": day(self.on)} if self.on else ""


def comparison(viewer: Viewer, latest: AlignmentReport, since: str) -> Comparison:
    """What there is to compare with; empty while the latest report is the only one."""
    choices = choices_of(viewer, latest)
    if not choices:
        return Comparison()
    words = [choice.value for choice in choices]
    chosen = choices[words.index(next(word for word in (since, DEFAULT, words[-1]) if word in words))]
    earlier = AlignmentReport.objects.select_related("internal" if viewer.is_member else "public").get(
        pk=chosen.report_id
    )
    own = totals_of(earlier, viewer)["own"]
    marked = [Choice(each.value, each.text, each.report_id, each.value == chosen.value) for each in choices]
    mean = own["mean_chain_score"]
    return Comparison(
        marked, None if mean is None else Decimal(str(mean)), earlier.on, scores_of(earlier, viewer)
    )


def choices_of(viewer: Viewer, latest: AlignmentReport) -> list[Choice]:
    """For each span the last report before it, if it is not the latest; and the first report."""
    reports = list(
        AlignmentReport.objects.filter(organisation=viewer.organisation, number__lt=latest.number)
        .order_by("number")
        .values_list("pk", "on")
    )
    texts = {
        "week": _("a week ago"),
        "month": _("a month ago"),
        "quarter": _("three months ago"),
        "year": _("a year ago"),
    }
    choices = []
    for word, days in SPANS.items():
        before = [pk for pk, on in reports if on <= viewer.today - timedelta(days=days)]
        if before:
            choices.append(Choice(word, texts[word], before[-1]))
    if reports:
        pk, on = reports[0]
        choices.append(Choice(FIRST, _("the first report, %(day)s") % {"day": day(on)}, pk))
    return choices


def scores_of(report: AlignmentReport, viewer: Viewer) -> dict[str, int]:
    """The chain scores of an earlier report by the goals' names, as the viewer may see them."""
    content = report.internal if viewer.is_member else report.public
    goals: dict[str, Any] = orjson.loads(thaw(content.body))["goals"]
    return {name: goal["chain_score"] for name, goal in goals.items()}
