"""What each service that acts for a person does, tried on the world of `routes`."""

from collections.abc import Callable
from datetime import date
from typing import Any

from alignment.models import Finding
from alignment.services import findings, pinning
from dialogue.models import Comment, Feedback, Notification, Subscription
from dialogue.services import comments, feedback, notifications, subscriptions
from organisations.models import User
from planning.models import Measure, Plan, PlanLink, Position, Section
from planning.selectors.editions import ENDS_BY_NAME
from planning.services import (
    conflicts,
    contributions,
    editions,
    links,
    measures,
    parts,
    plans,
    positions,
    restoring,
    sections,
    successions,
    transitions,
)
from planning.services.arranging import Direction, Place
from tests.house import administration, council, filing, following, handovers, routes, work
from tests.house.routes import SECRET_KEY, World

Act = Callable[[World, User], Any]
TIE = links.Tie("supports", "Därför.")


def by(world: World, user: User) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


def finding(world: World, *, is_acknowledged: bool) -> Finding:
    unit = world.open_position.unit_id
    return Finding.objects.filter(unit_id=unit, acknowledged_at__isnull=not is_acknowledged)[0]


def own(world: World) -> dict[str, Any]:
    return {"contribution": world.open_contribution, "expected_version": 1}


def judgement(world: World, goal: Any) -> contributions.Judgement:
    return contributions.Judgement(world.open_position, goal, -1, "Annat skäl.")


def clash(world: World) -> conflicts.Clash:
    return conflicts.Clash("Annan rubrik", positions=(world.open_position,), unit=world.open_position.unit)


def own_measure(world: World) -> dict[str, Any]:
    """The open measure, which implements the secret position, and the open one, which it does not."""
    return {"measure": Measure.objects.get(key="m"), "position": world.open_position}


def undecided(world: World) -> dict[str, Any]:
    return {"conflict": routes.conflict_of(world, "oppen-k"), "expected_version": 1}


def restore(world: World, user: User) -> Any:
    withdrawn = contributions.Withdrawn(
        "position", world.open_position.pk, world.new_goal.pk, 1, "Togs tillbaka.", None, None, None
    )
    return contributions.restore_contribution(
        **by(world, user), item=world.open_position, withdrawn=withdrawn
    )


def draft(world: World) -> Plan:
    return world.draft_position.plan


def free(world: World, model: Any, letter: str) -> dict[str, Any]:
    """Something of the draft that nothing refers to, and its version."""
    return {"part": model.objects.get(key=f"{SECRET_KEY}-{letter}"), "expected_version": 1}


def section(world: World) -> dict[str, Any]:
    return {"section": Section.objects.get(key=f"{SECRET_KEY}-s"), "expected_version": 1}


def position(letter: str) -> dict[str, Any]:
    return {"position": Position.objects.get(key=f"{SECRET_KEY}-{letter}"), "expected_version": 1}


def new_plan(world: World) -> plans.NewPlan:
    return plans.NewPlan("Nytt program", draft(world).type, draft(world).unit)


def old_link(world: World) -> successions.Link:
    end = ENDS_BY_NAME["positionlink-target"]
    return successions.Link(end, world.old_link.pk, world.old_link.target)


def kept_id(world: World) -> int:
    first: int = world.draft_section.history.order_by("pgh_id").values_list("pgh_id", flat=True)[0]
    return first


def own_comment(user: User) -> Comment:
    return Comment.objects.get(created_by=user)


ACTS: dict[str, Act] = {
    "state_contributions": lambda world, user: contributions.state_contributions(
        **by(world, user), judgements=[judgement(world, world.new_goal)]
    ),
    "create_plan": lambda world, user: plans.create_plan(**by(world, user), new=new_plan(world)),
    "change_plan": lambda world, user: plans.change_plan(
        **by(world, user), plan=draft(world), expected_version=2, front=plans.FrontPage("Annat namn")
    ),
    "create_section": lambda world, user: sections.create_section(
        **by(world, user), place=Place(draft(world)), content=sections.SectionContent("Nytt")
    ),
    "change_section": lambda world, user: sections.change_section(
        **by(world, user), **section(world), content=sections.SectionContent("Annat")
    ),
    "move_section": lambda world, user: sections.move_section(
        **by(world, user), **section(world), to=Direction.DOWN
    ),
    "create_position": lambda world, user: positions.create_position(
        **by(world, user), place=Place(draft(world)), content=positions.PositionContent("Ny.")
    ),
    "change_position": lambda world, user: positions.change_position(
        **by(world, user), **position("p"), content=positions.PositionContent("Annan.")
    ),
    "withdraw_position": lambda world, user: positions.withdraw_position(**by(world, user), **position("p")),
    "reinstate_position": lambda world, user: positions.reinstate_position(
        **by(world, user), **position("r")
    ),
    "create_measure": lambda world, user: measures.create_measure(
        **by(world, user), place=Place(draft(world)), content=measures.MeasureContent("Ny")
    ),
    "change_measure": lambda world, user: measures.change_measure(
        **by(world, user),
        measure=Measure.objects.get(key=f"{SECRET_KEY}-n"),
        expected_version=1,
        content=measures.MeasureContent("Annan åtgärd", status="done"),
    ),
    "move_part": lambda world, user: parts.move_part(
        **by(world, user), **free(world, Position, "q"), to=Direction.UP
    ),
    "remove_part": lambda world, user: parts.remove_part(**by(world, user), **free(world, Measure, "n")),
    "restore_part": lambda world, user: parts.restore_part(**by(world, user), removed=routes.removed(world)),
    "reword_position": lambda world, user: positions.reword_position(
        **by(world, user),
        position=world.draft_position,
        expected_version=1,
        wording=positions.Wording("Annan lydelse.", None),
    ),
    "restore_version": lambda world, user: restoring.restore_version(
        **by(world, user), part=world.draft_section, expected_version=1, kept_id=kept_id(world)
    ),
    "resolve_comment": lambda world, user: comments.resolve_comment(
        **by(world, user), comment=world.talk.comment, expected_version=1
    ),
    "reopen_comment": lambda world, user: comments.reopen_comment(
        **by(world, user), comment=world.talk.resolved_comment, expected_version=1
    ),
    "put_back_comment": lambda world, user: comments.put_back_comment(
        **by(world, user), comment=world.talk.removed_comment, expected_version=1
    ),
    "state_contribution": lambda world, user: contributions.state_contribution(
        **by(world, user), judgement=judgement(world, world.new_goal), expected_version=None
    ),
    "state_contribution again": lambda world, user: contributions.state_contribution(
        **by(world, user), judgement=judgement(world, world.open_contribution.goal), expected_version=1
    ),
    "confirm_contribution": lambda world, user: contributions.confirm_contribution(
        **by(world, user), **own(world)
    ),
    "withdraw_contribution": lambda world, user: contributions.withdraw_contribution(
        **by(world, user), **own(world)
    ),
    "restore_contribution": restore,
    "register_conflict": lambda world, user: conflicts.register_conflict(
        **by(world, user), clash=clash(world)
    ),
    "change_conflict": lambda world, user: conflicts.change_conflict(
        **by(world, user), **undecided(world), clash=clash(world)
    ),
    "weigh_conflict": lambda world, user: conflicts.weigh_conflict(
        **by(world, user), **undecided(world), weighing=conflicts.Weighing("Bostäder.", None, None)
    ),
    "decide_conflict": lambda world, user: conflicts.decide_conflict(
        **by(world, user),
        **undecided(world),
        decision=conflicts.Decision("Bostäderna går före.", "Fullmäktige", date(2026, 1, 15)),
    ),
    "reopen_conflict": lambda world, user: conflicts.reopen_conflict(
        **by(world, user),
        conflict=routes.conflict_of(world, "avgjord-k"),
        expected_version=1,
    ),
    "link_positions": lambda world, user: links.link_positions(
        **by(world, user), source=world.open_position, target=world.draft_position, tie=TIE
    ),
    "link_plans": lambda world, user: links.link_plans(
        **by(world, user),
        source=world.open_position.plan,
        target=world.draft_position.plan,
        tie=links.Tie("based_on", "Därför."),
    ),
    "change_link": lambda world, user: links.change_link(
        **by(world, user), link=routes.link_of(world), expected_version=1, tie=TIE
    ),
    "remove_link": lambda world, user: links.remove_link(
        **by(world, user), link=PlanLink.objects.earliest("pk"), expected_version=1
    ),
    "implement_position": lambda world, user: links.implement_position(
        **by(world, user), **own_measure(world)
    ),
    "stop_implementing": lambda world, user: links.stop_implementing(
        **by(world, user), **own_measure(world) | {"position": world.draft_position}
    ),
    "acknowledge_finding": lambda world, user: findings.acknowledge_finding(
        **by(world, user), finding=finding(world, is_acknowledged=False), because="Det får stå."
    ),
    "reopen_finding": lambda world, user: findings.reopen_finding(
        **by(world, user), finding=finding(world, is_acknowledged=True)
    ),
    "pin_report": lambda world, user: pinning.pin_report(**by(world, user), number=1, name="KF 15 december"),
    "change_status": lambda world, user: transitions.change_status(
        **by(world, user),
        plan=world.draft_position.plan,
        expected_version=Plan.objects.get(pk=world.draft_position.plan_id).version,
        step=transitions.Step("consultation", date(2026, 3, 2)),
    ),
    "start_revision": lambda world, user: editions.start_revision(
        **by(world, user), plan=Plan.objects.get(key="gallande")
    ),
    "move_link": lambda world, user: successions.move_link(
        **by(world, user), link=old_link(world), successor=world.open_position
    ),
    "leave_link": lambda world, user: successions.leave_link(**by(world, user), link=old_link(world)),
    "correct_editorially": lambda world, user: editions.correct_editorially(
        **by(world, user),
        item=Position.objects.get(pk=world.open_position.pk),
        expected_version=Position.objects.get(pk=world.open_position.pk).version,
        correction=editions.Correction({"statement": "Rättat."}, date(2026, 3, 2), "Stavfel."),
    ),
    **administration.ACTS,
    **work.ACTS,
    **handovers.ACTS,
    **council.ACTS,
    **following.ACTS,
    **filing.ACTS,
    **council.UNIT_ACTS,
}
# What only coordinators do, whoever is responsible.
COORDINATING = {
    "decide_conflict",
    "reopen_conflict",
    "correct_editorially",
    "pin_report",
    "put_back_comment",
    *work.COORDINATING,
    *council.ACTS,
    *following.COORDINATING,
    "settle_feedback",
    "remove_feedback",
}
ACTS |= {
    "settle_feedback": lambda world, user: feedback.settle_feedback(
        **by(world, user), feedback=Feedback.objects.get()
    ),
    "remove_feedback": lambda world, user: feedback.remove_feedback(
        **by(world, user), feedback=Feedback.objects.get()
    ),
}
# What everybody does where the pages are open to them.
OPEN_ACTS: dict[str, Act] = {
    "send_feedback": lambda world, user: feedback.send_feedback(
        **by(world, user), said=feedback.Said("Kartan syns inte.")
    ),
}
# What every member does: talk, change and remove their own, read what they were told.
MEMBER_ACTS: dict[str, Act] = {
    "write_comment": lambda world, user: comments.write_comment(
        **by(world, user), subject=world.draft_position, remark=comments.Remark("Bra.")
    ),
    "change_comment": lambda world, user: comments.change_comment(
        **by(world, user), comment=own_comment(user), expected_version=1, remark=comments.Remark("Bättre.")
    ),
    "remove_comment": lambda world, user: comments.remove_comment(
        **by(world, user), comment=own_comment(user), expected_version=1
    ),
    "read_notification": lambda world, user: notifications.read_notification(
        **by(world, user), notification=Notification.objects.get(user=user)
    ),
    "read_notifications": lambda world, user: notifications.read_notifications(
        **by(world, user), up_to=Notification.objects.get(user=user).pk
    ),
    "subscribe": lambda world, user: subscriptions.subscribe(
        **by(world, user), subject=world.organisation, rhythm="weekly", told_number=1
    ),
    "change_rhythm": lambda world, user: subscriptions.change_rhythm(
        **by(world, user), subscription=Subscription.objects.get(user=user), rhythm="at_once"
    ),
}
# What a person may do with their own, members or not: have enough of it.
OWN_ACTS: dict[str, Callable[[World, User, Any], Any]] = {
    "unsubscribe": lambda world, user, thing: subscriptions.unsubscribe(
        **by(world, user), subscription=thing
    ),
}
