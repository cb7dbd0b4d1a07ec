import pytest
from django.test import Client

from organisations.demo import create_demo_accounts
from tests import factories

pytestmark = pytest.mark.django_db
URL = "/konto/login/"


def test_a_person_logs_in_by_email_and_lands_in_their_organisation(
    client: Client, municipality, planner
) -> None:
    form = {"login": planner.email, "password": "correct horse battery staple"}
    response = client.post(URL, form, follow=True)
    assert response.redirect_chain[-1][0] == "/ostersund/"


def test_a_wrong_password_is_said_beside_the_form(client: Client, planner) -> None:
    page = client.post(URL, {"login": planner.email, "password": "wrong"}).content.decode()
    assert "ds-error-summary" in page


def test_a_person_with_two_organisations_chooses(client: Client, municipality, neighbour, planner) -> None:
    factories.MembershipFactory(user=planner, organisation=neighbour)
    client.force_login(planner)
    page = client.get("/").content.decode()
    assert "Dina organisationer" in page
    assert "/falun/" in page


def test_all_organisations_can_be_seen_from_ones_own(log_in, municipality, neighbour, planner) -> None:
    client = log_in(planner)
    assert 'href="/?alla=1"' in client.get("/ostersund/").content.decode()
    page = client.get("/", {"alla": "1"}).content.decode()
    assert page.index("/falun/") > page.index("Öppna för alla")


def test_the_demonstrations_people_are_listed_where_it_is_on(client: Client, settings, municipality) -> None:
    create_demo_accounts()
    settings.DEMO = True
    page = client.get(URL).content.decode()
    assert "politiker@ostersund.example" in page
    settings.DEMO = False
    assert "politiker@ostersund.example" not in client.get(URL).content.decode()


def test_a_button_of_the_demonstration_logs_in(client: Client, settings, municipality) -> None:
    create_demo_accounts()
    settings.DEMO = True
    form = {"login": "politiker@ostersund.example", "password": "demo-politiker"}
    assert client.post(URL, form, follow=True).redirect_chain[-1][0] == "/ostersund/"


@pytest.mark.parametrize(
    "path", ["/konto/password/reset/", "/konto/logout/", "/konto/password/change/", "/konto/2fa/"]
)
def test_every_page_of_the_account_stands_in_the_frame(log_in, municipality, planner, path) -> None:
    page = log_in(planner).get(path, follow=True).content.decode()
    assert 'class="site-header"' in page
    assert "ds-heading" in page
