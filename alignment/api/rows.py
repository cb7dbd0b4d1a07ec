"""The latest report as rows over the API: goals, plans, the matrix and findings."""

from typing import Any, ClassVar

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

    #: The column that names the thing.
    thing: ClassVar[str]

    def lines(self, reader: Reader) -> QuerySet[Any]:
        """Those that the reader may see."""
        raise TypeError(f"{self.kind} does not say which lines there are")

    def read(self, reader: Reader, rows: QuerySet[Any]) -> Rows:
        """The lines as they are answered."""
        raise TypeError(f"{self.kind} does not say how lines look")

    def things(self, reader: Reader) -> QuerySet[Any]:
        """The things that can be filtered."""
        raise TypeError(f"{self.kind} does not say what its lines are of")

    def page(  # as that of all resources
        self, request: Request, reader: Reader, asked: Asked, place: Place, fields: Fields
    ) -> Rows:
        """The lines after that of the place."""
        rows = self.lines(reader)
        if not self.filterset_class.base_filters.keys().isdisjoint(request.query_params):
            among = self.filtered(request, reader, self.things(reader))
            rows = rows.filter(**{f"{self.thing}__in": among.order_by().values("pk")})
        return self.read(reader, cursors.cut(rows, asked, place, (self.thing,)))

    def found(self, reader: Reader, pk: int, fields: Fields) -> Rows:
        """The line of the thing of that id."""
        return self.read(reader, self.lines(reader).filter(**{self.thing: pk}))

    def pk_of(self, row: Any) -> int:
        """The thing's."""
        pk: int = getattr(row, self.thing)
        return pk


class GoalLines(Lines):
    """The goals of the latest report."""

    kind = "alignment/goals"
    serializer_class = serializers.GoalLineSerializer
    filterset_class = KeyedReportedGoalFilter
    orderings = ("id", "chain_score")
    thing = "goal_id"

    def filter_arguments(self, reader: Reader, query: QueryDict) -> dict[str, Any]:
        """Whose report it is, and frameworks to choose among."""
        offered = Framework.objects.filter(pk__in=shown.frameworks(reader))
        return {"reader": _report(reader), "frameworks": offered}

    def lines(self, reader: Reader) -> QuerySet[Any]:
        """Those of the public report, for members all."""
        return latest.goals(_report(reader))

    def read(self, reader: Reader, rows: QuerySet[Any]) -> Rows:
        """With their stages and numbers."""
        return latest.lines_of_goals(_report(reader), rows)

    def things(self, reader: Reader) -> QuerySet[Any]:
        """Goals, the organisation's and others'."""
        return shown.goals(reader)


class PlanLines(Lines):
    """The plans of the latest report, those that are not past."""

    kind = "alignment/plans"
    serializer_class = serializers.PlanLineSerializer
    filterset_class = KeyedPlanFilter
    orderings = ("id", "score")
    thing = "plan_id"

    def lines(self, reader: Reader) -> QuerySet[Any]:
        """Those of the public report, for members all."""
        return latest.plan_rows(_report(reader))

    def read(self, reader: Reader, rows: QuerySet[Any]) -> Rows:
        """With their scores and numbers."""
        return [latest.plan_line(row) for row in rows]

    def things(self, reader: Reader) -> QuerySet[Any]:
        """The plans that the reader may see, with what they are today."""
        return with_phase(shown.plans(reader), reader.once("today", reader.organisation.today))


class Matrix(Resource):
    """What each plan brings each tracked goal, plan by plan."""

    kind = "alignment/matrix"
    serializer_class = serializers.CellSerializer
    filterset_class = MatrixFilter
    orderings = ("id", "support", "opposition", "net", "items")

    def page(  # as that of all resources
        self, request: Request, reader: Reader, asked: Asked, place: Place, fields: Fields
    ) -> Rows:
        """The cells after that of the place."""
        cells = self.filtered(request, reader, latest.matrix(_report(reader)))
        return latest.lines_of_cells(cursors.cut(cells, asked, place, ("plan_id", "goal_id")))

    def place(self, row: latest.Cell, ordering: str) -> tuple[int, ...]:
        """A cell has no id: it is that of a plan and a goal."""
        name = ordering.removeprefix("-")
        ids = (row.plan_id, row.goal_id)
        return ids if name == "id" else (getattr(row, name), *ids)


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
        rows = cursors.cut(self.filtered(request, reader, self.rows(reader)), asked, place)
        return latest.finding_lines(_report(reader), rows)

    def found(self, reader: Reader, pk: int, fields: Fields) -> Rows:
        """The finding of that id."""
        return latest.finding_lines(_report(reader), self.rows(reader).filter(pk=pk))

    def filter_arguments(self, reader: Reader, query: QueryDict) -> dict[str, Any]:
        """Any code can be asked for: one that nothing has now finds nothing."""
        code = query.get("code", "")
        return {"organisation": reader.organisation, "codes": [(code, code)]}
