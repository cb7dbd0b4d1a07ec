"""How much the API is asked, and from which pages."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db
API = "/api/v1/organisations/"


@pytest.fixture
def few(settings: Any) -> Any:
    settings.API_REQUESTS_PER_MINUTE_ADDRESS = 3
    settings.API_REQUESTS_PER_MINUTE_KEY = 2
    cache.clear()
    return settings


def left(answer: Any) -> tuple[int, str, str]:
    return answer.status_code, answer["RateLimit-Limit"], answer["RateLimit-Remaining"]


def test_who_asks_too_much_is_told_when_to_go_on(client: Client, few: Any) -> None:
    assert [left(client.get(API)) for _number in range(3)] == [
        (200, "3", "2"),
        (200, "3", "1"),
        (200, "3", "0"),
    ]

    answer = client.get(API)

    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer["RateLimit-Reset"] == answer["Retry-After"]
    assert answer["RateLimit-Remaining"] == "0"
    assert "RateLimit-Limit" not in client.get("/healthz/")


def test_a_key_is_counted_by_itself(client: Client, few: Any) -> None:
    few.API_REQUESTS_PER_MINUTE_ADDRESS = 100
    with_key = {"authorization": "Bearer samplan_x"}

    assert left(client.get(API, headers=with_key)) == (401, "2", "1")
    client.get(API, headers=with_key)

    assert client.get(API, headers=with_key).status_code == 429
    assert client.get(API).status_code == 200


def test_who_is_behind_a_proxy_is_told_apart(client: Client, few: Any) -> None:
    few.API_TRUSTED_PROXIES = 1
    for _number in range(3):
        client.get(API, headers={"x-forwarded-for": "10.0.0.1, 192.0.2.7"})

    assert client.get(API, headers={"x-forwarded-for": "10.9.9.9, 192.0.2.7"}).status_code == 429
    assert client.get(API, headers={"x-forwarded-for": "192.0.2.8"}).status_code == 200


def test_without_the_cache_everybody_is_answered(client: Client, few: Any) -> None:
    few.CACHES = {"default": few.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0", "OPTIONS": {}}}

    answer = client.get(API)

    assert (answer.status_code, "RateLimit-Limit" in answer) == (200, False)


def test_no_other_origin_asks_unless_it_is_listed(client: Client, settings: Any) -> None:
    asked = {"origin": "https://karta.example.se", "access-control-request-method": "PATCH"}
    assert "Access-Control-Allow-Origin" not in client.get(API, headers=asked)

    settings.CORS_ORIGINS = ["https://karta.example.se"]

    answer, asking = client.get(API, headers=asked), client.options(API, headers=asked)
    assert answer["Access-Control-Allow-Origin"] == "https://karta.example.se"
    assert "ETag" in answer["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer
    assert (asking.status_code, "If-Match" in asking["Access-Control-Allow-Headers"]) == (204, True)
    other = client.get(API, headers={"origin": "https://x.example.se"})
    assert ("Access-Control-Allow-Origin" in other, "Origin" in other["Vary"]) == (False, True)
    assert "Access-Control-Allow-Origin" not in client.get("/healthz/", headers=asked)
