"""Every resource of the API for every role: who may not see a thing does not, and nothing secret leaks."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.api_urls import urlpatterns
from goals.models import Goal
from organisations.api import representing
from organisations.models import Organisation, Unit, User
from planning.models import Measure, Plan
from tests import factories
from tests.house import routes
from tests.house.routes import SECRET, SECRET_KEY, World

#: What coordinators alone read (tests/interchange/api/test_webhooks.py); all members read the others.
OF_ADMINISTRATION = {"webhooks", "deliveries"}
KINDS: Mapping[str, Any] = MappingProxyType(
    {name: kind for name, kind in representing.KINDS.items() if name not in OF_ADMINISTRATION}
)
MEMBERS_ONLY = {
    *("status-updates", "hand-overs", "conflicts", "memberships", "comments"),
    *("situation-reports", "cooperations", "strategy-recipients"),
}
WITHOUT_DETAILS = {"alignment/matrix"}
DETAILED = sorted(set(KINDS) - WITHOUT_DETAILS)
OUTSIDERS = ["anonymous", "stranger"]
#: What nobody's program should send, and everybody's may.
BAD = [
    "nothing=1",
    "fields=nothing",
    "expand=nothing",
    "ordering=nothing",
    "ordering=-",
    "cursor=nothing",
    "cursor=%00",
    "page_size=0",
    "page_size=1001",
    "page_size=9999999999999999999999",
    "page_size=%C2%B2",
    "fields=%00",
    "%00=1",
    "organisation=%00",
    "fields=" + "x," * 2000,
]
ODD = ["1", "-1", "99999999999999999999999999", "1e400", "%FF" * 500]


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> World:
    built = routes.build_world(municipality, department)
    follow_up(built)
    follow_others(built)
    return built


def follow_up(world: World) -> None:
    """What is said of the open and the secret measure, when things happened, and what is measured."""
    for measure in Measure.objects.filter(organisation=world.organisation):
        factories.StatusUpdateFactory(measure=measure, text=SECRET)
        factories.BudgetLineFactory(measure=measure)
    for plan in Plan.objects.filter(organisation=world.organisation, key__in=["oppen", SECRET_KEY]):
        factories.PlanEventFactory(plan=plan, status=plan.status, title=plan.title)
        factories.PlanEventFactory(plan=plan, status="drafting", title=SECRET)
    filed = {"file__filename": "hemligt.pdf", "title": SECRET}
    factories.DocumentFactory(subject=Plan.objects.get(key=SECRET_KEY), **filed)
    hidden = Goal.objects.get(framework__key=f"{SECRET_KEY}-mal")
    secret = factories.IndicatorFactory(organisation=world.organisation, title=SECRET)
    factories.TargetFactory(goal=hidden, indicator=secret, key=f"{SECRET_KEY}-t")
    factories.ObservationFactory(indicator=secret, note=SECRET)
    known = factories.TargetFactory(goal=world.open_contribution.goal, key="t", desired=(None, 90))
    factories.ObservationFactory(indicator=known.indicator)


def follow_others(world: World) -> None:
    """A region's goals but for one, its plan, and one that it still drafts."""
    region = factories.OrganisationFactory(key="lan", kind="region", is_public=True)
    left_out = factories.GoalFactory(framework__organisation=region, framework__level="regional")
    own = {"organisation": world.organisation}
    adoption = factories.FrameworkAdoptionFactory(**own, framework=left_out.framework)
    adoption.exclusions.create(goal=left_out)
    factories.PlanAdoptionFactory(**own, plan__organisation=region)
    factories.PlanAdoptionFactory(
        **own, plan=factories.PlanFactory(organisation=region, title=SECRET, status="drafting")
    )


@pytest.fixture
def clients(politician: User, stranger: User) -> dict[str, Client]:
    found = {"anonymous": Client(), "stranger": Client(), "reader": Client()}
    found["stranger"].force_login(stranger)
    found["reader"].force_login(politician)
    return found


def address(kind: str, query: str = "", pk: int | None = None) -> str:
    """The list of a kind, or one thing, for the municipality of the world."""
    name = "api:" + kind.replace("/", "_").replace("-", "_") + "_list"
    scope = "organisation=ostersund&" if KINDS[kind].is_of_organisation else ""
    return f"{reverse(name)}{'' if pk is None else f'{pk}/'}?{scope}{query}"


def everything(kind: str) -> str:
    """The query that expands all that can be expanded."""
    resource: Any = KINDS[kind]
    names = resource.expandable(resource.readers())
    return "expand=" + ",".join(names) if names else ""


def all_rows(client: Client, kind: str) -> list[dict[str, Any]]:
    answer = client.get(address(kind, "page_size=1000"))
    assert answer.status_code == 200, (kind, answer.content)
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def test_every_list_of_the_api_is_a_known_kind() -> None:
    lists = {str(entry.pattern).strip("/") for entry in urlpatterns if str(entry.name).endswith("_list")}

    assert lists == {*KINDS, *OF_ADMINISTRATION}
    assert len(lists) > 25


def test_members_read_every_list_and_every_thing(world: World, clients: dict[str, Client]) -> None:
    empty = set()
    for kind in KINDS:
        rows = all_rows(clients["reader"], kind)
        empty |= set() if rows else {kind}
        for row in rows[:2] if kind in DETAILED else []:
            answer = clients["reader"].get(address(kind, pk=row["id"]))
            assert answer.json() == row, "a list and a thing say the same"

    assert empty == set()


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_secret_is_in_any_answer(world: World, clients: dict[str, Client], who: str) -> None:
    for kind in KINDS:
        resource: Any = KINDS[kind]
        orders = [f"ordering={sign}{name}" for name in resource.orderings for sign in ("", "-")]
        for query in ["", everything(kind), "q=Hemlig", *orders]:
            answer = clients[who].get(address(kind, query))
            assert answer.status_code in ({403} if kind in MEMBERS_ONLY else {200, 400}), (kind, query)
            text = answer.content.decode()
            assert SECRET not in text, f"{who} reads it at {kind} {query}"
            assert SECRET_KEY not in text, f"{who} reads its key at {kind} {query}"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_secret_things_have_no_address_for_others(world: World, clients: dict[str, Client], who: str) -> None:
    hidden = 0
    for kind in DETAILED:
        open_ids = set() if kind in MEMBERS_ONLY else {row["id"] for row in all_rows(clients[who], kind)}
        for row in all_rows(clients["reader"], kind):
            if row["id"] not in open_ids:
                hidden += 1
                assert clients[who].get(address(kind, pk=row["id"])).status_code in {403, 404}, (kind, row)

    assert hidden > 20


def test_what_is_another_s_does_not_exist(world: World, clients: dict[str, Client]) -> None:
    own = {"organisations", "units"}  # who is public has no secret name, and no secret units
    for kind in sorted(set(DETAILED) - own):
        for row in all_rows(clients["reader"], kind)[:3]:
            tried = address(kind, pk=row["id"]).replace("=ostersund", "=falun")
            assert clients["stranger"].get(tried).status_code == 404, tried

    Organisation.objects.filter(pk=world.organisation.pk).update(is_public=False)
    for who in OUTSIDERS:
        for kind in set(KINDS) - {"organisations"}:
            answer = clients[who].get(address(kind))
            assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
        assert "ostersund" not in clients[who].get("/api/v1/organisations/").content.decode()


def test_no_list_takes_more_than_ten_queries_at_any_size(world: World, clients: dict[str, Client]) -> None:
    members, everybody = clients["reader"], clients["anonymous"]
    few = [queries(members), queries(everybody)]
    grow(world)
    many = [queries(members), queries(everybody)]

    for counted in (*few, *many):
        assert {asked: number for asked, number in counted.items() if number > 10} == {}


def queries(client: Client) -> dict[tuple[str, str], int]:
    """How many queries each list takes, as it is and with all expanded."""
    found = {}
    for kind in KINDS:
        for query in ("", everything(kind)):
            with CaptureQueriesContext(connection) as seen:
                client.get(address(kind, query))
            found[kind, query] = len(seen)
    return found


def grow(world: World) -> None:
    """Several more of what there are lists of."""
    plan = Plan.objects.get(organisation=world.organisation, key="oppen")
    framework = world.open_contribution.goal.framework
    for number in range(4):
        goal = factories.GoalFactory(framework=framework, key=f"mer{number}")
        position = factories.PositionFactory(plan=plan, key=f"mer{number}")
        measure = factories.MeasureFactory(plan=plan, key=f"mer{number}", unit=plan.unit)
        measure.implementation_rows.create(position=position)
        factories.ContributionFactory(position=position, goal=goal, recorded_by=world.organisation)
        factories.StatusUpdateFactory(measure=measure)
        factories.BudgetLineFactory(measure=measure)
        factories.PlanEventFactory(plan=plan, status=plan.status)
        factories.UnitFactory(organisation=world.organisation)
        target = factories.TargetFactory(goal=goal, key=f"mer{number}", desired=(None, 90))
        factories.ObservationFactory(indicator=target.indicator)
        factories.PlanFactory(organisation=world.organisation, key=f"mer{number}", status=plan.status)


def test_what_cannot_be_understood_is_a_problem(world: World, clients: dict[str, Client]) -> None:
    wrong = []
    for kind in KINDS:
        for query in BAD:
            answer = clients["reader"].get(address(kind, query))
            if (answer.status_code, answer["Content-Type"]) != (400, "application/problem+json"):
                wrong.append((kind, query, answer.status_code))
            else:
                assert answer.json()["errors"][0]["message"]
        known: Any = KINDS[kind]
        for name in known.filterset_class.base_filters if known.filterset_class else ():
            found = {clients["reader"].get(address(kind, f"{name}={value}")).status_code for value in ODD}
            assert found <= {200, 400}, (kind, name)

    assert wrong == []


def test_addresses_without_meaning_are_problems(world: World, clients: dict[str, Client]) -> None:
    scope = "?organisation=ostersund"
    for path in ("nothing/", "", "plans/x/", f"plans/{10**30}/{scope}", f"plans/0/{scope}"):
        answer = clients["anonymous"].get(f"/api/v1/{path}")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), path
