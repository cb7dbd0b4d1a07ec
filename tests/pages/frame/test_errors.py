import pytest
from django.db import connection
from django.test import Client


@pytest.fixture
def database_away(transactional_db):
    """The database does not answer: its port is one that nobody listens on."""
    connection.close()
    known = dict(connection.settings_dict)
    connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": "1"}
    yield
    connection.close()
    connection.settings_dict |= known


@pytest.mark.parametrize("path", ["/", "/ostersund/", "/ostersund/aktuell/", "/konto/login/"])
def test_pages_say_so_while_the_database_is_away(client: Client, database_away, path) -> None:
    client.raise_request_exception = False
    client.cookies["sessionid"] = "0" * 32
    response = client.get(path)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "Databasen går inte att nå" in response.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "Databasen går inte att nå"),
        ("nb", "Databasen kan ikke nås"),
        ("en", "The database cannot be reached"),
    ],
)
def test_it_is_said_in_the_readers_language(client: Client, database_away, language, words) -> None:
    response = client.get("/ostersund/", headers={"accept-language": language})
    assert words in response.content.decode()


@pytest.mark.django_db
def test_an_unexpected_failure_has_a_page_that_needs_no_database(
    client: Client, municipality, monkeypatch
) -> None:
    from pages.dashboard import selectors

    def fail(*args, **kwargs) -> None:
        raise RuntimeError("as it happens")

    monkeypatch.setattr(selectors, "overview", fail)
    client.raise_request_exception = False
    response = client.get("/ostersund/")
    assert response.status_code == 500
    assert "Något gick fel hos oss" in response.content.decode()


@pytest.mark.django_db
def test_a_form_sent_without_its_token_is_refused_with_a_way_out(municipality) -> None:
    response = Client(enforce_csrf_checks=True).post("/om/sprak/", {"language": "nb"})
    assert response.status_code == 403
    assert "Formuläret hade blivit för gammalt" in response.content.decode()
