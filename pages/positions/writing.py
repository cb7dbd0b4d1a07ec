"""Writing positions and measures: new ones in their place, and changing, moving, removing them."""

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import Changed, DomainError, InUse
from pages.addresses import ITEM_KINDS, item_url
from pages.guards import Request, Viewer, for_members
from pages.history.refilling import as_asked
from pages.plans.selectors.document import part_url
from pages.positions.moving import Moving, answer_move
from pages.positions.part_forms import MeasureForm, PartForm, PartMoveForm, PositionForm, put_right
from pages.positions.selectors.adding import Adding, units_of
from pages.positions.selectors.cards import card_of
from pages.positions.views import Ref, done, item_of, opened, person, show, told, with_parents
from pages.rendering import render_page, wants_fragment
from pages.undoing import PARTS
from pages.versioned import sent_version
from planning.models import Measure, Plan, Position, Section
from planning.policies import (
    Part,
    check_can_change_item,
    check_can_reword,
    check_can_write_in,
)
from planning.selectors.document import document_of, number_of_parts
from planning.selectors.plans import plans_shown
from planning.services.arranging import Place
from planning.services.measures import MeasureContent, change_measure, create_measure
from planning.services.parts import move_part, remove_part, restore_part
from planning.services.positions import (
    PositionContent,
    change_position,
    create_position,
    reinstate_position,
    withdraw_position,
)

FORMS: dict[str, type[PositionForm | MeasureForm]] = {"position": PositionForm, "measure": MeasureForm}


# Writing something new ---------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def part_create(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """A new position or measure at the end of a section, or of what stands in none."""
    plan = cast("Plan", item_of(viewer, "plan", ref))
    check_can_write_in(viewer.standing, viewer.organisation, plan)
    adding = Adding(plan, item_url(viewer.organisation, plan), section_sent(request, plan), kind=kind)
    adding.form = new_form(request, viewer, adding)
    if request.method == "GET":
        adding.form.focus_first()
        return show_adding(request, adding)
    if not adding.form.is_valid():
        return show_adding(request, adding, status=422)
    try:
        created = create(viewer, adding)
    except DomainError as error:
        if error.status != 422:
            raise
        put_right(adding.form, error)
        return show_adding(request, adding, status=422)
    return show_created(request, viewer, adding, created)


def new_form(request: Request, viewer: Viewer, adding: Adding) -> PartForm:
    """The form, empty or as it was sent; several may stand open on a page."""
    about: dict[str, Any] = {"units": units_of(viewer.organisation), "auto_id": f"{adding.id}-%s"}
    if request.method == "POST":
        return FORMS[adding.kind](request.POST, **about)
    initial = {"status": Measure.Status.PLANNED, "funding": Measure.Funding.UNKNOWN}
    return FORMS[adding.kind](initial=initial, **about)


def section_sent(request: Request, plan: Plan) -> Section | None:
    """The section of the plan that the address names; none if it names none; raises `Http404`."""
    number = request.GET.get("section", "")
    if not number:
        return None
    pk = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    section: Section = get_object_or_404(Section, pk=pk, plan=plan)
    return section


def create(viewer: Viewer, adding: Adding) -> Part:
    """Writes what the form says."""
    place, form = Place(adding.plan, adding.section), adding.form
    act: dict[str, Any] = {"organisation": viewer.organisation, "by": person(viewer), "place": place}
    if isinstance(form, PositionForm):
        return create_position(**act, content=position_content(form))
    return create_measure(**act, content=measure_content(form, None))


def show_adding(request: Request, adding: Adding, *, status: int = 200) -> HttpResponse:
    """The page of the form; for htmx the end of the section with the form in it."""
    context = {"adding": adding, "plan": adding.plan}
    return render_page(request, "positions/part_create.html", context, partial="new", status=status)


def show_created(request: Request, viewer: Viewer, adding: Adding, created: Part) -> HttpResponse:
    """The new card, and the end of the section after it; without htmx, back to its place in the plan."""
    message = _("Saved.")
    if wants_fragment(request):
        adding.kind, adding.form = "", None
        adding.card = told(viewer, created, message)
        adding.card.count = number_of_parts(adding.plan)
        return show_adding(request, adding)
    messages.success(request, message)
    return HttpResponseRedirect(part_url(viewer, adding.plan, ITEM_KINDS[type(created)], created.pk))


# Changing ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def position_edit(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """All that is written of a position, as a form."""
    position = cast("Position", item_of(viewer, "position", ref))
    check_can_reword(viewer.standing, viewer.organisation, position)
    return edit(request, viewer, position, units=units_of(viewer.organisation))


@require_http_methods(["GET", "POST"])
@for_members
def measure_edit(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """All that is written of a measure, as a form; of a decided plan's measure what moves freely."""
    measure = cast("Measure", item_of(viewer, "measure", ref))
    check_can_change_item(viewer.standing, viewer.organisation, measure)
    is_locked = measure.plan.is_decided
    return edit(request, viewer, measure, units=units_of(viewer.organisation), is_locked=is_locked)


def edit(request: Request, viewer: Viewer, part: Part, **about: Any) -> HttpResponse:
    """The form of a part; 409 with both versions if somebody else was faster."""
    kind = ITEM_KINDS[type(part)]
    sort: Any = FORMS[kind]
    # Several forms may stand open on a page.
    about["auto_id"] = f"{kind}-{part.pk}-%s"
    if request.method == "GET":
        filled = as_asked(request, part, partial(sort.of, part, **about))
        return show(request, opened(viewer, part, "wording", filled))
    form = sort(request.POST, **about)
    if not form.is_valid():
        return show(request, opened(viewer, part, "wording", form), status=422)
    try:
        changed = save(viewer, part, form)
    except Changed as error:
        if not isinstance(error.stored, Position | Measure):
            raise
        merged = sort.merged(request.POST, error.stored, **about)
        return show(request, opened(viewer, part, "wording", merged, error.message), status=409)
    except DomainError as error:
        if error.status != 422:
            raise
        put_right(form, error)
        return show(request, opened(viewer, part, "wording", form), status=422)
    return done(request, viewer, changed, _("Saved."))


def save(viewer: Viewer, part: Part, form: PartForm) -> Part:
    """Writes what the form says of the part."""
    act: dict[str, Any] = {
        "organisation": viewer.organisation,
        "by": person(viewer),
        "expected_version": form.expected_version,
    }
    if isinstance(part, Position):
        return change_position(**act, position=part, content=position_content(form))
    return change_measure(**act, measure=part, content=measure_content(form, part))


def position_content(form: PartForm) -> PositionContent:
    """What the form says of a position."""
    values = form.cleaned_data
    names = ("statement", "rationale", "code", "spatial", "aspect", "land_use", "expects_measures")
    return PositionContent(**{name: values[name] for name in names}, unit=form.unit_of())


def measure_content(form: PartForm, stored: Measure | None) -> MeasureContent:
    """What the form says of a measure; fields that it does not have are as they are stored."""
    values = form.cleaned_data
    names = ("title", "text", "code", "statutory", "start", "end", "status", "funding", "cost")
    known = {name: values[name] if name in values else getattr(stored, name) for name in names}
    partners = cast("MeasureForm", form).chosen_partners()
    return MeasureContent(**known, unit=form.unit_of(), partners=partners)


# Moving ------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@for_members
def part_move(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """Where a position or measure stands: past its neighbour, or into another section."""
    part = cast("Part", item_of(viewer, kind, ref))
    check_can_write_in(viewer.standing, viewer.organisation, part.plan)
    card = card_of(viewer, part)
    acting: dict[str, Any] = {"organisation": viewer.organisation, "by": person(viewer), "part": part}
    moving = Moving(
        part,
        kind,
        card.heading,
        PartMoveForm,
        part.section_id,
        document_of(part.plan).sections,
        _("No section, first in the plan"),
        partial(move_part, **acting),
        _("Move to a section"),
        card.url,
    )
    return answer_move(request, moving)


# Withdrawing and removing ------------------------------------------------------------------------


@require_POST
@for_members
def position_withdraw(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """Say that a position holds no longer; it can be taken up again."""
    return set_status(request, viewer, ref, (withdraw_position, _("The position is withdrawn.")))


@require_POST
@for_members
def position_reinstate(request: Request, viewer: Viewer, ref: Ref) -> HttpResponse:
    """Take up a withdrawn position again."""
    return set_status(request, viewer, ref, (reinstate_position, _("The position holds again.")))


def set_status(request: Request, viewer: Viewer, ref: Ref, act: tuple[Any, str]) -> HttpResponse:
    """Withdraws or reinstates a position, upon the version that the person read."""
    position = cast("Position", item_of(viewer, "position", ref))
    service, message = act
    try:
        service(
            organisation=viewer.organisation,
            by=person(viewer),
            position=position,
            expected_version=sent_version(request),
        )
    except Changed as error:
        return show(request, told(viewer, position, error.message), status=409)
    return done(request, viewer, position, message)


@require_POST
@for_members
def part_remove(request: Request, viewer: Viewer, kind: str, ref: Ref) -> HttpResponse:
    """Delete a position or measure of a draft; the answer offers to undo that."""
    part = cast("Part", item_of(viewer, kind, ref))
    try:
        removed = remove_part(
            organisation=viewer.organisation,
            by=person(viewer),
            part=part,
            expected_version=sent_version(request),
        )
    except (Changed, InUse) as error:
        return show(request, told_why(viewer, part, error), status=409)
    card = card_of(viewer, part)
    card.said = _("“%(name)s” is removed.") % {"name": card.name}
    card.count = number_of_parts(part.plan)
    context = {"card": card, "removed": PARTS.token(removed)}
    return render_page(request, "positions/part_removed.html", context, partial="removed")


def told_why(viewer: Viewer, part: Part, error: DomainError) -> Any:
    """The part's card with why it stays as it is."""
    card = card_of(viewer, with_parents(viewer, part))
    card.warning = error.message
    return card


@require_POST
@for_members
def part_restore(request: Request, viewer: Viewer) -> HttpResponse:
    """Undo a removal of the last day."""
    removed = PARTS.read(request.POST)
    plan = get_object_or_404(
        plans_shown(viewer.organisation, to_member=True).select_related("organisation"), pk=removed.plan_id
    )
    restored = restore_part(organisation=viewer.organisation, by=person(viewer), removed=removed)
    message = _("Back as it was.")
    if isinstance(restored, Section) or not wants_fragment(request):
        messages.success(request, message)
        return HttpResponseRedirect(part_url(viewer, plan, removed.kind, restored.pk))
    card = told(viewer, restored, message)
    card.count = number_of_parts(plan)
    return show(request, card)
