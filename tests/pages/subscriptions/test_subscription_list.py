"""Following a goal, or everything, by e-mail: choosing, changing, and having enough."""

import re

import pytest
from django.core import mail
from django.test import Client

from dialogue.models import Subscription
from pages.subscriptions.selectors import token_of

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/ostersund/prenumerationer/"
HTMX = {"HX-Request": "true"}


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def reading(log_in, politician, town) -> Client:
    return log_in(politician)


@pytest.fixture
def goal(town) -> str:
    return f"{LIST}goal/{town.climate.pk}/"


def test_a_politician_follows_a_goal_from_its_page_and_changes_their_mind(reading, goal, town, politician):
    assert goal in text(reading.get("/ostersund/mal/ostersund/mal/klimat/"))
    assert "Öppna ett mål och välj" in text(reading.get(LIST))

    page = text(reading.post(goal, {"rhythm": "at_once"}, follow=True))

    assert "Nu följer du med e-post: 1 Klimatneutralt 2030." in page
    assert "Genast, när målets kedja brister" in page
    assert re.search(r'value="at_once"[^>]* checked', text(reading.get(goal)))
    reading.post(goal, {"rhythm": "weekly"})
    stored = Subscription.objects.get()
    assert (stored.rhythm, stored.told_number, stored.user) == ("weekly", 1, politician)
    reading.post(f"{LIST}{stored.pk}/avsluta/")
    assert not Subscription.objects.exists()


def test_who_chooses_nothing_is_told_beside_the_choice(reading, goal):
    for headers in ({}, HTMX):
        answer = reading.post(goal, {"rhythm": "yearly"}, headers=headers)

        assert answer.status_code == 422
        assert "Välj hur ofta." in text(answer)
    assert "<html" not in text(answer)
    assert not Subscription.objects.exists()


def test_the_whole_organisation_is_followed_weekly_only(reading, town):
    whole = f"{LIST}organisation/{town.organisation.pk}/"
    assert whole in text(reading.get("/ostersund/"))

    assert reading.post(whole, {"rhythm": "at_once"}).status_code == 422
    page = text(reading.post(whole, {"rhythm": "weekly"}, follow=True))

    assert "Hela Östersunds kommun" in page
    assert Subscription.objects.get().subject == town.organisation


def test_what_is_no_goal_of_the_organisation_cannot_be_followed(reading, town, neighbour):
    for thing in (f"plan/{town.programme.pk}", f"organisation/{neighbour.pk}", "goal/999999", "annat/1"):
        assert reading.post(f"{LIST}{thing}/", {"rhythm": "weekly"}).status_code == 404


def test_others_neither_follow_nor_see_what_somebody_follows(follow, goal, client, stranger):
    stored = follow()

    assert client.post(goal, {"rhythm": "weekly"}).status_code == 302
    client.force_login(stranger)
    for address in (LIST, goal):
        assert client.get(address).status_code == 403
    assert client.post(f"{LIST}{stored.pk}/avsluta/").status_code == 403
    assert Subscription.objects.get() == stored


def test_the_list_takes_as_many_queries_for_many(
    follow, reading, town, planner, django_assert_max_num_queries
):
    for subject in (town.climate, town.buses, town.organisation):
        follow(subject=subject, rhythm="weekly")
    follow(user=planner)

    with django_assert_max_num_queries(13):
        page = text(reading.get(LIST))

    assert page.count("desk-row") == 3


def test_the_letter_s_link_ends_it_without_logging_in_but_looking_does_not(follow, client):
    there = f"/konto/prenumeration/{token_of(follow())}/"

    page = text(client.get(there))

    assert "Du följer ”1 Klimatneutralt 2030” med e-post." in page
    assert Subscription.objects.exists()
    assert "Du följer inte längre" in text(client.post(there))
    assert not Subscription.objects.exists()
    assert "Prenumerationen är avslutad" in text(client.post(there))


def test_a_mail_program_ends_it_with_one_click(follow):
    there = f"/konto/prenumeration/{token_of(follow())}/"

    answer = Client(enforce_csrf_checks=True).post(there, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert not Subscription.objects.exists()


def test_a_link_that_somebody_made_up_ends_nothing_and_who_left_is_not_told_what_it_was(
    follow, client, politician
):
    token = token_of(follow())
    politician.memberships.get().delete()

    assert client.post(f"/konto/prenumeration/{token[:-1]}x/").status_code == 404
    assert client.post("/konto/prenumeration/annat/").status_code == 404
    assert "Klimatneutralt" not in text(client.get(f"/konto/prenumeration/{token}/"))
    assert Subscription.objects.exists()
    assert mail.outbox == []
