"""Talking about things: who is told, what can be answered, what is left of what was removed."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core.errors import Changed, DomainError, NotAllowed
from dialogue.models import Comment, Notification
from dialogue.services.comments import (
    Remark,
    change_comment,
    remove_comment,
    reopen_comment,
    resolve_comment,
    write_comment,
)
from organisations.models import Organisation, User
from planning.models import Position
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def position(municipality: Organisation, department: Any) -> Position:
    plan = factories.PlanFactory(organisation=municipality, status="drafting", unit=department)
    made: Position = factories.PositionFactory(plan=plan)
    return made


@pytest.fixture
def say(municipality: Organisation, position: Position) -> Any:
    """A function that writes a comment on the position."""

    def write(by: User, text: str, *mentions: User, parent: Comment | None = None) -> Comment:
        return write_comment(
            organisation=municipality,
            by=by,
            subject=position,
            remark=Remark(text, mentions),
            parent=parent,
        )

    return write


def told() -> list[tuple[str, str]]:
    return sorted(Notification.objects.values_list("user__name", "cause"))


def test_a_politician_comments_on_a_draft(say, politician, position):
    comment = say(politician, "  Varför här?\n")
    assert (comment.text, comment.subject, comment.created_by) == ("Varför här?", position, politician)


def test_who_is_picked_and_who_is_named_are_told_once_and_kept_as_rows(say, planner, politician, coordinator):
    comment = say(planner, "Vad säger @reader, och @READER igen?", coordinator, politician)
    assert {mention.user for mention in comment.mentions.all()} == {politician, coordinator}
    assert told() == [("Coordinator", "mentioned"), ("Reader", "mentioned")]


def test_a_name_inside_a_word_or_an_address_calls_on_nobody(say, planner, politician):
    comment = say(planner, "Skriv till info@reader.example eller @readers.")
    assert not comment.mentions.exists()


def test_nobody_is_told_of_what_they_wrote_themselves(say, planner):
    say(planner, "Obs @Editor", planner)
    assert told() == []


def test_a_stranger_cannot_be_called_on(say, planner, stranger):
    with pytest.raises(DomainError) as refused:
        say(planner, "Hej", stranger)
    assert refused.value.code == "mention_not_member"
    assert not Comment.objects.exists()


def test_an_answer_tells_those_who_take_part(say, planner, politician, coordinator):
    first = say(politician, "Varför här?")
    say(coordinator, "Undrar jag också.", parent=first)
    say(planner, "Därför.", parent=first)
    assert told() == [("Coordinator", "answered"), ("Reader", "answered"), ("Reader", "answered")]


def test_who_is_called_on_in_an_answer_is_told_of_that_only(say, planner, politician):
    first = say(politician, "Varför här?")
    say(planner, "Därför, @Reader.", parent=first)
    assert told() == [("Reader", "mentioned")]


def test_an_answer_is_not_answered(say, planner):
    answer = say(planner, "Därför.", parent=say(planner, "Varför?"))
    with pytest.raises(DomainError) as refused:
        say(planner, "Nej.", parent=answer)
    assert refused.value.code == "not_answerable"


def test_the_database_keeps_answers_one_level_down_and_on_the_same_thing(say, planner, position):
    first = say(planner, "Varför?")
    answer = say(planner, "Därför.", parent=first)
    for wrong in ({"parent": answer, "subject": position}, {"parent": first, "subject": position.plan}):
        with pytest.raises(IntegrityError, match="answers"), transaction.atomic():
            factories.CommentFactory(organisation=first.organisation, **wrong)


@pytest.mark.parametrize("text", ["", " \n", "x" * 10_001])
def test_nothing_and_too_much_are_refused(say, planner, text):
    with pytest.raises(DomainError):
        say(planner, text)
    assert not Comment.objects.exists()


def test_what_the_organisation_does_not_see_cannot_be_talked_about(municipality, neighbour, planner):
    draft = factories.PlanFactory(organisation=neighbour, status="drafting")
    for subject in (draft, factories.PositionFactory(plan=draft), neighbour):
        with pytest.raises(DomainError) as refused:
            write_comment(organisation=municipality, by=planner, subject=subject, remark=Remark("Hm."))
        assert refused.value.code == "not_commentable"


def test_changing_tells_only_who_is_called_on_anew(say, municipality, planner, politician, coordinator):
    comment = say(planner, "Vad säger ni?", politician)
    Notification.objects.all().delete()
    changed = change_comment(
        organisation=municipality,
        by=planner,
        comment=comment,
        expected_version=1,
        remark=Remark("Nå?", (politician, coordinator)),
    )
    assert (changed.text, changed.version) == ("Nå?", 2)
    assert told() == [("Coordinator", "mentioned")]


def test_a_change_of_an_older_version_overwrites_nothing(say, municipality, planner):
    comment = say(planner, "Ett.")
    act = {"organisation": municipality, "by": planner, "comment": comment, "expected_version": 1}
    change_comment(**act, remark=Remark("Två."))
    with pytest.raises(Changed) as refused:
        change_comment(**act, remark=Remark("Tre."))
    assert str(refused.value.stored) == "Två."


def test_only_who_wrote_a_comment_changes_it(say, municipality, planner, coordinator):
    comment = say(planner, "Ett.")
    with pytest.raises(NotAllowed):
        change_comment(
            organisation=municipality,
            by=coordinator,
            comment=comment,
            expected_version=1,
            remark=Remark("Två."),
        )


def test_a_removed_comment_leaves_its_place_and_history_keeps_the_text(
    say, municipality, planner, coordinator
):
    comment = say(planner, "Dumt sagt.")
    say(planner, "Håller med.", parent=comment)
    gone = remove_comment(organisation=municipality, by=coordinator, comment=comment, expected_version=1)
    assert (gone.text, gone.removed_by, gone.answers.count()) == ("", coordinator, 1)
    assert [kept.text for kept in gone.history.order_by("pgh_id")] == ["Dumt sagt.", ""]
    with pytest.raises(DomainError) as refused:
        say(planner, "Vadå?", parent=gone)
    assert refused.value.code == "removed"


def test_a_politician_removes_and_resolves_only_their_own(say, municipality, planner, politician):
    theirs, own = say(planner, "Ett."), say(politician, "Två.")
    for service in (remove_comment, resolve_comment, reopen_comment):
        with pytest.raises(NotAllowed):
            service(organisation=municipality, by=politician, comment=theirs, expected_version=1)
    assert resolve_comment(
        organisation=municipality, by=politician, comment=own, expected_version=1
    ).is_resolved


def test_what_is_resolved_is_reopened(say, municipality, politician, planner):
    act = {"organisation": municipality, "by": planner, "comment": say(politician, "Varför?")}
    resolved = resolve_comment(**act, expected_version=1)
    assert (resolved.is_resolved, resolved.resolved_by) == (True, planner)
    again = reopen_comment(**act, expected_version=2)
    assert (again.is_resolved, again.resolved_by) == (False, None)


def test_an_answer_is_resolved_with_what_it_answers(say, municipality, planner):
    answer = say(planner, "Därför.", parent=say(planner, "Varför?"))
    with pytest.raises(DomainError) as refused:
        resolve_comment(organisation=municipality, by=planner, comment=answer, expected_version=1)
    assert refused.value.code == "is_answer"


def test_every_sort_of_thing_is_talked_about(municipality, position, planner):
    own = {"recorded_by": municipality}
    contribution = factories.ContributionFactory(position=position)
    target = factories.PositionFactory(plan__organisation=municipality)
    subjects = [
        position.plan,
        factories.SectionFactory(plan=position.plan),
        factories.MeasureFactory(plan=position.plan),
        contribution,
        contribution.goal,
        factories.HandOverFactory(source=position, target=target, **own),
        factories.ConflictFactory(organisation=municipality),
    ]
    for subject in subjects:
        written = write_comment(organisation=municipality, by=planner, subject=subject, remark=Remark("Bra."))
        resolve_comment(organisation=municipality, by=planner, comment=written, expected_version=1)
    assert Comment.objects.filter(resolved_by=planner).count() == len(subjects)
