"""Goals that might be linked to a position or measure, with the words that speak for each."""

from dataclasses import dataclass

from pages.addresses import contribution_create_url, item_url
from pages.guards import Viewer
from pages.things import Thing, goal_thing, part_thing, plan_thing
from planning.models import Contribution, Measure, Plan
from planning.policies import Item, can_state, plan_of
from planning.selectors.goals import goals_in_scope
from planning.selectors.suggestions import MOST_SUGGESTED, goals_resembling, text_of

MOST_WORDS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Suggested:
    """A goal with the matching words, and where the form opens with it chosen (empty: not allowed)."""

    goal: Thing
    words: tuple[str, ...]
    choose_url: str


def suggesting(viewer: Viewer, item: Item) -> Thing:
    """The position or measure whose text is compared, with its page."""
    if isinstance(item, Plan):
        return plan_thing(viewer.organisation, item)
    thing = part_thing(viewer.organisation, item)
    return Thing(thing.text, item_url(viewer.organisation, item), thing.language)


def suggested_goals(viewer: Viewer, item: Item) -> list[Suggested]:
    """The goals in scope that the text resembles most and that nothing has been said of yet. Five queries."""
    organisation = viewer.organisation
    known = {
        goal.pk: (group.framework, goal) for group in goals_in_scope(organisation) for goal in group.goals
    }
    said = Contribution.objects.filter(recorded_by=organisation, **_about(item)).values_list(
        "goal_id", flat=True
    )
    among = sorted(known.keys() - set(said))
    found = goals_resembling(organisation, text_of(item), among=among, plan_id=plan_of(item).pk)
    may = can_state(viewer.standing, organisation, item)
    start = contribution_create_url(organisation, item)
    shown = []
    for suggestion in found[:MOST_SUGGESTED]:
        framework, goal = known[suggestion.goal_id]
        goal.framework = framework
        address = f"{start}?mal={goal.pk}" if may else ""
        shown.append(Suggested(goal_thing(organisation, goal), suggestion.words[:MOST_WORDS_SHOWN], address))
    return shown


def _about(item: Item) -> dict[str, int]:
    kind = "plan" if isinstance(item, Plan) else "measure" if isinstance(item, Measure) else "position"
    return {f"{kind}_id": item.pk}
