"""The REST API over HTTP: lists compared with what psycopg and orjson take, and writes in bulk."""

import http.client
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Any

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
from bench.timing import in_a_row, median, timed
from goals.models import Goal
from organisations.models import ApiToken, Membership, Organisation
from organisations.services.tokens import create_token
from planning.models import Measure, Position

TITLE = "The API over HTTP with gunicorn, one connection: 200 measures (median of 100), writes in bulk (of 5)"
#: Few and many measures in else alike municipalities.
WORLDS = {"1,000 rows": ("few-", 1_000), "50,000 rows": ("many-", 50_000)}
PAGE = 200
MOST_QUERIES = 10
LIST_SECONDS, UNCHANGED_SECONDS, LIMIT_RATIO = 0.04, 0.005, 4
RUNS, WARM_UPS = 100, 10
BULK, BULK_RUNS, BULK_SECONDS = 1_000, 5, 1.0

Headers = dict[str, str]


def lines(_sizes: list[str]) -> list[Line]:
    """For few and many rows: the list, the same when it has not changed, and the ratio to the least."""
    made = {name: _world(prefix, measures) for name, (prefix, measures) in WORLDS.items()}
    found: list[Line] = []
    with web_server() as port, closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        for name, organisation in made.items():
            found += _lines(name, connection, organisation)
            found.append(_bulk(name, connection, organisation))
    return found


def _world(prefix: str, measures: int) -> Organisation:
    size = Size(goals=60, plans=60, positions=1_000, measures=measures, contributions=1_000)
    known = worlds.municipalities_of(prefix) or worlds.load(prefix, size, 1)
    return known[0]


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked, and the status that is expected."""

    address: str
    headers: Headers
    expected: HTTPStatus = HTTPStatus.OK
    body: bytes | None = None


def _lines(name: str, connection: http.client.HTTPConnection, organisation: Organisation) -> Iterator[Line]:
    address = f"{reverse('api:measures_list')}?organisation={organisation.key}&page_size={PAGE}"
    call = Call(address, _headers(organisation))
    body, etag = _got(connection, call)
    seconds = _median(connection, call)
    queries, least = _least(call, body)
    ratio = seconds / least
    note = f"{queries} queries, {len(body) / 1000:.0f} kB, {ratio:.1f} × the {duration(least)} of psycopg"
    line = limited(f"{name}: list", seconds, LIST_SECONDS, note)
    yield replace(line, is_missed=line.is_missed or queries > MOST_QUERIES or ratio >= LIMIT_RATIO)
    again = Call(address, call.headers | {"If-None-Match": etag}, HTTPStatus.NOT_MODIFIED)
    what = f"{name}: list that has not changed (304)"
    yield limited(what, _median(connection, again), UNCHANGED_SECONDS)


def _median(connection: http.client.HTTPConnection, call: Call) -> float:
    """The middle of several times, on one connection: what was idle meanwhile is opened anew."""
    connection.close()
    return median(in_a_row(partial(_got, connection, call), times=RUNS, warm_ups=WARM_UPS))


def _bulk(name: str, connection: http.client.HTTPConnection, organisation: Organisation) -> Line:
    """A thousand positions and measures are said to bear on a goal that they did not bear on."""
    address = f"{reverse('api:contributions_list')}?organisation={organisation.key}"
    headers = _headers(organisation, ApiToken.Access.WRITE) | {"Content-Type": "application/json"}
    seconds = []
    for goal in Goal.objects.filter(framework__organisation=organisation).order_by("pk")[:BULK_RUNS]:
        body = orjson.dumps(_statements(organisation, goal))
        connection.close()
        call = Call(address, headers, HTTPStatus.CREATED, body)
        seconds.append(timed(partial(_got, connection, call))[0])
    return limited(f"{name}: {BULK:,} contributions created in bulk", median(seconds), BULK_SECONDS)


def _statements(organisation: Organisation, goal: Goal) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for kind, model in (("position", Position), ("measure", Measure)):
        rows = model.objects.filter(plan__organisation=organisation).exclude(contributions__goal=goal)
        ids = rows.order_by("pk").values_list("pk", flat=True)[: BULK - len(found)]
        found += [{kind: pk, "goal": goal.pk, "strength": 2, "rationale": "Mätt"} for pk in ids]
    return found


def _headers(organisation: Organisation, access: str = ApiToken.Access.READ) -> Headers:
    by = member_of(organisation, Membership.Role.ADMINISTRATOR)
    made = create_token(organisation=organisation, by=by, name="Mätning", days=1, access=access)
    return {"Authorization": f"Bearer {made.secret}", "Host": "localhost"}


def _got(connection: http.client.HTTPConnection, call: Call) -> tuple[bytes, str]:
    """The body and its tag. Raises `BenchError` for any other status."""
    method = "GET" if call.body is None else "POST"
    connection.request(method, call.address, body=call.body, headers=call.headers)
    try:
        response = connection.getresponse()
    except http.client.RemoteDisconnected:  # it was idle for too long on a busy machine
        connection.close()
        return _got(connection, call)
    body = response.read()
    if response.status != call.expected:
        raise BenchError(f"{call.address} answers {response.status}: {body[:500]!r}")
    return body, response.headers.get("ETag", "")


def _least(call: Call, body: bytes) -> tuple[int, float]:
    """The number of queries of the list, and the seconds of psycopg and orjson for the same rows."""
    client = Client(SERVER_NAME="localhost", headers=call.headers)
    queries = recorded(lambda: client.get(call.address))
    content = orjson.loads(body)
    with psycopg.connect(os.environ["DATABASE_URL"]) as bare:

        def read() -> None:
            replay(bare, queries)
            orjson.dumps(content)

        return len(queries), median(in_a_row(read, times=RUNS, warm_ups=WARM_UPS))
