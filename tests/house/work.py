"""What a person's own work, and what is touched by a change, add to the walk of all routes and services."""

from typing import Any

from goals.models import Framework, FrameworkAdoption, Goal, GoalLink, Target
from goals.services import adoptions, goal_links
from organisations.models import Organisation
from planning.services import contributions
from tests import factories


def by(world: Any, user: Any) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


def build(organisation: Organisation) -> None:
    """A region's framework that the municipality follows, another that it does not, and a link of goals."""
    region = factories.OrganisationFactory(key="region", kind="region", name="Regionen", is_public=True)
    followed = factories.FrameworkFactory(organisation=region, key="rus", level="regional")
    factories.FrameworkFactory(organisation=region, key="annat", level="regional")
    third = factories.FrameworkFactory(organisation=region, key="tredje", level="regional")
    for each in (followed, third):
        factories.FrameworkAdoptionFactory(organisation=organisation, framework=each)
    source = Goal.objects.get(framework__organisation=organisation, key="g")
    other = factories.GoalFactory(framework=followed, key="r", title="Regionens mål")
    factories.GoalLinkFactory(source=source, target=other, recorded_by=organisation, key="till-regionen")


def contradict(goal: Goal, hidden: Goal) -> None:
    """Another own goal that wants something else of an indicator than the open goal and the hidden one."""
    organisation = goal.framework.organisation
    measured = factories.IndicatorFactory(organisation=organisation, key="gemensam")
    other = factories.GoalFactory(framework=goal.framework, key="motsatt", title="Motsatt mål")
    for value, each in enumerate((other, goal, hidden)):
        factories.TargetFactory(goal=each, indicator=measured, key=f"motsatt-{value}", value=value)


def link() -> GoalLink:
    """The link between goals that anybody may know of."""
    return GoalLink.objects.get(key="till-regionen")


def form(world: Any) -> dict[str, Any]:
    """What a person who may write would send."""
    return {
        "chosen": [f"{world.open_contribution.pk}:1"],
        "target_id": world.new_goal.pk,
        "framework_id": Framework.objects.get(key="annat").pk,
    }


def of_route(name: str) -> dict[str, Any]:
    """What the same field holds for another sort of thing."""
    return {"relation": "conflicts", "strength": 3} if name.startswith("goals:goal_link") else {}


def arguments(
    goal: dict[str, Any], plan: dict[str, Any], parts: list[dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """The arguments of the routes, made of those that name a goal, a plan and its parts."""
    items = [{"kind": "plan"} | plan, *parts]
    found = {"touched:goal_detail": [goal], "touched:item_detail": items}
    beside = {"framework": "mal", "goal": "motsatt"}
    other = {"other_framework": goal["framework"], "other_goal": goal["goal"]}
    found["goals:disagreement_detail"] = [beside | other]
    found["positions:goal_choice_list"] = items
    target = Target.objects.get(key="v")
    found["goals:target_preview_detail"] = [{"goal": target.goal_id}]
    found["goals:observation_preview_detail"] = [{"indicator": target.indicator_id}]
    source, adoption = link().source_id, FrameworkAdoption.objects.get(framework__key="rus").pk
    for action in ("detail", "edit", "remove"):
        found[f"goals:goal_link_{action}"] = [{"goal": source, "pk": link().pk}]
        found[f"goals:adoption_{action}"] = [{"pk": adoption}]
    for action in ("list", "create"):
        found[f"goals:goal_link_{action}"] = [{"goal": source}]
    found["goals:adoption_remove"] = [{"pk": FrameworkAdoption.objects.get(framework__key="tredje").pk}]
    return found


def content(world: Any) -> goal_links.LinkContent:
    return goal_links.LinkContent(world.new_goal.pk, "conflicts", 3, "Annat skäl.")


def adoption(key: str) -> dict[str, Any]:
    return {"adoption": FrameworkAdoption.objects.get(framework__key=key), "expected_version": 1}


COORDINATING = {"adopt_framework", "change_adoption", "leave_framework"}
ACTS: dict[str, Any] = {
    "confirm_contributions": lambda w, user: contributions.confirm_contributions(
        **by(w, user), chosen=[contributions.AsRead(w.open_contribution, 1)]
    ),
    "create_goal_link": lambda w, user: goal_links.create_goal_link(
        **by(w, user), source=link().source, content=content(w)
    ),
    "change_goal_link": lambda w, user: goal_links.change_goal_link(
        **by(w, user), link=link(), expected_version=1, content=content(w)
    ),
    "remove_goal_link": lambda w, user: goal_links.remove_goal_link(
        **by(w, user), link=link(), expected_version=1
    ),
    "adopt_framework": lambda w, user: adoptions.adopt_framework(
        **by(w, user), framework=Framework.objects.get(key="annat"), content=adoptions.AdoptionContent(2)
    ),
    "change_adoption": lambda w, user: adoptions.change_adoption(
        **by(w, user), **adoption("rus"), content=adoptions.AdoptionContent(2)
    ),
    "leave_framework": lambda w, user: adoptions.leave_framework(**by(w, user), **adoption("tredje")),
}
