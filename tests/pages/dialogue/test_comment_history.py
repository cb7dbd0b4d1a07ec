"""What became of a comment: who wrote, changed, resolved and removed it, and the way back."""

import re

import pytest
from django.test import Client

from dialogue.models import Comment
from dialogue.services.comments import (
    Remark,
    change_comment,
    remove_comment,
    reopen_comment,
    resolve_comment,
)

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def address(comment) -> str:
    return f"/ostersund/historik/comment/{comment.pk}/"


def told(client: Client, comment) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", client.get(address(comment)).content.decode()))


@pytest.fixture
def removed(municipality, say, planner) -> Comment:
    """The planner's comment, which they have taken away."""
    written = say(planner, "Dumheter.")
    return remove_comment(organisation=municipality, by=planner, comment=written, expected_version=1)


def test_it_is_told_who_wrote_changed_resolved_and_reopened_it(municipality, say, planner, politician, desk):
    own = {"organisation": municipality}
    written = say(politician, "Varför här?", planner)
    remark = Remark("Varför just här?")
    change_comment(**own, by=politician, comment=written, expected_version=1, remark=remark)
    resolve_comment(**own, by=planner, comment=written, expected_version=2)
    reopen_comment(**own, by=planner, comment=written, expected_version=3)
    page = told(desk, written)
    assert re.search(r"Changed \S.*Editor.*Resolved by.*Changed.*Reader.*just.*Created", page)
    assert "Comment on “Bygg tätt." in page
    assert "Calls on added: Editor (end)" in page
    discussion = desk.get(f"/ostersund/samtal/position/{written.subject_id}/").content.decode()
    assert f'href="{address(written)}"' in discussion


def test_its_earlier_words_are_filled_in_for_who_wrote_it(municipality, say, planner, politician, desk):
    written = say(planner, "Bygg inte.")
    remark = Remark("Bygg kanske.")
    change_comment(organisation=municipality, by=planner, comment=written, expected_version=1, remark=remark)
    form = re.search(r'href="([^"]*\?historik=\d+)"', desk.get(address(written)).content.decode())[1]
    assert "Bygg inte.</textarea>" in desk.get(form).content.decode()
    others = client_of(politician).get(address(written)).content.decode()
    assert "historik=" not in others
    assert "Only who wrote a comment can change it." in others


def test_a_resolved_one_is_opened_again_from_when_it_was_open(municipality, say, planner, desk):
    written = say(planner, "Klart?")
    resolve_comment(organisation=municipality, by=planner, comment=written, expected_version=1)
    page = desk.get(address(written)).content.decode()
    assert f'action="/ostersund/kommentarer/{written.pk}/oppna/"' in page
    assert "Open it again" in page


def test_what_was_removed_is_read_by_its_writer_and_coordinators_only(removed, desk, politician, coordinator):
    discussion = f"/ostersund/samtal/position/{removed.subject_id}/"
    for client in (desk, client_of(coordinator)):
        assert "Dumheter." in client.get(address(removed)).content.decode()
        assert address(removed) in client.get(discussion).content.decode()
    other = client_of(politician)
    refused = other.get(address(removed))
    assert refused.status_code == 403
    assert "Dumheter" not in refused.content.decode()
    assert address(removed) not in other.get(discussion).content.decode()


def test_what_was_removed_is_put_back_with_its_words_with_and_without_htmx(removed, desk):
    url = f"/ostersund/kommentarer/{removed.pk}/lagg-tillbaka/"
    assert f'action="{url}"' in desk.get(address(removed)).content.decode()
    slower = desk.post(url, {"version": 1}, headers={"HX-Request": "true"})
    assert slower.status_code == 409
    answer = desk.post(url, {"version": 2}, follow=True)
    stored = Comment.objects.get()
    assert (stored.text, stored.removed_at, stored.removed_by) == ("Dumheter.", None, None)
    assert "The comment is back." in answer.content.decode()
    assert desk.post(url, {"version": 3}).status_code == 422


def test_who_did_not_remove_it_does_not_put_it_back(municipality, say, planner, coordinator, desk):
    written = say(planner, "Dumheter.")
    remove_comment(organisation=municipality, by=coordinator, comment=written, expected_version=1)
    refused = desk.post(f"/ostersund/kommentarer/{written.pk}/lagg-tillbaka/", {"version": 2})
    assert refused.status_code == 403
    assert "Only who removed a comment, and coordinators, can put it back." in told(desk, written)
    assert Comment.objects.get().text == ""


def test_nobody_elsewhere_reads_it(say, planner, stranger):
    written = say(planner, "Internt.")
    assert Client().get(address(written)).status_code == 302
    refused = client_of(stranger).get(address(written))
    assert refused.status_code == 403
    elsewhere = address(written).replace("/ostersund/", "/are/")
    assert client_of(stranger).get(elsewhere).status_code == 404
