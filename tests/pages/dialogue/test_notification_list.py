"""What a person was told: unread ones are counted, opened and marked as read."""

import re

import pytest
from django.test import Client

from dialogue.models import Notification
from dialogue.services.comments import remove_comment
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/ostersund/aviseringar/"


def test_the_list_says_who_called_on_one_where_and_how_many_are_unread(say, desk, politician, planner):
    say(politician, "Varför här?", planner)
    page = desk.get(LIST).content.decode()
    assert "1 unread" in page
    assert "Reader called on you" in page
    assert "Bygg tätt." in page
    assert "Varför här?" in page


def test_opening_one_leads_to_the_comment_and_marks_it_as_read(say, desk, politician, planner, draft):
    comment = say(politician, "Varför här?", planner)
    told = Notification.objects.get()
    answer = desk.post(f"{LIST}{told.pk}/last/")
    assert answer["Location"] == f"/ostersund/samtal/position/{draft.pk}/#comment-{comment.pk}"
    assert "0 unread" in desk.get(LIST).content.decode()


def test_all_that_was_shown_is_marked_as_read_and_what_came_later_is_not(say, desk, politician, planner):
    say(politician, "Varför här?", planner)
    newest = re.search(r'name="up_to" value="(\d+)"', desk.get(LIST).content.decode())[1]
    say(politician, "Och där?", planner)
    answer = desk.post(f"{LIST}lasta/", {"up_to": newest}, follow=True)
    assert "1 is marked as read." in answer.content.decode()
    assert Notification.objects.filter(read_at=None).count() == 1


@pytest.mark.parametrize("up_to", ["", "x", "-1", "9" * 30])
def test_nonsense_marks_nothing(say, desk, politician, planner, up_to):
    say(politician, "Varför här?", planner)
    assert desk.post(f"{LIST}lasta/", {"up_to": up_to}).status_code == 302
    assert Notification.objects.filter(read_at=None).exists()


def test_nobody_reads_what_another_was_told(say, politician, planner):
    say(politician, "Varför här?", planner)
    client = Client()
    client.force_login(politician)
    assert "Varför här?" not in client.get(LIST).content.decode()
    assert client.post(f"{LIST}{Notification.objects.get().pk}/last/").status_code == 404


def test_what_was_removed_is_not_told_on(say, desk, politician, planner, municipality):
    comment = say(politician, "Varför här?", planner)
    remove_comment(organisation=municipality, by=politician, comment=comment, expected_version=1)
    assert "Varför här?" not in desk.get(LIST).content.decode()


def test_what_is_about_a_thing_that_is_gone_leads_nowhere(say, desk, politician, planner, draft):
    say(politician, "Varför här?", planner)
    draft.delete()
    assert "something that is no longer there" in desk.get(LIST).content.decode()
    assert desk.post(f"{LIST}{Notification.objects.get().pk}/last/")["Location"] == LIST


@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_it_is_for_members(request, municipality, who):
    client = Client()
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    assert client.get(LIST).status_code == (302 if who == "anonymous" else 403)


def test_queries_do_not_grow_with_the_list(say, desk, people, municipality, django_assert_max_num_queries):
    planner, politician = people
    for _ in range(8):
        say(politician, "Varför?", planner)
        plan = factories.PlanFactory(organisation=municipality)
        comment = factories.CommentFactory(subject=plan, organisation=municipality)
        factories.NotificationFactory(comment=comment, user=planner)
    desk.get(LIST)
    with django_assert_max_num_queries(16):
        assert "16 unread" in desk.get(LIST).content.decode()
