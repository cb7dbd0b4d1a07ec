"""What was stated and then withdrawn, as the history keeps it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Q

from organisations.models import Organisation
from planning.models import Contribution, LeftLink, Plan
from planning.selectors.editions import ENDS_BY_NAME, Meanwhile, Pointing, meanwhile, pairs

DELETED = "delete"
FIELDS = ("plan_id", "position_id", "measure_id", "goal_id", "recorded_by_id", "strength", "rationale")


def withdrawn_contribution(pk: int, organisation: Organisation) -> Contribution | None:
    """A contribution of the organisation that is stored no longer, as it was last; never to be saved."""
    history = apps.get_model("planning", "ContributionHistory")
    rows = history._default_manager.filter(pgh_obj_id=pk, recorded_by=organisation).order_by("-pgh_id")
    last = rows.values(*FIELDS).first()
    return Contribution(pk=pk, version=0, **last) if last else None


def withdrawn_meanwhile(plan: Plan, organisation: Organisation) -> list[Pointing]:
    """Statements of an edition that were withdrawn from the one before while it was written.

    Their copies stand. Listed for the owner until somebody restates them, withdraws them too, or leaves them.
    At most seven queries for each pair.
    """
    left = set(LeftLink.objects.filter(recorded_by=organisation).values_list("end", "link_id"))
    return [
        one
        for old, new in pairs(plan)
        if new.organisation_id == organisation.pk and (time := meanwhile(old, new)) is not None
        for one in _copies_of_withdrawn(old, new, time)
        if (one.end.name, one.link.pk) not in left
    ]


def _copies_of_withdrawn(old: Plan, new: Plan, time: Meanwhile) -> Iterator[Pointing]:
    """Copies that nobody has touched since the edition holds, of what is said of the old one no longer."""
    history: Any = apps.get_model("planning", "ContributionHistory")
    gone = history._default_manager.filter(
        pgh_label=DELETED, pgh_created_at__lte=time.ended, recorded_by_id=old.organisation_id
    )
    places = ("goal_id", "plan_id", "position_id", "measure_id")
    withdrawn = set(gone.filter(_statements_of(old)).values_list(*places))
    if not withdrawn:
        return
    own = Contribution.objects.filter(recorded_by=old.organisation_id)
    withdrawn -= set(own.filter(_statements_of(old)).values_list(*places))
    copies = own.filter(
        _statements_of(new), created_at__range=(time.began, time.copied), updated_at__lte=time.ended
    )
    goal = "goal__framework__organisation"
    for copy in copies.select_related("plan", "position__plan", "measure__plan", goal).order_by("pk"):
        item = copy.item
        ids: dict[str, int | None] = {"plan": None, "position": None, "measure": None}
        kind = item._meta.model_name or ""
        ids[kind] = old.pk if isinstance(item, Plan) else item.revises_id
        if (copy.goal_id, *ids.values()) in withdrawn:
            end = ENDS_BY_NAME[f"contribution-{kind}"]
            yield Pointing(end, copy, item, (), time, is_withdrawn=True)


def _statements_of(plan: Plan) -> Q:
    """Statements of a plan and its parts; by id, since history has no relations."""
    positions, measures = plan.positions.values("pk"), plan.measures.values("pk")
    return Q(plan_id=plan.pk) | Q(position_id__in=positions) | Q(measure_id__in=measures)
