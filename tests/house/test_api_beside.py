"""What the API answers beside its resources: no secret, nothing of another, and nobody else writes."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.api_urls import urlpatterns
from dialogue.models import Document
from organisations.api.representing import KINDS
from organisations.models import Organisation, Unit, User
from planning.models import Plan
from strategy.models import KeptContents, PlanningStrategy
from strategy.services.keeping import keep_contents
from tests.house import routes
from tests.house.administration import package_of
from tests.house.routes import SECRET, SECRET_KEY, World
from tests.house.test_api_writes import client_of, follow_others, follow_up
from tests.house.test_routes import stored

REPORTS = {"alignment_report", "alignment_report_latest", "alignment_freshness", "alignment_compare"}
#: Said of nobody's goals and plans; tried elsewhere (tests/alignment/api, tests/interchange/api).
OF_NOBODY = {"package_schema", "schema", "docs", "nothing_here"}
ACTING = {"alignment_recompute", "alignment_simulate"}
WALKED = {
    *("search", "history", "plans_alignment_statement", "package", "package_import", "documents_content"),
    "planning_strategies_contents",
    *REPORTS,
}
SCOPE = "organisation=ostersund"
MEMBERS_ONLY = ("packages/",)
GEO_JSON = "application/geo+json"
#: Of what is no list: a package is all lists in one, statements and histories name many sorts of things.
MOST_QUERIES = {"packages": 46, "plans": 24, "history": 18, "alignment": 12}
PEOPLE = ("anonymous", "stranger", "key of another")
WRITERS = ("anonymous", "stranger", "reader", "key of another", "key of a reader", "key that reads")


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> World:
    built = routes.build_world(municipality, department)
    follow_up(built)
    follow_others(built)
    for strategy in PlanningStrategy.objects.filter(status="adopted", kept__isnull=True):
        keep_contents(strategy)
    return built


@pytest.fixture
def people(politician: User, stranger: User, administrator: User, neighbour: Organisation) -> dict[str, User]:
    neighbour.memberships.create(user=administrator, role="administrator")
    return {"reader": politician, "stranger": stranger, "administrator": administrator}


def addresses(world: World) -> Iterator[str]:
    """What can be read of the municipality beside its lists, of open things and of secret ones."""
    for word in ("plan", SECRET, SECRET_KEY, "Öppen"):
        yield f"search/?{SCOPE}&q={quote(word)}"
    for plan in Plan.objects.filter(organisation=world.organisation).order_by("pk"):
        yield f"plans/{plan.pk}/alignment-statement/?{SCOPE}"
    for plan in (world.open_position.plan, world.draft_position.plan):
        yield f"plans/{plan.pk}/alignment-statement/?{SCOPE}&format=docx"
    for kind, rows in things(world).items():
        yield from (f"history/?{SCOPE}&kind={kind}&id={row.pk}" for row in rows)
    yield from (f"alignment/{name}/?{SCOPE}" for name in ("reports/latest", "reports/1", "freshness"))
    yield f"alignment/reports/compare/?{SCOPE}&from=1&to=1"
    for kept in KeptContents.objects.filter(strategy__organisation=world.organisation).order_by("pk"):
        yield f"planning-strategies/{kept.strategy_id}/contents/?{SCOPE}&decision={kept.change_id or 0}"
    yield "packages/ostersund/"
    for document in Document.objects.there().order_by("pk"):
        yield f"documents/{document.pk}/content/?{SCOPE}"


def whole(answer: Any) -> bytes:
    """What was answered, to its end; a file that is handed out is closed then."""
    content: bytes = answer.getvalue()
    return content


def things(world: World) -> dict[str, list[Any]]:
    """Open and secret things whose history can be asked for, by their kind."""
    return {
        "plans": [world.open_position.plan, world.draft_position.plan],
        "positions": [world.open_position, world.draft_position],
        "measures": [*world.open_position.plan.measures.all(), *world.draft_position.plan.measures.all()],
        "sections": [world.draft_section],
        "goals": [world.new_goal],
        "contributions": [world.open_contribution, world.draft_contribution],
        "position-links": [world.old_link],
    }


def test_every_address_beside_the_resources_is_walked() -> None:
    of_resources = set()
    for name, kind in KINDS.items():
        plain = name.replace("/", "_").replace("-", "_")
        of_resources |= {f"{plain}_{ending}" for ending in ("list", "detail", *kind.deeds)}  # type: ignore[attr-defined]  # resources have deeds

    beside = {str(entry.name) for entry in urlpatterns} - of_resources

    assert beside == WALKED | OF_NOBODY | ACTING


def test_nothing_secret_is_in_any_answer(
    world: World, people: dict[str, User], neighbour: Organisation
) -> None:
    seen = set()
    for who in PEOPLE:
        client = client_of(who, people, world.organisation, neighbour)
        for path in addresses(world):
            answer = client.get(f"/api/v1/{path}")
            seen.add(answer.status_code)
            expected = {403} if path.startswith(MEMBERS_ONLY) else {200, 403, 404}
            assert answer.status_code in expected, (who, path)
            text = whole(answer).decode(errors="replace")
            assert SECRET not in text, f"{who} reads it at {path}"
            assert SECRET_KEY not in text, f"{who} reads its key at {path}"
        placed = client.get(f"/api/v1/positions/?{SCOPE}", headers={"accept": GEO_JSON})
        assert [each["properties"]["key"] for each in placed.json()["features"]]
        assert SECRET not in placed.content.decode()

    assert {200, 403, 404} <= seen


def test_members_read_all_of_it_with_few_queries(
    world: World, people: dict[str, User], neighbour: Organisation
) -> None:
    client, wrong = client_of("reader", people, world.organisation, neighbour), []
    for path in addresses(world):
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(f"/api/v1/{path}")
        whole(answer)
        if answer.status_code != 200 or len(seen) > MOST_QUERIES.get(path.partition("/")[0], 10):
            wrong.append((path, answer.status_code, len(seen)))

    assert wrong == []


def test_what_is_another_s_does_not_exist(
    world: World, people: dict[str, User], neighbour: Organisation
) -> None:
    paths = list(addresses(world))
    Organisation.objects.filter(pk=world.organisation.pk).update(is_public=False)

    for who in PEOPLE:
        client = client_of(who, people, world.organisation, neighbour)
        for path in [*paths, f"positions/?{SCOPE}"]:
            answer = client.get(f"/api/v1/{path}", headers={"accept": f"{GEO_JSON}, */*"})
            assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), path
        for path in (each for each in paths if "history" in each or "statement" in each):
            own = client.get(f"/api/v1/{path}".replace("=ostersund", "=falun"))
            assert own.status_code in {403, 404}, "what is ours is not read in their name"


def test_nobody_else_brings_in_a_package(
    world: World, people: dict[str, User], neighbour: Organisation
) -> None:
    sent = package_of(world.organisation)

    for who in WRITERS:
        client = client_of(who, people, world.organisation, neighbour)
        before = stored()
        for query in ("", "?dry_run=true"):
            answer = client.post(f"/api/v1/packages/ostersund/{query}", sent, content_type="application/json")
            assert answer.status_code in {401, 403}, (who, answer.content)
            assert answer["Content-Type"] == "application/problem+json"
        known = 404 if who == "key that reads" else 403  # an administrator's, who may look
        assert client.get("/api/v1/packages/ostersund/imports/1/").status_code == known
        assert stored() == before, who


def test_what_cannot_be_understood_is_a_problem(
    world: World, people: dict[str, User], neighbour: Organisation
) -> None:
    client = client_of("administrator", people, world.organisation, neighbour)
    plan = world.open_position.plan.pk
    for path in ("search/", "history/", f"plans/{plan}/alignment-statement/", "packages/ostersund/"):
        start = "" if path.startswith("packages") else f"{SCOPE}&"
        for query in ("nothing=1", "%00=1", "nothing=%00", "page_size=x&nothing=1"):
            answer = client.get(f"/api/v1/{path}?{start}{query}")
            assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), path
    for path in (f"plans/{10**30}/alignment-statement/?{SCOPE}", f"packages/ostersund/imports/{10**30}/"):
        assert client.get(f"/api/v1/{path}").status_code == 404
