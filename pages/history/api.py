"""The history of a thing over the API: what changed, and when; to members also who did it."""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core.api.answers import answer
from core.api.paging import Paging, cut, paging_in
from core.api.parameters import Offered
from core.api.schema import CURSOR, ETAG, IF_NONE_MATCH, ORGANISATION, PAGE_SIZE, PROBLEM, page_of
from core.api.serializers import ProblemSerializer
from core.errors import NotAllowed
from dialogue.models import Comment
from dialogue.policies import check_can_read_history
from dialogue.selectors.discussions import subject_named
from organisations.api.reader import Reader
from organisations.api.representing import KINDS as RESOURCES
from organisations.models import User
from pages.asked import viewer_asking
from pages.guards import Viewer
from pages.history.differences import ADDED, REMOVED
from pages.history.public import MODELS, public_page, public_subject
from pages.history.removed import SORTS, there_or_gone
from pages.history.selectors import Change, entries_of, moments_of

#: What the pages call the kinds of the API whose history is told.
KINDS: Mapping[str, str] = {
    "plans": "plan",
    "sections": "section",
    "positions": "position",
    "measures": "measure",
    "goals": "goal",
    "contributions": "contribution",
    "plan-links": "plan_link",
    "position-links": "position_link",
    "hand-overs": "hand_over",
    "conflicts": "conflict",
    "plan-needs": "plan_need",
    "requirement-verdicts": "verdict",
}
#: Those that no page of history is about: members read what became of their organisation's own.
OWN_KINDS = (
    *("organisations", "units", "memberships", "frameworks", "framework-adoptions", "goal-links"),
    *("indicators", "targets", "observations", "plan-types", "plan-adoptions", "plan-events"),
    *("status-updates", "budget-lines", "comments", "documents", "terms", "planning-strategies"),
    *("changed-conditions", "strategy-changes", "strategy-recipients", "capacities", "scenarios"),
    *("robustness-verdicts", "population-figures", "situation-reports", "cooperations"),
)
LARGEST_ID = 2**63 - 1
PROBLEMS: Any = {(code, PROBLEM): ProblemSerializer for code in (400, 401, 403, 404, 429)}
KIND = OpenApiParameter(
    "kind", {"type": "string", "enum": [*KINDS, *OWN_KINDS]}, required=True, description="The kind of thing."
)
ID = OpenApiParameter(
    "id", {"type": "integer", "minimum": 1}, required=True, description="Its id, also of what was removed."
)


class FieldChangeSerializer(serializers.Serializer[Any]):
    """What became of a field, as people read it; an empty text is nothing."""

    field = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class HistoryEntrySerializer(serializers.Serializer[Any]):
    """A moment of a thing's history. `who` is there for members; empty for imports and work on the database.

    `reason` is that of an editorial correction, as everybody reads it.
    """

    at = serializers.DateTimeField()
    event = serializers.CharField()
    who = serializers.CharField(required=False, allow_blank=True)
    reason = serializers.CharField(required=False, allow_blank=True)
    changes = FieldChangeSerializer(many=True)


class History(APIView):
    """What became of a thing."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="history_list",
        parameters=[ORGANISATION, KIND, ID, CURSOR, PAGE_SIZE, IF_NONE_MATCH, ETAG],
        responses={200: page_of(HistoryEntrySerializer), 304: None, **PROBLEMS},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """The history of one thing, the newest first, in the caller's language.

        Members read all of it; everybody else what became of adopted plans and their parts since then.
        """
        with viewer_asking(request) as (reader, viewer):
            query = request.query_params
            paging = paging_in(query, Offered((), (), ("id",), ("organisation", "kind", "id")))
            kind, pk = kind_in(query.get("kind", "")), id_in(query.get("id", ""))
            name = f"history {viewer.organisation.pk} {kind} {pk} {viewer.is_member}"
            if viewer.is_member:
                results, following = for_members(
                    request, reader, subject_for(viewer, reader, kind, pk), paging, name
                )
            else:
                results, following = for_everybody(request, viewer, (kind, pk), paging, name)
            return answer(request, {"next": following, "results": results})


Told = tuple[Sequence[dict[str, Any]], str | None]


def for_members(request: Request, reader: Reader, subject: Any, paging: Paging, name: str) -> Told:
    """All of it, also of what is there no longer."""
    moments = moments_of(subject, reader.organisation)
    page, following = cut(request, moments.all, paging, name, grows_at_start=True)
    entries = entries_of(subject, moments, page)
    told = [
        {"at": each.at, "event": each.event, "who": each.who, "changes": told_changes(each.changes)}
        for each in entries
    ]
    return told, following


def subject_for(viewer: Viewer, reader: Reader, kind: str, pk: int) -> Any:
    """What a member asks of; raises `NotFound`, and `NotAllowed` for what a removed comment said."""
    is_own = kind in OWN_KINDS
    subject = own_of(reader, kind, pk) if is_own else subject_named(viewer.organisation, kind, pk)
    if subject is None and kind in SORTS:
        subject = there_or_gone(viewer, kind, pk)
    if subject is None:
        raise NotFound(_("There is nothing of that number that you may read."))
    if isinstance(subject, Comment) and isinstance(reader.user, User):
        check_can_read_history(reader.standing, reader.user, subject)
    return subject


def own_of(reader: Reader, kind: str, pk: int) -> Any:
    """A thing that the organisation keeps, and the member reads in its list; else None."""
    resource: Any = RESOURCES[kind]
    row = resource.rows(reader).filter(pk=pk).select_related(None).order_by().first()
    return row if row is not None and attrgetter(resource.owner)(row) == reader.organisation.pk else None


def for_everybody(
    request: Request, viewer: Viewer, named: tuple[str, int], paging: Paging, name: str
) -> Told:
    """What became of a decided plan or a part of one since the adoption, without who did it."""
    kind, pk = named
    if kind not in MODELS:
        raise NotAllowed(_("This is for those who work in the organisation."))
    subject = public_subject(viewer, kind, pk)
    if subject is None:
        raise NotFound(_("There is nothing of that number that you may read."))
    entries = public_page(viewer, subject).entries
    page, following = cut(request, entries, paging, name, grows_at_start=True)
    told = [
        {"at": each.at, "event": each.event, "reason": each.reason, "changes": told_changes(each.changes)}
        for each in page
    ]
    return told, following


def told_changes(changes: Sequence[Change]) -> list[dict[str, str]]:
    """Each field before and after; what is the same in both stands in both."""
    return [
        {
            "field": change.field,
            "before": "".join(text for mark, text in change.pieces if mark != ADDED),
            "after": "".join(text for mark, text in change.pieces if mark != REMOVED),
        }
        for change in changes
    ]


def kind_in(said: str) -> str:
    """What the pages call the kind that is asked for; those without a page are called as in the API."""
    if said in OWN_KINDS:
        return said
    if said not in KINDS:
        message = _("“%(given)s” cannot be asked for here. There are: %(known)s.")
        problem = message % {"given": said[:100], "known": ", ".join((*KINDS, *OWN_KINDS))}
        raise ValidationError({"kind": [problem]}, code="kind")
    return KINDS[said]


def id_in(said: str) -> int:
    """The id that is asked for."""
    if not (said.isascii() and said.isdigit() and len(said) < 20 and 0 < int(said) <= LARGEST_ID):
        raise ValidationError({"id": [_("Say which one, by its id.")]}, code="id")
    return int(said)
