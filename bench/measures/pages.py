"""Server time and number of queries of each page, for a member and for the public: drawn anew, and kept."""

from http import HTTPStatus
from typing import Any

from django.db import connection
from django.test import Client, override_settings

from bench import dashboards, worlds
from bench.table import Line, limited
from bench.timing import median, repeated
from organisations.models import Membership, Organisation, User

TITLE = "Server time of pages, in process (median of 9 after 2 warm-ups): drawn anew, and kept"
LIMIT_SECONDS = 0.1
LIMIT_BYTES = 200_000
RUNS, WARM_UPS = 9, 2


def lines(sizes: list[str]) -> list[Line]:
    """For each size and page: the time for a member, and the public's beside it, both with queries."""
    found = []
    for size in sizes:
        organisation = worlds.ensure(size)[0]
        dashboards.two_reports(organisation)
        worlds.analyse()
        member, public = client_of(member_of(organisation)), client_of(None)
        kept = list(dashboards.opened(organisation))
        drawn = [*kept, *dashboards.others(organisation)]
        for name, address in drawn:
            for reader, client in (("member", member), ("public", public)):
                what = f"{size}: {name}, {reader}"
                found.append(_drawn(f"{what}, drawn", client, address))
                if (name, address) in kept:
                    found.append(_line(f"{what}, kept", client, address))
        for name, address in dashboards.of_members(organisation):
            found.append(_drawn(f"{size}: {name}, member, drawn", member, address))
    return found


def _drawn(what: str, client: Client, address: str) -> Line:
    """The page as the first sees it after a change."""
    with override_settings(KEEP_PAGES_SECONDS=0):
        return _line(what, client, address)


def _line(what: str, client: Client, address: str) -> Line:
    response, queries = _counted(client, address)
    if response.status_code != HTTPStatus.OK:
        return Line(what, f"status {response.status_code}", is_missed=True)
    note = f"{queries} queries, {len(response.content) / 1000:.0f} kB"
    if len(response.content) > LIMIT_BYTES:
        return Line(what, note, is_missed=True)
    seconds = median(repeated(lambda: client.get(address), times=RUNS, warm_ups=WARM_UPS))
    return limited(what, seconds, LIMIT_SECONDS, note)


def member_of(organisation: Organisation, role: str = Membership.Role.COORDINATOR) -> User:
    """A person with a role in the organisation."""
    user, _ = User.objects.get_or_create(
        email=f"{role}@{organisation.key}.example", defaults={"name": "Maja Mätare"}
    )
    Membership.objects.get_or_create(user=user, organisation=organisation, defaults={"role": role})
    return user


def client_of(user: User | None) -> Client:
    """A browser of somebody who has logged in, or of nobody in particular."""
    client = Client(SERVER_NAME="localhost")
    if user is not None:
        client.force_login(user)
    return client


def _counted(client: Client, address: str) -> tuple[Any, int]:
    """The answer, and how many queries it took."""
    queries = 0

    def count(execute: Any, sql: str, parameters: Any, many: Any, context: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(sql, parameters, many, context)

    client.get(address)
    with connection.execute_wrapper(count):
        response = client.get(address)
    return response, queries
