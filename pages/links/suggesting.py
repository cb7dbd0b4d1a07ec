"""Goals, and positions of other plans, that might be linked to a position or measure.

Suggested for its text, each with the words that speak for it, or searched for.
"""

from dataclasses import dataclass

from django.utils.translation import get_language

from goals.models import Goal
from pages.addresses import contribution_create_url, item_url
from pages.guards import Viewer
from pages.links.selectors import can_link, links_url
from pages.naming import only_names
from pages.things import Thing, goal_thing, part_thing, plan_thing
from planning.models import Contribution, Measure, Plan, Position
from planning.policies import Item, Part, can_state, plan_of
from planning.selectors.goals import goals_in_scope
from planning.selectors.searching import goals_matching
from planning.selectors.suggestions import (
    MOST_SUGGESTED,
    goals_resembling,
    positions_resembling,
    positions_to_suggest,
    text_of,
)

MOST_WORDS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Suggested:
    """A goal with the matching words, and where the form opens with it chosen (empty: not allowed)."""

    goal: Thing
    words: tuple[str, ...]
    choose_url: str


@dataclass(frozen=True, slots=True)
class SuggestedPosition:
    """A position of another plan with the matching words.

    `choose_url` is where the form opens with it chosen (empty: not allowed).
    """

    pk: int
    position: Thing
    plan: Thing
    words: tuple[str, ...]
    choose_url: str


@dataclass(frozen=True, slots=True)
class Match:
    """A goal that a search found; `words` say why where its title does not."""

    pk: int
    goal: Thing
    words: tuple[str, ...]


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
        framework, goal = known[suggestion.pk]
        goal.framework = framework
        address = f"{start}?mal={goal.pk}" if may else ""
        shown.append(Suggested(goal_thing(organisation, goal), suggestion.words[:MOST_WORDS_SHOWN], address))
    return shown


@dataclass(frozen=True, slots=True)
class MatchGroup:
    """A framework's title with its goals that a search found."""

    title: str
    language: str
    goals: list[Match]


def matched_goals(viewer: Viewer, text: str) -> list[MatchGroup]:
    """The goals that a search finds, by framework; the best match's framework first. Three queries."""
    language = (get_language() or "").split("-")[0]
    found = goals_matching(viewer.organisation, text, language=language)
    rows = Goal.objects.filter(pk__in=[one.pk for one in found]).order_by()
    known = only_names(rows, "framework__title").in_bulk()
    groups: dict[int, MatchGroup] = {}
    for one in found:
        goal = known[one.pk]
        framework = goal.framework
        empty = MatchGroup(framework.title, framework.organisation.language, [])
        group = groups.setdefault(framework.pk, empty)
        group.goals.append(Match(one.pk, goal_thing(viewer.organisation, goal), one.words))
    return list(groups.values())


def suggested_positions(viewer: Viewer, item: Part) -> list[SuggestedPosition]:
    """Positions of other plans that the text resembles most and that it is not linked to. Four queries."""
    organisation = viewer.organisation
    among = positions_to_suggest(organisation, item)
    found = positions_resembling(organisation, text_of(item), among=among, plan_id=item.plan_id)
    known = only_names(Position.objects.filter(pk__in=[one.pk for one in found]).order_by()).in_bulk()
    start = f"{links_url(viewer, item)}?till=" if can_link(viewer, item) else ""
    return [
        SuggestedPosition(
            pk=one.pk,
            position=part_thing(organisation, known[one.pk]),
            plan=plan_thing(organisation, known[one.pk].plan),
            words=one.words[:MOST_WORDS_SHOWN],
            choose_url=f"{start}{one.pk}" if start else "",
        )
        for one in found
    ]


def _about(item: Item) -> dict[str, int]:
    kind = "plan" if isinstance(item, Plan) else "measure" if isinstance(item, Measure) else "position"
    return {f"{kind}_id": item.pk}
