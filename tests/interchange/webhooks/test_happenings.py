"""What webhooks are told of: plans, reports and what they find, strategies."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from alignment.services.recomputing import recompute_report
from interchange.models import Delivery, Webhook
from organisations.events import organisation_imported
from organisations.models import Organisation
from planning.events import measure_written
from planning.models import Measure, Plan
from strategy.events import strategy_changed
from tests import factories
from tests.alignment.small import contribution_of, load_municipalities

pytestmark = pytest.mark.django_db
ALL = ["plan.changed", "report.computed", "finding.opened", "finding.closed", "strategy.adopted"]


def listening(organisation: Organisation, *events: str) -> Webhook:
    hook = {"url": "https://example.org/", "nonce": "n", "digest": "d", "name": "Diariet"}
    return Webhook.objects.create(organisation=organisation, events=list(events or ALL), **hook)


def told(webhook: Webhook) -> list[tuple[str, dict]]:
    """What the webhook has been told since the last time."""
    found = [json.loads(each.body) for each in webhook.deliveries.order_by("pk")]
    webhook.deliveries.all().delete()
    return [(each["type"], each["data"]) for each in found]


def test_a_report_is_told_of_with_what_it_finds_that_the_one_before_did_not() -> None:
    organisation = load_municipalities()[0]
    webhook, other = listening(organisation), listening(organisation, "plan.changed")
    recompute_report(organisation_id=organisation.pk)
    assert [event for event, _data in told(webhook)] == ["report.computed"], "the first finds all anew"
    statement = contribution_of(organisation)
    statement.strength = -3
    statement.save(update_fields=["strength"])
    recompute_report(organisation_id=organisation.pk, always=True)
    opened = told(webhook)

    statement.strength = 2
    statement.save(update_fields=["strength"])
    recompute_report(organisation_id=organisation.pk, always=True)
    closed = told(webhook)
    recompute_report(organisation_id=organisation.pk, always=True)

    assert opened[0][1]["report"]["number"] == 2
    assert opened[0][1]["report"]["url"].endswith("/api/v1/alignment/reports/2/?organisation=kommun")
    news = {event: [d["finding"] for e, d in opened if e == event] for event in ALL[2:4]}
    after = {event: [d["finding"] for e, d in closed if e == event] for event in ALL[2:4]}
    assert news["finding.opened"] == after["finding.closed"] != []
    assert {"code", "severity", "decides", "subjects"} == set(news["finding.opened"][0])
    assert (told(webhook), told(other)) == ([], []), "a report without news has no new number"


def test_a_part_of_a_plan_tells_of_the_plan_and_another_organisation_hears_nothing(
    municipality, neighbour
) -> None:
    own, others = listening(municipality), listening(neighbour)
    measure = factories.MeasureFactory(plan__organisation=municipality)

    measure_written.send(Measure, organisation=municipality, measure=measure)

    [(event, data)] = told(own)
    assert (event, data["plan"]["key"]) == ("plan.changed", measure.plan.key)
    assert data["plan"]["page"].endswith(f"/ostersund/planer/{measure.plan.key}/")
    assert told(others) == []


def test_an_import_tells_of_each_plan_that_it_wrote_something_of(municipality) -> None:
    webhook = listening(municipality)
    own = {"organisation": municipality}
    untouched, by_a_part = (factories.PlanFactory(**own, key=key) for key in ("orord", "rord"))
    Plan.objects.update(updated_at=timezone.now() - timedelta(days=1))
    factories.MeasureFactory(plan=by_a_part)
    factories.MeasureFactory(plan=untouched)
    Measure.objects.filter(plan=untouched).update(updated_at=timezone.now() - timedelta(days=1))

    organisation_imported.send(Organisation, organisation=municipality)

    assert [data["plan"]["key"] for _event, data in told(webhook)] == ["rord"]


def test_that_a_strategy_was_adopted_is_told_once(municipality) -> None:
    webhook = listening(municipality)
    term = factories.TermFactory(organisation=municipality)
    strategy = factories.PlanningStrategyFactory(term=term)
    strategy_changed.send(type(strategy), organisation=municipality, strategy=strategy)
    assert not Delivery.objects.exists()
    strategy.status, strategy.adopted_on = "adopted", timezone.localdate()

    for _ in range(2):
        strategy_changed.send(type(strategy), organisation=municipality, strategy=strategy)

    [(event, data)] = told(webhook)
    assert (event, data["strategy"]["key"]) == ("strategy.adopted", strategy.key)
