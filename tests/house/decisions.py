"""What the council decides after it has adopted a strategy, and who is told, in the walk of all routes,
services and writes of the API."""

from datetime import date
from typing import Any

from organisations.models import User
from strategy.models import PlanNeed, PlanningStrategy, StrategyChange, StrategyRecipient
from strategy.services import beginning, changes, recipients
from tests import factories


def build(adopted: PlanningStrategy, draft: PlanningStrategy, secret_title: str) -> None:
    """A change of the adopted strategy, and somebody who is told of each."""
    factories.StrategyChangeFactory(strategy=adopted)
    for strategy, name in ((adopted, "Region Öppen"), (draft, secret_title)):
        factories.StrategyRecipientFactory(strategy=strategy, name=name, key="mottagare")


def new(strategy: int) -> dict[str, dict[str, Any]]:
    """What makes a thing of a kind of the API."""
    return {
        "strategy-changes": {
            "strategy": StrategyChange.objects.get().strategy_id,
            "decided_on": "2025-04-01",
            "decided_by": "Kommunfullmäktige",
            "reference": "KF § 3",
            "summary": "Ett skäl till.",
        },
        "strategy-recipients": {"strategy": strategy, "name": "Grannkommunen", "sort": "municipality"},
    }


#: What changes of a thing of a kind of the API.
CHANGES: dict[str, dict[str, Any]] = {
    "strategy-changes": {"summary": "Något annat."},
    "strategy-recipients": {"note": "Per post."},
}


def arguments(inside: dict[str, Any], status: str) -> dict[str, list[dict[str, Any]]]:
    """What the council decides after the adoption, and who is told."""
    decided = StrategyChange.objects.get()
    change = [{"strategy": decided.strategy_id, "pk": decided.pk}]
    found = {f"strategy:change_{action}": change for action in ("detail", "edit", "remove")}
    found |= {
        f"strategy:{name}": [{"strategy": decided.strategy_id}]
        for name in ("change_list", "change_create", "plans_begin")
    }
    recipient = StrategyRecipient.objects.get(strategy__status=status)
    found |= {
        f"strategy:recipient_{action}": [inside | {"pk": recipient.pk}]
        for action in ("detail", "edit", "remove")
    }
    found |= {
        f"strategy:{name}": [inside] for name in ("recipient_list", "recipient_create", "recipients_propose")
    }
    return found


def by(world: Any, user: User) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


def draft() -> PlanningStrategy:
    found: PlanningStrategy = PlanningStrategy.objects.get(status="drafting")
    return found


def change() -> dict[str, Any]:
    return {"change": StrategyChange.objects.get(), "expected_version": 1}


def recipient() -> dict[str, Any]:
    found = StrategyRecipient.objects.get(strategy__status="drafting")
    return {"recipient": found, "expected_version": 1}


DECIDED_CHANGE = changes.ChangeContent(date(2025, 4, 1), "Kommunfullmäktige", "KF § 3", "Ett skäl till.")
TOLD = recipients.RecipientContent("Grannkommunen", "municipality")
#: What coordinators do.
ACTS: dict[str, Any] = {
    "record_change": lambda w, user: changes.record_change(
        **by(w, user), strategy=change()["change"].strategy, content=DECIDED_CHANGE
    ),
    "correct_change": lambda w, user: changes.correct_change(
        **by(w, user), **change(), content=DECIDED_CHANGE
    ),
    "remove_change": lambda w, user: changes.remove_change(**by(w, user), **change()),
    "list_recipients": lambda w, user: recipients.list_recipients(**by(w, user), strategy=draft()),
    "create_recipient": lambda w, user: recipients.create_recipient(
        **by(w, user), strategy=draft(), content=TOLD
    ),
    "change_recipient": lambda w, user: recipients.change_recipient(
        **by(w, user), **recipient(), content=TOLD
    ),
    "remove_recipient": lambda w, user: recipients.remove_recipient(**by(w, user), **recipient()),
    "begin_plan": lambda w, user: beginning.begin_plan(**by(w, user), need=PlanNeed.objects.get(key="oppen")),
    "begin_all_plans": lambda w, user: beginning.begin_all_plans(
        **by(w, user), strategy=change()["change"].strategy
    ),
}
