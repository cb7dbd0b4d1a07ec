"""The demonstration is public, has people, and rounds of two planning strategies that are whole.

A round is under way in Östersund, and adopted in Trondheim. It is loaded once: that takes seconds.
"""

import pytest
from django.test import Client, override_settings

from interchange.services.demo import demo_files, load_demo
from interchange.services.packages import Outcome
from organisations.demo import demo_accounts
from organisations.models import Organisation, User
from organisations.policies import standing
from pages.guards import Viewer
from pages.strategy.workbench import DESKS
from strategy.models import OF_COUNTRY, PlanningStrategy
from strategy.selectors.decisions import decided_contents
from tests.pages.strategy.test_document_detail import out_of_order, url_of
from tests.pages.strategy.test_strategy_list import text

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_public_and_its_rounds_are_whole() -> None:
    check_what_is_loaded(load_demo(files=demo_files()))
    found = PlanningStrategy.objects.select_related("organisation", "term", "unit")
    under_way = found.get(organisation__key="ostersund", key="planeringsstrategi-2026")
    adopted = found.get(organisation__key="trondheim", key="planstrategi-2024")

    assert {strategy.status for strategy in (under_way, adopted)} == {"drafting", "adopted"}
    assert [empty_desks(strategy) for strategy in (under_way, adopted)] == [[], []]
    check_what_is_under_way(under_way)
    check_what_is_adopted(adopted)
    check_what_stands_beside(under_way)


def check_what_is_loaded(outcome: Outcome | None) -> None:
    """All of it, for everybody to read, and somebody for each role."""
    assert outcome is not None
    assert outcome.written > 1450
    assert not Organisation.objects.filter(is_public=False).exists()
    assert User.objects.filter(is_demo=True).count() == len(demo_accounts())


def empty_desks(strategy: PlanningStrategy) -> list[str]:
    """The parts of the strategy's page in which nothing stands."""
    organisation = strategy.organisation
    user = User.objects.filter(memberships__organisation=organisation).order_by("pk")[0]
    viewer = Viewer(organisation, user, standing(user, organisation), organisation.today())
    return [noun for noun, desk in DESKS.items() if not desk(viewer, strategy, {}).things().exists()]


def check_what_is_under_way(strategy: PlanningStrategy) -> None:
    """Some requirements are judged, some are open; the three numbers of inhabitants are said apart."""
    assert 0 < strategy.verdicts.count() < len(OF_COUNTRY["SE"])
    assert strategy.population_figures.count() == 3
    assert set(strategy.scenarios.values_list("population", flat=True)) >= {65_000, 75_000}
    assert not strategy.plan_needs.filter(unit__isnull=True).exists()
    said = [str(each.reason) for scenario in strategy.scenarios.all() for each in scenario.robustness.all()]
    said += [*strategy.verdicts.values_list("reason", flat=True)]
    assert [each for each in said if "xempel" not in each] == [], "what is illustrative says so"


def check_what_is_adopted(strategy: PlanningStrategy) -> None:
    """Both parts of the kommuneplan are judged, somebody is told, and what was adopted is kept and shown."""
    assert strategy.verdicts.count() == len(OF_COUNTRY["NO"])
    assert strategy.recipients.filter(received_on__isnull=False).exists()
    kept = decided_contents(strategy)
    assert kept is not None
    assert (kept.futures.scenarios, kept.stances, kept.verdicts).count(()) == 0
    assert "<h2>Kommuneplanen" in Client().get(url_of(strategy)).content.decode()
    page = text(Client().get(url_of(strategy, "dokument/")))
    wrong = out_of_order(
        page,
        "Planstrategi 2024–2027",
        "Flere eldre og færre barn",
        "Moderat vekst: 230 000 innbyggere",
        "Planbehov i perioden",
        "Temaplan for eldre",
        "Revideres helt",
    )
    assert wrong == []


def check_what_stands_beside(strategy: PlanningStrategy) -> None:
    """A coordinator of Östersund reads Falun's verdicts beside their own, and Trondheim's futures."""
    reader = Client()
    reader.force_login(User.objects.get(email="samordnare@ostersund.example"))
    with override_settings(DEMO=True):
        page = text(reader.get(url_of(strategy, "andra/")))
    wrong = out_of_order(
        page.split("Vad som bedöms")[1],
        "Falu kommun",
        "Trondheim kommune",
        "Inte aktuell Skyfall och Storsjöns nivåer",
        "Inte aktuell Skyfall, ras och skred",
        "Revideras helt Arealdelen 2012–2024 erstattes",
        "75 000 år 2040",
        "240 000 år 2040",
        "Snabb tillväxt i Falun och Borlänge",
        "Høy vekst: 250 000 innbyggere",
    )
    assert wrong == []
