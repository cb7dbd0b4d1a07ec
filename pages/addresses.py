"""Where things of the domain are shown, seen from an organisation's pages.

What belongs to another organisation has its owner's key in front: `region-dalarna:dalastrategin`.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.urls import get_script_prefix, reverse

from core.converters import KeyConverter, OwnedKeyConverter
from goals.models import Goal
from organisations.models import Organisation
from planning.models import Measure, Plan, Position
from planning.policies import Item, plan_of

ItemPages = {
    Position: "positions:position_detail",
    Measure: "positions:measure_detail",
    Plan: "plans:plan_detail",
}
ITEM_KINDS: dict[type, str] = {Plan: "plan", Position: "position", Measure: "measure"}


def item_ref(organisation: Organisation, item: Item) -> tuple[str | None, str]:
    """Owner (none: the organisation itself) and key of a plan, position or measure."""
    owner = plan_of(item).organisation
    return (None if owner.pk == organisation.pk else owner.key), item.key


def item_url(organisation: Organisation, item: Item) -> str:
    """The page of a plan, position or measure."""
    start = _start(ItemPages[type(item)], organisation.slug, get_script_prefix())
    return f"{start}{OwnedKeyConverter().to_url(item_ref(organisation, item))}/"


def goal_url(organisation: Organisation, goal: Goal) -> str:
    """The goal's page within that organisation (`goal` with framework and its organisation)."""
    framework = goal.framework
    start = _goal_start(organisation.slug, framework.organisation.key, framework.key, get_script_prefix())
    return f"{start}{KeyConverter().to_url(goal.key)}/"


def contribution_create_url(organisation: Organisation, item: Item) -> str:
    """Where one says how the item bears on a further goal."""
    return contribution_create_below(item_url(organisation, item))


def contribution_create_below(url: str) -> str:
    """The same, by the item's own page."""
    return f"{url}bidrag/nytt/"


@lru_cache(maxsize=4096)
def _start(view: str, slug: str, prefix: str) -> str:  # what `reverse` answers depends on it
    """The address of an organisation's things of a kind, without the thing: pages name hundreds of them."""
    return reverse(view, args=[slug, "x"]).removesuffix("x/")


@lru_cache(maxsize=4096)
def _goal_start(slug: str, owner: str, framework: str, prefix: str) -> str:  # as above
    """The address of a framework's goals as an organisation sees them, without the goal."""
    return reverse("goals:goal_detail", args=[slug, owner, framework, "x"]).removesuffix("x/")


class CellAddresses:
    """Addresses of many cells of the matrix; to ask for each by itself would be most of a page's time."""

    def __init__(self, organisation: Organisation, goals: Iterable[Goal]) -> None:
        self.organisation = organisation
        self.base = reverse("matrix:matrix_detail", args=[organisation.slug])
        write = KeyConverter().to_url
        self.ends = [
            (goal.pk, "/".join(write(key) for key in (framework.organisation.key, framework.key, goal.key)))
            for goal in goals
            for framework in (goal.framework,)
        ]

    def of(self, plan: Plan) -> list[tuple[int, str]]:
        """For each of the goals its id and the address of the plan's cell."""
        start = f"{self.base}{OwnedKeyConverter().to_url(item_ref(self.organisation, plan))}"
        return [(pk, f"{start}/{end}/") for pk, end in self.ends]


class ContributionAddresses:
    """Addresses of many contributions; reversed once."""

    def __init__(self, organisation: Organisation) -> None:
        self.base = reverse("positions:contribution_edit", args=[organisation.slug, 0]).removesuffix("0/")

    def edit(self, pk: int) -> str:
        """Where the contribution is changed."""
        return f"{self.base}{pk}/"

    def confirm(self, pk: int) -> str:
        """Where it is confirmed."""
        return f"{self.base}{pk}/bekrafta/"

    def withdraw(self, pk: int) -> str:
        """Where it is withdrawn."""
        return f"{self.base}{pk}/aterta/"
