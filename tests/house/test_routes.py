"""Every route for every role: who may not see it does not, and nothing secret leaks to the public."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pypdf import PdfReader

from alignment.models import AlignmentReport, Finding
from core.models import Record
from dialogue.models import Comment, Feedback, Notification, Subscription
from interchange.models import Delivery, ImportRun, PackageImport, Webhook
from organisations.models import ApiToken, Membership, Organisation, Unit, User
from tests.conftest import person
from tests.house import administration, council, council_forms, paths, routes, work
from tests.house.routes import SECRET, SECRET_KEY, World

OUTSIDERS = ["anonymous", "stranger"]
MEMBERS = ["reader", "elsewhere"]
# What only looks or asks; every other route writes, also one that comes later.
LOOKING = (
    "_list",
    "_detail",
    ":overview",
    ":freshness",
    ":accent",
    ":plan_contributions",
    ":document_download",
)
# What only coordinators do, whoever is responsible.
COORDINATING = {
    "conflicts:conflict_decide",
    "conflicts:conflict_reopen",
    "dialogue:comment_put_back",
    "editions:correction_create",
    "reporting:report_pin",
    "feedback:feedback_settle",
    "feedback:feedback_remove",
}
# Every member talks, and reads what they were told.
OPEN_TO_MEMBERS = {
    "dialogue:comment_create",
    "dialogue:comment_answer",
    "dialogue:notifications_read",
    "subscriptions:subscription_edit",
}
# Whoever reads the pages says what they think of them.
OPEN_TO_ALL = {"feedback:feedback_create"}
# Names nothing: it is about what the person themselves was told, or has to say.
OF_ONESELF = {"dialogue:notifications_read", *OPEN_TO_ALL}
SECRET_PLACES = (
    SECRET_KEY,
    "/overlamningar/",
    "/bidrag/",
    "/malkonflikter/",
    "/samtal/",
    "/historik/",
    "/narvaro/",
    "/handlingar/",
)
QUERIES = [
    "?q=Hemlig",
    "?ordning=-titel",
    "?fas=proposed",
    "?visa=om-antaget",
    "?sida=2",
    "?status=drafting",
]


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> World:
    return routes.build_world(municipality, department)


@pytest.fixture
def people(
    politician: User, stranger: User, municipality: Organisation, other_department: Unit
) -> dict[str, Any]:
    elsewhere = person(municipality, Membership.Role.EDITOR, other_department)
    return {"anonymous": None, "stranger": stranger, "reader": politician, "elsewhere": elsewhere}


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def text_of(answer: Any) -> str:
    """What is read in an answer: of a PDF the words on its pages, of an office document all that it holds."""
    sort = answer.headers.get("Content-Type", "")
    if answer.streaming:
        return str(answer.getvalue().decode())
    if sort.startswith("application/vnd.openxmlformats"):
        inside = zipfile.ZipFile(io.BytesIO(answer.content))
        return " ".join(inside.read(name).decode() for name in inside.namelist() if name.endswith(".xml"))
    if sort == "image/png":
        return ""  # pixels, which are the same for everybody (tests/pages/documents)
    if sort != "application/pdf":
        return answer.content.decode()
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_every_route_is_walked(world: World) -> None:
    without = []
    for name in paths.names():
        try:
            paths.of_route(world, name, secret=False)
        except NoReverseMatch:
            without.append(name)

    assert without == []
    assert len(paths.names()) >= 15


@pytest.mark.parametrize("who", OUTSIDERS)
def test_an_organisation_that_is_not_public_does_not_exist_for_outsiders(
    world: World, people: dict[str, Any], who: str
) -> None:
    Organisation.objects.filter(pk=world.organisation.pk).update(is_public=False)
    client = client_of(people[who])

    for name in paths.names():
        for address in paths.of_route(world, name, secret=False):
            assert client.get(address).status_code in {404, 405}, f"{who} sees {address}"
            assert client.post(address).status_code in {404, 405}, f"{who} posts to {address}"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_secret_draft_appears_in_no_public_answer(world: World, people: dict[str, Any], who: str) -> None:
    client = client_of(people[who])
    open_addresses = {
        # Documents ask for nothing else.
        address: QUERIES if not name.startswith("documents:") else []
        for name in paths.names()
        for address in paths.of_route(world, name, secret=False)
    }
    api: dict[str, list[str]] = {
        reverse(name) + f"?organisation={world.organisation.key}": []
        for name in ("api:alignment_report_latest", "api:alignment_freshness")
    }

    for address, queries in (open_addresses | api).items():
        # What is refused is refused before anybody looks at what is asked for.
        answer = without_secret(client, address)
        for query in queries if not refuses(answer) and looks_at_queries(answer) else []:
            without_secret(client, address + query)


def without_secret(client: Client, address: str) -> Any:
    """What is answered there, in which nothing is secret."""
    answer = client.get(address)
    text = text_of(answer)
    assert answer.status_code < 500, address
    assert SECRET not in text, f"it is read at {address}"
    assert SECRET_KEY not in text, f"its key is read at {address}"
    return answer


def looks_at_queries(answer: Any) -> bool:
    """Whether anything on the way to the answer has read what is asked for behind the address: Django takes
    it apart when it is first read, and keeps it. Where nothing has, every question has the same answer."""
    return "GET" in vars(answer.wsgi_request)


def refuses(answer: Any) -> bool:
    """Whether it is not for this person, not there, or not to be looked at."""
    to_log_in = answer.status_code == 302 and answer["Location"].startswith("/konto/")
    return to_log_in or answer.status_code in {403, 404, 405}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_addresses_of_secret_things_do_not_exist_for_outsiders(
    world: World, people: dict[str, Any], who: str
) -> None:
    client = client_of(people[who])

    for name in paths.names():
        for address in paths.of_route(world, name, secret=True):
            if any(place in address for place in SECRET_PLACES):
                answer = client.get(address)
                assert answer.status_code in {302, 403, 404, 405}, f"{who} sees {address}"
                assert SECRET not in text_of(answer)


def test_a_member_reads_every_page_drafts_too(
    world: World, people: dict[str, Any], coordinator: User
) -> None:
    reader, coordinating = client_of(people["reader"]), client_of(coordinator)

    for name in paths.names():
        if not name.endswith(LOOKING):
            continue
        client = coordinating if name.startswith(("administration:", "feedback:")) else reader
        for secret in (False, True):
            for address in paths.of_route(world, name, secret=secret):
                answer = client.get(address)
                assert answer.status_code in {200, 204}, address
                if answer.streaming:
                    answer.getvalue()  # which closes the file


def writing_addresses(world: World) -> dict[str, list[str]]:
    """Of each route that writes, the addresses of open and secret things."""
    return {
        name: [a for secret in (False, True) for a in paths.of_route(world, name, secret=secret)]
        for name in paths.names()
        if not name.endswith(LOOKING)
    }


def test_routes_that_only_look_take_nothing_in(world: World, planner: User) -> None:
    client = client_of(planner)

    for name in paths.names():
        if name.endswith(LOOKING):
            for address in paths.of_route(world, name, secret=False):
                assert client.post(address, routes.form(world, name)).status_code == 405, address


@pytest.mark.parametrize("who", [*OUTSIDERS, *MEMBERS])
def test_nobody_writes_what_their_unit_is_not_responsible_for(
    world: World, people: dict[str, Any], who: str
) -> None:
    before, client = stored(), client_of(people[who])

    for name, addresses in writing_addresses(world).items():
        if (
            name in OPEN_TO_ALL
            or (who in MEMBERS and name in OPEN_TO_MEMBERS)
            or (who == "elsewhere" and name in administration.ANY_EDITOR)
        ):
            continue
        refused = {403, 404, 422} if name in administration.REFUSED_BY_THE_FORM else {403, 404}
        form = routes.form(world, name)
        for address in addresses:
            answer = client.post(address, form)
            to_log_in = answer.status_code == 302 and answer["Location"].startswith("/konto/")
            assert answer.status_code in refused or (who == "anonymous" and to_log_in), f"{who}: {address}"

    assert stored() == before


def test_whose_unit_is_responsible_writes_there_with_the_same_form(
    world: World, planner: User, coordinator: User, administrator: User
) -> None:
    Comment.objects.update(created_by=planner)
    for told in (Notification, Subscription):
        told._default_manager.update(user=planner)
    before = stored()
    clients = {user.name.casefold(): client_of(user) for user in (coordinator, administrator)}
    clients["planner"] = client_of(planner)

    for name, addresses in writing_addresses(world).items():
        writer = "coordinator" if name in COORDINATING else administration.writers(name)
        client, has_written = clients[writer], False
        own = administration.of_route(name) | work.of_route(name) | council_forms.of_route(name)
        form = routes.form(world, name) | own
        for address in addresses:
            with transaction.atomic():
                client.post(address, form)
                has_written |= stored() != before
                transaction.set_rollback(True)
        assert has_written, f"nobody can write at {name}: the test above proves nothing of it"


def test_what_is_another_municipality_s_is_not_reached_through_one_s_own(
    world: World, stranger: User, neighbour: Organisation
) -> None:
    before, client, form = stored(), client_of(stranger), routes.form(world)

    for name, addresses in writing_addresses(world).items():
        for address in (
            addresses if name not in OF_ONESELF | administration.MAKES_ANEW | council.MAKES_ANEW else []
        ):
            through_own = address.replace(f"/{world.organisation.slug}/", f"/{neighbour.slug}/", 1)
            for tried in (through_own, owned(through_own, world.organisation)):
                assert client.post(tried, form).status_code in {403, 404, 422}, tried

    assert stored() == before


def owned(address: str, owner: Organisation) -> str:
    """The address of a thing that is named with its owner: `…/planer/ostersund:oppen/…`."""
    nouns = r"/(planer|stallningstaganden|atgarder)/([^/]+)/"
    return re.sub(nouns, rf"/\1/{owner.key}:\2/", address)


#: What is said of what is no record, by its columns.
SAID: dict[type[Model], tuple[str, ...]] = {
    Finding: ("acknowledged_at", "acknowledged_by_id", "acknowledged_because"),
    AlignmentReport: ("pinned_as",),
    ImportRun: ("source",),
    PackageImport: ("state",),
    Feedback: ("settled_at",),
    ApiToken: ("revoked_at",),
    Webhook: ("version", "paused_at", "ended_at"),
    Delivery: ("state",),
    Notification: ("read_at",),
    Subscription: ("rhythm",),
}


def stored() -> dict[str, str]:
    """By table, a digest of every record with its version, of what is said of findings and reports, and of
    what people have read. One query."""
    records = [model for model in apps.get_models() if issubclass(model, Record)]
    told: dict[type[Model], tuple[str, ...]] = dict.fromkeys(records, ("version",)) | SAID
    tables = {model._meta.db_table: ", ".join(("id", *columns)) for model, columns in told.items()}
    digests = " UNION ALL ".join(
        f"SELECT '{table}', md5(string_agg(ROW({columns})::text, ' ' ORDER BY id)) FROM {table}"
        for table, columns in tables.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(digests)
        return dict(cursor.fetchall())
