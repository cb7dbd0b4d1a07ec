"""The desks of goals: the organisation's own frameworks, and the goals of one of them."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goals.models import Framework, Goal
from goals.policies import can_change_goal, can_keep_frameworks
from goals.services.frameworks import (
    FrameworkContent,
    change_framework,
    create_framework,
    remove_framework,
)
from goals.services.goals import GoalContent, change_goal, create_goal, remove_goal
from organisations.models import Membership, User
from pages.addresses import goal_url
from pages.editing import Desk, Row, Words
from pages.goals.forms import FrameworkForm, GoalForm
from pages.goals.tree import Node, in_tree_order
from pages.guards import Viewer

DEEPEST = 4


def number_or_none(value: str) -> int | None:
    """The id that a choice stands for; none for the empty choice."""
    return int(value) if value else None


class FrameworkDesk(Desk[Framework]):
    """The organisation's own frameworks."""

    namespace = "goals"
    kind = "framework"
    form_class = FrameworkForm
    fields_of_codes = {"framework_key_unique": "title", "framework_tracked_depth_positive": "tracked_depth"}
    words = Words(
        title=gettext_lazy("Own frameworks of goals"),
        lead=gettext_lazy(
            "Sets of goals that the organisation lays down itself. Everybody reads their goals."
        ),
        create=gettext_lazy("New framework"),
        created=gettext_lazy("The framework is made."),
        saved=gettext_lazy("The framework is saved."),
        remove=gettext_lazy("Remove the framework"),
        removed=gettext_lazy("Removed:"),
        nothing=gettext_lazy("There are no frameworks"),
        next_step=gettext_lazy("Make one for the council's goals, and write the goals in it."),
    )

    def found(self, text: str) -> Any:
        return self.things().filter(title__icontains=text)

    def things(self) -> QuerySet[Framework]:
        own = Framework.objects.filter(organisation=self.viewer.organisation)
        return own.annotate(goal_count=Count("goals")).order_by("title", "pk")

    def belongs(self) -> dict[str, Any]:
        return {"organisation": self.viewer.organisation}

    def rows(self, things: Sequence[Framework]) -> list[Row]:
        counts = {thing.pk: int(getattr(thing, "goal_count", 0)) for thing in things}
        return [
            Row(
                f"framework-{each.pk}",
                each.title,
                facts=(
                    each.get_level_display(),
                    *([each.version_label] if each.version_label else []),
                    ngettext("%(n)d goal", "%(n)d goals", counts[each.pk]) % {"n": counts[each.pk]},
                ),
                language=self.viewer.organisation.language,
                inside_url=reverse("goals:own_goal_list", args=[self.viewer.organisation.slug, each.pk]),
            )
            for each in things
        ]

    def values(self, thing: Framework) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in FrameworkForm.merged_fields}

    def content(self, values: dict[str, Any]) -> FrameworkContent:
        """What the form says of the framework."""
        return FrameworkContent(
            values["title"].strip(),
            values["level"],
            values["version_label"] or None,
            values["tracked_depth"],
            values["source"] or None,
        )

    def create(self, by: User, values: dict[str, Any]) -> Framework:
        return create_framework(organisation=self.viewer.organisation, by=by, content=self.content(values))

    def change(self, by: User, thing: Framework, expected_version: int, values: dict[str, Any]) -> Framework:
        return change_framework(
            organisation=self.viewer.organisation,
            by=by,
            framework=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Framework, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_framework(
            organisation=self.viewer.organisation, by=by, framework=thing, expected_version=expected_version
        )

    def can_change(self, thing: Framework | None) -> bool:
        return can_keep_frameworks(self.viewer.standing)

    def trail(self) -> list[str]:
        return [_("Goals"), reverse("goals:goal_list", args=[self.viewer.organisation.slug])]


class GoalDesk(Desk[Goal]):
    """The goals of an own framework, as a tree."""

    namespace = "goals"
    kind = "own_goal"
    form_class = GoalForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {
        "goal_key_unique": "title",
        "goal_parent_no_loop": "parent_id",
        "goal_parent_in_framework": "parent_id",
        "goal_validity_ordered": "valid_to",
        "goal_not_superseded_by_itself": "superseded_by_id",
        "goal_superseded_in_a_ring": "superseded_by_id",
    }

    def __init__(self, viewer: Viewer, framework: Framework) -> None:
        super().__init__(viewer)
        self.framework = framework
        self.levels: dict[int, int] = {}

    @property
    def words(self) -> Words:  # type: ignore[override]  # the title is the framework's
        """What the desk says."""
        return Words(
            title=self.framework.title,
            lead=_("The goals of the framework. Whoever works for the responsible unit changes a goal."),
            create=_("New goal"),
            created=_("The goal is made."),
            saved=_("The goal is saved."),
            remove=_("Remove the goal"),
            removed=_("Removed:"),
            nothing=_("The framework has no goals"),
            next_step=_("Write the first goal, and say which unit is responsible for it."),
        )

    def found(self, text: str) -> Sequence[Goal]:
        goals = {goal.pk: goal for goal in self.things()}
        nodes = [
            Node(goal.pk, goal.parent_id, goal.framework_id, goal.code or "", goal.title)
            for goal in goals.values()
        ]
        placed = in_tree_order(nodes, [self.framework.pk])
        self.levels = {each.pk: min(each.level, DEEPEST) for each in placed}
        return [goals[each.pk] for each in placed if text.casefold() in str(goals[each.pk]).casefold()]

    def things(self) -> QuerySet[Goal]:
        goals = Goal.objects.filter(framework=self.framework)
        return goals.select_related("framework__organisation", "unit", "superseded_by").order_by("pk")

    def belongs(self) -> dict[str, Any]:
        return {"framework": self.framework}

    def rows(self, things: Sequence[Goal]) -> list[Row]:
        return [
            Row(
                f"own_goal-{goal.pk}",
                str(goal),
                facts=tuple(self.facts(goal)),
                level=self.levels.get(goal.pk, 1),
                language=self.viewer.organisation.language,
                inside_url=goal_url(self.viewer.organisation, goal),
            )
            for goal in things
        ]

    def facts(self, goal: Goal) -> list[str]:
        """What stands below a goal's title."""
        facts = [goal.unit.name if goal.unit else _("nobody is responsible")]
        if goal.valid_to:
            facts.append(_("valid to %(day)s") % {"day": goal.valid_to.isoformat()})
        if goal.superseded_by:
            facts.append(_("superseded by %(goal)s") % {"goal": goal.superseded_by})
        return facts

    def form_arguments(self, thing: Goal | None) -> dict[str, Any]:
        organisation, standing = self.viewer.organisation, self.viewer.standing
        own = Q(pk=thing.pk if thing else 0)
        goals = (
            Goal.objects.filter(framework__organisation=organisation).exclude(own).order_by("code", "title")
        )
        choices = [(goal.framework_id, (str(goal.pk), str(goal))) for goal in goals]
        units = [
            (str(unit.pk), unit.name)
            for unit in organisation.units.order_by("name")
            if standing.edits(unit.pk)
        ]
        return {
            "goals": [choice for framework, choice in choices if framework == self.framework.pk],
            "units": units,
            "others": [choice for _framework, choice in choices],
        }

    def values(self, thing: Goal) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in GoalForm.merged_fields}

    def content(self, values: dict[str, Any]) -> GoalContent:
        """What the form says of the goal."""
        fields = {name: values[name] for name in GoalForm.merged_fields}
        for name in ("parent_id", "unit_id", "superseded_by_id"):
            fields[name] = number_or_none(fields[name])
        return GoalContent(**fields)

    def create(self, by: User, values: dict[str, Any]) -> Goal:
        return create_goal(
            organisation=self.viewer.organisation,
            by=by,
            framework=self.framework,
            content=self.content(values),
        )

    def change(self, by: User, thing: Goal, expected_version: int, values: dict[str, Any]) -> Goal:
        return change_goal(
            organisation=self.viewer.organisation,
            by=by,
            goal=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Goal, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_goal(
            organisation=self.viewer.organisation, by=by, goal=thing, expected_version=expected_version
        )

    def can_change(self, thing: Goal | None) -> bool:
        standing = self.viewer.standing
        if thing is not None:
            return can_change_goal(standing, self.viewer.organisation, thing)
        return standing.is_coordinator or (
            standing.role == Membership.Role.EDITOR and bool(standing.unit_ids)
        )

    def place(self) -> list[Any]:
        return [self.framework.pk]

    def trail(self) -> list[str]:
        slug = self.viewer.organisation.slug
        frameworks = reverse("goals:framework_list", args=[slug])
        return [_("Goals"), reverse("goals:goal_list", args=[slug]), _("Own frameworks of goals"), frameworks]
