"""Searching among goals, plans and what stands in them: of each what the reader is shown."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core.api.answers import answer
from core.api.paging import cut, paging_in
from core.api.parameters import Offered
from core.api.schema import CURSOR, ETAG, IF_NONE_MATCH, ORGANISATION, PAGE_SIZE, PROBLEM, page_of
from core.api.serializers import ProblemSerializer, ReferenceSerializer
from organisations.api.reader import Reader, reader_of
from organisations.api.representing import Representing
from planning.api import shown
from planning.models import Plan, Position, Section
from planning.selectors.searching import LONGEST_QUERY, Found, Sought, everything_matching

SORTS = ("goals", "plans", "positions", "measures", "sections")
#: Whoever finds more of a sort has to say more.
MOST_OF_EACH = 200
PROBLEMS: Any = {(code, PROBLEM): ProblemSerializer for code in (400, 401, 404, 429)}
QUERY = OpenApiParameter(
    "q",
    {"type": "string", "minLength": 1, "maxLength": LONGEST_QUERY},
    required=True,
    description="Words; each is there in some form, or as how a word begins.",
)
SORT = OpenApiParameter(
    "kind",
    {"type": "array", "items": {"type": "string", "enum": list(SORTS)}, "minItems": 1},
    description="Only things of these kinds, parted by commas.",
    style="form",
    explode=False,
)


class FoundSerializer(serializers.Serializer[Any]):
    """Something that was found: its kind, what it is called, and the plan or framework that it stands in."""

    kind = serializers.ChoiceField(choices=SORTS)
    id = serializers.IntegerField()
    key = serializers.CharField()
    url = serializers.URLField()
    title = serializers.CharField()
    within = ReferenceSerializer(allow_null=True)


class Search(APIView):
    """What is found by its words."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="search_list",
        parameters=[ORGANISATION, QUERY, SORT, CURSOR, PAGE_SIZE, IF_NONE_MATCH, ETAG],
        responses={200: page_of(FoundSerializer), 304: None, **PROBLEMS},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Goals, plans, positions, measures and sections that have all the words.

        Sort by sort, of each the best match first, 200 of each at most. Everybody finds what is adopted,
        members also drafts.
        """
        reader = reader_of(request)
        query = request.query_params
        paging = paging_in(query, Offered((), (), ("id",), ("organisation", "q", "kind")))
        text = query.get("q", "").strip()
        if not 0 < len(text) <= LONGEST_QUERY:
            problem = _("Say what to search for, in at most %(most)s characters.") % {"most": LONGEST_QUERY}
            raise ValidationError({"q": [problem]}, code="required")
        sorts = sorts_in(query.get("kind", ""))
        among = {sort: one for sort, one in sought(reader).items() if sort in sorts}
        found = everything_matching(reader.organisation, text, among, most=MOST_OF_EACH)
        name = f"search {reader.organisation.pk} {text} {sorted(sorts)}"
        results, following = cut(request, found, paging, name)
        representing = Representing(request, reader)
        told = [as_found(representing, one) for one in results]
        return answer(request, {"next": following, "results": told})


def sought(reader: Reader) -> Mapping[str, Sought]:
    """Where each sort is searched: among what the reader is shown."""
    sections = Section.objects.filter(plan__in=shown.plans(reader).values("pk"))
    return {
        "goals": Sought(shown.goals(reader), ("code", "title", "text"), "title", "framework"),
        "plans": Sought(shown.plans(reader), Plan.SEARCHED, "title", ""),
        "positions": Sought(shown.positions(reader), Position.SEARCHED, "statement"),
        "measures": Sought(shown.measures(reader), ("code", "title", "text"), "title"),
        "sections": Sought(sections, ("heading", "body"), "heading"),
    }


def sorts_in(said: str) -> set[str]:
    """The kinds that are asked for; all if none is."""
    words = {word.strip() for word in said.split(",")} - {""}
    if not words <= set(SORTS):
        message = _("“%(given)s” cannot be asked for here. There are: %(known)s.")
        given = ", ".join(sorted(words.difference(SORTS)))[:100]
        raise ValidationError({"kind": [message % {"given": given, "known": ", ".join(SORTS)}]}, code="kind")
    return words or set(SORTS)


def as_found(representing: Representing, found: Found) -> dict[str, Any]:
    """What was found as it is answered."""
    within = None
    if found.sort != "plans":
        kind = "frameworks" if found.sort == "goals" else "plans"
        within = {"id": found.within, "key": found.within_key, "url": representing.url(kind, found.within)}
    return {
        "kind": found.sort,
        "id": found.pk,
        "key": found.key,
        "url": representing.url(found.sort, found.pk),
        "title": found.title,
        "within": within,
    }
