"""What a webhook says: which event, when, whose, and the names and addresses of what it is about.

Texts stay behind the API, where the receiver's key says what it may read.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.converters import KeyConverter
from interchange.models.webhooks import TEST_EVENT, Event
from organisations.models import Organisation
from planning.models import Plan
from strategy.models import PlanningStrategy

#: Events that are known by what they are about have the same id whoever announces them, however often.
NAMESPACE = UUID("0c0ad2b7-4ba3-4c19-9d0a-2d1a7f0f7b52")
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event: what of, by which id, and the thing's name where one telling of it is enough."""

    event: str
    data: Data
    about: str = ""
    id: UUID = field(default_factory=uuid4)
    at: datetime = field(default_factory=timezone.now)

    def body(self, organisation: Organisation) -> str:
        """What is sent, word for word."""
        return json.dumps(
            {
                "id": str(self.id),
                "type": self.event,
                "occurred_at": self.at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "organisation": organisation.key,
                "data": self.data,
            },
            ensure_ascii=False,
        )


def plan_changed(organisation: Organisation, plan_id: int, key: str) -> Happened:
    """A plan's front page, course, sections, positions or measures changed."""
    page = reverse("plans:plan_detail", args=[organisation.slug, "x"]).removesuffix("x/")
    plan = {
        "id": plan_id,
        "key": key,
        "url": _in_api("api:plans_detail", organisation, plan_id),
        "page": _absolute(f"{page}{KeyConverter().to_url(key)}/"),
    }
    return Happened(Event.PLAN_CHANGED, {"plan": plan}, about=f"plan {plan_id}")


def plan_of(thing: Any) -> Plan:
    """The plan that a plan, or a part of one, belongs to."""
    found: Plan = thing if isinstance(thing, Plan) else thing.plan
    return found


def strategy_adopted(organisation: Organisation, strategy: PlanningStrategy) -> Happened:
    """The council has adopted its planning strategy; told once, also if the decision is put right later."""
    adopted_on = strategy.adopted_on
    data = {
        "key": strategy.key,
        "adopted_on": adopted_on.isoformat() if adopted_on else None,
        "page": _absolute(reverse("strategy:strategy_detail", args=[organisation.slug, strategy.pk])),
    }
    made = uuid5(NAMESPACE, f"{Event.STRATEGY_ADOPTED} {strategy.pk}")
    return Happened(Event.STRATEGY_ADOPTED, {"strategy": data}, id=made)


def report_computed(organisation: Organisation, number: int) -> Happened:
    """A report of that number was computed."""
    data = {"report": _report(organisation, number)}
    return Happened(Event.REPORT_COMPUTED, data, id=_of_report(organisation, number, Event.REPORT_COMPUTED))


def findings_changed(
    organisation: Organisation, number: int, before: Data, after: Data
) -> Iterator[Happened]:
    """What one report finds that the one before did not, and the other way round, as both have it written."""
    known, found = _findings(before), _findings(after)
    for event, rows in ((Event.FINDING_OPENED, found - known), (Event.FINDING_CLOSED, known - found)):
        for row in sorted(rows):
            code, severity, decides, *subjects = row
            finding = {"code": code, "severity": severity, "decides": decides, "subjects": subjects}
            data = {"finding": finding, "report": _report(organisation, number)}
            yield Happened(event, data, id=_of_report(organisation, number, event, *row))


def tried(organisation: Organisation) -> Happened:
    """Somebody wants to see whether it arrives."""
    page = reverse("administration:webhook_list", args=[organisation.slug])
    return Happened(TEST_EVENT, {"page": _absolute(page)})


def _findings(document: Data) -> set[tuple[str, ...]]:
    rows: Sequence[Sequence[str]] = [*document["findings"], *document["provided_findings"]]
    return {tuple(row) for row in rows}


def _of_report(organisation: Organisation, number: int, *what: str) -> UUID:
    return uuid5(NAMESPACE, "\0".join((organisation.key, str(number), *what)))


def _report(organisation: Organisation, number: int) -> Data:
    return {"number": number, "url": _in_api("api:alignment_report", organisation, number)}


def _in_api(route: str, organisation: Organisation, number: int) -> str:
    return _absolute(f"{reverse(route, args=[number])}?organisation={organisation.key}")


def _absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
