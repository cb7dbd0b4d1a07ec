"""Plans and what stands in them over the API."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict

from organisations.api.deeds import Doing
from organisations.api.inputs import content_of
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.resources import Resource
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from planning import filters
from planning.api import inputs, serializers, shown
from planning.api.deeds import PLAN_DEEDS, POSITION_DEEDS
from planning.api.geography import OnMap
from planning.models import (
    BudgetLine,
    Measure,
    Plan,
    PlanAdoption,
    PlanEvent,
    PlanType,
    Position,
    Section,
    StatusUpdate,
)
from planning.selectors.plans import phase_on, plans_offered, with_phase
from planning.services.adoptions import Resolution, adopt_plan, change_plan_adoption, leave_plan
from planning.services.arranging import Place
from planning.services.budgets import Money, change_budget_line, create_budget_line, remove_budget_line
from planning.services.following_up import (
    Account,
    change_status_report,
    remove_status_report,
    report_status,
)
from planning.services.links import implement_position, stop_implementing
from planning.services.measures import MeasureContent, change_measure, create_measure
from planning.services.parts import move_part, remove_part
from planning.services.plan_types import (
    PlanTypeContent,
    change_plan_type,
    create_plan_type,
    remove_plan_type,
)
from planning.services.plans import FrontPage, NewPlan, change_plan, create_plan
from planning.services.positions import (
    PositionContent,
    change_position,
    create_position,
    reinstate_position,
    withdraw_position,
)
from planning.services.sections import SectionContent, change_section, create_section, move_section


class PlanTypes(Writable):
    """What the organisation calls its sorts of plans."""

    kind = "plan-types"
    serializer_class = serializers.PlanTypeSerializer
    input_class = inputs.PlanTypeInput
    filterset_class = filters.PlanTypeFilter
    orderings = ("id", "key", "name", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Those of the plans that the reader is shown; for members also what no plan is of yet."""
        used = Q(pk__in=shown.plans(reader).values("type_id"))
        own = Q(organisation=reader.organisation)
        return PlanType.objects.filter(used | own if reader.is_member else used)

    def make(self, writer: Writer, given: Values) -> PlanType:
        """By administrators."""
        return create_plan_type(**writer.by, content=content_of(PlanTypeContent, given, PlanType))

    def change(self, writer: Writer, row: PlanType, version: int, given: Values) -> None:
        """By administrators."""
        content = content_of(PlanTypeContent, given, PlanType)
        change_plan_type(**writer.by, plan_type=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: PlanType, version: int) -> None:
        """If no plan is of it."""
        remove_plan_type(**writer.by, plan_type=row, expected_version=version)


class Plans(Doing):
    """The organisation's own and adopted plans."""

    kind = "plans"
    serializer_class = serializers.PlanSerializer
    input_class = inputs.PlanInput
    deeds = PLAN_DEEDS
    related = ("type", "organisation", "unit", "parent", "framework")
    filterset_class = filters.KeyedPlanFilter
    orderings = (
        "id",
        "key",
        "title",
        "updated_at",
        "adopted_on",
        "in_force_on",
        "valid_from",
        "valid_to",
        "next_check_on",
    )
    stamp = staticmethod(shown.stamp)

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Decided ones, for members all."""
        return shown.plans(reader)

    def listed(self, reader: Reader) -> QuerySet[Any]:
        """With how they stand today, which can be asked for."""
        return with_phase(shown.plans(reader), reader.once("today", reader.organisation.today))

    def annotations(self, reader: Reader) -> dict[str, Any]:
        """How they stand today."""
        return {"phase": phase_on(reader.once("today", reader.organisation.today))}

    def offered(self, reader: Reader) -> QuerySet[Any]:
        """Plans that hold elsewhere, and those that are adopted already."""
        others = plans_offered(reader.organisation, reader.user).values("pk")
        return Plan.objects.filter(Q(pk__in=others) | Q(pk__in=shown.plans(reader).values("pk")))

    def make(self, writer: Writer, given: Values) -> Plan:
        """Begun with its title and type; what else is given goes onto its front page."""
        new = content_of(NewPlan, {"unit": None, "status": Plan.Status.DRAFTING} | given, Plan)
        made = create_plan(**writer.by, new=new)
        if given.keys() - {"title", "type", "unit", "status"}:
            self.change(writer, made, made.version, self.said(made) | given)
        return made

    def said(self, row: Plan) -> Values:
        """Its front page; what it replaces is left as it is where nothing is said of it."""
        return super().said(row) | {"supersedes": None}

    def change(self, writer: Writer, row: Plan, version: int, given: Values) -> None:
        """Its front page."""
        replaced = given.get("supersedes")
        chosen = given | {"supersedes": None if replaced is None else tuple(replaced)}
        front = content_of(FrontPage, chosen, Plan)
        change_plan(**writer.by, plan=row, expected_version=version, front=front)


class PlanAdoptions(Writable):
    """Which plans of others the organisation has adopted."""

    kind = "plan-adoptions"
    serializer_class = serializers.PlanAdoptionSerializer
    input_class = inputs.PlanAdoptionInput
    related = ("plan",)
    filterset_class = filters.PlanAdoptionFilter
    orderings = ("id", "updated_at", "adopted_on")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """The organisation's, of plans that the reader is shown."""
        return PlanAdoption.objects.filter(
            organisation=reader.organisation, plan__in=shown.plans(reader).values("pk")
        )

    def make(self, writer: Writer, given: Values) -> PlanAdoption:
        """Of a plan that holds there."""
        resolution = content_of(Resolution, given, PlanAdoption)
        return adopt_plan(**writer.by, plan=given["plan"], resolution=resolution)

    def change(self, writer: Writer, row: PlanAdoption, version: int, given: Values) -> None:
        """What is recorded of the decision."""
        resolution = content_of(Resolution, given, PlanAdoption)
        change_plan_adoption(**writer.by, adoption=row, expected_version=version, resolution=resolution)

    def remove(self, writer: Writer, row: PlanAdoption, version: int) -> None:
        """If nothing is stated of the plan."""
        leave_plan(**writer.by, adoption=row, expected_version=version)


class PlanEvents(Resource):
    """The dated steps in the plans' courses."""

    kind = "plan-events"
    serializer_class = serializers.PlanEventSerializer
    owner = "plan.organisation_id"
    filterset_class = filters.PlanEventFilter
    orderings = ("id", "on", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of a decided plan everybody sees what has happened since the decision."""
        found = PlanEvent.objects.filter(plan__in=shown.plans(reader).values("pk"))
        return found if reader.is_member else found.filter(status__in=Plan.DECIDED)


class Sections(Writable):
    """The chapters and sections of plans."""

    kind = "sections"
    serializer_class = serializers.SectionSerializer
    input_class = inputs.SectionInput
    related = ("plan", "parent")
    filterset_class = filters.SectionFilter
    orderings = ("id", "key", "order", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of plans that the reader is shown."""
        found: QuerySet[Section] = Section.objects.filter(plan__in=shown.plans(reader).values("pk"))
        return found

    def make(self, writer: Writer, given: Values) -> Section:
        """Last in another section, or last of all."""
        place = Place(given["plan"], given.get("parent"))
        content = content_of(SectionContent, given, Section)
        return create_section(**writer.by, place=place, content=content)

    def change(self, writer: Writer, row: Section, version: int, given: Values) -> None:
        """Its heading and text, and where it stands."""
        content = content_of(SectionContent, given, Section)
        stored = change_section(**writer.by, section=row, expected_version=version, content=content)
        if given.get("parent") != row.parent:
            to = given.get("parent")
            move_section(**writer.by, section=stored, expected_version=stored.version, to=to)

    def remove(self, writer: Writer, row: Section, version: int) -> None:
        """From a draft that never went out."""
        remove_part(**writer.by, part=row, expected_version=version)


class Positions(OnMap, Doing):
    """What the plans take a stand on; as GeoJSON those that have a place, in WGS 84 or SWEREF 99 TM."""

    kind = "positions"
    serializer_class = serializers.PositionSerializer
    input_class = inputs.PositionInput
    deeds = POSITION_DEEDS
    filterset_class = filters.PositionFilter
    orderings = ("id", "key", "order", "updated_at", "code")
    related = ("plan__type", "section", "unit")
    stamp = staticmethod(shown.stamp)

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of plans that the reader is shown."""
        return shown.positions(reader)

    def filter_arguments(self, reader: Reader, query: QueryDict) -> dict[str, Any]:
        """Also goals that the reader is shown."""
        return super().filter_arguments(reader, query) | {"goals": shown.goals(reader)}

    def make(self, writer: Writer, given: Values) -> Position:
        """Last in its section."""
        place = Place(given["plan"], given.get("section"))
        content = content_of(PositionContent, given, Position)
        return create_position(**writer.by, place=place, content=content)

    def change(self, writer: Writer, row: Position, version: int, given: Values) -> None:
        """What it says, its section, and whether the plan still takes this stand."""
        content = content_of(PositionContent, given, Position)
        stored = change_position(**writer.by, position=row, expected_version=version, content=content)
        if given.get("status", row.status) != row.status:
            step = withdraw_position if row.status == Position.Status.ACTIVE else reinstate_position
            stored = step(**writer.by, position=stored, expected_version=stored.version)
        _move(writer, stored, row, given)

    def remove(self, writer: Writer, row: Position, version: int) -> None:
        """From a draft that never went out."""
        remove_part(**writer.by, part=row, expected_version=version)


class Measures(Writable):
    """What is to be done by the plans."""

    kind = "measures"
    serializer_class = serializers.MeasureSerializer
    input_class = inputs.MeasureInput
    filterset_class = filters.MeasureFilter
    orderings = ("id", "key", "title", "order", "updated_at", "code", "start", "end", "cost")
    related = ("plan", "section", "unit")
    stamp = staticmethod(shown.stamp)

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of plans that the reader is shown."""
        return shown.measures(reader)

    def make(self, writer: Writer, given: Values) -> Measure:
        """Last in its section, and linked to what it implements."""
        place = Place(given["plan"], given.get("section"))
        content = content_of(MeasureContent, given, Measure)
        made = create_measure(**writer.by, place=place, content=content)
        _implement(writer, made, (), given.get("implements", ()))
        return made

    def change(self, writer: Writer, row: Measure, version: int, given: Values) -> None:
        """What it says and how it stands, its section, and what it implements."""
        content = content_of(MeasureContent, given, Measure)
        stored = change_measure(**writer.by, measure=row, expected_version=version, content=content)
        _move(writer, stored, row, given)
        _implement(writer, stored, row.implements.all(), given.get("implements", ()))

    def remove(self, writer: Writer, row: Measure, version: int) -> None:
        """From a draft that never went out."""
        remove_part(**writer.by, part=row, expected_version=version)


class StatusUpdates(Writable):
    """What was said of measures at follow-ups: for members."""

    kind = "status-updates"
    serializer_class = serializers.StatusUpdateSerializer
    input_class = inputs.StatusUpdateInput
    related = ("measure__plan",)
    owner = "measure.organisation_id"
    filterset_class = filters.StatusUpdateFilter
    orderings = ("id", "on", "updated_at")
    is_for_members = True

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of measures that the reader is shown."""
        return StatusUpdate.objects.filter(measure__in=shown.measures(reader).values("pk"))

    def make(self, writer: Writer, given: Values) -> StatusUpdate:
        """By those who may change the measure."""
        account = content_of(Account, given, StatusUpdate)
        return report_status(**writer.by, measure=given["measure"], account=account)

    def change(self, writer: Writer, row: StatusUpdate, version: int, given: Values) -> None:
        """Put right."""
        account = content_of(Account, given, StatusUpdate)
        change_status_report(**writer.by, report=row, expected_version=version, account=account)

    def remove(self, writer: Writer, row: StatusUpdate, version: int) -> None:
        """Taken back."""
        remove_status_report(**writer.by, report=row, expected_version=version)


class BudgetLines(Writable):
    """Money for measures, year by year."""

    kind = "budget-lines"
    serializer_class = serializers.BudgetLineSerializer
    input_class = inputs.BudgetLineInput
    related = ("measure__plan",)
    owner = "measure.organisation_id"
    filterset_class = filters.BudgetLineFilter
    orderings = ("id", "year", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """Of measures that the reader is shown."""
        return BudgetLine.objects.filter(measure__in=shown.measures(reader).values("pk"))

    def make(self, writer: Writer, given: Values) -> BudgetLine:
        """By those who may change the measure."""
        money = content_of(Money, given, BudgetLine)
        return create_budget_line(**writer.by, measure=given["measure"], money=money)

    def change(self, writer: Writer, row: BudgetLine, version: int, given: Values) -> None:
        """Another amount, or decided."""
        money = content_of(Money, given, BudgetLine)
        change_budget_line(**writer.by, line=row, expected_version=version, money=money)

    def remove(self, writer: Writer, row: BudgetLine, version: int) -> None:
        """Taken away."""
        remove_budget_line(**writer.by, line=row, expected_version=version)


def _move(writer: Writer, stored: Position | Measure, before: Position | Measure, given: Values) -> None:
    """Into the section that was given, if that is another."""
    to = given.get("section")
    if to != before.section:
        move_part(**writer.by, part=stored, expected_version=stored.version, to=to)


def _implement(
    writer: Writer, measure: Measure, before: Iterable[Position], after: Iterable[Position]
) -> None:
    """Lets the measure implement exactly what was given."""
    old, new = set(before), set(after)
    for position in old - new:
        stop_implementing(**writer.by, measure=measure, position=position)
    for position in new - old:
        implement_position(**writer.by, measure=measure, position=position)
