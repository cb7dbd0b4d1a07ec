"""What waits for the person and their units: what to answer, deadlines, links, findings, drafts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from pages.guards import Viewer
from pages.reports import open_findings
from pages.words import finding_name
from pages.work.selectors.lines import Line
from pages.work.selectors.parts import PARTS
from pages.work.selectors.scope import Scope

MOST_SHOWN = 8
LINES_PER_PAGE = 50
#: What findings without a unit are filtered by.
COORDINATORS = "-"


@dataclass(frozen=True, slots=True)
class Share:
    """How many findings of a sort one unit has to see to."""

    unit: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class FindingCount:
    """Findings of one code; `url` leads to all of them, `shares` to those of each unit where that differs."""

    name: str
    total: int
    url: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its heading, its first lines, how many there are, and where all of them are."""

    name: str
    heading: str
    nothing: str
    lines: tuple[Line, ...]
    total: int
    url: str

    @property
    def is_cut(self) -> bool:
        """Whether there are more lines than are shown."""
        return self.total > len(self.lines)


@dataclass(frozen=True, slots=True)
class Desk:
    """All that waits for a person and their units."""

    scope: Scope
    parts: tuple[Part, ...]
    findings: tuple[FindingCount, ...]

    @property
    def waiting(self) -> tuple[Part, ...]:
        """The parts in which something waits, the most urgent first."""
        return tuple(part for part in self.parts if part.total)

    @property
    def clear(self) -> tuple[Part, ...]:
        """The parts in which nothing waits."""
        return tuple(part for part in self.parts if not part.total)

    @property
    def total(self) -> int:
        """How many things wait, findings counted one by one."""
        return sum(part.total for part in self.parts) + self.findings_total

    @property
    def findings_total(self) -> int:
        """How many findings there are of all sorts."""
        return sum(each.total for each in self.findings)


def desk_of(viewer: Viewer, scope: Scope) -> Desk:
    """What waits for the viewer; the number of queries depends on the sorts of things only."""
    parts = tuple(_part(viewer, scope, name) for name in PARTS)
    return Desk(scope, parts, tuple(finding_counts(viewer, scope)))


def _part(viewer: Viewer, scope: Scope, name: str) -> Part:
    sort = PARTS[name]
    rows = sort.rows(viewer, scope)
    url = reverse(sort.page, args=[viewer.organisation.slug]) + scope.query
    lines = tuple(sort.lines(viewer, scope, list(rows[:MOST_SHOWN])))
    total = len(lines) if len(lines) < MOST_SHOWN else rows.count()
    return Part(name, str(sort.heading), str(sort.nothing), lines, total, url)


def page_of(viewer: Viewer, scope: Scope, name: str, number: str | None) -> tuple[Page[Any], list[Line]]:
    """A page of all lines of one part."""
    sort = PARTS[name]
    page = Paginator(sort.rows(viewer, scope), LINES_PER_PAGE).get_page(number)
    return page, sort.lines(viewer, scope, list(page.object_list))


def finding_counts(viewer: Viewer, scope: Scope) -> Iterable[FindingCount]:
    """Open findings that the units should see to by what they are about, the gravest first. One query."""
    found: Any = open_findings(viewer)
    if scope.units is not None:
        found = found.filter(unit__in=scope.units)
    counted = found.order_by().values("code", "unit__key", "unit__name")
    rows = list(counted.annotate(count=Count("pk"), gravest=Min("severity_order")))
    by_code: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (row["gravest"], row["code"], row["unit__name"] or "")):
        by_code.setdefault(row["code"], []).append(row)
    for code, inside in by_code.items():
        yield _finding_count(viewer, scope, code, inside)


def _finding_count(viewer: Viewer, scope: Scope, code: str, rows: Sequence[dict[str, Any]]) -> FindingCount:
    base = reverse("findings:finding_list", args=[viewer.organisation.slug])

    def url(unit: str | None) -> str:
        return f"{base}?{urlencode({'code': code} | ({'unit': unit} if unit else {}))}"

    shares = tuple(
        Share(row["unit__name"] or _("The coordinators"), row["count"], url(row["unit__key"] or COORDINATORS))
        for row in rows
    )
    # The list of findings is of one unit or of all: several units have an address each.
    is_all = scope.units is None
    if len(shares) == 1 and not is_all:
        return FindingCount(finding_name(code), shares[0].count, shares[0].url, ())
    total = sum(share.count for share in shares)
    return FindingCount(finding_name(code), total, url(None) if is_all else "", () if is_all else shares)
