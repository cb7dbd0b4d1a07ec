"""Reading reports over the API; anybody may ask, and sees what they may."""

import hashlib
from typing import Any

import orjson
from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alignment.api.serializers import FreshnessSerializer, ReportSerializer
from alignment.selectors.freshness import Freshness, freshness
from alignment.selectors.reports import WholeReport, latest_report, numbered_report
from alignment.services.requesting import request_if_overdue
from core.api.schema import PROBLEM, READ_PROBLEMS
from core.api.serializers import ProblemSerializer
from organisations.api.reader import reader_of

ORGANISATION = OpenApiParameter(
    "organisation", OpenApiTypes.STR, required=True, description="The organisation's key."
)
IF_NONE_MATCH = OpenApiParameter("If-None-Match", OpenApiTypes.STR, OpenApiParameter.HEADER)
PROBLEMS: Any = {(code, PROBLEM): ProblemSerializer for code in READ_PROBLEMS}


class Reports(APIView):
    """What the views of reports share: members read the internal content, everybody else the public one."""

    permission_classes = (AllowAny,)

    def answer(self, request: Request, report: WholeReport | None) -> HttpResponseBase:
        """The report with what is known about it, or 304, or 404 if there is none (any more)."""
        if report is None:
            raise NotFound(_("There is no such report."))
        facts = orjson.dumps(
            {
                "number": report.number,
                "revision": report.revision,
                "rules_version": report.rules_version,
                "is_current": report.is_current,
                "computed_at": report.computed_at,
                "date": report.on,
            }
        )
        etag = f'"{hashlib.sha256(facts + report.sha256.encode()).hexdigest()[:32]}"'
        unchanged = get_conditional_response(request._request, etag=etag)
        if unchanged is not None:
            unchanged.headers["ETag"] = etag
            return unchanged
        # The frozen content is JSON already: to parse it only to write it again would take long.
        response = HttpResponse(facts[:-1] + b"," + report.json()[1:], content_type="application/json")
        response.headers["ETag"] = etag
        return response


class LatestReport(Reports):
    """The latest goal-alignment report."""

    @extend_schema(
        operation_id="alignment_reports_latest",
        parameters=[ORGANISATION, IF_NONE_MATCH],
        responses={200: ReportSerializer, 304: None, **PROBLEMS},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """The latest report; where it is not current, it is being recomputed."""
        reader = reader_of(request)
        known = freshness(reader.organisation, reader.user)
        request_if_overdue(organisation=reader.organisation, known=known or Freshness(is_current=False))
        return self.answer(request, latest_report(reader.organisation, reader.user))


class NumberedReport(Reports):
    """An earlier goal-alignment report."""

    @extend_schema(
        operation_id="alignment_reports_retrieve",
        parameters=[ORGANISATION, IF_NONE_MATCH],
        responses={200: ReportSerializer, 304: None, **PROBLEMS},
    )
    def get(self, request: Request, number: int) -> HttpResponseBase:
        """A report as it was frozen; old ones are thinned out unless they are pinned."""
        reader = reader_of(request)
        return self.answer(request, numbered_report(reader.organisation, number, reader.user))


class FreshnessOfReport(Reports):
    """Whether the latest report is current."""

    @extend_schema(
        operation_id="alignment_freshness",
        parameters=[ORGANISATION],
        responses={200: FreshnessSerializer, **PROBLEMS},
    )
    def get(self, request: Request) -> Response:
        """How the latest report stands; asks for a recompute where it has been stale for some seconds."""
        reader = reader_of(request)
        known = freshness(reader.organisation, reader.user) or Freshness(is_current=False)
        request_if_overdue(organisation=reader.organisation, known=known)
        return Response(FreshnessSerializer(known).data)
