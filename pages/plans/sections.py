"""Writing the sections of a plan."""

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import Changed, InUse
from pages.addresses import item_url
from pages.guards import Request, Viewer, for_members
from pages.plans.forms import SectionForm
from pages.plans.selectors.document import part_url
from pages.plans.writing import answer_status, go_to
from pages.positions.moving import Moving, answer_move
from pages.positions.part_forms import MoveForm
from pages.positions.selectors.adding import Adding
from pages.positions.views import Ref, item_of, person
from pages.positions.writing import section_sent, show_adding
from pages.rendering import render_page
from pages.undoing import PARTS
from pages.versioned import sent_version
from planning.models import Plan, Section
from planning.policies import check_can_write_in
from planning.selectors.document import SectionPlace, document_of
from planning.selectors.plans import plans_shown
from planning.services.arranging import Place
from planning.services.parts import remove_part
from planning.services.sections import SectionContent, change_section, create_section, move_section


@require_http_methods(["GET", "POST"])
@for_members
def section_create(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """A new section at the end of the plan, or of the section that the address names."""
    plan = cast("Plan", item_of(viewer, "plan", ref))
    check_can_write_in(viewer.standing, viewer.organisation, plan)
    adding = Adding(plan, item_url(viewer.organisation, plan), section_sent(request, plan), kind="section")
    if request.method == "GET":
        adding.form = SectionForm(auto_id=f"{adding.id}-%s")
        adding.form.focus_first()
        return show_adding(request, adding)
    adding.form = form = SectionForm(request.POST, auto_id=f"{adding.id}-%s")
    if not form.is_valid():
        return show_adding(request, adding, status=422)
    created = create_section(
        organisation=viewer.organisation,
        by=person(viewer),
        place=Place(plan, adding.section),
        content=content_of(form),
    )
    messages.success(request, _("The section is saved."))
    return go_to(request, part_url(viewer, plan, "section", created.pk))


@require_http_methods(["GET", "POST"])
@for_members
def section_edit(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Heading and text of a section, as a form; 409 with both versions if somebody else was faster."""
    section = section_of(viewer, pk)
    names: dict[str, Any] = {"auto_id": f"section-{pk}-%s"}
    if request.method == "GET":
        return show_section(request, viewer, section, SectionForm.of(section, **names))
    form = SectionForm(request.POST, **names)
    if not form.is_valid():
        return show_section(request, viewer, section, form)
    try:
        change_section(
            organisation=viewer.organisation,
            by=person(viewer),
            section=section,
            expected_version=form.expected_version,
            content=content_of(form),
        )
    except Changed as error:
        if not isinstance(error.stored, Section):
            raise
        merged = SectionForm.merged(request.POST, error.stored, **names)
        return show_section(request, viewer, section, merged, warning=error.message)
    messages.success(request, _("The section is saved."))
    return go_to(request, part_url(viewer, section.plan, "section", pk))


@require_http_methods(["GET", "POST"])
@for_members
def section_move(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Where a section stands: past its neighbour, or inside another section."""
    section = section_of(viewer, pk)
    acting: dict[str, Any] = {"organisation": viewer.organisation, "by": person(viewer), "section": section}
    moving = Moving(
        section,
        "section",
        section.heading,
        MoveForm,
        section.parent_id,
        outside(section, document_of(section.plan).sections),
        _("Not inside another section"),
        partial(move_section, **acting),
        _("Move into another section"),
    )
    return answer_move(request, moving)


@require_POST
@for_members
def section_remove(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Delete an empty section of a draft; the answer offers to undo that."""
    section = section_of(viewer, pk)
    try:
        removed = remove_part(
            organisation=viewer.organisation,
            by=person(viewer),
            part=section,
            expected_version=sent_version(request),
        )
    except (Changed, InUse) as error:
        form = SectionForm.of(section)
        return show_section(request, viewer, section, form, warning=error.message)
    context = {
        "plan": section.plan,
        "plan_url": item_url(viewer.organisation, section.plan),
        "said": _("“%(name)s” is removed.") % {"name": section.heading},
        "removed": PARTS.token(removed),
    }
    return render_page(request, "plans/section_removed.html", context)


def section_of(viewer: Viewer, pk: int) -> Section:
    """The section, which the viewer may change; raises `Http404`, `NotAllowed`, `DomainError`."""
    shown = plans_shown(viewer.organisation, to_member=True)
    found = Section.objects.filter(plan__in=shown).select_related("plan__organisation", "plan__type")
    section: Section = get_object_or_404(found, pk=pk)
    check_can_write_in(viewer.standing, viewer.organisation, section.plan)
    return section


def outside(section: Section, places: tuple[SectionPlace, ...]) -> Iterator[SectionPlace]:
    """The sections that are neither the section itself nor inside it; parents stand before children."""
    inside = {section.pk}
    for place in places:
        if place.section.pk in inside or place.section.parent_id in inside:
            inside.add(place.section.pk)
        else:
            yield place


def content_of(form: SectionForm) -> SectionContent:
    """What the form says."""
    return SectionContent(form.cleaned_data["heading"], form.cleaned_data["body"])


def show_section(
    request: Request,
    viewer: Viewer,
    section: Section,
    form: SectionForm,
    *,
    warning: str = "",
) -> HttpResponse:
    """The page of the form; for htmx the form alone. A warning: somebody else was faster."""
    form.focus_first()
    context = {
        "plan": section.plan,
        "plan_url": item_url(viewer.organisation, section.plan),
        "section": section,
        "form": form,
        "warning": warning,
    }
    return render_page(
        request, "plans/section_edit.html", context, partial="form", status=answer_status(form, warning)
    )
