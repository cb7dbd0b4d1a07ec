"""Writing the sections of a plan."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.integrity import explained
from core.rich_text import simplest
from core.versions import locked, write
from organisations.models import Organisation, User
from organisations.policies import standing
from planning.events import section_written
from planning.models import Section
from planning.policies import check_can_write_in
from planning.services.arranging import (
    Direction,
    Place,
    check_section,
    last_order,
    locked_plan,
    next_key,
    step,
    text,
)

REFUSALS = {"section_parent_no_loop": _("A section cannot stand inside itself.")}


@dataclass(frozen=True, slots=True)
class SectionContent:
    """A section's heading and text; of rich text, what may not stand in it is taken out."""

    heading: str
    body: str | None = None


@transaction.atomic
def create_section(*, organisation: Organisation, by: User, place: Place, content: SectionContent) -> Section:
    """Write a new section, last in another or last of all, in a plan that is not decided yet.

    Raises `NotAllowed`, `DomainError`. Announces `section_written`.
    """
    plan = locked_plan(place.plan.pk)
    check_can_write_in(standing(by, organisation), organisation, plan)
    check_section(plan, place.section)
    created = Section.objects.create(
        plan=plan,
        parent=place.section,
        organisation_id=plan.organisation_id,
        key=next_key(Section, plan),
        order=last_order(Section.objects.filter(plan=plan, parent=place.section)),
        heading=content.heading.strip(),
        body=text(simplest(content.body or "")),
    )
    section_written.send(sender=Section, organisation=organisation, section=created)
    return created


@transaction.atomic
def change_section(
    *,
    organisation: Organisation,
    by: User,
    section: Section,
    expected_version: int,
    content: SectionContent,
) -> Section:
    """Change heading and text of a section of a plan that is not decided yet.

    Raises `NotAllowed`, `DomainError`, `Changed`. Announces `section_written` if anything differs.
    """
    stored = _open_section(organisation, by, section, expected_version)
    if write(stored, {"heading": content.heading.strip(), "body": text(simplest(content.body or ""))}):
        section_written.send(sender=Section, organisation=organisation, section=stored)
    return stored


def move_section(
    *,
    organisation: Organisation,
    by: User,
    section: Section,
    expected_version: int,
    to: Direction | Section | None,
) -> Section:
    """Move a section, with all that stands in it, past its neighbour, or last into another (None: top).

    Raises `NotAllowed`, `Changed`; `DomainError` for a decided plan or a section that would stand in
    itself. Announces `section_written` if it moved.
    """
    with explained(REFUSALS), transaction.atomic():
        stored = _open_section(organisation, by, section, expected_version)
        if _place(stored, to):
            section_written.send(sender=Section, organisation=organisation, section=stored)
    return stored


def _place(section: Section, to: Direction | Section | None) -> bool:
    if isinstance(to, Direction):
        siblings = Section.objects.filter(plan=section.plan_id, parent=section.parent_id)
        return step(section, list(siblings.order_by("order", "pk")), to)
    check_section(section.plan, to)
    if section.parent_id == (to.pk if to else None):
        return False
    siblings = Section.objects.filter(plan=section.plan_id, parent=to)
    return write(section, {"parent_id": to.pk if to else None, "order": last_order(siblings)})


def _open_section(organisation: Organisation, by: User, section: Section, expected_version: int) -> Section:
    """The section, locked, once it is sure that the person may change it now."""
    plan = locked_plan(section.plan_id)
    check_can_write_in(standing(by, organisation), organisation, plan)
    stored: Section = locked(
        Section.objects.filter(plan=plan), pk=section.pk, expected_version=expected_version
    )
    stored.plan = plan
    return stored
