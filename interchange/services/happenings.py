"""What webhooks are told of: each is called in the transaction in which it happens, and asks no policy."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db.models import Q

from alignment.models import AlignmentReport
from alignment.store.contents import apart, document_of, thaw
from interchange.models.webhooks import Event
from interchange.services.deliveries import record
from interchange.webhooks.contents import (
    Happened,
    findings_changed,
    plan_changed,
    plan_of,
    report_computed,
    strategy_adopted,
)
from organisations.models import Organisation
from planning.models import Plan
from strategy.models import PlanningStrategy

#: What a plan consists of, seen from the plan.
PARTS = ("sections", "positions", "measures")


def tell_of_plan(*, organisation: Organisation, thing: Any) -> None:
    """A plan, or a section, position or measure of one, was written. One query where nobody listens."""

    def happened() -> Iterator[Happened]:
        plan = plan_of(thing)
        if plan.organisation_id == organisation.pk:
            yield plan_changed(organisation, plan.pk, plan.key)

    record(organisation, Event.PLAN_CHANGED, happened)


def tell_of_import(*, organisation: Organisation) -> None:
    """A package was imported: of each plan that something was written of. Two queries at most."""

    def happened() -> Iterator[Happened]:
        written = Q(updated_at__gte=TransactionNow())
        for part in PARTS:
            written |= Q(**{f"{part}__updated_at__gte": TransactionNow()})
        found = Plan.objects.filter(written, organisation=organisation).order_by("pk").distinct()
        for pk, key in found.values_list("pk", "key"):
            yield plan_changed(organisation, pk, key)

    record(organisation, Event.PLAN_CHANGED, happened)


def tell_of_strategy(*, organisation: Organisation, strategy: PlanningStrategy) -> None:
    """A planning strategy was written; of interest is that it was adopted."""
    if strategy.status == PlanningStrategy.Status.ADOPTED:
        record(organisation, Event.STRATEGY_ADOPTED, lambda: [strategy_adopted(organisation, strategy)])


def tell_of_report(*, organisation_id: int, number: int) -> None:
    """A report of a new number was stored: of it, and of what it finds otherwise than the one before.

    The first report of all finds everything anew, and tells of itself alone.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    record(organisation, Event.REPORT_COMPUTED, lambda: [report_computed(organisation, number)])
    changed: list[Happened] | None = None

    def of(event: Event) -> Iterator[Happened]:
        nonlocal changed
        if changed is None:
            changed = _changed(organisation, number)
        return (each for each in changed if each.event == event)

    record(organisation, Event.FINDING_OPENED, lambda: of(Event.FINDING_OPENED))
    record(organisation, Event.FINDING_CLOSED, lambda: of(Event.FINDING_CLOSED))


def _changed(organisation: Organisation, number: int) -> list[Happened]:
    """What is found anew and no more. One query."""
    upto = AlignmentReport.objects.filter(organisation=organisation, number__lte=number)
    latest = [*upto.select_related("internal").only("number", "internal__body").order_by("-number")[:2]]
    if len(latest) < 2 or latest[0].number != number:
        return []
    after, before = (thaw(report.internal.body) for report in latest)
    old, new = map(document_of, apart(before, after))
    return list(findings_changed(organisation, number, old, new))
