"""A small world in which every route of the product has something to show and to hide."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pgtrigger
from django.apps import apps
from django.utils import timezone

from alignment.models import Finding
from alignment.services.recomputing import recompute_report
from dialogue.models import Comment, Notification
from goals.models import Goal
from organisations.models import Organisation, Unit
from pages.undoing import CONTRIBUTIONS, LINKS, PARTS
from planning.models import (
    Conflict,
    Contribution,
    Measure,
    Plan,
    PlanType,
    Position,
    PositionLink,
    Section,
)
from planning.services.contributions import Withdrawn
from planning.services.links import Unlinked
from planning.services.parts import Removed
from tests import factories
from tests.house import administration, council, filing, following, handovers, work

SECRET = "Hemlig nedläggning av Frösö skola"
SECRET_KEY = "hemlig-plan-xyzzy"
PLACED = {
    "spatial": True,
    "geometry": {
        "type": "Point",
        "coordinates": [482_000, 7_007_000],
        "crs": {"type": "name", "properties": {"name": "EPSG:3006"}},
    },
}


@dataclass(frozen=True)
class Talk:
    """An open, a resolved and a removed comment, and somebody who was told."""

    comment: Comment
    resolved_comment: Comment
    removed_comment: Comment
    notification: Notification


@dataclass(frozen=True, slots=True)
class World:
    """A municipality with a plan in force and a secret draft that is linked to everything."""

    organisation: Organisation
    open_position: Position
    draft_position: Position
    open_contribution: Contribution
    draft_contribution: Contribution
    new_goal: Goal
    """Nothing has been said of it yet."""
    old_link: PositionLink
    """A position supports one of an earlier edition of the open plan."""
    talk: Talk
    draft_section: Section
    """It had another heading once."""
    arguments: dict[bool, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)
    """What stands in the addresses of open and of secret things, by route (`paths`)."""


def build_world(organisation: Organisation, unit: Unit) -> World:
    """Builds the world; everything belongs to `unit`, and the report is computed."""
    own = {"organisation": organisation}
    framework = factories.FrameworkFactory(**own, key="mal", title="Kommunens mål")
    hidden = factories.FrameworkFactory(**own, key=f"{SECRET_KEY}-mal", title=f"{SECRET} mål")
    goal = factories.GoalFactory(framework=framework, key="g", title="Öppet mål", unit=unit)
    hidden_goal = factories.GoalFactory(framework=hidden, key="h", title=f"{SECRET} som mål", unit=unit)
    comprehensive = factories.PlanTypeFactory(**own, key="op", name="Översiktsplan", family="comprehensive")
    plan = drafted(key="oppen", title="Öppen plan", type=comprehensive, unit=unit, **own)
    draft = factories.PlanFactory(
        **own,
        key=SECRET_KEY,
        title=f"{SECRET} (plan)",
        type=factories.PlanTypeFactory(**own, key="program"),
        unit=unit,
        status="drafting",
        framework=hidden,
    )
    draft.supersession_rows.create(superseded=plan)
    old_link = editions(plan)
    position = factories.PositionFactory(
        plan=plan, key="p", statement=f"{SECRET}.", unit=unit, revises=old_link.target, **PLACED
    )
    secret = factories.PositionFactory(
        plan=draft, key=f"{SECRET_KEY}-p", statement=f"{SECRET}.", rationale=SECRET, unit=unit, **PLACED
    )
    to_arrange(draft, unit)
    measure = factories.MeasureFactory(plan=plan, key="m", title=SECRET, unit=unit, status="ongoing")
    adopted(plan, position, measure)
    secret_measure = factories.MeasureFactory(
        plan=draft, key=f"{SECRET_KEY}-m", title=SECRET, unit=unit, cost=987654321
    )
    measure.implementation_rows.create(position=secret)
    secret_measure.implementation_rows.create(position=position)
    recorded = {"recorded_by": organisation}
    open_contribution = factories.ContributionFactory(position=position, goal=goal, strength=2, **recorded)
    factories.ContributionFactory(
        position=position, goal=hidden_goal, strength=-3, rationale=SECRET, **recorded
    )
    draft_contribution = factories.ContributionFactory(
        position=secret, goal=goal, strength=-3, rationale=SECRET, **recorded
    )
    hand_overs(position, secret)
    factories.PositionLinkFactory(
        source=position, target=secret, relation="conflicts", rationale=SECRET, **recorded
    )
    factories.PlanLinkFactory(source=plan, target=draft, relation="conflicts", rationale=SECRET, **recorded)
    factories.GoalLinkFactory(source=hidden_goal, target=goal, rationale=SECRET, **recorded)
    clash(draft, goal)
    report(organisation)
    further(organisation, goal)
    return World(
        organisation=organisation,
        open_position=position,
        draft_position=secret,
        open_contribution=open_contribution,
        draft_contribution=draft_contribution,
        new_goal=factories.GoalFactory(framework=framework, key="ny", title="Nytt mål", unit=unit),
        old_link=old_link,
        talk=talk(position),
        draft_section=reworded_section(draft),
    )


def drafted(**values: Any) -> Plan:
    """A plan that everybody will read, while it is a draft and called something else."""
    made: Plan = factories.PlanFactory(**values | {"title": f"{SECRET} (utkast)", "status": "drafting"})
    made.title = values["title"]
    return made


def adopted(plan: Plan, position: Position, measure: Measure) -> None:
    """The plan is adopted with wordings that are no secret; what stood in the draft is a month old.

    All counts as version 1, like everything else.
    """
    backdate(30, Plan, Position, Measure)
    position.statement, measure.title = "Öppet ställningstagande.", "Öppen åtgärd"
    for row, name in ((plan, "title"), (position, "statement"), (measure, "title")):
        stored = type(row).objects.filter(pk=row.pk)
        stored.update(**{name: getattr(row, name)})
        stored.update(version=1)
    backdate(20, Plan, Position, Measure)
    plan.status = "in_force"
    Plan.objects.filter(pk=plan.pk).update(status=plan.status)
    Plan.objects.filter(pk=plan.pk).update(version=1)
    backdate(10, Plan)


def backdate(days: int, *models: type[Any]) -> None:
    """Lets what history has kept of the models since then have happened so many days ago."""
    then = timezone.now() - timedelta(days=days)
    for model in models:
        history = apps.get_model("planning", f"{model.__name__}History")
        with pgtrigger.ignore(f"planning.{model.__name__}History:append_only"):
            history._default_manager.filter(pgh_created_at__gt=then).update(pgh_created_at=then)


def further(organisation: Organisation, goal: Goal) -> None:
    """What the walks of single families need beside the world."""
    administration.build(organisation, goal)
    work.build(organisation)
    council.build(organisation, SECRET, SECRET_KEY)
    following.build(organisation)
    filing.build(organisation, SECRET, SECRET_KEY)


def hand_overs(position: Position, secret: Position) -> None:
    """The secret position is offered to the open plan, and more between other plans."""
    recorded = {"recorded_by": position.organisation}
    factories.HandOverFactory(source=secret, target=position, state="offered", rationale=SECRET, **recorded)
    handovers.build(position.plan, secret)


def to_arrange(draft: Plan, unit: Unit) -> None:
    """What can be moved and removed in the draft, and a position that can be taken up again."""
    more = {"plan": draft, "unit": unit}
    factories.SectionFactory(plan=draft, key=f"{SECRET_KEY}-s", heading=SECRET, body=f"<p>{SECRET}</p>")
    factories.SectionFactory(plan=draft, key=f"{SECRET_KEY}-t", heading=f"{SECRET} 2", order=1)
    factories.PositionFactory(**more, key=f"{SECRET_KEY}-q", statement=f"{SECRET} 2.", order=1)
    factories.PositionFactory(
        **more, key=f"{SECRET_KEY}-r", statement=f"{SECRET} 3.", status="withdrawn", order=2
    )
    factories.MeasureFactory(**more, key=f"{SECRET_KEY}-n", title=f"{SECRET} 2", order=1)


def talk(position: Position) -> Talk:
    """An open, a resolved and a removed comment, and somebody who was told."""
    comment = factories.CommentFactory(subject=position, text=SECRET)
    resolved = factories.CommentFactory(subject=position, text=SECRET, resolved_at=timezone.now())
    removed = factories.CommentFactory(subject=position, text=SECRET)
    stored = Comment.objects.filter(pk=removed.pk)
    stored.update(text="", removed_at=timezone.now())
    stored.update(version=1)
    return Talk(comment, resolved, stored.get(), factories.NotificationFactory(comment=comment))


def reworded_section(draft: Plan) -> Section:
    """A section that has been reworded, but counts as version 1 like everything else."""
    section = factories.SectionFactory(
        plan=draft, key=f"{SECRET_KEY}-u", heading="Tidigare rubrik", body=f"<p>{SECRET}</p>"
    )
    stored = Section.objects.filter(pk=section.pk)
    stored.update(heading=SECRET)
    stored.update(version=1)
    found: Section = stored.get()
    return found


def clash(draft: Plan, goal: Goal) -> None:
    """Conflicts of the draft and of the open plan, one of them decided; and targets that clash."""
    plan = Plan.objects.get(organisation=draft.organisation, key="oppen")
    work.contradict(goal, Goal.objects.get(framework=draft.framework))
    for about, key, title, status in (
        (draft, f"{SECRET_KEY}-k", f"{SECRET} som konflikt", "identified"),
        (plan, "oppen-k", "Öppen konflikt", "identified"),
        (plan, "avgjord-k", "Avgjord konflikt", "resolved"),
    ):
        own = {"organisation": draft.organisation, "unit": draft.unit, "goal": goal}
        conflict = factories.ConflictFactory(**own, key=key, title=title, status=status)
        conflict.plan_rows.create(plan=about)
        Conflict.objects.filter(pk=conflict.pk).update(version=1)


def conflict_of(world: World, key: str) -> Conflict:
    """A conflict of the world: `oppen-k`, `avgjord-k`, or the secret one."""
    return Conflict.objects.get(key=key)


def link_of(world: World) -> PositionLink:
    """The open position conflicts with the secret one."""
    return PositionLink.objects.get(source=world.open_position)


def editions(plan: Plan) -> PositionLink:
    """A link to an earlier edition of the open plan; and two plans without any other edition."""
    own = {"organisation": plan.organisation, "type": plan.type, "unit": plan.unit}
    earlier = factories.PlanFactory(**own, key="gammal", title="Gammal plan", status="superseded")
    plan.supersession_rows.create(superseded=earlier)
    Plan.objects.filter(pk=plan.pk).update(version=1)
    other = factories.PlanFactory(**own, key="gallande", title="Plan utan revidering")
    factories.PlanFactory(**own, key=f"{SECRET_KEY}-2", title=f"{SECRET} (annan)", status="drafting")
    before = factories.PositionFactory(plan=earlier, key="pg", statement="Gammalt.", unit=plan.unit)
    source = factories.PositionFactory(plan=other, statement="Öppet stöd.", unit=plan.unit)
    return factories.PositionLinkFactory(source=source, target=before, recorded_by=plan.organisation)


def report(organisation: Organisation) -> None:
    """Computes the report, and acknowledges every second finding: there are some of each to try."""
    recompute_report(organisation_id=organisation.pk)
    numbers = Finding.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True)
    Finding.objects.filter(pk__in=list(numbers)[::2]).update(
        acknowledged_at=timezone.now(), acknowledged_because=SECRET
    )


def form(world: World, name: str = "") -> dict[str, Any]:
    """What a person who may write would send to any of the routes; `to` is a direction where things move."""
    withdrawn = Withdrawn(
        kind="position",
        item_id=world.open_position.pk,
        goal_id=world.new_goal.pk,
        strength=1,
        rationale="Togs tillbaka.",
        reviewed_on=None,
        reviewed_by_id=None,
        reviewed_at=None,
    )
    others = administration.form(world.organisation, world.open_position.unit_id) | work.form(world)
    others |= council.form(world.organisation) | filing.form()
    return (
        others
        | {
            "version": 1,
            "title": "Annat namn",
            "heading": "Annan rubrik",
            "type": PlanType.objects.get(organisation=world.organisation, key="program").pk,
            "unit": world.open_position.unit_id,
            "begins_as": "drafting",
            "reference": "KF § 1",
            "status": "ongoing",
            "funding": "decided",
            "removed": PARTS.token(removed(world)),
            "statement": "Annan lydelse.",
            "goal": world.new_goal.pk,
            "strength": -1,
            "rationale": "Annat skäl.",
            "because": "Det får stå.",
            "to": "down" if name.endswith(("section_move", "part_move")) else "consultation",
            "on": "2026-03-02",
            "reason": "Stavfel.",
            "item": world.old_link.target_id,
            "successor": world.open_position.pk,
            "text": "En kommentar.",
            "up_to": world.talk.notification.pk,
            "kept": world.draft_section.history.order_by("pgh_id").first().pgh_id,
            "token": CONTRIBUTIONS.token(withdrawn),
            "unlinked": LINKS.token(unlinked(world)),
            "arguments_for": "Fler bostäder.",
            "resolution": "Bostäderna går före.",
            "decided_by": "Kommunfullmäktige",
            "resolved_on": "2026-01-15",
            "relation": "supports",
            "target": world.draft_position.pk,
        }
        | handovers.form(name)
    )


def unlinked(world: World) -> Unlinked:
    """A link of the open position that was removed."""
    return Unlinked("position", world.open_position.pk, world.draft_position.pk, "supports", "Därför.")


def removed(world: World) -> Removed:
    """A position that was removed from the secret draft."""
    values = {"plan_id": world.draft_position.plan_id, "key": "ater", "statement": "Åter."}
    return Removed("position", 10**6, world.draft_position.plan_id, values, [], [], [])
