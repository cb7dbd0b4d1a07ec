"""Findings by what they are about, as one page of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alignment.models import Finding
from alignment.selectors.latest import findings
from alignment.services.findings import can_acknowledge
from core.ordering import sort_key
from pages.addresses import contribution_create_url, item_url
from pages.conflicts.selectors.detected import Way, ways_of
from pages.guards import Viewer
from pages.reports import reader
from pages.sentences import FindingRow, finding_rows, references
from pages.words import FINDING_NAMES, finding_name
from planning.models import Contribution, Measure, Plan, Position

FINDINGS_PER_PAGE = 30
LINKING = {"position_not_linked", "plan_without_goals"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with what the viewer may do about it, and where it is put right."""

    row: FindingRow
    finding: Finding
    can_acknowledge: bool
    mend_url: str
    mend_text: str
    conflict: Way | None = None
    """To the conflict of interest that the finding speaks of, or to registering it."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one code on a page, and how many there are on all pages."""

    code: str
    name: str
    total: int
    rows: tuple[Shown, ...]


def findings_shown(viewer: Viewer) -> QuerySet[Finding]:
    """The findings of the latest report that the viewer may see: gravest first, then by code."""
    related = ("unit", "acknowledged_by") if viewer.is_member else ("unit",)
    return (
        findings(reader(viewer))
        .select_related(*related)
        .order_by("severity_order", "code", "first_seen_at", "pk")
    )


def codes_named() -> list[tuple[str, str]]:
    """All codes by name: what stands in a shared address is always there to be chosen."""
    named = ((code, finding_name(code)) for code in FINDING_NAMES)
    return sorted(named, key=lambda choice: sort_key(choice[1], get_language() or ""))


def counted_by_code(found: QuerySet[Finding]) -> dict[str, int]:
    """How many findings of each code there are on all pages."""
    rows: Any = found.order_by()
    return dict(rows.values_list("code").annotate(Count("pk")))


def finding_groups(viewer: Viewer, page: Page[Finding], totals: Mapping[str, int]) -> list[FindingGroup]:
    """The findings of a page by code, in the order in which they come. At most eight queries."""
    groups: dict[str, list[Shown]] = {}
    for shown in shown_findings(viewer, list(page.object_list)):
        groups.setdefault(shown.finding.code, []).append(shown)
    return [
        FindingGroup(code, finding_name(code), totals.get(code, 0), tuple(inside))
        for code, inside in groups.items()
    ]


def shown_findings(viewer: Viewer, found: list[Finding]) -> list[Shown]:
    """Findings with their sentences and what can be done."""
    mending = _Mending(viewer, found)
    ways = ways_of(viewer, found)
    return [
        Shown(
            row=row,
            finding=row.finding,
            can_acknowledge=can_acknowledge(viewer.standing, row.finding),
            mend_url=row.mend_url or mending.url(row.finding),
            mend_text=row.mend_text or mending.text(row.finding),
            conflict=ways.get(row.finding.pk),
        )
        for row in finding_rows(found, viewer.organisation)
    ]


class _Mending:
    """Where findings are put right, for members: the thing's own page, or the link's form."""

    models: tuple[tuple[str, Any], ...] = (("plan", Plan), ("position", Position), ("measure", Measure))

    def __init__(self, viewer: Viewer, findings: Iterable[Finding]) -> None:
        self.viewer = viewer
        self.items: dict[tuple[str, int], Any] = {}
        self.contributions: dict[tuple[str, int, int], int] = {}
        if viewer.is_member:
            named = [reference for finding in findings for reference in references(finding)]
            self._read_items(named)
            self._read_contributions([f for f in findings if f.code == "link_outdated"])

    def url(self, finding: Finding) -> str:
        """The address, empty if there is nothing that a page can put right."""
        named = references(finding)
        item = next((self.items[name] for name in named if name in self.items), None)
        if item is None:
            return ""
        if finding.code in LINKING:
            return contribution_create_url(self.viewer.organisation, item)
        if finding.code == "link_outdated" and len(named) == 2:
            pk = self.contributions.get((*named[0], named[1][1]))
            if pk is not None:
                return reverse("positions:contribution_edit", args=[self.viewer.organisation.slug, pk])
        return item_url(self.viewer.organisation, item)

    def text(self, finding: Finding) -> str:
        """What the link says."""
        if finding.code in LINKING:
            return _("Link it to a goal")
        return _("Review the link") if finding.code == "link_outdated" else _("Go there")

    def _read_items(self, named: Iterable[tuple[str, int]]) -> None:
        named = list(named)
        for kind, model in self.models:
            ids = [pk for of_kind, pk in named if of_kind == kind]
            if ids:
                related = ("organisation",) if kind == "plan" else ("plan__organisation",)
                found = model.objects.filter(pk__in=ids).select_related(*related)
                self.items |= {(kind, item.pk): item for item in found}

    def _read_contributions(self, outdated: list[Finding]) -> None:
        goals = [finding.goal_id for finding in outdated]
        if not goals:
            return
        plans = [finding.plan_id for finding in outdated]
        rows = Contribution.objects.filter(recorded_by=self.viewer.organisation, goal__in=goals)
        about = (
            rows.filter(position__plan__in=plans)
            | rows.filter(measure__plan__in=plans)
            | rows.filter(plan__in=plans)
        )
        for row in about:
            for kind, pk in (
                ("plan", row.plan_id),
                ("position", row.position_id),
                ("measure", row.measure_id),
            ):
                if pk is not None:
                    self.contributions[kind, pk, row.goal_id] = row.pk
