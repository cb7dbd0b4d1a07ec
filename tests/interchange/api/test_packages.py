"""An organisation's package over the API: read by members, brought in by administrators, all or nothing."""

import json
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from goals.models import FrameworkAdoption, Goal
from interchange import tasks
from interchange.models import PackageImport
from interchange.selectors.package_runs import package_imports_waiting
from interchange.services.package_runs import carry_out_package_import
from organisations.events import organisation_imported
from organisations.models import Organisation
from planning.models import Plan, PlanAdoption
from tests import factories
from tests.interchange.building import exported, goals, package, plans, positions

pytestmark = pytest.mark.django_db
HERE = "/api/v1/packages/ostersund/"


@pytest.fixture
def client(client: Client, administrator: Any) -> Client:
    client.force_login(administrator)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def own(**parts: Any) -> dict[str, Any]:
    """The municipality's package, with lists or other parts."""
    organisation = {"key": "ostersund", "name": "Östersunds kommun", "kind": "municipality", "country": "SE"}
    return package("ostersund", **parts) | {"organisation": organisation}


def send(client: Client, content: Any, query: str = "", path: str = HERE, **headers: str) -> Any:
    body = content if isinstance(content, bytes) else json.dumps(content)
    return client.post(f"{path}?{query}", body, content_type="application/json", headers=headers)


def counts(answer: Any) -> dict[str, tuple[int, int, int, int]]:
    return {
        one["name"]: (len(one["created"]), len(one["changed"]), one["unchanged"], len(one["absent"]))
        for one in answer.json()["lists"]
    }


# Reading --------------------------------------------------------------------------------------------------


def test_members_read_what_the_command_writes(log_in, municipality, politician):
    factories.PlanFactory(organisation=municipality, key="utkast", status="drafting")

    answer = log_in(politician).get(HERE)

    assert answer.content.decode() == exported("ostersund")
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["plans"][0]["key"] == "utkast"


def test_who_has_the_package_is_answered_304_until_something_changes(log_in, municipality, politician):
    client = log_in(politician)
    tag = client.get(HERE)["ETag"]

    assert client.get(HERE, headers={"if-none-match": tag}).status_code == 304
    Organisation.objects.update(revision=99)
    assert client.get(HERE, headers={"if-none-match": tag}).status_code == 200


def test_others_are_told_where_they_read_what_is_adopted(client, stranger, municipality):
    client.force_login(stranger)

    answer = client.get(HERE)

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert "open data" in answer.json()["title"]
    assert client.get("/api/v1/packages/ingen/").status_code == 404


def test_a_key_with_a_stroke_is_written_with_a_tilde(client):
    factories.OrganisationFactory(key="a.b/c", is_public=True)

    assert client.get("/api/v1/packages/a.b~c/").status_code == 403
    assert client.get("/api/v1/packages/a.b/c/").status_code == 404


# Importing ------------------------------------------------------------------------------------------------


def test_a_dry_run_tells_the_difference_and_writes_nothing(client, municipality):
    answer = send(client, own(**goals("a", "b")), "dry_run=true")

    assert (answer.status_code, answer.json()["dry_run"], answer.json()["written"]) == (200, True, 3)
    assert counts(answer)["goals"] == (2, 0, 0, 0)
    assert not Goal.objects.exists()


def test_an_import_writes_and_the_same_again_changes_nothing(client, municipality, administrator):
    first, second = send(client, own(**goals("a"))), send(client, own(**goals("a")))

    assert counts(first)["goals"] == (1, 0, 0, 0)
    assert (counts(second)["goals"], second.json()["written"]) == ((0, 0, 1, 0), 0)
    assert Goal.objects.get().created_by == administrator


def test_an_export_comes_back_as_it_was(client, municipality):
    send(client, own(**goals("a"), **plans("p"), positions=positions("o")))

    answer = send(client, client.get(HERE).content)

    assert (answer.status_code, answer.json()["written"]) == (200, 0)


def test_all_that_is_wrong_is_told_with_its_place_and_nothing_is_written(client, municipality):
    wrong = own(**goals("a", surprise=1), adoptions=[{"framework": "un:nothing"}])

    answer = send(client, wrong)

    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert [(each["path"], each["code"]) for each in answer.json()["errors"]] == [
        ("/goals/0/surprise", "unknown_key"),
        ("/adoptions/0/framework", "unknown_reference"),
    ]
    assert not Goal.objects.exists()


def test_what_was_changed_since_the_export_is_not_overwritten(client, municipality):
    send(client, own(**goals("a")))
    kept = client.get(HERE).json()
    Goal.objects.update(title="Under tiden", version=2)
    kept["goals"][0]["title"] = "Ny titel"

    refused = send(client, kept)

    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (412, "/goals/0")
    assert send(client, kept, "overwrite=true").status_code == 200
    assert Goal.objects.get().title == "Ny titel"


def test_what_is_absent_goes_with_the_token_of_a_dry_run(client, municipality):
    send(client, own(**goals("a", "b")))
    fewer = own(**goals("a"))

    token = send(client, fewer, "dry_run=true").json()["prune_token"]

    assert send(client, fewer, "prune=nothing").status_code == 422
    assert send(client, fewer, f"prune={token}").json()["removed"] == 1
    assert Goal.objects.get().key == "a"


def test_what_is_sent_twice_with_one_key_is_imported_once(client, municipality):
    first = send(client, own(**goals("a")), **{"idempotency-key": "k1"})
    second = send(client, own(**goals("a")), **{"idempotency-key": "k1"})

    assert (second.content, second["Idempotency-Replayed"]) == (first.content, "true")
    assert send(client, own(**goals("b")), **{"idempotency-key": "k1"}).status_code == 422


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"null", 400),
        (b'{"a": "\\u0000"}', 400),
        (b'{"a": ' * 20_000, 400),
        (b'{"a": ' + b"[" * 20_000 + b"]" * 20_000 + b"}", 400),
        (b"{}", 422),
        (b'{"format": 1, "version": "1", "organisation": []}', 422),
        (b'{"format": "samplan-package", "version": 1, "organisation": {"key": 5}, "goals": 1}', 422),
        (json.dumps(own(goals=[1, None, [], {"key": {}}])).encode(), 422),
        (json.dumps(own(goals=[{"key": "a\u0000"}])).encode(), 400),
    ],
)
def test_what_is_no_package_is_a_problem(client, municipality, body, status):
    answer = send(client, body)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "query", ["dry_run=1", "overwrite=ja", "nothing=1", "prune=" + "x" * 201, "prune=%00"]
)
def test_what_is_no_option_is_a_problem(client, municipality, query):
    assert send(client, own(), query).status_code == 400


def test_too_large_a_package_is_not_read(client, municipality, settings):
    settings.MAX_PACKAGE_BYTES = 100
    answer = send(client, b" " * 101)

    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
    assert client.post(HERE, "a,b", content_type="text/csv").status_code == 415


# Whose ----------------------------------------------------------------------------------------------------


def test_only_the_organisation_s_own_package_is_taken(client, neighbour):
    answer = send(client, package("falun", **goals("a")))

    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "/organisation/key")
    assert send(client, package("falun"), path="/api/v1/packages/falun/").status_code == 403
    assert not Goal.objects.exists()


@pytest.mark.parametrize("who", ["planner", "coordinator", "politician", "stranger"])
def test_administrators_alone_import(client, municipality, request, who):
    client.force_login(request.getfixturevalue(who))
    assert send(client, own(**goals("a")), "dry_run=true").status_code == 403


def test_another_s_draft_is_told_as_if_it_did_not_exist(client, neighbour):
    draft = factories.PlanFactory(organisation=neighbour, key="hemlig", status="drafting")
    factories.PositionFactory(plan=draft, key="hemlig-p")
    factories.FrameworkFactory(organisation=neighbour, key="arbetsmaterial")
    Plan.objects.filter(pk=draft.pk).update(framework=neighbour.frameworks.get())
    shown = factories.PlanFactory(organisation=neighbour, key="oppen", status="in_force")
    adopted = [{"plan": "falun:oppen"}]

    told = {
        name: send(client, own(**parts), "dry_run=true").json()["errors"]
        for name, parts in {
            "plan": {"plan_adoptions": [{"plan": "falun:hemlig"}]},
            "nothing": {"plan_adoptions": [{"plan": "falun:finns-inte"}]},
            "framework": {"adoptions": [{"framework": "falun:arbetsmaterial"}]},
            "item": {
                **goals("g"),
                "plan_adoptions": adopted,
                "contributions": [{"item": "position:falun:hemlig-p", "goal": "f/g", "strength": 1}],
            },
        }.items()
    }

    assert {name: each[0]["code"] for name, each in told.items()} == dict.fromkeys(told, "unknown_reference")
    assert told["plan"][0]["message"] == told["nothing"][0]["message"].replace("finns-inte", "hemlig")
    assert send(client, own(plan_adoptions=adopted)).status_code == 200
    assert PlanAdoption.objects.get().plan == shown
    assert not FrameworkAdoption.objects.exists()


def test_what_is_followed_already_comes_back_even_if_nobody_else_reads_it(client, municipality, neighbour):
    draft = factories.PlanFactory(organisation=neighbour, status="in_force")
    factories.PlanAdoptionFactory(organisation=municipality, plan=draft)
    Organisation.objects.filter(pk=neighbour.pk).update(is_public=False)

    answer = send(client, client.get(HERE).content)

    assert (answer.status_code, answer.json()["written"]) == (200, 0)


@pytest.mark.parametrize(("is_public", "named"), [(True, '"falun"'), (False, "another organisation")])
def test_who_refers_to_what_would_go_is_named_if_others_see_them(client, neighbour, is_public, named):
    send(client, own(**goals("a"), **plans("p")))
    factories.PlanAdoptionFactory(organisation=neighbour, plan=Plan.objects.get(key="p"))
    Organisation.objects.filter(pk=neighbour.pk).update(is_public=is_public)
    fewer = own(**goals("a"))
    token = send(client, fewer, "dry_run=true").json()["prune_token"]

    refused = send(client, fewer, f"prune={token}")

    assert refused.status_code == 409
    [problem] = refused.json()["errors"]
    assert problem["message"].startswith(f"{named} refers to it (plan_adoptions")
    assert Plan.objects.get().key == "p"


# Large ones -----------------------------------------------------------------------------------------------


@pytest.fixture
def one_at_once(settings: Any) -> None:
    settings.PACKAGE_OBJECTS_AT_ONCE = 1


@pytest.mark.usefixtures("one_at_once")
def test_a_large_package_is_imported_later_and_tells_what_it_came_to(client, municipality):
    asked = send(client, own(**goals("a", "b")))

    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    assert not Goal.objects.exists()
    carry_out_package_import(run_id=asked.json()["id"])
    done = client.get(asked["Location"]).json()
    assert (done["state"], done["result"]["written"], done["problem"]) == ("done", 3, None)
    assert Goal.objects.count() == 2
    assert bytes(PackageImport.objects.get().package) == b""
    assert not carry_out_package_import(run_id=asked.json()["id"]), "twice it is done once"


@pytest.mark.usefixtures("one_at_once")
def test_a_large_package_is_queued_when_it_is_safely_kept(
    client, municipality, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as queued:
        asked = send(client, own(**goals("a", "b")))

    assert len(queued) == 1
    assert package_imports_waiting() == [asked.json()["id"]]
    tasks.import_package(asked.json()["id"])
    assert client.get(asked["Location"]).json()["state"] == "done"
    assert package_imports_waiting() == []


@pytest.mark.usefixtures("one_at_once")
def test_a_large_package_that_is_wrong_tells_why_in_the_language_of_who_sent_it(client, municipality):
    asked = send(client, own(**goals("a", "b", parent="c")))

    carry_out_package_import(run_id=asked.json()["id"])

    done = client.get(asked["Location"]).json()
    assert (done["state"], done["result"]) == ("refused", None)
    assert done["problem"]["status"] == 422
    assert done["problem"]["errors"][0]["message"] == 'no goal "c"'


@pytest.mark.usefixtures("one_at_once")
def test_one_large_package_at_a_time(client, municipality):
    send(client, own(**goals("a", "b")))
    assert send(client, own(**goals("a", "b"))).status_code == 409

    PackageImport.objects.update(asked_at="2026-01-01T00:00Z")
    left = PackageImport.objects.get()
    assert client.get(f"{HERE}imports/{left.pk}/").json()["state"] == "stopped"
    assert send(client, own(**goals("a", "b"))).status_code == 202


@pytest.mark.usefixtures("one_at_once")
def test_who_may_no_more_imports_nothing(client, municipality, administrator):
    asked = send(client, own(**goals("a", "b")))
    municipality.memberships.filter(user=administrator).update(role="reader")

    carry_out_package_import(run_id=asked.json()["id"])

    assert PackageImport.objects.get().problem["status"] == 403
    assert not Goal.objects.exists()
    assert client.get(asked["Location"]).status_code == 403


@pytest.mark.usefixtures("one_at_once")
def test_progress_is_read_while_it_is_under_way(client, municipality):
    asked = send(client, own(**goals("a", "b")))
    seen = []

    def look(*_args: Any, **_kwargs: Any) -> None:
        seen.append(client.get(asked["Location"]).json())

    organisation_imported.connect(look, weak=False)
    with transaction.atomic():
        carry_out_package_import(run_id=asked.json()["id"])
    organisation_imported.disconnect(look)

    assert seen[0]["state"] == "running"
    assert seen[0]["progress"] == {"phase": "Writing", "done": 3, "of": 3}
