"""Adopting other organisations' plans: a region's, or one that several municipalities share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from core.errors import DomainError, InUse, Problem
from core.integrity import explained
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import check_adopts, standing
from planning.events import plan_adoption_changed
from planning.models import Measure, Plan, PlanAdoption, Position
from planning.selectors.plans import plans_offered
from planning.services.arranging import text

REFUSALS = {"plan_adopted_once": gettext_lazy("The organisation has adopted this plan already.")}
#: What an organisation states of a plan and what stands in it: by table, whose it is, and what it is called.
STATED: Mapping[str, tuple[str, Any]] = {
    "planning.contribution": (
        "recorded_by",
        ngettext_lazy("%(n)d contribution", "%(n)d contributions", "n"),
    ),
    "planning.planlink": ("recorded_by", ngettext_lazy("%(n)d link", "%(n)d links", "n")),
    "planning.positionlink": ("recorded_by", ngettext_lazy("%(n)d link", "%(n)d links", "n")),
    "planning.conflictplan": (
        "conflict__organisation",
        ngettext_lazy("%(n)d conflict", "%(n)d conflicts", "n"),
    ),
    "planning.conflictposition": (
        "conflict__organisation",
        ngettext_lazy("%(n)d conflict", "%(n)d conflicts", "n"),
    ),
    "strategy.planneed": (
        "strategy__organisation",
        ngettext_lazy("%(n)d stance on a plan", "%(n)d stances on plans", "n"),
    ),
}


@dataclass(frozen=True, slots=True)
class Resolution:
    """The decision to adopt another's plan: its day and paragraph, as far as known."""

    adopted_on: date | None = None
    reference: str | None = None


def adopt_plan(*, organisation: Organisation, by: User, plan: Plan, resolution: Resolution) -> PlanAdoption:
    """Adopt another organisation's plan as one's own.

    Raises `NotAllowed`; `DomainError` for an own plan, one that is not in effect there or that the person
    may not see, one that is adopted already, and a day that has not come yet. Announces
    `plan_adoption_changed`.
    """
    check_adopts(standing(by, organisation))
    _check_day(organisation, resolution)
    if not plans_offered(organisation, by).filter(pk=plan.pk).exists():
        message = _("Only another organisation's plan that is adopted or in force there can be adopted.")
        raise DomainError(message, code="not_offered", problems=[Problem("plan", "not_offered", message)])
    with explained(REFUSALS), transaction.atomic():
        adoption = PlanAdoption.objects.create(organisation=organisation, plan=plan, **_columns(resolution))
        plan_adoption_changed.send(sender=PlanAdoption, organisation=organisation, adoption=adoption)
    return adoption


@transaction.atomic
def change_plan_adoption(
    *,
    organisation: Organisation,
    by: User,
    adoption: PlanAdoption,
    expected_version: int,
    resolution: Resolution,
) -> PlanAdoption:
    """Put right what is recorded of the decision.

    Raises `NotAllowed`, `Changed`; `DomainError` for a day that has not come yet. Announces
    `plan_adoption_changed` if anything differs.
    """
    check_adopts(standing(by, organisation))
    _check_day(organisation, resolution)
    stored = locked(_own(organisation), pk=adoption.pk, expected_version=expected_version)
    if write(stored, _columns(resolution)):
        plan_adoption_changed.send(sender=PlanAdoption, organisation=organisation, adoption=stored)
    return stored


@transaction.atomic
def leave_plan(
    *, organisation: Organisation, by: User, adoption: PlanAdoption, expected_version: int
) -> None:
    """Follow another's plan no longer.

    Raises `NotAllowed`, `Changed`; `InUse` with what the organisation still states of the plan. Announces
    `plan_adoption_changed`.
    """
    check_adopts(standing(by, organisation))
    stored = locked(_own(organisation), pk=adoption.pk, expected_version=expected_version)
    uses = [words % {"n": number} for words, number in _stated(organisation, stored.plan)]
    if uses:
        message = _("“%(thing)s” cannot be left, because the organisation still states of it: %(uses)s.")
        raise InUse(message % {"thing": stored.plan, "uses": ", ".join(uses)}, code="in_use")
    stored.delete()
    plan_adoption_changed.send(sender=PlanAdoption, organisation=organisation, adoption=stored)


def _stated(organisation: Organisation, plan: Plan) -> Iterator[tuple[Any, int]]:
    """How much the organisation states of the plan and of what stands in it, with the words for it."""
    places: tuple[tuple[type[Model], str], ...] = ((Plan, ""), (Position, "__plan"), (Measure, "__plan"))
    found: dict[str, set[int]] = {}
    for model, way in places:
        for relation in model._meta.get_fields(include_hidden=True):
            related: Any = relation.related_model
            if not (relation.auto_created and relation.one_to_many and related._meta.label_lower in STATED):
                continue
            whose, _words = STATED[related._meta.label_lower]
            of_plan = {f"{relation.field.name}{way}": plan, whose: organisation}  # type: ignore[union-attr]  # a foreign key's other end has it
            ids = related._base_manager.filter(**of_plan).values_list("pk", flat=True)
            found.setdefault(related._meta.label_lower, set()).update(ids)
    for label, ids in sorted(found.items()):
        if ids:
            yield STATED[label][1], len(ids)


def _own(organisation: Organisation) -> QuerySet[PlanAdoption]:
    return PlanAdoption.objects.filter(organisation=organisation).select_related("plan")


def _columns(resolution: Resolution) -> dict[str, Any]:
    return {"adopted_on": resolution.adopted_on, "reference": text(resolution.reference)}


def _check_day(organisation: Organisation, resolution: Resolution) -> None:
    if resolution.adopted_on is not None and resolution.adopted_on > organisation.today():
        message = _("The day of the decision has not come yet.")
        raise DomainError(message, code="in_future", problems=[Problem("adopted_on", "in_future", message)])
