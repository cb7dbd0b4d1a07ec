"""What is said of things over the API: members talk as on the pages, and nobody else reads a word."""

from typing import Any

import pytest
from django.test import Client

from dialogue.models import Comment, Notification
from organisations.models import Organisation, Unit, User
from planning.models import Position
from tests import factories
from tests.planning.api.test_writing import problems, send

COMMENTS = "/api/v1/comments/"


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(organisation=municipality, unit=department, status="drafting")
    return factories.PositionFactory(plan=plan, unit=department)


@pytest.fixture
def as_planner(log_in: Any, planner: User) -> Client:
    client: Client = log_in(planner)
    return client


def test_a_comment_is_written_answered_changed_resolved_and_removed(
    as_planner: Client, position: Position, coordinator: User
) -> None:
    said = {"about": "position", "subject": position.pk, "text": "Var, @Coordinator?"}
    first = send(as_planner, "post", COMMENTS, said).json()
    answer = send(as_planner, "post", COMMENTS, said | {"text": "Här.", "parent": first["id"]}).json()
    here = f"{COMMENTS}{first['id']}/"

    changed = send(as_planner, "patch", here, {"version": 1, "text": "Var då, @Coordinator?"}).json()
    behind = send(as_planner, "patch", here, {"version": 1, "text": "Nej."})
    resolved = send(as_planner, "post", f"{here}resolve/", {"version": 2}).json()
    opened = send(as_planner, "post", f"{here}reopen/", {"version": 3}).json()
    gone = send(as_planner, "delete", here, {"version": 4})
    back = send(as_planner, "post", f"{here}put-back/", {"version": 5}).json()

    assert (first["written_by"], first["about"], answer["parent"]["id"]) == (
        "Editor",
        "position",
        first["id"],
    )
    assert (behind.status_code, behind.json()["current"]) == (412, changed)
    assert (resolved["resolved_at"] is not None, opened["resolved_at"]) == (True, None)
    assert (gone.status_code, back["text"]) == (204, "Var då, @Coordinator?")
    assert Notification.objects.get(user=coordinator).comment_id == first["id"]


def test_what_a_member_does_not_see_is_not_talked_about(as_planner: Client, position: Position) -> None:
    others = factories.PositionFactory(plan__status="drafting", statement="Annans hemlighet.")
    mine = factories.CommentFactory(subject=position, text="Bra.")
    theirs = factories.CommentFactory(subject=others)
    about = {"about": "position", "text": "Bra."}

    hidden = send(as_planner, "post", COMMENTS, about | {"subject": others.pk})
    unknown = send(as_planner, "post", COMMENTS, about | {"about": "user", "subject": 1})
    answering = send(as_planner, "post", COMMENTS, about | {"subject": position.pk, "parent": theirs.pk})
    not_mine = send(as_planner, "patch", f"{COMMENTS}{mine.pk}/", {"version": 1, "text": "Dåligt."})

    assert problems(hidden) == problems(unknown) == [("/subject", "not_found")]
    assert problems(answering) == [("/parent", "not_found")]
    assert (not_mine.status_code, Comment.objects.get(pk=mine.pk).text) == (403, "Bra.")
    assert [row["id"] for row in send(as_planner, "get", COMMENTS).json()["results"]] == [mine.pk]
    asked = f"{COMMENTS}?organisation=ostersund&about=position&subject={position.pk}&state=open"
    assert [row["text"] for row in as_planner.get(asked).json()["results"]] == ["Bra."]


def test_nobody_outside_reads_or_says_anything(position: Position, stranger: User) -> None:
    comment, client = factories.CommentFactory(subject=position, text="Internt."), Client()
    Organisation.objects.update(is_public=True)
    content = {"about": "position", "subject": position.pk, "text": "Hej."}

    for who in (None, stranger):
        if who:
            client.force_login(who)
        for path in (COMMENTS, f"{COMMENTS}{comment.pk}/", "/api/v1/memberships/"):
            read = send(client, "get", path)
            assert (read.status_code, "Internt" in read.content.decode()) == (403, False), path
        assert send(client, "post", COMMENTS, content).status_code in {401, 403}
    assert Comment.objects.count() == 1
