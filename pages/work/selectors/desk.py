"""What waits for the person and their units: links, findings, measures, comments, drafts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.ui import day
from dialogue.models import Comment
from dialogue.selectors.discussions import calls_on
from organisations.models import User
from pages.dialogue.selectors import discussion_url, reference_of, those_shown
from pages.guards import Viewer
from pages.naming import only_names
from pages.reports import open_findings
from pages.things import Thing, gone, part_thing, plan_thing, things
from pages.words import finding_name
from pages.work.selectors.scope import Scope
from planning.models import Contribution, Measure, Plan
from planning.selectors.owned import drafts, outdated_contributions, overdue_measures

MOST_SHOWN = 8
LINES_PER_PAGE = 50
WORDS_OF_COMMENT = 30
#: What findings without a unit are filtered by.
COORDINATORS = "-"
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Line:
    """Something that waits: what it is, where it stands or what is said, and what is to be known."""

    thing: Thing
    notes: tuple[str, ...] = ()
    text: str = ""


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
    def findings_total(self) -> int:
        """How many findings there are of all sorts."""
        return sum(each.total for each in self.findings)


#: The parts in their order: heading, what is said where there is nothing, and the page of all.
HEADINGS: dict[str, tuple[Promise, Promise, str]] = {
    "outdated": (
        gettext_lazy("Links to review"),
        gettext_lazy("No wording has changed under a link of yours."),
        "work:outdated_review",
    ),
    "comments": (
        gettext_lazy("Comments that call on you"),
        gettext_lazy("Nobody waits for an answer from you."),
        "work:comment_list",
    ),
    "overdue": (
        gettext_lazy("Overdue measures"),
        gettext_lazy("No measure in effect is late."),
        "work:overdue_list",
    ),
    "drafts": (
        gettext_lazy("Plans being written"),
        gettext_lazy("No plan is being written."),
        "work:draft_list",
    ),
}


def desk_of(viewer: Viewer, scope: Scope) -> Desk:
    """What waits for the viewer; the number of queries depends on the sorts of things only."""
    parts = tuple(_part(viewer, scope, name) for name in HEADINGS)
    return Desk(scope, parts, tuple(finding_counts(viewer, scope)))


def _part(viewer: Viewer, scope: Scope, name: str) -> Part:
    heading, nothing, page = HEADINGS[name]
    rows = rows_of(viewer, scope, name)
    url = reverse(page, args=[viewer.organisation.slug]) + scope.query
    lines = tuple(lines_of(viewer, name, list(rows[:MOST_SHOWN])))
    total = len(lines) if len(lines) < MOST_SHOWN else rows.count()
    return Part(name, str(heading), str(nothing), lines, total, url)


def page_of(viewer: Viewer, scope: Scope, name: str, number: str | None) -> tuple[Page[Any], list[Line]]:
    """A page of all lines of one part."""
    page = Paginator(rows_of(viewer, scope, name), LINES_PER_PAGE).get_page(number)
    return page, lines_of(viewer, name, list(page.object_list))


def rows_of(viewer: Viewer, scope: Scope, name: str) -> Rows:
    """What one part of the page lists."""
    organisation = viewer.organisation
    if name == "outdated":
        return outdated_contributions(organisation, scope.units)
    if name == "overdue":
        late = overdue_measures(organisation, scope.units, viewer.today)
        return only_names(late, "end", "unit__name", "plan__unit__name")
    if name == "drafts":
        return only_names(drafts(organisation, scope.units), "status", "unit__name", "updated_at")
    return calls_on(organisation, viewer.user) if isinstance(viewer.user, User) else Comment.objects.none()


def lines_of(viewer: Viewer, name: str, rows: Sequence[Any]) -> list[Line]:
    """The rows of a part as the page shows them."""
    if name == "outdated":
        return _links(viewer, rows)
    if name == "comments":
        return _comments(viewer, rows)
    return [_late(viewer, row) if isinstance(row, Measure) else _draft(viewer, row) for row in rows]


def _links(viewer: Viewer, rows: Sequence[Contribution]) -> list[Line]:
    names = things(viewer.organisation, [("contribution", row.pk) for row in rows])
    return [
        Line(
            names.get(("contribution", row.pk), gone()),
            (str(row.get_strength_display()), _since(row)),
        )
        for row in rows
    ]


def _since(row: Contribution) -> str:
    return _("reviewed %(day)s") % {"day": day(row.reviewed_on)} if row.reviewed_on else ""


def _late(viewer: Viewer, measure: Measure) -> Line:
    late = _("should have been done by %(day)s") % {"day": day(measure.end)}
    unit = measure.unit or measure.plan.unit
    return Line(
        part_thing(viewer.organisation, measure), (late, unit.name if unit else "", measure.plan.title)
    )


def _draft(viewer: Viewer, plan: Plan) -> Line:
    changed = _("changed %(day)s") % {"day": day(plan.updated_at)}
    unit = plan.unit.name if plan.unit else ""
    return Line(plan_thing(viewer.organisation, plan), (str(plan.get_status_display()), unit, changed))


def _comments(viewer: Viewer, rows: Sequence[Comment]) -> list[Line]:
    organisation = viewer.organisation
    seen = those_shown(organisation, [reference_of(row) for row in rows])
    names = things(organisation, seen)
    return [_comment(viewer, row, names) for row in rows]


def _comment(viewer: Viewer, comment: Comment, names: Any) -> Line:
    about = reference_of(comment)
    thing = names.get(about)
    if thing is None:
        return Line(gone(), text=comment.text)
    url = f"{discussion_url(viewer.organisation, *about)}#comment-{comment.pk}"
    return Line(
        Thing(thing.text, url, thing.language),
        tuple(filter(None, (str(comment.created_by or ""), day(comment.created_at)))),
        Truncator(comment.text).words(WORDS_OF_COMMENT, truncate=" …"),
    )


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
