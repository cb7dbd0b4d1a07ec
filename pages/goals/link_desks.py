"""The desks of a goal's links to other goals, and of other organisations' frameworks that are followed."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import DomainError
from core.functions import SortKey
from goals.models import AdoptionExclusion, Framework, FrameworkAdoption, Goal, GoalLink
from goals.policies import can_keep_frameworks, can_state_of_goal
from goals.selectors import frameworks_offered
from goals.services.adoptions import AdoptionContent, adopt_framework, change_adoption, leave_framework
from goals.services.goal_links import LinkContent, change_goal_link, create_goal_link, remove_goal_link
from organisations.models import User
from pages.editing import Desk, Row, Words
from pages.goals.link_forms import STRENGTHS, AdoptionForm, GoalLinkForm, NewAdoptionForm
from pages.goals.tree import Node, in_tree_order
from pages.guards import Viewer
from pages.history.refilling import stood_at
from pages.things import goal_thing
from planning.models import Plan
from planning.selectors.goals import goals_in_scope


class GoalLinkDesk(Desk[GoalLink]):
    """What the organisation says of how a goal hangs together with others."""

    namespace = "goals"
    kind = "goal_link"
    form_class = GoalLinkForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {
        "goal_link_between_two": "target_id",
        "goal_link_adopted": "target_id",
        "goal_link_strength_in_range": "strength",
    }

    def __init__(self, viewer: Viewer, goal: Goal) -> None:
        super().__init__(viewer)
        self.goal = goal
        self.thing = goal_thing(viewer.organisation, goal)

    @property
    def words(self) -> Words:  # type: ignore[override]  # the lead names the goal
        """What the desk says."""
        return Words(
            title=_("Links to other goals"),
            lead=self.thing.text,
            create=_("New link"),
            created=_("The link is saved."),
            saved=_("The link is saved."),
            remove=_("Remove the link"),
            removed=_("Removed:"),
            nothing=_("The goal is not linked to others from here"),
            next_step=_("Say which other goal it contributes to, or conflicts with, and why."),
        )

    def found(self, text: str) -> Any:
        return self.things().filter(target__title__icontains=text)

    def things(self) -> QuerySet[GoalLink]:
        own = GoalLink.objects.filter(recorded_by=self.viewer.organisation, source=self.goal)
        parents = ("source__framework__organisation", "target__framework__organisation")
        return own.select_related(*parents).order_by("relation", "-strength", "pk")

    def belongs(self) -> dict[str, Any]:
        return {"recorded_by": self.viewer.organisation, "source": self.goal}

    def rows(self, things: Sequence[GoalLink]) -> list[Row]:
        strengths = dict(STRENGTHS)
        rows = []
        for link in things:
            other = goal_thing(self.viewer.organisation, link.target)
            contributes = link.relation == GoalLink.Relation.CONTRIBUTES
            facts = (
                *([str(strengths[link.strength])] if contributes else []),
                *([link.rationale] if link.rationale else []),
            )
            rows.append(
                Row(
                    f"goal_link-{link.pk}",
                    other.text,
                    facts=facts,
                    badge=str(link.get_relation_display()),
                    language=other.language,
                    inside_url=other.url,
                )
            )
        return rows

    def form_arguments(self, thing: GoalLink | None) -> dict[str, Any]:
        return {"groups": goals_in_scope(self.viewer.organisation)}

    def values(self, thing: GoalLink) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in GoalLinkForm.merged_fields}

    def content(self, values: dict[str, Any]) -> LinkContent:
        """What the form says of the link."""
        return LinkContent(
            values["target_id"].pk, values["relation"], values["strength"], values["rationale"]
        )

    def create(self, by: User, values: dict[str, Any]) -> GoalLink:
        return create_goal_link(
            organisation=self.viewer.organisation, by=by, source=self.goal, content=self.content(values)
        )

    def change(self, by: User, thing: GoalLink, expected_version: int, values: dict[str, Any]) -> GoalLink:
        return change_goal_link(
            organisation=self.viewer.organisation,
            by=by,
            link=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: GoalLink, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_goal_link(
            organisation=self.viewer.organisation, by=by, link=thing, expected_version=expected_version
        )

    def can_change(self, thing: GoalLink | None) -> bool:
        return can_state_of_goal(self.viewer.standing, self.viewer.organisation, self.goal)

    def place(self) -> list[Any]:
        return [self.goal.pk]

    def trail(self) -> list[str]:
        goals = reverse("goals:goal_list", args=[self.viewer.organisation.slug])
        return [_("Goals"), goals, self.thing.text, self.thing.url]


class AdoptionDesk(Desk[FrameworkAdoption]):
    """Other organisations' frameworks that the organisation follows."""

    namespace = "goals"
    has_tied = True
    kind = "adoption"
    form_class = AdoptionForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {
        "framework_adopted_once": "framework_id",
        "adoption_tracked_depth_positive": "tracked_depth",
        "exclusion_in_framework": "excluded",
    }
    words = Words(
        title=gettext_lazy("Frameworks of others"),
        lead=gettext_lazy(
            "Goals of the UN, the state and the region that the organisation follows, perhaps without some."
        ),
        create=gettext_lazy("Follow a framework"),
        created=gettext_lazy("The framework is followed. Say which of its goals are left out, if any."),
        saved=gettext_lazy("What is followed is saved."),
        remove=gettext_lazy("Follow it no longer"),
        removed=gettext_lazy("Followed no longer:"),
        nothing=gettext_lazy("No framework of others is followed"),
        next_step=gettext_lazy("Follow one, and plans can be linked to its goals."),
    )

    def found(self, text: str) -> Any:
        return self.things().filter(framework__title__icontains=text)

    def things(self) -> QuerySet[FrameworkAdoption]:
        own = FrameworkAdoption.objects.filter(organisation=self.viewer.organisation)
        counted = own.annotate(left_out=Count("exclusions")).select_related("framework__organisation")
        return counted.order_by(SortKey("framework__title", self.viewer.organisation.language), "pk")

    def rows(self, things: Sequence[FrameworkAdoption]) -> list[Row]:
        return [
            Row(
                f"adoption-{each.pk}",
                each.framework.title,
                facts=tuple(adoption_facts(each)),
                badge=str(each.framework.get_level_display()),
                language=each.framework.organisation.language,
            )
            for each in things
        ]

    def form_arguments(self, thing: FrameworkAdoption | None) -> dict[str, Any]:
        if thing is None:
            return {"frameworks": frameworks_to_choose(self.viewer)}
        return {"goals": goals_to_choose(thing.framework)}

    def values(self, thing: FrameworkAdoption) -> dict[str, Any]:
        excluded = [str(pk) for pk in thing.exclusions.order_by("goal_id").values_list("goal_id", flat=True)]
        return {"tracked_depth": thing.tracked_depth, "excluded": excluded}

    def values_then(self, kept: Any) -> dict[str, Any]:
        excluded = stood_at(AdoptionExclusion, kept.pgh_created_at, "goal_id", adoption=kept.pgh_obj_id)
        return {"tracked_depth": kept.tracked_depth, "excluded": [str(pk) for pk in excluded]}

    def content(self, values: dict[str, Any]) -> AdoptionContent:
        """What the form says of what is followed."""
        excluded = frozenset(int(pk) for pk in values.get("excluded", ()))
        return AdoptionContent(values["tracked_depth"], excluded)

    def create(self, by: User, values: dict[str, Any]) -> FrameworkAdoption:
        framework = Framework.objects.filter(pk=int(values["framework_id"])).first()
        if framework is None:
            raise DomainError(_("That framework is no longer there."), code="framework_id")
        return adopt_framework(
            organisation=self.viewer.organisation, by=by, framework=framework, content=self.content(values)
        )

    def change(
        self, by: User, thing: FrameworkAdoption, expected_version: int, values: dict[str, Any]
    ) -> FrameworkAdoption:
        return change_adoption(
            organisation=self.viewer.organisation,
            by=by,
            adoption=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(
        self, by: User, thing: FrameworkAdoption, expected_version: int, sent: Mapping[str, str]
    ) -> None:
        leave_framework(
            organisation=self.viewer.organisation, by=by, adoption=thing, expected_version=expected_version
        )

    def can_change(self, thing: FrameworkAdoption | None) -> bool:
        return can_keep_frameworks(self.viewer.standing)

    def trail(self) -> list[str]:
        return [_("Goals"), reverse("goals:goal_list", args=[self.viewer.organisation.slug])]


class NewAdoptionDesk(AdoptionDesk):
    """What is followed, with the form for a further framework."""

    form_class = NewAdoptionForm  # type: ignore[assignment]  # asks which framework, not which goals


def adoption_facts(adoption: FrameworkAdoption) -> list[str]:
    """What stands below a framework that is followed."""
    depth, left_out = adoption.tracked_depth, int(getattr(adoption, "left_out", 0))
    facts = [
        adoption.framework.organisation.name,
        ngettext("%(n)d level followed up", "%(n)d levels followed up", depth) % {"n": depth},
    ]
    if left_out:
        facts.append(ngettext("%(n)d goal left out", "%(n)d goals left out", left_out) % {"n": left_out})
    return facts


def frameworks_to_choose(viewer: Viewer) -> list[tuple[str, list[tuple[str, str]]]]:
    """Frameworks that can be followed and are not yet, by who owns them; none that only drafts lay down."""
    followed = Framework.objects.followed_by(viewer.organisation).values("pk")
    laid_down = Plan.objects.filter(framework__isnull=False)
    working = laid_down.exclude(framework__in=laid_down.decided().values("framework")).values("framework")
    offered = frameworks_offered(viewer.organisation, viewer.user).exclude(pk__in=followed)
    rows = offered.exclude(pk__in=working).select_related("organisation")
    found: dict[str, list[tuple[str, str]]] = {}
    for framework in rows.order_by("organisation__name", "title", "pk"):
        title = (
            f"{framework.title} ({framework.version_label})" if framework.version_label else framework.title
        )
        found.setdefault(framework.organisation.name, []).append((str(framework.pk), title))
    return list(found.items())


def goals_to_choose(framework: Framework) -> list[tuple[str, str]]:
    """The goals of a framework in the order of its tree."""
    goals = {goal.pk: goal for goal in Goal.objects.filter(framework=framework).order_by("pk")}
    nodes = [
        Node(goal.pk, goal.parent_id, framework.pk, goal.code or "", goal.title) for goal in goals.values()
    ]
    placed = in_tree_order(nodes, [framework.pk])
    return [(str(each.pk), "– " * (each.level - 1) + label(goals[each.pk])) for each in placed]


def label(goal: Goal) -> str:
    """A goal by code and title in the reader's language."""
    return f"{goal.code} {goal.local_title}" if goal.code else goal.local_title
