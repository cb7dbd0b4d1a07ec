"""The REST API over HTTP with gunicorn, compared with what psycopg and orjson take for the same rows."""

import http.client
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from http import HTTPStatus

import orjson
import psycopg
from django.test import Client
from django.urls import reverse

from bench import worlds
from bench.environment import BenchError
from bench.generator import Size
from bench.measures.pages import member_of
from bench.measures.reading import recorded, replay
from bench.processes import web_server
from bench.table import Line, duration, limited
from bench.timing import median, repeated
from organisations.models import Membership, Organisation
from organisations.services.tokens import create_token

TITLE = "The API over HTTP with gunicorn: a list of 200 measures (median of 25, one connection)"
#: Few and many measures in else alike municipalities.
WORLDS = {"1,000 rows": ("few-", 1_000), "50,000 rows": ("many-", 50_000)}
PAGE = 200
MOST_QUERIES = 10
LIST_SECONDS, UNCHANGED_SECONDS, LIMIT_RATIO = 0.04, 0.005, 4
RUNS, WARM_UPS = 25, 5

Headers = dict[str, str]


def lines(_sizes: list[str]) -> list[Line]:
    """For few and many rows: the list, the same when it has not changed, and the ratio to the least."""
    made = {name: _world(prefix, measures) for name, (prefix, measures) in WORLDS.items()}
    found = []
    with web_server() as port, closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        for name, organisation in made.items():
            found += _lines(name, connection, organisation)
    return found


def _world(prefix: str, measures: int) -> Organisation:
    size = Size(goals=60, plans=60, positions=1_000, measures=measures, contributions=1_000)
    known = worlds.municipalities_of(prefix) or worlds.load(prefix, size, 1)
    return known[0]


def _lines(name: str, connection: http.client.HTTPConnection, organisation: Organisation) -> Iterator[Line]:
    address = f"{reverse('api:measures_list')}?organisation={organisation.key}&page_size={PAGE}"
    headers = {"Authorization": f"Bearer {_secret(organisation)}", "Host": "localhost"}
    body, etag = _got(connection, address, headers)
    seconds = _median(connection, address, headers)
    queries, least = _least(address, headers, body)
    ratio = seconds / least
    note = f"{queries} queries, {len(body) / 1000:.0f} kB, {ratio:.1f} × the {duration(least)} of psycopg"
    line = limited(f"{name}: list", seconds, LIST_SECONDS, note)
    yield replace(line, is_missed=line.is_missed or queries > MOST_QUERIES or ratio >= LIMIT_RATIO)
    unchanged = _median(connection, address, headers | {"If-None-Match": etag}, HTTPStatus.NOT_MODIFIED)
    yield limited(f"{name}: list that has not changed (304)", unchanged, UNCHANGED_SECONDS)


def _median(
    connection: http.client.HTTPConnection,
    address: str,
    headers: Headers,
    expected: HTTPStatus = HTTPStatus.OK,
) -> float:
    """The middle of several times, on one connection: what was idle meanwhile is opened anew."""
    connection.close()
    read = partial(_got, connection, address, headers, expected)
    return median(repeated(read, times=RUNS, warm_ups=WARM_UPS))


def _secret(organisation: Organisation) -> str:
    administrator = member_of(organisation, Membership.Role.ADMINISTRATOR)
    return create_token(organisation=organisation, by=administrator, name="Mätning", days=1).secret


def _got(
    connection: http.client.HTTPConnection,
    address: str,
    headers: Headers,
    expected: HTTPStatus = HTTPStatus.OK,
) -> tuple[bytes, str]:
    """The body and its tag. Raises `BenchError` for any other status."""
    connection.request("GET", address, headers=headers)
    try:
        response = connection.getresponse()
    except http.client.RemoteDisconnected:  # it was idle for too long on a busy machine
        connection.close()
        return _got(connection, address, headers, expected)
    body = response.read()
    if response.status != expected:
        raise BenchError(f"{address} answers {response.status}: {body[:500]!r}")
    return body, response.headers["ETag"]


def _least(address: str, headers: Headers, body: bytes) -> tuple[int, float]:
    """The number of queries of the list, and the seconds of psycopg and orjson for the same rows."""
    client = Client(SERVER_NAME="localhost", headers=headers)
    queries = recorded(lambda: client.get(address))
    content = orjson.loads(body)
    with psycopg.connect(os.environ["DATABASE_URL"]) as bare:

        def read() -> None:
            replay(bare, queries)
            orjson.dumps(content)

        return len(queries), median(repeated(read, times=RUNS, warm_ups=WARM_UPS))
