"""Findings by what they are about, as one page of a list."""

from collections.abc import Iterable, Mapping, Sequence
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
from core.asking import Asking, answered, ask, beside, each_of
from core.ordering import sort_key
from pages.addresses import ITEM_KINDS, contribution_create_below
from pages.conflicts.selectors.detected import Way, ways_asked
from pages.guards import Viewer
from pages.reports import reader
from pages.sentences import FindingRow, named_by, references, rows_of
from pages.things import Reference, Thing, things_asked
from pages.words import FINDING_NAMES, finding_name
from planning.models import Contribution

FINDINGS_PER_PAGE = 30
LINKING = {"position_not_linked", "plan_without_goals"}
OUTDATED = "link_outdated"
ITEMS = frozenset(ITEM_KINDS.values())


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
    """The findings of a page by code, in the order in which they come. One query."""
    groups: dict[str, list[Shown]] = {}
    for shown in shown_findings(viewer, list(page.object_list)):
        groups.setdefault(shown.finding.code, []).append(shown)
    return [
        FindingGroup(code, finding_name(code), totals.get(code, 0), tuple(inside))
        for code, inside in groups.items()
    ]


def shown_findings(viewer: Viewer, found: Sequence[Finding]) -> list[Shown]:
    """Findings with their sentences and what can be done. One query."""
    return answered(shown_findings_asked(viewer, found))


def shown_findings_asked(viewer: Viewer, found: Sequence[Finding]) -> Asking[list[Shown]]:
    """The same, asked for."""
    named, reviewed, ways = yield from beside(
        things_asked(viewer.organisation, named_by(found)),
        _reviewed_asked(viewer, found),
        ways_asked(viewer, found),
    )
    mending = _Mending(viewer, named, reviewed)
    return [
        Shown(
            row=row,
            finding=row.finding,
            can_acknowledge=can_acknowledge(viewer.standing, row.finding),
            mend_url=row.mend_url or mending.url(row.finding),
            mend_text=row.mend_text or mending.text(row.finding),
            conflict=ways.get(row.finding.pk),
        )
        for row in rows_of(found, viewer.organisation, named)
    ]


#: A statement by its item (kind and id) and the goal's id.
Stated = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Mending:
    """Where findings are put right, for members: the thing's own page, or the link's form."""

    viewer: Viewer
    named: Mapping[Reference, Thing]
    reviewed: Mapping[Stated, int]

    def url(self, finding: Finding) -> str:
        """The address, empty if there is nothing that a page can put right."""
        named = references(finding)
        item = next((self.named[name].url for name in named if name[0] in ITEMS and name in self.named), "")
        if not item or not self.viewer.is_member:
            return ""
        if finding.code in LINKING:
            return contribution_create_below(item)
        if finding.code == OUTDATED and len(named) == 2:
            pk = self.reviewed.get((*named[0], named[1][1]))
            if pk is not None:
                return reverse("positions:contribution_edit", args=[self.viewer.organisation.slug, pk])
        return item

    def text(self, finding: Finding) -> str:
        """What the link says."""
        if finding.code in LINKING:
            return _("Link it to a goal")
        return _("Review the link") if finding.code == OUTDATED else _("Go there")


def _reviewed_asked(viewer: Viewer, found: Iterable[Finding]) -> Asking[dict[Stated, int]]:
    """The statements of the organisation that findings want reviewed, by what they state of which goal."""
    outdated = [finding for finding in found if finding.code == OUTDATED] if viewer.is_member else []
    if not outdated:
        return {}
    stated: Any = Contribution.objects.filter(
        recorded_by=viewer.organisation, goal__in=[finding.goal_id for finding in outdated]
    ).order_by()
    plans = [finding.plan_id for finding in outdated]
    places = {"plan": "plan__in", "position": "position__plan__in", "measure": "measure__plan__in"}
    rows = yield from each_of(
        ask(stated.filter(**{place: plans}).values_list(f"{kind}_id", "goal_id", "pk"))
        for kind, place in places.items()
    )
    return {
        (kind, item, goal): pk
        for kind, of_kind in zip(places, rows, strict=True)
        for item, goal, pk in of_kind
    }
