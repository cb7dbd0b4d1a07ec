"""The parts of a person's own work, the most urgent first: which rows each lists, and how it shows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogue.models import Comment
from dialogue.selectors.discussions import calls_on
from organisations.models import User
from pages.guards import Viewer
from pages.handovers.selectors.cards import with_names_of_hand_over
from pages.handovers.selectors.commissions import with_names_of_commission
from pages.naming import only_names
from pages.work.selectors import lines
from pages.work.selectors.lines import Line
from pages.work.selectors.scope import Scope
from planning.selectors.owned import (
    drafts,
    ending_measures,
    expiring_plans,
    outdated_contributions,
    overdue_measures,
    plans_to_check,
)
from planning.selectors.waiting import (
    assignments_to_answer,
    declined_assignments,
    offers_to_answer,
    returned_offers,
)

SOON = timedelta(days=60)
#: What came back is work for as long; after that it stands among what was handed over only.
LATELY = timedelta(days=60)
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Sort:
    """A part: its heading, what is said where there is nothing, the page of all, its rows and its lines."""

    heading: Promise
    nothing: Promise
    page: str
    rows: Callable[[Viewer, Scope], Rows]
    lines: Callable[[Viewer, Scope, Sequence[Any]], list[Line]]


def _assignments(viewer: Viewer, scope: Scope) -> Rows:
    return with_names_of_commission(assignments_to_answer(viewer.organisation, scope.units))


def _declined(viewer: Viewer, scope: Scope) -> Rows:
    since = timezone.now() - LATELY
    return with_names_of_commission(declined_assignments(viewer.organisation, scope.units, since))


def _offers(viewer: Viewer, scope: Scope) -> Rows:
    return with_names_of_hand_over(offers_to_answer(viewer.organisation, scope.units))


def _returned(viewer: Viewer, scope: Scope) -> Rows:
    since = timezone.now() - LATELY
    return with_names_of_hand_over(returned_offers(viewer.organisation, scope.units, since))


def _comments(viewer: Viewer, _scope: Scope) -> Rows:
    return calls_on(viewer.organisation, viewer.user) if isinstance(viewer.user, User) else _nothing()


def _nothing() -> Rows:
    found: Rows = Comment.objects.none()
    return found


def _overdue(viewer: Viewer, scope: Scope) -> Rows:
    late = overdue_measures(viewer.organisation, scope.units, viewer.today)
    return only_names(late, *lines.OF_MEASURE)


def _ending(viewer: Viewer, scope: Scope) -> Rows:
    soon = ending_measures(viewer.organisation, scope.units, viewer.today, viewer.today + SOON)
    return only_names(soon, *lines.OF_MEASURE)


def _expiring(viewer: Viewer, scope: Scope) -> Rows:
    soon = expiring_plans(viewer.organisation, scope.units, viewer.today, viewer.today + SOON)
    return only_names(soon, "valid_to", "unit__name")


def _checks(viewer: Viewer, scope: Scope) -> Rows:
    soon = plans_to_check(viewer.organisation, scope.units, viewer.today, viewer.today + SOON)
    return only_names(soon, "next_check_on", "revision_role", "unit__name")


def _outdated(viewer: Viewer, scope: Scope) -> Rows:
    return outdated_contributions(viewer.organisation, scope.units)


def _drafts(viewer: Viewer, scope: Scope) -> Rows:
    return only_names(drafts(viewer.organisation, scope.units), "status", "unit__name", "updated_at")


PARTS: dict[str, Sort] = {
    "assignments": Sort(
        _("Assignments to answer"),
        _("Nobody waits for an answer to an assignment."),
        "work:assignment_list",
        _assignments,
        lines.assignments,
    ),
    "offers": Sort(
        _("Offers to answer"),
        _("No position that is offered to your plans waits for an answer."),
        "work:offer_list",
        _offers,
        lines.offers,
    ),
    "comments": Sort(
        _("Comments that call on you"),
        _("Nobody waits for an answer from you."),
        "work:comment_list",
        _comments,
        lines.comments,
    ),
    "overdue": Sort(
        _("Overdue measures"),
        _("No measure in effect is late."),
        "work:overdue_list",
        _overdue,
        lines.overdue,
    ),
    "expiring": Sort(
        _("Plans whose time runs out"),
        _("The time of no plan in effect runs out within two months."),
        "work:expiring_list",
        _expiring,
        lines.expiring,
    ),
    "checks": Sort(
        _("Plans to check"),
        _("No plan in effect is to be checked within two months."),
        "work:check_list",
        _checks,
        lines.checks,
    ),
    "ending": Sort(
        _("Measures to be done within two months"),
        _("No measure in effect is to be done within two months."),
        "work:ending_list",
        _ending,
        lines.ending,
    ),
    "returned": Sort(
        _("Offers that came back"),
        _("No offer has come back in the last two months."),
        "work:returned_list",
        _returned,
        lines.returned,
    ),
    "declined": Sort(
        _("Assignments that were declined"),
        _("No unit has declined an assignment in the last two months."),
        "work:declined_list",
        _declined,
        lines.declined,
    ),
    "outdated": Sort(
        _("Links to review"),
        _("No wording has changed under a link of yours."),
        "work:outdated_review",
        _outdated,
        lines.outdated,
    ),
    "drafts": Sort(
        _("Plans being written"),
        _("No plan is being written."),
        "work:draft_list",
        _drafts,
        lines.drafts,
    ),
}
