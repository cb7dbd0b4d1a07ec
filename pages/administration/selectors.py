"""What the pages of the administration show."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from goals.models import Indicator, Observation
from interchange.models import ImportRun
from interchange.selectors.statistics import FETCHED_FROM, latest_runs
from organisations.models import Membership, MembershipUnit, Organisation, Unit
from planning.models import PlanType


@dataclass(frozen=True, slots=True)
class PlacedUnit:
    """A unit in the tree: how deep it stands, from 1."""

    unit: Unit
    level: int


def unit_tree(organisation: Organisation) -> list[PlacedUnit]:
    """All units, each below its parent, by name. One query."""
    children: dict[int | None, list[Unit]] = {}
    for unit in organisation.units.select_related("parent").order_by("name", "pk"):
        children.setdefault(unit.parent_id, []).append(unit)
    placed: list[PlacedUnit] = []
    stack = [(unit, 1) for unit in reversed(children.get(None, []))]
    while stack:
        unit, level = stack.pop()
        placed.append(PlacedUnit(unit, level))
        stack += [(child, level + 1) for child in reversed(children.get(unit.pk, []))]
    return placed


def unit_choices(organisation: Organisation) -> list[tuple[str, str]]:
    """The units as choices of a form, set in by their depth. One query."""
    return [
        (str(placed.unit.pk), "\N{EM SPACE}" * (placed.level - 1) + placed.unit.name)
        for placed in unit_tree(organisation)
    ]


def people_by_unit(units: Iterable[Unit]) -> Counter[int]:
    """How many people work for each of the units. One query."""
    rows = MembershipUnit.objects.filter(unit__in=[unit.pk for unit in units])
    return Counter(rows.values_list("unit_id", flat=True))


def memberships_found(organisation: Organisation, text: str) -> QuerySet[Membership]:
    """The organisation's people whose name, address or unit holds the text, by name."""
    found = Membership.objects.filter(organisation=organisation).select_related("user")
    if text:
        # Names of units by a list of ids: a join would repeat people.
        at_unit = MembershipUnit.objects.filter(unit__name__icontains=text).values("membership_id")
        found = found.filter(
            Q(user__name__icontains=text) | Q(user__email__icontains=text) | Q(pk__in=at_unit)
        )
    return found.prefetch_related("units").order_by("user__name", "user__email", "pk")


def plan_types_found(organisation: Organisation, text: str) -> QuerySet[PlanType]:
    """The organisation's plan types whose name holds the text, with how many plans are of each."""
    found = PlanType.objects.filter(organisation=organisation, name__icontains=text)
    return found.annotate(plan_count=Count("plans")).order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Setup:
    """How the organisation is set up, in numbers."""

    units: int
    people: int
    administrators: int
    plan_types: int
    keys: int
    webhooks: int
    failing_webhooks: int


def setup_of(organisation: Organisation) -> Setup:
    """The numbers of the administration's first page. Five queries."""
    webhooks = list(organisation.webhooks.filter(ended_at=None).values_list("failures", "paused_at"))
    roles = Counter(Membership.objects.filter(organisation=organisation).values_list("role", flat=True))
    return Setup(
        units=organisation.units.count(),
        people=sum(roles.values()),
        administrators=roles[Membership.Role.ADMINISTRATOR],
        plan_types=organisation.plan_types.count(),
        keys=organisation.api_tokens.filter(revoked_at=None, expires_at__gt=timezone.now()).count(),
        webhooks=len(webhooks),
        failing_webhooks=sum(failures > 0 or paused_at is not None for failures, paused_at in webhooks),
    )


@dataclass(frozen=True, slots=True)
class SourcedIndicator:
    """An indicator with a source: when that was read last, and what was wrong with it."""

    indicator: Indicator
    values: int
    fetched_at: datetime | None
    fault: str
    detail: str

    @property
    def is_numbered(self) -> bool:
        """Whether it says which number it has at the source."""
        return bool(self.indicator.external_id)


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is fetched, the last runs, and the values that stand otherwise here than at their source."""

    indicators: list[SourcedIndicator]
    runs: list[ImportRun]
    differing: list[Observation]

    @property
    def is_going_on(self) -> bool:
        """Whether something is being fetched."""
        return any(run.is_alive for run in self.runs)


RUNS_SHOWN = 10


def statistics_of(organisation: Organisation) -> Statistics:
    """What the page of statistics shows. Three queries."""
    own = Indicator.objects.filter(organisation=organisation, source__in=FETCHED_FROM)
    counted = own.select_related("fetching").annotate(value_count=Count("observations"))
    differing = Observation.objects.filter(recorded_by=organisation).differing()
    return Statistics(
        [sourced(each, each.value_count) for each in counted.order_by("title", "pk")],
        latest_runs(organisation, RUNS_SHOWN),
        list(
            differing.select_related("indicator", "organisation").order_by(
                "indicator__title", "indicator_id", "organisation_id", "-year", "gender"
            )
        ),
    )


def sourced(indicator: Indicator, values: int) -> SourcedIndicator:
    """An indicator with what is known of its source."""
    known = getattr(indicator, "fetching", None)
    if known is None:
        return SourcedIndicator(indicator, values, None, "", "")
    return SourcedIndicator(indicator, values, known.fetched_at, known.fault, known.detail)
