"""What interchange does when something is announced: what webhooks are told of, and runs of statistics.

What webhooks are told of is written in the transaction in which it happened, so that nothing is lost while
the queue is away. What is to be done is queued once that is committed.
"""

from typing import Any

from django.db import transaction

from alignment.events import report_numbered
from interchange.events import deliveries_waiting, import_asked, package_import_asked
from interchange.services import happenings
from interchange.tasks import ask_delivery, ask_import, ask_package_import
from organisations.events import organisation_imported
from planning import events
from strategy.events import strategy_changed

#: Announcements about a plan or a part of one, with the name under which each carries it.
OF_PLANS = {
    events.plan_written: "plan",
    events.plan_moved: "plan",
    events.revision_started: "plan",
    events.section_written: "section",
    events.position_written: "position",
    events.position_reworded: "position",
    events.measure_written: "measure",
    events.wording_corrected: "item",
    events.wording_restored: "part",
}


def listen() -> None:
    """Connect to what is announced; called once, when the apps are ready."""
    for signal in OF_PLANS:
        signal.connect(on_plan, dispatch_uid="interchange:on_plan", weak=False)
    strategy_changed.connect(on_strategy, dispatch_uid="interchange:on_strategy", weak=False)
    report_numbered.connect(on_report, dispatch_uid="interchange:on_report", weak=False)
    organisation_imported.connect(on_import, dispatch_uid="interchange:on_import", weak=False)
    deliveries_waiting.connect(on_deliveries, dispatch_uid="interchange:on_deliveries", weak=False)
    import_asked.connect(on_import_asked, dispatch_uid="interchange:on_import_asked", weak=False)
    package_import_asked.connect(on_package_asked, dispatch_uid="interchange:on_package_asked", weak=False)


def on_plan(*, signal: Any, organisation: Any, **announced: Any) -> None:
    """A plan or a part of one was written."""
    happenings.tell_of_plan(organisation=organisation, thing=announced[OF_PLANS[signal]])


def on_strategy(*, organisation: Any, strategy: Any, **announced: Any) -> None:
    """A planning strategy was written."""
    happenings.tell_of_strategy(organisation=organisation, strategy=strategy)


def on_report(*, organisation_id: int, number: int, **announced: Any) -> None:
    """A report of a new number is being stored."""
    happenings.tell_of_report(organisation_id=organisation_id, number=number)


def on_import(*, organisation: Any, **announced: Any) -> None:
    """A package was imported."""
    happenings.tell_of_import(organisation=organisation)


def on_deliveries(*, webhook_ids: list[int], **announced: Any) -> None:
    """Something waits to be sent."""
    transaction.on_commit(lambda: _ask(webhook_ids), robust=True)


def on_import_asked(*, run_id: int, **announced: Any) -> None:
    """A run waits to be carried on."""
    transaction.on_commit(lambda: _ask_import(run_id), robust=True)


def on_package_asked(*, run_id: int, **announced: Any) -> None:
    """A large package waits to be imported."""
    transaction.on_commit(lambda: _ask_package_import(run_id), robust=True)


def _ask(webhook_ids: list[int]) -> None:
    for webhook_id in webhook_ids:
        ask_delivery(webhook_id)


def _ask_import(run_id: int) -> None:
    ask_import(run_id)


def _ask_package_import(run_id: int) -> None:
    ask_package_import(run_id)
