"""Keys of the API: what they open, and what ends them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from organisations.models import ApiToken, Membership, Organisation, User
from organisations.services.tokens import create_token, end_token
from tests import factories

MEASURES = "/api/v1/measures/"


@pytest.fixture
def draft(municipality: Organisation) -> Any:
    """A measure of a plan that only members read."""
    plan = factories.PlanFactory(organisation=municipality, key="utkast", status="drafting")
    return factories.MeasureFactory(plan=plan, key="hemlig")


@pytest.fixture
def secret(municipality: Organisation, administrator: User) -> str:
    return create_token(organisation=municipality, by=administrator, name="Diariet", days=90).secret


def get(client: Client, secret: str, path: str = MEASURES, key: str = "ostersund") -> Any:
    query = {} if path.endswith("organisations/") else {"organisation": key}
    return client.get(path, query, headers={"authorization": f"Bearer {secret}"})


def test_a_key_reads_what_its_maker_reads(client: Client, draft: Any, secret: str) -> None:
    assert client.get(MEASURES, {"organisation": "ostersund"}).json()["results"] == []

    assert get(client, secret).json()["results"][0]["key"] == "hemlig"
    assert secret not in str(ApiToken.objects.values())
    assert ApiToken.objects.get().last_used_at is not None


def test_a_key_opens_one_organisation_only(
    client: Client, secret: str, neighbour: Organisation, administrator: User
) -> None:
    neighbour.is_public = False
    neighbour.save()
    factories.MembershipFactory(user=administrator, organisation=neighbour, role="coordinator")

    listed = {row["key"] for row in get(client, secret, "/api/v1/organisations/").json()["results"]}
    for path in (MEASURES, "/api/v1/alignment/freshness/", "/api/v1/alignment/goals/"):
        assert get(client, secret, path, key="falun").status_code == 404
    assert listed == {"ostersund"}


@pytest.mark.parametrize("end", ["ended", "expired", "locked", "other", "empty"])
def test_a_key_that_is_none_any_more_is_refused(
    client: Client, draft: Any, secret: str, administrator: User, end: str
) -> None:
    token = ApiToken.objects.get()
    if end == "ended":
        end_token(organisation=token.organisation, by=administrator, token=token)
    if end == "expired":
        ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    if end == "locked":
        User.objects.filter(pk=administrator.pk).update(is_active=False)
    sent = {"other": secret[:-1] + "_", "empty": ""}.get(end, secret)

    answer = get(client, sent)

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Bearer"


def test_whose_maker_has_left_reads_what_everybody_reads(
    client: Client, draft: Any, secret: str, administrator: User
) -> None:
    Membership.objects.filter(user=administrator).delete()

    assert get(client, secret).json()["results"] == []
    assert get(client, secret, "/api/v1/conflicts/").status_code == 403


def test_whose_maker_has_left_an_organisation_that_is_not_public_finds_it_no_more(
    client: Client, draft: Any, secret: str, municipality: Organisation
) -> None:
    Organisation.objects.update(is_public=False)
    assert get(client, secret).status_code == 200

    Membership.objects.filter(organisation=municipality).delete()

    assert get(client, secret).status_code == 404


def test_a_key_that_reads_writes_nothing(client: Client, secret: str) -> None:
    answer = client.post(MEASURES, {}, headers={"authorization": f"Bearer {secret}"})

    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
