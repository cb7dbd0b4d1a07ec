"""Which plans and goals a reader of the API is shown: the same as on the pages."""

from django.db.models import F, Q, QuerySet

from goals.models import Goal, Indicator, Target
from organisations.api.reader import Reader
from planning.models import Measure, Position
from planning.models.plans import PlanQuerySet
from planning.selectors.plans import frameworks_shown, plans_shown


def plans(reader: Reader) -> PlanQuerySet:
    """The organisation's own and adopted plans; for everybody but members those that are decided."""
    return plans_shown(reader.organisation, to_member=reader.is_member)


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
