"""How others judged: the adopted planning strategies that organisations show to everybody."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from core.asking import Asking, ask, beside, known
from core.ordering import sort_key
from organisations.models import Organisation
from planning.models import Plan, PlanAdoption
from strategy.models import PlanningStrategy, StrategyRecipient


class Relation(StrEnum):
    """What another organisation is to one's own, the nearest first.

    Which municipalities are neighbours is not on record: those of the same region stand for them.
    """

    REGION = "region"
    IN_REGION = "in_region"
    SAME_REGION = "same_region"
    RECIPIENT = "recipient"
    SHARED_PLANS = "shared_plans"


@dataclass(frozen=True, slots=True)
class Other:
    """The latest adopted strategy (with organisation and term) of another; `relation` is None if far away."""

    strategy: PlanningStrategy
    relation: Relation | None

    @property
    def organisation(self) -> Organisation:
        """Whose strategy it is."""
        return self.strategy.organisation


def others_asked(strategy: PlanningStrategy, *, to_member: bool) -> Asking[list[Other]]:
    """The public organisations with an adopted strategy beside the one whose strategy this is.

    The nearest first, then by country and name. Whom the strategy is sent to is for members. One step.
    """
    organisation = strategy.organisation
    recipients = StrategyRecipient.objects.filter(strategy=strategy).values_list("name", flat=True)
    found, names, sharing = yield from beside(
        ask(_adopted(organisation)),
        ask(recipients) if to_member else known(list[str]()),
        _sharing_asked(organisation),
    )
    others = [Other(each, _relation(organisation, each.organisation, set(names), sharing)) for each in found]
    order = list(Relation)

    def nearness(other: Other) -> tuple[int, bool, object]:
        place = order.index(other.relation) if other.relation else len(order)
        is_abroad = other.organisation.country != organisation.country
        return place, is_abroad, sort_key(other.organisation.name, organisation.language)

    return sorted(others, key=nearness)


def _adopted(organisation: Organisation) -> QuerySet[PlanningStrategy]:
    """The latest adopted strategy of each other organisation that is public."""
    shown = Organisation.objects.public().municipalities().exclude(pk=organisation.pk)
    adopted = PlanningStrategy.objects.filter(
        organisation__in=shown.order_by().values("pk"), status=PlanningStrategy.Status.ADOPTED
    )
    latest = adopted.order_by("organisation_id", "-term__elected_on", "-pk").distinct("organisation_id")
    return latest.select_related("organisation__parent", "term")


def _sharing_asked(organisation: Organisation) -> Asking[set[int]]:
    """The organisations whose open plans it has adopted, and those that have adopted its own."""
    plans = Plan.objects.visible_to(AnonymousUser()).order_by().values("pk")
    adopted = PlanAdoption.objects.filter(plan__in=plans).order_by()
    owners, followers = yield from beside(
        ask(adopted.filter(organisation=organisation).values_list("plan__organisation_id", flat=True)),
        ask(adopted.filter(plan__organisation=organisation).values_list("organisation_id", flat=True)),
    )
    return {*owners, *followers}


def _relation(own: Organisation, other: Organisation, names: set[str], sharing: set[int]) -> Relation | None:
    region = other.parent if other.parent and other.parent.kind == Organisation.Kind.REGION else None
    nearness = {
        Relation.REGION: other.pk == own.parent_id,
        Relation.IN_REGION: other.parent_id == own.pk,
        Relation.SAME_REGION: region is not None and region.pk == own.parent_id,
        Relation.RECIPIENT: other.name in names,
        Relation.SHARED_PLANS: other.pk in sharing,
    }
    return next((relation for relation, holds in nearness.items() if holds), None)
