"""Server time and number of queries of each page, for a member and for the public: drawn anew, and kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.test import Client, override_settings

from bench import dashboards, worlds
from bench.table import Line, duration, limited
from bench.timing import median, repeated
from organisations.models import Membership, Organisation, User

TITLE = "Server time of pages, in process (median of 9 after 2 warm-ups): drawn anew, and kept"
LIMIT_SECONDS = 0.1
LIMIT_QUERIES = 10
LIMIT_BYTES = 200_000
RUNS, WARM_UPS = 9, 2
#: How often a page is measured that misses the limit.
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A page that somebody asks for: drawn anew, or `is_kept`."""

    what: str
    client: Client
    address: str
    is_kept: bool = False

    def median(self) -> float:
        """Seconds that it takes."""
        with override_settings(**{} if self.is_kept else {"KEEP_PAGES_SECONDS": 0}):
            ask = partial(self.client.get, self.address)
            return median(repeated(ask, times=RUNS, warm_ups=WARM_UPS))


def lines(sizes: list[str]) -> list[Line]:
    """For each size and page: the time for a member, and the public's beside it, both with queries."""
    found = []
    for size in sizes:
        organisation = worlds.ensure(size)[0]
        dashboards.two_reports(organisation)
        worlds.analyse()
        found += measured(list(pages_of(size, organisation)))
    return found


def pages_of(size: str, organisation: Organisation) -> Iterator[Page]:
    """Those that are opened most, drawn and kept; then the others, and those of members alone."""
    member, public = client_of(member_of(organisation)), client_of(None)
    opened = list(dashboards.opened(organisation))
    for name, address in [*opened, *dashboards.others(organisation)]:
        for reader, client in (("member", member), ("public", public)):
            what = f"{size}: {name}, {reader}"
            yield Page(f"{what}, drawn", client, address)
            if (name, address) in opened:
                yield Page(f"{what}, kept", client, address, is_kept=True)
    for name, address in dashboards.of_members(organisation):
        yield Page(f"{size}: {name}, member, drawn", member, address)


def measured(pages: list[Page]) -> list[Line]:
    """A line for each page.

    On a shared machine the same page takes twice as long in one minute as in another, and never less than
    it takes: what misses the limit is measured again when the others are done. The least median counts, and
    the others are told beside it.
    """
    medians = [[page.median()] for page in pages]
    for _round in range(ROUNDS - 1):
        for page, found in zip(pages, medians, strict=True):
            if min(found) >= LIMIT_SECONDS:
                found.append(page.median())
    return [_line(page, found) for page, found in zip(pages, medians, strict=True)]


def _line(page: Page, medians: list[float]) -> Line:
    with override_settings(**{} if page.is_kept else {"KEEP_PAGES_SECONDS": 0}):
        response, queries = _counted(page.client, page.address)
    if response.status_code != HTTPStatus.OK:
        return Line(page.what, f"status {response.status_code}", is_missed=True)
    note = f"{queries} queries, {len(response.content) / 1000:.0f} kB"
    if len(response.content) > LIMIT_BYTES or queries > LIMIT_QUERIES:
        return Line(page.what, note, is_missed=True)
    if len(medians) > 1:
        note = f"{note}; medians {', '.join(duration(each) for each in medians)}"
    return limited(page.what, min(medians), LIMIT_SECONDS, note)


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
