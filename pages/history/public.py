"""The history of adopted plans and their parts as everybody may read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model
from django.utils.translation import gettext as _

from pages.guards import Viewer
from pages.history.selectors import Change, changes_between, fields_of
from pages.history.words import event_name
from pages.things import Thing, part_thing, plan_thing
from planning.models import Measure, Plan, Position, Section
from planning.selectors.plans import plans_shown
from planning.selectors.public_history import FIELDS, Kept, earlier_editions, public_history

MODELS: dict[str, type[Any]] = {"plan": Plan, "section": Section, "position": Position, "measure": Measure}


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """What became of a thing on a day, and why it was put right, if it was."""

    at: datetime
    day: date
    event: str
    changes: tuple[Change, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A thing's history from the adoption on, the newest first, and what it was in earlier editions."""

    thing: Thing
    language: str
    entries: tuple[PublicEntry, ...]
    earlier: tuple[Thing, ...]


def public_subject(viewer: Viewer, kind: str, pk: int) -> Any:
    """A decided plan that everybody sees, or a part of one; else None. One query."""
    model = MODELS.get(kind)
    if model is None:
        return None
    plans = plans_shown(viewer.organisation, to_member=False)
    if model is Plan:
        return plans.filter(pk=pk).select_related("organisation").first()
    return model.objects.filter(pk=pk, plan__in=plans).select_related("plan__organisation").first()


def public_page(viewer: Viewer, subject: Any) -> PublicPage:
    """The page of what `public_subject` found."""
    plan = subject if isinstance(subject, Plan) else subject.plan
    plans = plans_shown(viewer.organisation, to_member=False).select_related("organisation")
    earlier = earlier_editions(subject, plans.filter(organisation=plan.organisation_id).exclude(pk=plan.pk))
    entries = sorted(_entries(subject, plan), key=lambda entry: entry.at, reverse=True)
    return PublicPage(
        thing=_thing(viewer, subject),
        language=plan.organisation.language,
        entries=tuple(entries),
        earlier=tuple(_thing(viewer, one) for one in earlier),
    )


def _entries(subject: Any, plan: Plan) -> Iterator[PublicEntry]:
    found = public_history(subject)
    if found is None:
        return
    zone = ZoneInfo(plan.organisation.time_zone)
    for number, (at, changes) in enumerate(_changes(type(subject), found.states)):
        reason = found.reasons.get(at, "")
        event, day = event_name("update"), at.astimezone(zone).date()
        if number == 0:
            is_of_the_decision = at <= found.since
            event = _("Adopted in this wording") if is_of_the_decision else _("Added")
            day = plan.adopted_on or day if is_of_the_decision else day
            at = found.since if is_of_the_decision else at  # noqa: PLW2901  # what was there at the adoption dates from it
        elif reason:
            event = _("Editorial correction")
        if changes:
            yield PublicEntry(at, day, event, changes, reason)
    for at, changes in list(_changes(Plan, found.plan_states, only=("status",)))[1:]:
        if changes:
            yield PublicEntry(at, at.astimezone(zone).date(), _("The plan has another status"), changes)


def _changes(
    model: type[Model], states: Iterable[Kept], *, only: tuple[str, ...] = ()
) -> Iterator[tuple[datetime, tuple[Change, ...]]]:
    """Of each state when it began and what is other than before; of the first, all that it says."""
    wanted = only or FIELDS[model]
    fields = [field for field in fields_of(model()) if field.name in wanted]
    before: Kept | None = None
    for state in states:
        yield state.pgh_created_at, tuple(changes_between(before, state, fields, {}))
        before = state


def _thing(viewer: Viewer, item: Any) -> Thing:
    if isinstance(item, Plan):
        return plan_thing(viewer.organisation, item)
    if isinstance(item, Section):
        return Thing(
            item.heading, plan_thing(viewer.organisation, item.plan).url, item.plan.organisation.language
        )
    return part_thing(viewer.organisation, item)
