"""The accessibility statement, and what people outside write in its form."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dialogue.models import Feedback
from dialogue.services.feedback import MOST_AN_HOUR
from organisations.models import Organisation

pytestmark = pytest.mark.django_db
HERE = "/ostersund/tillganglighet/"
LIST = "/ostersund/administration/synpunkter/"
SENT = {
    "text": "Tabellen läses upp i fel ordning.",
    "page": "/ostersund/matris/",
    "email": "nagon@example.org",
}


@pytest.fixture
def public(municipality: Organisation) -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def coordinating(coordinator, municipality: Organisation) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(coordinator)
    return client


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_the_statement_names_the_law_and_who_supervises_it_in_either_country(public):
    assert "2018:1937" in text(public.get(HERE))
    assert "digg.se/tdosanmalan" in text(public.get(HERE))

    Organisation.objects.update(country="NO", contact_email="post@trondheim.example")

    page = text(public.get(HERE))
    assert "uutilsynet.no" in page
    assert "2018:1937" not in page
    assert "mailto:post@trondheim.example" in page


def test_somebody_outside_writes_from_the_page_that_does_not_work(public):
    assert 'value="/ostersund/matris/"' in text(public.get(f"{HERE}?sida=/ostersund/matris/"))

    answer = public.post(f"{HERE}synpunkt/", SENT, follow=True)

    assert answer.redirect_chain == [(HERE, 302)]
    assert "What you wrote has been received." in text(answer)
    assert Feedback.objects.values("text", "page", "email").get() == SENT


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": " "}, "Write what you want to say."),
        ({"text": "å" * 4001}, "at most 4000 characters"),
        ({"email": "inte en adress"}, "valid email address"),
    ],
)
def test_what_cannot_be_taken_stays_in_the_form_with_the_reason(public, wrong, said):
    answer = public.post(f"{HERE}synpunkt/", SENT | wrong)

    assert answer.status_code == 422
    assert said in text(answer)
    assert "/ostersund/matris/" in text(answer)
    assert not Feedback.objects.exists()


def test_programs_that_fill_in_every_field_are_thanked_and_forgotten(public):
    public.post(f"{HERE}synpunkt/", SENT | {"website": "https://spam.example"})

    assert not Feedback.objects.exists()


def test_a_flood_is_stopped_for_an_hour_and_nothing_written_is_lost(public, municipality):
    Feedback.objects.bulk_create(
        Feedback(organisation=municipality, text="Skräp") for _number in range(MOST_AN_HOUR)
    )

    answer = public.post(f"{HERE}synpunkt/", SENT)

    assert answer.status_code == 422
    assert "Try again in an hour." in text(answer)
    assert "Tabellen läses upp i fel ordning." in text(answer)
    Feedback.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert public.post(f"{HERE}synpunkt/", SENT).status_code == 302


def test_coordinators_see_to_it_and_remove_it_with_the_address(public, coordinating):
    public.post(f"{HERE}synpunkt/", SENT | {"text": "<script>alert(1)</script> fel"})
    [said] = Feedback.objects.all()

    page = text(coordinating.get(LIST))
    assert "1 is waiting for somebody to see to it." in page
    assert "&lt;script&gt;" in page
    settled = text(coordinating.post(f"{LIST}{said.pk}/klar/", follow=True))
    assert "0 are waiting" in settled
    assert "Seen to" in settled
    assert "Nobody has written anything" in text(coordinating.post(f"{LIST}{said.pk}/ta-bort/", follow=True))


def test_readers_and_strangers_do_not_read_what_people_wrote(public, politician, stranger):
    public.post(f"{HERE}synpunkt/", SENT)
    for who in (politician, stranger):
        client = Client()
        client.force_login(who)
        assert client.get(LIST).status_code in {403, 404}


def test_the_list_asks_as_many_queries_however_much_was_written(
    coordinating, municipality, django_assert_max_num_queries
):
    Feedback.objects.bulk_create(Feedback(organisation=municipality, text=f"Fel {n}") for n in range(40))

    with django_assert_max_num_queries(9):
        coordinating.get(LIST)
