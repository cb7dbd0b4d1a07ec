"""A plan's alignment statement over the API: for programs, and as the documents that the pages hand out."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from alignment.selectors.freshness import state_of_report
from core.api.answers import handed, tag_of, unchanged, written
from core.api.parameters import Offered, asked_of_one
from core.api.schema import ETAG, IF_NONE_MATCH, JSON, ORGANISATION, PROBLEM
from core.api.serializers import ProblemSerializer, ReferenceSerializer
from goals.models import Framework
from organisations.api.reader import Reader
from organisations.api.representing import Representing
from pages.asked import viewer_asking
from pages.documents.formats import FORMS
from pages.documents.selectors.statement import Verdict, statement
from pages.documents.selectors.statement_data import statement_data
from pages.guards import Viewer
from pages.keeping import drawing
from pages.plans.views import with_front_page
from planning.api.shown import stamp
from planning.models import Plan

#: The words of the addresses of pages, by those of the API.
FORMATS = {"json": "", "pdf": "pdf", "docx": "word"}
LARGEST_ID = 2**63 - 1
PROBLEMS: Any = {(code, PROBLEM): ProblemSerializer for code in (400, 401, 404, 429)}
FORMAT = OpenApiParameter(
    "format",
    {"type": "string", "enum": list(FORMATS), "default": "json"},
    description="For programs, or as a document in the plan's language.",
)


class StatementReportSerializer(serializers.Serializer[Any]):
    """Which report it speaks of."""

    number = serializers.IntegerField()
    computed_at = serializers.DateTimeField()


class StatementItemSerializer(serializers.Serializer[Any]):
    """Something of the plan that bears on a goal: from −3 to 3, and why, in that language.

    A measure without a reason of its own takes its strength from the positions that it carries out.
    """

    kind = serializers.ChoiceField(choices=["plan", "position", "measure"])
    key = serializers.CharField()
    title = serializers.CharField()
    strength = serializers.IntegerField(min_value=-3, max_value=3)
    reason = serializers.CharField(allow_null=True)
    language = serializers.CharField(allow_null=True)
    taken_from = serializers.ListField(child=serializers.CharField())


class StatementGoalSerializer(serializers.Serializer[Any]):
    """How the plan bears on a goal; numbers are null where nothing is said."""

    goal = ReferenceSerializer()
    code = serializers.CharField(allow_null=True)
    title = serializers.CharField()
    framework = serializers.CharField()
    level = serializers.ChoiceField(choices=Framework.Level.values)
    verdict = serializers.ChoiceField(choices=Verdict.values)
    support = serializers.IntegerField(allow_null=True)
    opposition = serializers.IntegerField(allow_null=True)
    net = serializers.IntegerField(allow_null=True)
    items = StatementItemSerializer(many=True)


class StatementFindingSerializer(serializers.Serializer[Any]):
    """How many findings of a code the plan has."""

    code = serializers.CharField()
    number = serializers.IntegerField()


class StatementSerializer(serializers.Serializer[Any]):
    """A plan's alignment statement by the latest report; `report` is null where there is none yet."""

    plan = ReferenceSerializer()
    date = serializers.DateField()
    report = StatementReportSerializer(allow_null=True)
    score = serializers.IntegerField(allow_null=True)
    goals = StatementGoalSerializer(many=True)
    findings = StatementFindingSerializer(many=True)


class AlignmentStatement(APIView):
    """How a plan bears on each goal that the organisation has or follows."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="plans_alignment_statement",
        parameters=[ORGANISATION, FORMAT, IF_NONE_MATCH, ETAG],
        responses={
            (200, JSON): StatementSerializer,
            **{(200, FORMS[name].content_type): OpenApiTypes.BINARY for name in FORMATS.values() if name},
            304: None,
            **PROBLEMS,
        },
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """The statement, with verdict and reasons for each national, regional and own goal.

        For a comprehensive plan it is what the Planning and Building Act asks for (plan- och bygglagen 3 kap.
        5 §). Everybody reads that of an adopted plan, by what is public.
        """
        with viewer_asking(request) as (reader, viewer):
            chosen = format_in(request)
            plan = plan_of(viewer, pk)
            seen_by = (viewer.is_member, translation.get_language(), drawing())
            tag = tag_of(
                "statement", chosen, pk, *seen_by, stamp(reader), str(state_of_report(viewer.organisation))
            )
            known = unchanged(request, tag)
            if known:
                return known
            if not FORMATS[chosen]:
                told = written(as_told(request, reader, viewer, plan))
                told.headers["ETag"] = tag
                return told
            return as_document(request, viewer, plan, chosen, tag)


def format_in(request: Request) -> str:
    """The form that is asked for."""
    asked_of_one(request.query_params, Offered((), (), (), ("organisation", "format")))
    said = request.query_params.get("format", "json")
    if said not in FORMATS:
        message = _("“%(given)s” cannot be asked for here. There are: %(known)s.")
        problem = message % {"given": said[:100], "known": ", ".join(FORMATS)}
        raise ValidationError({"format": [problem]}, code="format")
    return said


def plan_of(viewer: Viewer, pk: int) -> Plan:
    """The plan, if the viewer is shown it; raises `NotFound`."""
    shown = with_front_page(viewer).select_related("organisation", "type", "unit", "framework")
    found = shown.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if found is None:
        raise NotFound(_("There is nothing of that number that you may read."))
    return found


def as_document(request: Request, viewer: Viewer, plan: Plan, chosen: str, tag: str) -> HttpResponseBase:
    """The document of the pages, in the language that the plan is written in."""
    form = FORMS[FORMATS[chosen]]
    with translation.override(plan.organisation.language):
        content = form.write(statement(viewer, plan))
    answer = handed(request, content, form.content_type, tag)
    if isinstance(answer, HttpResponse):
        name = f"{plan.key}-samstammighet".replace("/", "-")
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form.ending}"'
    return answer


def as_told(request: Request, reader: Reader, viewer: Viewer, plan: Plan) -> dict[str, Any]:
    """The statement with the addresses of what it speaks of."""
    representing = Representing(request, reader)
    data = statement_data(viewer, plan)
    for row in data["goals"]:
        pk = row["goal"]
        row["goal"] = {"id": pk, "key": row.pop("key"), "url": representing.url("goals", pk)}
    return {"plan": {"id": plan.pk, "key": plan.key, "url": representing.url("plans", plan.pk)}, **data}
