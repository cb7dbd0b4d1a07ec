"""Links to review after a change of wording, by the thing that was reworded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dialogue.selectors.discussions import open_comments_on
from pages.addresses import ContributionAddresses
from pages.dialogue.selectors import discussion_url
from pages.guards import Viewer
from pages.history.differences import Piece, differences
from pages.things import Thing, goal_thing, part_thing, plan_thing
from pages.work.selectors.scope import Scope
from planning.models import Contribution, Plan
from planning.models.links import Strength
from planning.selectors.outdated import Rewording, ends_of, rewordings, said_otherwise
from planning.selectors.owned import outdated_contributions

LINKS_PER_PAGE = 50
WITH = (
    *("goal__framework__organisation", "plan__organisation", "plan__unit"),
    *("position__plan__organisation", "measure__plan__organisation"),
)
KIND_WORDS: dict[str, Promise] = {
    "plan": gettext_lazy("Plan"),
    "position": gettext_lazy("Position"),
    "measure": gettext_lazy("Measure"),
    "goal": gettext_lazy("Goal"),
}


@dataclass(frozen=True, slots=True)
class Reworded:
    """A thing with its wording at the review and now, word by word; without pieces if only now is known."""

    kind_word: str
    thing: Thing
    pieces: tuple[Piece, ...]
    wording: str


@dataclass(frozen=True, slots=True)
class OutdatedLink:
    """A link to review. `doubts` say why it should be looked at by itself, `also` what else was reworded."""

    contribution: Contribution
    item: Thing
    goal: Thing
    edit_url: str
    talk_url: str
    also: Reworded | None
    doubts: tuple[str, ...]
    is_chosen: bool

    @property
    def word(self) -> str:
        """The strength in words."""
        return str(Strength(self.contribution.strength).label)

    @property
    def value(self) -> str:
        """What a ticked box sends: the link, and the version that was read."""
        return f"{self.contribution.pk}:{self.contribution.version}"


@dataclass(frozen=True, slots=True)
class OutdatedGroup:
    """A reworded thing with the links that it is joined by."""

    reworded: Reworded
    is_goal: bool
    links: tuple[OutdatedLink, ...]


@dataclass(frozen=True, slots=True)
class OutdatedPage:
    """A page of links to review."""

    groups: tuple[OutdatedGroup, ...]
    page: Page[Contribution]


def outdated_page(
    viewer: Viewer, scope: Scope, number: str | None, chosen: Collection[int] | None = None
) -> OutdatedPage:
    """A page of the links to review. `chosen`: ids that stay ticked; without it all that nobody disputes.

    Ten queries at most, however many links there are.
    """
    found = outdated_contributions(viewer.organisation, scope.units).select_related(*WITH)
    page = Paginator(found, LINKS_PER_PAGE).get_page(number)
    return OutdatedPage(_Reader(viewer, list(page.object_list), chosen).groups(), page)


class _Reader:
    """Links with what is to be known of each, read once for all of them."""

    def __init__(self, viewer: Viewer, rows: Sequence[Any], chosen: Collection[int] | None) -> None:
        organisation = viewer.organisation
        self.viewer, self.rows, self.chosen = viewer, rows, chosen
        self.addresses = ContributionAddresses(organisation)
        self.reworded = rewordings(rows)
        self.otherwise = said_otherwise(organisation, rows) if rows else {}
        self.comments = open_comments_on(organisation, Contribution, [row.pk for row in rows])

    def groups(self) -> tuple[OutdatedGroup, ...]:
        """The links under what was reworded, in the order of the rows."""
        found: dict[Rewording, list[OutdatedLink]] = {}
        first: dict[Rewording, Reworded] = {}
        for row in self.rows:
            changes = self.reworded[row.pk]
            shown = [self._reworded(row, change) for change in changes]
            first.setdefault(changes[0], shown[0])
            found.setdefault(changes[0], []).append(self._link(row, shown[1] if len(shown) > 1 else None))
        return tuple(
            OutdatedGroup(first[change], change.kind == "goal", tuple(links))
            for change, links in found.items()
        )

    def _link(self, row: Contribution, also: Reworded | None) -> OutdatedLink:
        doubts = tuple(self._doubts(row))
        (_kind, item), (_goal, goal) = ((kind, self._thing(thing)) for kind, thing in ends_of(row))
        return OutdatedLink(
            contribution=row,
            item=item,
            goal=goal,
            edit_url=self.addresses.edit(row.pk),
            talk_url=discussion_url(self.viewer.organisation, "contribution", row.pk),
            also=also,
            doubts=doubts,
            is_chosen=not doubts if self.chosen is None else row.pk in self.chosen,
        )

    def _doubts(self, row: Contribution) -> list[str]:
        """Why somebody may see it otherwise."""
        doubts = [
            _("%(organisation)s says otherwise: %(strength)s")
            % {"organisation": other.recorded_by.name, "strength": Strength(other.strength).label}
            for other in self.otherwise.get(row.pk, ())
        ]
        waiting = self.comments.get(row.pk, 0)
        if waiting:
            text = ngettext(
                "%(count)d comment is not resolved", "%(count)d comments are not resolved", waiting
            )
            doubts.append(text % {"count": waiting})
        return doubts

    def _reworded(self, row: Contribution, change: Rewording) -> Reworded:
        thing = next(thing for kind, thing in ends_of(row) if kind == change.kind)
        pieces = differences(change.before, change.after) if change.before else ()
        return Reworded(str(KIND_WORDS[change.kind]), self._thing(thing), pieces, change.after)

    def _thing(self, thing: Any) -> Thing:
        organisation = self.viewer.organisation
        if isinstance(thing, Plan):
            return plan_thing(organisation, thing)
        return (
            goal_thing(organisation, thing)
            if hasattr(thing, "framework")
            else part_thing(organisation, thing)
        )
