"""Which plans and goals a reader of the API is shown: the same as on the pages."""

from typing import Any

from django.db.models import F, Q, QuerySet

from core.prepared import Given, Prepared
from goals.models import FrameworkAdoption, Goal, Indicator, Target
from organisations.api.reader import Reader
from organisations.models import Organisation
from planning.models import Measure, PlanAdoption, Position
from planning.models.plans import PlanQuerySet
from planning.selectors.plans import frameworks_shown, plans_shown


def plans(reader: Reader) -> PlanQuerySet:
    """The organisation's own and adopted plans; for everybody but members those that are decided."""
    found = reader.once("plans", lambda: plans_shown(reader.organisation, to_member=reader.is_member))
    return found.all()


def positions(reader: Reader) -> QuerySet[Position]:
    """What stands in them."""
    found: QuerySet[Position] = Position.objects.filter(plan__in=plans(reader).values("pk"))
    return found


def measures(reader: Reader) -> QuerySet[Measure]:
    """What is to be done by them."""
    found: QuerySet[Measure] = Measure.objects.filter(plan__in=plans(reader).values("pk"))
    return found


def frameworks(reader: Reader) -> set[int]:
    """Ids of the frameworks that the organisation follows, without working material for the public."""
    return reader.once(
        "frameworks", lambda: frameworks_shown(reader.organisation, to_member=reader.is_member)
    )


def goals(reader: Reader) -> QuerySet[Goal]:
    """Their goals."""
    return Goal.objects.filter(framework__in=frameworks(reader))


def targets(reader: Reader) -> QuerySet[Target]:
    """Targets of these goals: the organisation's, and those of the goal's owner."""
    owner = Q(recorded_by=F("goal__framework__organisation"))
    return Target.objects.filter(
        owner | Q(recorded_by=reader.organisation), goal__framework__in=frameworks(reader)
    )


def indicators(reader: Reader) -> QuerySet[Indicator]:
    """What measures these goals; for members also what measures none yet."""
    used = Q(pk__in=targets(reader).values("indicator_id"))
    own = Q(organisation=reader.organisation)
    return Indicator.objects.filter(used | own if reader.is_member else used)


def stamp(reader: Reader) -> list[Any]:
    """What moves whenever a list of plans, of what stands in them, or of goals and contributions does.

    The revisions of the organisation, of those whose plans and frameworks it follows, for
    their units are named, and the day, on which plans come into force. One query.
    """
    home = reader.organisation
    return [str(home.today()), *REVISIONS.ask(organisation=home.pk)]


def _revisions() -> "QuerySet[Any, tuple[int, int]]":
    """Those of an organisation, and of the ones that it follows."""
    home = Given("organisation")
    of_plans = PlanAdoption.objects.filter(organisation=home).values("plan__organisation")
    of_frameworks = FrameworkAdoption.objects.filter(organisation=home).values("framework__organisation")
    around = Organisation.objects.filter(Q(pk=home) | Q(pk__in=of_plans) | Q(pk__in=of_frameworks))
    return around.order_by("pk").values_list("pk", "revision")


REVISIONS = Prepared(_revisions)
