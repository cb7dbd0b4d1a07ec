"""Editions: beginning the next one, and putting a wording right without one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, Problem
from core.integrity import explained
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import revision_started, wording_corrected
from planning.models import Measure, Plan, PlanEvent, Position, Section
from planning.policies import check_can_correct, check_can_revise
from planning.selectors.editions import open_revision
from planning.services.copying import copied, copy_contents, next_keys

SOMEBODY_ELSE = gettext_lazy("Somebody else wrote something new at the same moment. Try again.")
REFUSALS = {f"{kind}_key_unique": SOMEBODY_ELSE for kind in ("plan", "section", "position", "measure")}
#: Numbers above this are years.
LARGEST_NUMBER = 999


def start_revision(*, organisation: Organisation, by: User, plan: Plan) -> Plan:
    """Begin the next edition of a plan in effect: a draft that will supersede it, with all it contains.

    Sections, positions and measures are copied, each knowing what it revises; partners, money, links
    out and the organisation's own contributions go along. So does what its front page says of whom it applies
    to and who answers for it; what belongs to the old decision does not: its days, its case, who decided, and
    when its currency is to be checked. The plan in effect stays as it is. Raises
    `NotAllowed`; `DomainError` for a plan that is not in effect, or if a proposal shall replace it
    already (the message names it). Announces `revision_started`.
    """
    check_can_revise(standing(by, organisation), organisation, plan)
    with explained(REFUSALS), transaction.atomic():
        stored = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        check_can_revise(standing(by, organisation), organisation, stored)
        _check_none_is_open(stored)
        edition = _begin(organisation, stored)
        revision_started.send(sender=Plan, organisation=organisation, plan=edition)
    return edition


def _check_none_is_open(plan: Plan) -> None:
    other = open_revision(plan)
    if other is not None:
        raise DomainError(
            _("“%(other)s” (%(status)s) shall replace the plan already. Go on with that one.")
            % {"other": other, "status": other.get_status_display()},
            code="revision_is_open",
        )


def _begin(organisation: Organisation, plan: Plan) -> Plan:
    keys = next_keys(plan)
    undecided = dict.fromkeys(
        (
            *("valid_from", "valid_to", "adopted_on", "in_force_on", "decided_by", "reference"),
            *("case_number", "next_check_on"),
        )
    )
    edition = copied(
        plan,
        key=keys.key,
        status=Plan.Status.DRAFTING,
        version_label=next_label(plan.version_label, keys.number),
        **undecided,
    )
    edition.save(force_insert=True)
    edition.supersession_rows.create(superseded=plan)
    copy_contents(plan, edition, keys)
    edition.supersession_rows.update(copied_at=Now())
    with translation.override(organisation.language):
        title = _("Revision begun")
    PlanEvent.objects.create(plan=edition, on=organisation.today(), status=edition.status, title=title)
    edition.refresh_from_db(fields=["version"])
    return edition


def next_label(label: str | None, number: int) -> str | None:
    """What the next edition is called: the number at the end goes up; a year or a word has no next."""
    if not label:
        return str(number)
    counted = re.fullmatch(r"(.*?)(\d+)(?:\.\d+)*\s*", label)
    if counted is None or int(counted[2]) > LARGEST_NUMBER:
        return None
    return f"{counted[1]}{int(counted[2]) + 1}"


# Putting right -----------------------------------------------------------------------------------

Correctable = Plan | Section | Position | Measure
#: What can be put right, by what it is in: the wording, and nothing that carries weight of its own.
CORRECTABLE: Mapping[type, tuple[str, ...]] = {
    Plan: ("title", "summary"),
    Section: ("heading",),
    Position: ("statement", "rationale"),
    Measure: ("title", "text"),
}
NEVER_EMPTY = frozenset({"title", "heading", "statement"})


@dataclass(frozen=True, slots=True)
class Correction:
    """New texts by field, the day and the reason; whether what is said has changed its meaning."""

    texts: Mapping[str, str]
    on: date
    reason: str
    meaning_changed: bool = False


@transaction.atomic
def correct_editorially(
    *, organisation: Organisation, by: User, item: Correctable, expected_version: int, correction: Correction
) -> Correctable:
    """Put a wording of a decided plan right, with a reason that stays in the plan's story.

    Contributions do not become outdated by it, unless the person says that the meaning changed. Raises
    `NotAllowed`, `Changed`, or `DomainError` if the plan is not decided, or a text or the reason is
    missing. Announces `wording_corrected` if anything differs.
    """
    plan = Plan.objects.select_for_update(no_key=True).get(
        pk=item.pk if isinstance(item, Plan) else item.plan_id
    )
    check_can_correct(standing(by, organisation), organisation, plan)
    model: Any = type(item)
    stored = locked(model.objects.all(), pk=item.pk, expected_version=expected_version)
    changes = _texts(model, correction)
    before, stamped = _wording(stored, changes), getattr(stored, "wording_changed_at", None)
    if not write(stored, changes):
        return stored  # type: ignore[no-any-return]  # is of the item's type
    if not correction.meaning_changed and not isinstance(stored, Section):
        # The trigger took it for a new wording.
        model.objects.filter(pk=stored.pk).update(wording_changed_at=stamped)
    _tell(plan, before, _wording(stored, changes), correction)
    wording_corrected.send(sender=model, organisation=organisation, item=stored)
    return stored  # type: ignore[no-any-return]  # is of the item's type


def _texts(model: type, correction: Correction) -> dict[str, str | None]:
    """The texts as they are stored; raises `DomainError` for what is missing."""
    texts = {
        name: correction.texts[name].strip() or None
        for name in CORRECTABLE[model]
        if name in correction.texts
    }
    faults = [
        Problem(name, "required", _("This cannot be empty."))
        for name, text in texts.items()
        if text is None and name in NEVER_EMPTY
    ]
    if not correction.reason.strip():
        faults.append(Problem("reason", "required", _("Say why the wording is put right.")))
    if faults:
        raise DomainError(
            _("Something is missing or cannot be so."), code="correction_incomplete", problems=faults
        )
    return texts


def _wording(item: Any, changes: Mapping[str, Any]) -> str:
    return " / ".join(str(getattr(item, name) or "–") for name in changes)


def _tell(plan: Plan, before: str, after: str, correction: Correction) -> None:
    with translation.override(plan.organisation.language):
        title = _("Editorial correction")
    text = f"{correction.reason.strip()}\n– {before}\n+ {after}"
    PlanEvent.objects.create(plan=plan, on=correction.on, status=plan.status, title=title, text=text)
