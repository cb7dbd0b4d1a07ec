"""What the council adopted, over the API: a strategy's contents as they were kept with a decision."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from core.api.answers import answer
from core.api.parameters import Offered, asked_of_one
from core.api.schema import ETAG, IF_NONE_MATCH, ORGANISATION, PROBLEM
from core.api.serializers import ProblemSerializer
from organisations.api.reader import Reader, reader_of
from strategy.api import kept
from strategy.models import PlanningStrategy
from strategy.selectors.contents import Contents, seen_by_everybody, within
from strategy.selectors.decisions import Decision, decisions_of

LARGEST_ID = 2**63 - 1
PROBLEMS: Any = {(code, PROBLEM): ProblemSerializer for code in (400, 401, 404, 429)}
DECISION = OpenApiParameter(
    "decision",
    {"type": "integer", "minimum": 0},
    description="The id of a change of the strategy; 0 is the adoption. Left out, the latest decision.",
)


class DecisionSerializer(serializers.Serializer[Any]):
    """A decision of the council: `number` is the id of the change (`strategy-changes`), 0 the adoption."""

    number = serializers.IntegerField(min_value=0)
    decided_on = serializers.DateField(allow_null=True)
    decided_by = serializers.CharField(allow_blank=True)
    reference = serializers.CharField(allow_blank=True)
    case_number = serializers.CharField(allow_blank=True)
    summary = serializers.CharField(allow_blank=True)


class DecidedSerializer(serializers.Serializer[Any]):
    """What a decision made of the strategy. `decisions` are all, the adoption first."""

    strategy = serializers.IntegerField()
    decision = DecisionSerializer()
    decisions = DecisionSerializer(many=True)
    contents = kept.ContentsSerializer()


class StrategyContents(APIView):
    """What the council adopted."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="planning_strategies_contents",
        parameters=[ORGANISATION, DECISION, IF_NONE_MATCH, ETAG],
        responses={200: DecidedSerializer, 304: None, **PROBLEMS},
    )
    def get(self, request: Request, pk: int) -> HttpResponseBase:
        """The contents as they were kept with the decision; what was written since is not among them.

        Names are those of the day. Everybody reads them, without stances and verdicts on plans and goals
        that are not public; of a draft nothing is kept.
        """
        reader = reader_of(request)
        asked_of_one(request.query_params, Offered((), (), (), ("organisation", "decision")))
        decisions = decisions_of(strategy_of(reader, pk))
        chosen = _chosen(decisions, request.query_params.get("decision", ""))
        contents = _shown(reader, chosen)
        said = {
            "strategy": pk,
            "decision": _told(chosen),
            "decisions": [_told(each) for each in decisions],
            "contents": kept.told(contents),
        }
        return answer(request, said)


def strategy_of(reader: Reader, pk: int) -> PlanningStrategy:
    """The organisation's adopted strategy of that id; raises `NotFound`."""
    own = PlanningStrategy.objects.filter(organisation=reader.organisation)
    adopted = own.filter(status=PlanningStrategy.Status.ADOPTED)
    found = adopted.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if found is None:
        raise NotFound(_("There is nothing of that number that you may read."))
    return found


def _chosen(decisions: list[Decision], asked: str) -> Decision:
    """The decision that is asked for, else the latest; raises `NotFound`."""
    found = [each for each in decisions if not asked or str(each.number) == asked]
    if not found:
        raise NotFound(_("The council has taken no such decision."))
    return found[-1]


def _shown(reader: Reader, chosen: Decision) -> Contents:
    """What was kept with the decision, as the reader may read it; raises `NotFound` if nothing was."""
    if chosen.contents is None:
        raise NotFound(_("What was decided is not kept here."))
    if reader.is_member:
        return chosen.contents
    return within(chosen.contents, seen_by_everybody(reader.organisation, chosen.contents))


def _told(decision: Decision) -> dict[str, Any]:
    return {
        "number": decision.number,
        "decided_on": decision.on,
        "decided_by": decision.decided_by,
        "reference": decision.reference,
        "case_number": decision.case_number,
        "summary": decision.summary,
    }
