"""The format of packages is published over HTTP."""

from typing import Any

import pytest
from django.test import Client

from interchange.packages.schema import PUBLISHED

PATH = "/api/v1/packages/schema/"


def get(client: Client, **headers: str) -> Any:
    return client.get(PATH, headers=headers)


def test_anybody_reads_the_published_schema(client: Client) -> None:
    answer = get(client)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/schema+json")
    assert answer.content == PUBLISHED.read_bytes()


@pytest.mark.parametrize("wanted", ["application/schema+json", "application/json", "*/*"])
def test_programs_may_ask_for_it_by_either_type(client: Client, wanted: str) -> None:
    assert get(client, accept=wanted).status_code == 200


def test_who_has_it_already_is_told_so(client: Client) -> None:
    first = get(client)
    again = get(client, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert get(client, **{"if-none-match": '"older"'}).status_code == 200


def test_it_may_be_kept_for_a_while(client: Client) -> None:
    assert "max-age=3600" in get(client)["Cache-Control"]
    assert "public" in get(client)["Cache-Control"]


def test_it_is_only_read(client: Client) -> None:
    answer = client.post(PATH, {}, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
