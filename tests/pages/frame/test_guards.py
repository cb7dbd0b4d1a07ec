import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def test_everybody_reads_a_public_organisation(client: Client, municipality) -> None:
    assert client.get("/ostersund/").status_code == 200


def test_an_organisation_that_is_not_public_is_not_there_for_others(log_in, municipality, stranger) -> None:
    municipality.is_public = False
    municipality.save()
    assert Client().get("/ostersund/").status_code == 404
    assert log_in(stranger).get("/ostersund/").status_code == 404


def test_members_read_their_organisation_whether_public_or_not(log_in, municipality, politician) -> None:
    municipality.is_public = False
    municipality.save()
    assert log_in(politician).get("/ostersund/").status_code == 200


def test_an_organisation_without_reports_of_its_own_has_no_pages(client: Client) -> None:
    factories.OrganisationFactory(key="sverige", kind="national", is_public=True)
    assert client.get("/sverige/").status_code == 404


def test_an_unknown_organisation_is_answered_in_the_frame(client: Client) -> None:
    response = client.get("/atlantis/")
    assert response.status_code == 404
    assert "Sidan finns inte här" in response.content.decode()


def test_pages_of_members_are_kept_out_of_shared_caches(log_in, municipality, politician) -> None:
    assert "private" in log_in(politician).get("/ostersund/")["Cache-Control"]
