"""Assignments to implement, in lists and on their own pages."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.urls import reverse

from organisations.models import Organisation
from organisations.policies import EDITING
from pages.guards import Viewer
from pages.naming import only_names, with_names
from pages.things import Thing, part_thing, plan_thing
from planning.models import Commission, Measure, Position
from planning.policies import can_manage_commissions
from planning.selectors.commissions import answering_measures, story_of
from planning.selectors.stories import Chapter

PER_PAGE = 50
State = Commission.State
MORE = ("unit__name", "position__rationale", "position__unit__name", "position__plan__unit__name")


@dataclass(frozen=True, slots=True)
class CommissionLine:
    """An assignment in a list: what, to whom, until when, and how it stands."""

    commission: Commission
    url: str
    position: Thing
    plan: Thing
    can_answer: bool
    can_manage: bool
    is_late: bool

    @property
    def waits(self) -> bool:
        """Whether the unit has not answered."""
        return self.commission.state == State.SENT

    @property
    def is_declined(self) -> bool:
        """Whether the unit does not carry it out."""
        return self.commission.state == State.DECLINED

    @property
    def answer_url(self) -> str:
        """Where it is answered with measures that are there."""
        return f"{self.url}svara/"

    @property
    def new_url(self) -> str:
        """Where it is answered with a new measure."""
        return f"{self.url}ny-atgard/"

    @property
    def decline_url(self) -> str:
        """Where it is said why not."""
        return f"{self.url}avboj/"

    @property
    def again_url(self) -> str:
        """Where it is sent again."""
        return f"{self.url}skicka-igen/"

    @property
    def withdraw_url(self) -> str:
        """Where it is taken back."""
        return f"{self.url}ta-tillbaka/"


@dataclass(slots=True)
class CommissionCard:
    """An assignment on its own page. `editing` is what is open: "answer", "new", "decline" or "again"."""

    line: CommissionLine
    measures: list[Thing]
    story: list[Chapter]
    editing: str = ""
    form: Any = None
    said: str = ""
    warning: str = ""

    @property
    def id(self) -> str:
        """The id of the card's element."""
        return f"commission-{self.line.commission.pk}"

    @property
    def url(self) -> str:
        """The page of the assignment."""
        return self.line.url

    @property
    def action(self) -> str:
        """Where the open form goes."""
        line = self.line
        urls = {
            "answer": line.answer_url,
            "new": line.new_url,
            "decline": line.decline_url,
            "again": line.again_url,
        }
        return urls.get(self.editing, "")


@dataclass(frozen=True, slots=True)
class CommissionBox:
    """A page of assignments."""

    page: object
    total: int
    lines: tuple[CommissionLine, ...]


def commissions_of(organisation: Organisation) -> QuerySet[Commission]:
    """The organisation's assignments with what rows and cards show of them."""
    return with_names_of_commission(Commission.objects.filter(organisation=organisation))


def with_names_of_commission(rows: QuerySet[Commission]) -> QuerySet[Commission]:
    """Assignments with what rows and cards show of them."""
    return with_names(rows, *MORE, position=Position)


def commissions_in(viewer: Viewer, number: str | None) -> CommissionBox:
    """What the viewer's units are asked to carry out: what waits first; coordinators and readers see all."""
    standing = viewer.standing
    sees_all = standing.is_coordinator or standing.role not in EDITING
    return _box(viewer, Q() if sees_all else Q(unit__in=standing.unit_ids), number)


def waiting_commissions(viewer: Viewer) -> int:
    """How many assignments wait for an answer of the viewer's units. One query."""
    waiting = Commission.objects.filter(organisation=viewer.organisation, state=State.SENT)
    standing = viewer.standing
    sees_all = standing.is_coordinator or standing.role not in EDITING
    return waiting.filter(Q() if sees_all else Q(unit__in=standing.unit_ids)).count()


def commissions_out(viewer: Viewer, number: str | None) -> CommissionBox:
    """What the viewer's plans have sent out, and what was answered; coordinators and readers see all."""
    standing = viewer.standing
    if standing.is_coordinator or standing.role not in EDITING:
        return _box(viewer, Q(), number)
    units = standing.unit_ids
    own = Q(position__unit__in=units) | Q(position__plan__unit__in=units)
    return _box(viewer, own, number)


def commissions_on(viewer: Viewer, position: Position) -> list[CommissionLine]:
    """What has been sent out of one position, for its page. One query."""
    rows = commissions_of(viewer.organisation).filter(position=position)
    return [line_of(viewer, row) for row in rows.order_by("pk")]


def line_of(viewer: Viewer, commission: Commission) -> CommissionLine:
    """An assignment from `commissions_of` as a list shows it. No query."""
    organisation, position, due = viewer.organisation, commission.position, commission.due
    waits = commission.state == State.SENT
    return CommissionLine(
        commission=commission,
        url=reverse("handovers:commission_detail", args=[organisation.slug, commission.pk]),
        position=part_thing(organisation, position),
        plan=plan_thing(organisation, position.plan),
        can_answer=viewer.standing.edits(commission.unit_id),
        can_manage=can_manage_commissions(viewer.standing, organisation, position),
        is_late=waits and due is not None and due < viewer.today,
    )


def card_of(viewer: Viewer, commission: Commission) -> CommissionCard:
    """The card of an assignment from `commissions_of`. Three queries."""
    found: QuerySet[Measure] = only_names(answering_measures(commission))
    measures = [part_thing(viewer.organisation, measure) for measure in found]
    return CommissionCard(line_of(viewer, commission), measures, story_of(commission))


def _box(viewer: Viewer, condition: Q, number: str | None) -> CommissionBox:
    rows = commissions_of(viewer.organisation).filter(condition).order_by("-state", "due", "pk")
    page = Paginator(rows, PER_PAGE).get_page(number)
    lines = tuple(line_of(viewer, row) for row in page.object_list)
    return CommissionBox(page, page.paginator.count, lines)
