"""Whatever is said of an edition in force while its revision is written and changed at random: once the
revision holds, it is at the new edition, or it is listed.
"""

from random import Random
from typing import Any

import pytest

from dialogue.models import Comment
from organisations.models import Organisation, Unit, User
from planning.models import Contribution, Implementation, Measure, Plan, Position, PositionLink, Section
from planning.selectors.editions import links_to_review
from planning.selectors.talked_about import open_comments_in
from planning.services.editions import start_revision
from tests import factories
from tests.planning.test_successions import adopt

pytestmark = pytest.mark.django_db
#: Of each kind; small, so that what is said often meets itself.
PARTS = 3
STATEMENTS = 25


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    found: Plan = factories.PlanFactory(organisation=municipality, unit=department)
    for number in range(PARTS):
        section = factories.SectionFactory(plan=found, key=f"s{number}", heading=f"Avsnitt {number}")
        factories.PositionFactory(plan=found, key=f"p{number}", section=section)
        factories.MeasureFactory(plan=found, key=f"m{number}", section=section)
    return found


class Talkers:
    """People who say this and that of a plan, as chance has it."""

    def __init__(self, plan: Plan, chance: Random) -> None:
        self.plan, self.chance = plan, chance
        elsewhere = factories.PlanFactory(organisation=plan.organisation, unit=plan.unit)
        self.goals = factories.GoalFactory.create_batch(2, framework__organisation=plan.organisation)
        self.others = factories.PositionFactory.create_batch(2, plan=elsewhere)
        self.measures = factories.MeasureFactory.create_batch(2, plan=elsewhere)

    def any(self, *models: type[Any]) -> Any:
        return self.chance.choice([row for model in models for row in model.objects.filter(plan=self.plan)])

    def say(self) -> Any:
        """Something; none if it has been said already."""
        sayings = (
            self.comment,
            self.contribute,
            self.link,
            self.link_here,
            self.explain,
            self.implement,
            self.be_implemented,
        )
        return self.chance.choice(sayings)()

    def comment(self) -> Any:
        subject = self.chance.choice([self.plan, self.any(Section, Position, Measure)])
        return factories.CommentFactory(subject=subject, organisation=self.plan.organisation)

    def contribute(self) -> Any:
        item, goal = self.any(Position, Measure), self.chance.choice(self.goals)
        about = {"position": None, "measure": None, "goal": goal, "recorded_by": self.plan.organisation}
        about[type(item).__name__.lower()] = item
        if Contribution.objects.filter(**about).exists():
            return None
        return factories.ContributionFactory(**about, strength=self.chance.choice([-2, 1, 3]))

    def link(self) -> Any:
        return self._linked(self.any(Position), self.chance.choice([*self.others, self.any(Position)]))

    def link_here(self) -> Any:
        return self._linked(self.chance.choice(self.others), self.any(Position))

    def _linked(self, source: Any, target: Any) -> Any:
        ends = {"source": source, "target": target, "recorded_by": self.plan.organisation}
        if source == target or PositionLink.objects.filter(**ends).exists():
            return None
        return factories.PositionLinkFactory(**ends)

    def explain(self) -> Any:
        """Another reason for one of the plan's links."""
        links = list(PositionLink.objects.filter(source__plan=self.plan).order_by("pk"))
        link = self.chance.choice(links) if links else None
        if link is not None:
            PositionLink.objects.filter(pk=link.pk).update(rationale=f"Skäl {self.chance.random()}")
        return link

    def implement(self) -> Any:
        position = self.chance.choice([*self.others, self.any(Position)])
        return self._implements(self.any(Measure), position)

    def be_implemented(self) -> Any:
        return self._implements(self.chance.choice(self.measures), self.any(Position))

    def _implements(self, measure: Any, position: Any) -> Any:
        row, is_new = Implementation.objects.get_or_create(measure=measure, position=position)
        return row if is_new else None


def rework(edition: Plan, chance: Random) -> None:
    """The revision rewords, drops and splits this and that."""
    for model, text in ((Position, "statement"), (Measure, "title"), (Section, "heading")):
        for part in model.objects.filter(plan=edition):
            what = chance.choice(["keep", "keep", "reword", "drop", "split"])
            if what == "reword":
                model.objects.filter(pk=part.pk).update(**{text: f"Nytt {part.pk}"})
            elif what == "drop":
                PositionLink.objects.filter(target_id=part.pk if model is Position else None).delete()
                part.delete()
            elif what == "split" and model is Position:
                factories.PositionFactory(plan=edition, revises=part.revises, statement=part.statement)


def is_kept(row: Any, edition: Plan, old: Plan) -> bool:
    """Whether what was said is said of the new edition, in the same row or in one like it."""
    if isinstance(row, Comment):
        subject = Comment.objects.get(pk=row.pk).subject
        return edition in (subject, getattr(subject, "plan", None))
    names = {"position", "measure", "source", "target"} & {field.name for field in row._meta.fields}
    ends = {name: became(getattr(row, name), edition, old) for name in names if getattr(row, name)}
    same = {"goal": row.goal_id} if isinstance(row, Contribution) else {}
    if isinstance(row, PositionLink):
        same = {"rationale": PositionLink.objects.get(pk=row.pk).rationale}
    return bool(type(row).objects.filter(**same, **{f"{name}__in": ids for name, ids in ends.items()}))


def became(item: Any, edition: Plan, old: Plan) -> list[int]:
    """What a thing of the old edition became; what stands elsewhere is itself."""
    if item.plan_id != old.pk:
        return [item.pk]
    return list(type(item).objects.filter(plan=edition, revises=item).values_list("pk", flat=True))


def is_listed(row: Any, listed: set[Any], waiting: dict[tuple[str, int], int]) -> bool:
    """Whether it waits on the plan's course to be looked at."""
    if isinstance(row, Comment):
        return (row.subject_type.model, row.subject_id) in waiting
    return (type(row), row.pk) in listed


@pytest.mark.parametrize("seed", range(12))
def test_nothing_said_meanwhile_is_lost_when_the_next_edition_holds(plan: Plan, coordinator: User, seed: int):
    chance = Random(seed)
    talkers = Talkers(plan, chance)
    for _ in range(STATEMENTS // 2):
        talkers.say()
    edition = start_revision(organisation=plan.organisation, by=coordinator, plan=plan)
    late = [said for _ in range(STATEMENTS) if (said := talkers.say()) is not None]
    rework(edition, chance)
    adopt(edition, coordinator)
    listed = {(one.end.model, one.link.pk) for one in links_to_review(edition, plan.organisation)}
    waiting = open_comments_in(plan.organisation, [plan])
    lost = [row for row in late if not (is_kept(row, edition, plan) or is_listed(row, listed, waiting))]
    assert lost == []
