"""The comments on one thing: on a page of their own, and as a part of other pages."""

import re

import pytest
from django.test import Client

from dialogue.models import Comment
from dialogue.services.comments import remove_comment, resolve_comment
from tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def page_of(position) -> str:
    return f"/ostersund/samtal/position/{position.pk}/"


def test_the_page_shows_comments_with_their_answers_and_whom_they_call_on(
    draft, say, desk, politician, planner
):
    first = say(politician, "Varför här?", planner)
    say(planner, "Därför.", parent=first)
    page = desk.get(page_of(draft)).content.decode()
    assert re.search(r"Varför här\?.*<ol class=\"answers\".*Därför\.", page, re.DOTALL)
    assert "to Editor" in page
    assert "/ostersund/stallningstaganden/p/" in page


def test_htmx_gets_the_discussion_alone(draft, desk):
    part = desk.get(page_of(draft), headers=HTMX).content.decode()
    assert re.match(rf'<section class="discussion"\s+id="discussion-position-{draft.pk}"', part.strip())
    assert "No open comments." in part


def test_without_javascript_writing_leads_back_to_the_comment(draft, desk, politician):
    sent = {"text": "Bra!", "mentions": [politician.pk]}
    answer = desk.post(f"{page_of(draft)}skriv/", sent, follow=True)
    comment = Comment.objects.get()
    assert answer.redirect_chain == [(f"{page_of(draft)}#comment-{comment.pk}", 302)]
    assert "The comment is saved." in answer.content.decode()
    assert [mention.user for mention in comment.mentions.all()] == [politician]


def test_with_htmx_the_status_region_says_it_and_the_discussion_has_the_focus(draft, desk):
    part = desk.post(f"{page_of(draft)}skriv/", {"text": "Bra!"}, headers=HTMX).content.decode()
    assert "Bra!" in part
    assert re.search(r'<div id="status" hx-swap-oob="innerHTML">\s*<p>The comment is saved\.</p>', part)
    assert re.search(r'aria-label="Comments" autofocus', part)


@pytest.mark.parametrize(
    "sent", [{"text": " "}, {"text": "x" * 10_001}, {"text": "Hej", "mentions": ["0"]}, {"mentions": ["x"]}]
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_written(draft, desk, sent):
    answer = desk.post(f"{page_of(draft)}skriv/", sent, headers=HTMX)
    assert answer.status_code == 422
    assert 'class="ds-error-summary"' in answer.content.decode()
    assert not Comment.objects.exists()


def test_scripts_in_a_comment_are_shown_as_they_are_written(draft, desk, say, planner):
    say(planner, "<script>alert(1)</script>")
    page = desk.get(page_of(draft)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_comment_is_answered_in_its_place(desk, say, politician, draft):
    first = say(politician, "Varför här?")
    address = f"/ostersund/kommentarer/{first.pk}/svara/"
    assert 'aria-label="Answer"' in desk.get(address, headers=HTMX).content.decode()
    assert desk.post(address, {"text": ""}, headers=HTMX).status_code == 422
    assert "Därför." in desk.post(address, {"text": "Därför."}, headers=HTMX).content.decode()
    assert Comment.objects.get(text="Därför.").parent == first


def test_one_s_own_comment_is_changed_in_its_place(desk, say, planner):
    comment = say(planner, "Bygg.")
    address = f"/ostersund/kommentarer/{comment.pk}/"
    assert "Bygg.</textarea>" in desk.get(address, headers=HTMX).content.decode()
    desk.post(address, {"text": "Bygg lågt.", "version": 1}, headers=HTMX)
    assert Comment.objects.get().text == "Bygg lågt."


def test_a_lost_update_shows_both_texts_and_keeps_whom_one_called_on(desk, say, planner, politician):
    comment = say(planner, "Bygg.")
    Comment.objects.update(text="Bygg högt.")
    sent = {"text": "Bygg lågt.", "initial-text": "Bygg.", "version": 1, "mentions": [politician.pk]}
    answer = desk.post(f"/ostersund/kommentarer/{comment.pk}/", sent, headers=HTMX)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Bygg lågt.</textarea>" in shown
    assert "<mark>högt.</mark>" in shown
    assert re.search(rf'<option value="{politician.pk}" selected', shown)
    assert Comment.objects.get().text == "Bygg högt."


def test_what_is_resolved_folds_away_and_can_be_opened_again(desk, say, politician):
    comment = say(politician, "Varför här?")
    address = f"/ostersund/kommentarer/{comment.pk}/"
    part = desk.post(f"{address}los/", {"version": 1}, headers=HTMX).content.decode()
    assert re.search(r"<details.*Varför här\?.*Resolved by Editor", part, re.DOTALL)
    desk.post(f"{address}oppna/", {"version": 2})
    assert Comment.objects.get().resolved_at is None


def test_a_button_that_was_read_with_an_older_version_changes_nothing(desk, say, politician):
    comment = say(politician, "Varför här?")
    Comment.objects.update(text="Varför inte här?")
    answer = desk.post(f"/ostersund/kommentarer/{comment.pk}/los/", {"version": 1}, headers=HTMX)
    assert answer.status_code == 409
    assert "Varför inte här?" in answer.content.decode()
    assert Comment.objects.get().resolved_at is None


def test_a_removed_comment_leaves_a_trace(desk, say, planner, draft):
    comment = say(planner, "Dumt sagt.")
    desk.post(f"/ostersund/kommentarer/{comment.pk}/ta-bort/", {"version": 1})
    page = desk.get(page_of(draft)).content.decode()
    assert "Dumt sagt." not in page
    assert re.search(r"Removed, Editor", page)


def test_what_is_removed_cannot_be_opened_for_change_or_answer(desk, say, planner, municipality):
    comment = say(planner, "Dumt sagt.")
    remove_comment(organisation=municipality, by=planner, comment=comment, expected_version=1)
    for address in (f"/ostersund/kommentarer/{comment.pk}/", f"/ostersund/kommentarer/{comment.pk}/svara/"):
        assert desk.get(address).status_code == 422


@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_the_public_and_other_municipalities_never_read_comments(request, draft, say, planner, who):
    draft.plan.status = "in_force"
    draft.plan.save()
    comment = say(planner, "Bara för oss.")
    client = Client()
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    for address in (page_of(draft), f"/ostersund/kommentarer/{comment.pk}/svara/"):
        answer = client.get(address)
        assert answer.status_code in {302, 403}
        assert "Bara för oss." not in answer.content.decode()


def test_another_municipality_s_comments_on_a_shared_plan_stay_theirs(
    draft, say, planner, neighbour, stranger
):
    say(planner, "Bara för oss.")
    factories.PlanAdoptionFactory(organisation=neighbour, plan=draft.plan)
    client = Client()
    client.force_login(stranger)
    page = client.get(f"/falun/samtal/position/{draft.pk}/")
    assert page.status_code == 200
    assert "Bara för oss." not in page.content.decode()


@pytest.mark.parametrize("kind", ["position", "plan", "user", "nonsense"])
def test_what_is_not_there_is_not_found(desk, kind):
    assert desk.get(f"/ostersund/samtal/{kind}/999999999999999999999/").status_code == 404


def test_queries_do_not_grow_with_the_discussion(draft, say, desk, people, django_assert_max_num_queries):
    planner, politician = people
    for _ in range(5):
        first = say(politician, "Varför?", planner)
        say(planner, "Därför.", politician, parent=first)
    resolve_comment(organisation=first.organisation, by=planner, comment=first, expected_version=1)
    desk.get(page_of(draft))
    with django_assert_max_num_queries(12):
        desk.get(page_of(draft), headers=HTMX)
