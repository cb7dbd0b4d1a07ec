"""What can be asked of reports beside reading them: computed anew, compared, and what if."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from alignment import engine
from alignment.api.differences import (
    AskedSerializer,
    ComparisonSerializer,
    SimulationSerializer,
    as_difference,
)
from alignment.selectors.comparing import compared_asked
from alignment.selectors.latest import Reader
from alignment.selectors.reports import FrozenReport
from alignment.selectors.supposing import Decisions, supposed
from alignment.services.requesting import request_recompute
from core.api.answers import answer, written
from core.api.schema import IF_NONE_MATCH, KEYED, ORGANISATION, PROBLEM
from core.api.serializers import ProblemSerializer
from core.asking import answered
from core.errors import DomainError, Problem
from organisations.api.inputs import ClosedSerializer, Named
from organisations.api.reader import reader_of
from organisations.api.reading_input import Shape, Values, read
from organisations.api.writer import writer_of

MOST_SUPPOSED = 100
LARGEST_NUMBER = 2**31 - 1
NUMBER = {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER}
PROBLEMS: Any = {(code, PROBLEM): ProblemSerializer for code in (400, 401, 403, 404, 413, 415, 422, 429)}
FROM, TO = (
    OpenApiParameter(name, NUMBER, required=True, description="A report's number.") for name in ("from", "to")
)


class EndInput(ClosedSerializer):
    """A measure, and the day on which it would be ready."""

    measure = Named("measures")
    on = serializers.DateField()


class SuppositionInput(ClosedSerializer):
    """What is supposed: measures dropped, paid for or ready another day; plans adopted or repealed."""

    drop = serializers.ListField(child=Named("measures"), required=False, max_length=MOST_SUPPOSED)
    fund = serializers.ListField(child=Named("measures"), required=False, max_length=MOST_SUPPOSED)
    ends = serializers.ListField(child=EndInput(), required=False, max_length=MOST_SUPPOSED)
    adopt = serializers.ListField(child=Named("plans"), required=False, max_length=MOST_SUPPOSED)
    repeal = serializers.ListField(child=Named("plans"), required=False, max_length=MOST_SUPPOSED)
    date = serializers.DateField(required=False, allow_null=True)


class Recompute(APIView):
    """Asking for the latest report to be computed anew."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="alignment_recompute",
        auth=KEYED,
        parameters=[ORGANISATION],
        request=None,
        responses={202: AskedSerializer, **PROBLEMS},
    )
    def post(self, request: Request) -> HttpResponse:
        """Asks for it, whoever edits anything; it is there in a moment. Reports follow edits without that."""
        writer = writer_of(request, reader_of(request))
        request_recompute(organisation=writer.organisation, cause="api")
        query = f"?organisation={writer.organisation.key}"
        found = {
            name: request.build_absolute_uri(reverse(f"api:alignment_{route}") + query)
            for name, route in (("report", "report_latest"), ("freshness", "freshness"))
        }
        asked = written(found, status=status.HTTP_202_ACCEPTED)
        asked.headers["Location"] = found["report"]
        return asked


class Simulate(APIView):
    """What if: the report under other decisions, for members; nothing is stored."""

    permission_classes = (AllowAny,)
    only_reads = True

    @extend_schema(
        operation_id="alignment_simulate",
        auth=KEYED,
        parameters=[ORGANISATION],
        request=SuppositionInput,
        responses={200: SimulationSerializer, **PROBLEMS},
    )
    def post(self, request: Request) -> HttpResponse:
        """The report as it would be, and how it differs from the present one."""
        reader = reader_of(request)
        reader.check_is_member()
        shape = Shape(SuppositionInput, frozenset(), is_new=True)
        [given] = read(reader, shape, [request.data], is_many=False)
        try:
            made = supposed(reader.organisation, decisions_of(given))
        except engine.EngineLimitExceeded as error:
            message = _("The goals are linked too densely to be reckoned through.")
            raise DomainError(message, code="too_dense") from error
        found = {"date": made.on, "difference": as_difference(made.difference), "report": made.document}
        return written(found)


class CompareReports(APIView):
    """Two reports beside each other."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="alignment_compare",
        parameters=[ORGANISATION, FROM, TO, IF_NONE_MATCH],
        responses={200: ComparisonSerializer, 304: None, **PROBLEMS},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """What differs between two reports, the earlier one first."""
        reader = reader_of(request)
        numbers = number_in(request, "from"), number_in(request, "to")
        asking = Reader(reader.organisation, reader.is_member)
        found = answered(compared_asked(asking, numbers, with_matrix=True))
        if found is None:
            raise NotFound(_("There is no such report."))
        content = {"from": about(found.before), "to": about(found.after)}
        return answer(request, content | {"difference": as_difference(found.difference)})


def decisions_of(given: Values) -> Decisions:
    """What was sent as decisions; raises `DomainError` where two exclude each other."""

    def ids(name: str) -> frozenset[int]:
        return frozenset(each.pk for each in given.get(name, ()))

    for one, other in (("drop", "fund"), ("adopt", "repeal")):
        if ids(one) & ids(other):
            message = _("The same cannot be both: %(one)s and %(other)s.") % {"one": one, "other": other}
            raise DomainError(message, code="both", problems=[Problem(f"/{other}", "both", message)])
    return Decisions(
        drop=ids("drop"),
        fund=ids("fund"),
        ends={each["measure"].pk: each["on"] for each in given.get("ends", ())},
        adopt=ids("adopt"),
        repeal=ids("repeal"),
        on=given.get("date"),
    )


def number_in(request: Request, name: str) -> int:
    """A report's number in the address."""
    said = request.query_params.get(name, "")
    if not (said.isascii() and said.isdigit() and 0 < int(said[:10]) <= LARGEST_NUMBER and len(said) <= 10):
        raise ValidationError({name: [_("Say which report, by its number.")]}, code="number")
    return int(said)


def about(report: FrozenReport) -> dict[str, Any]:
    """Which report it is."""
    return {"number": report.number, "date": report.on, "computed_at": report.computed_at}
