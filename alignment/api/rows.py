"""The latest report as rows over the API: goals, plans, the matrix and findings."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from rest_framework.request import Request

from alignment.api import serializers
from alignment.filters import FindingFilter, KeyedReportedGoalFilter, MatrixFilter
from alignment.selectors import latest
from core.api import cursors
from core.api.parameters import Asked
from goals.models import Framework
from organisations.api.reader import Reader
from organisations.api.representing import Fields
from organisations.api.resources import Resource, Rows
from planning.api import shown
from planning.filters import KeyedPlanFilter
from planning.selectors.plans import with_phase

Place = list[str]


def _report(reader: Reader) -> latest.Reader:
    return latest.Reader(reader.organisation, reader.is_member)


class Lines(Resource):
    """Lines of the report, one a thing that can be filtered as in its own list."""

    def is_filtered(self, request: Request) -> bool:
        """Whether anything is asked of the things."""
        return not self.filterset_class.base_filters.keys().isdisjoint(request.query_params)


class GoalLines(Lines):
    """The goals of the latest report."""

    kind = "alignment/goals"
    serializer_class = serializers.GoalLineSerializer
    filterset_class = KeyedReportedGoalFilter

    def filter_arguments(self, reader: Reader, query: QueryDict) -> dict[str, Any]:
        """Whose report it is, and frameworks to choose among."""
        offered = Framework.objects.filter(pk__in=shown.frameworks(reader))
        return {"reader": _report(reader), "frameworks": offered}

    def pk_of(self, row: latest.GoalLine) -> int:
        """The goal's."""
        return row.goal_id

    def page(  # as that of all resources
        self, request: Request, reader: Reader, asked: Asked, place: Place, fields: Fields
    ) -> Rows:
        """The goals after that of the place."""
        among = self.filtered(request, reader, shown.goals(reader)) if self.is_filtered(request) else None
        after = int(place[0]) if place else 0
        return latest.goals_after(_report(reader), after, asked.page_size + 1, among)

    def found(self, reader: Reader, pk: int, fields: Fields) -> Rows:
        """The goal of that id."""
        return latest.goal_lines(_report(reader), [pk])


class PlanLines(Lines):
    """The plans of the latest report, those that are not past."""

    kind = "alignment/plans"
    serializer_class = serializers.PlanLineSerializer
    filterset_class = KeyedPlanFilter

    def pk_of(self, row: latest.PlanLine) -> int:
        """The plan's."""
        return row.plan_id

    def page(  # as that of all resources
        self, request: Request, reader: Reader, asked: Asked, place: Place, fields: Fields
    ) -> Rows:
        """The plans after that of the place."""
        among = None
        if self.is_filtered(request):
            on = reader.once("today", reader.organisation.today)
            among = self.filtered(request, reader, with_phase(shown.plans(reader), on))
        after = int(place[0]) if place else 0
        return latest.plans_after(_report(reader), after, asked.page_size + 1, among)

    def found(self, reader: Reader, pk: int, fields: Fields) -> Rows:
        """The plan of that id."""
        return latest.plan_lines(_report(reader), [pk])


class Matrix(Resource):
    """What each plan brings each tracked goal, plan by plan."""

    kind = "alignment/matrix"
    serializer_class = serializers.CellSerializer
    filterset_class = MatrixFilter

    def page(  # as that of all resources
        self, request: Request, reader: Reader, asked: Asked, place: Place, fields: Fields
    ) -> Rows:
        """The cells after that of the place."""
        plan, goal = (int(number) for number in place or ("0", "0"))
        cells = self.filtered(request, reader, latest.matrix(_report(reader)))
        return latest.cells_after(cells, plan, goal, asked.page_size + 1)

    def place(self, row: latest.Cell, ordering: str) -> tuple[int, int]:
        """A cell has no id: it is that of a plan and a goal."""
        return row.plan_id, row.goal_id


class Findings(Resource):
    """What the latest report finds to put right."""

    kind = "alignment/findings"
    serializer_class = serializers.FindingLineSerializer
    filterset_class = FindingFilter
    orderings = ("id", "first_seen_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of the public report, for members all."""
        return latest.findings(_report(reader))

    def pk_of(self, row: latest.FindingLine) -> int:
        """The finding's."""
        return row.id

    def page(  # as that of all resources
        self, request: Request, reader: Reader, asked: Asked, place: Place, fields: Fields
    ) -> Rows:
        """The findings after that of the place."""
        rows = cursors.ordered(self.filtered(request, reader, self.rows(reader)), asked.ordering)
        if place:
            rows = cursors.after(rows, asked.ordering, place)
        return latest.finding_lines(_report(reader), rows[: asked.page_size + 1])

    def found(self, reader: Reader, pk: int, fields: Fields) -> Rows:
        """The finding of that id."""
        return latest.finding_lines(_report(reader), self.rows(reader).filter(pk=pk))

    def filter_arguments(self, reader: Reader, query: QueryDict) -> dict[str, Any]:
        """Any code can be asked for: one that nothing has now finds nothing."""
        code = query.get("code", "")
        return {"organisation": reader.organisation, "codes": [(code, code)]}
