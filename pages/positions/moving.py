"""Moving what stands in a plan: past its neighbour, beside another, or into a section."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from core.errors import DomainError
from pages.addresses import item_url
from pages.guards import Request
from pages.plans.selectors.document import part_url
from pages.positions.part_forms import MoveForm, put_right
from pages.rendering import render_page
from planning.models import Measure, Position, Section
from planning.selectors.document import SectionPlace

TEMPLATE = "positions/part_move.html"


@dataclass(frozen=True, slots=True)
class Moving:
    """Something that is moved in its plan: its name, where it stands (a section), and what moves it.

    `sections` are those that it can go into, `none` says what it is to stand in none; `title` is that of the
    page, `url` the thing's own page, if it has one.
    """

    thing: Position | Measure | Section
    kind: str
    name: str
    form: type[MoveForm]
    stands_in: int | None
    sections: Iterable[SectionPlace]
    none: str
    move: Callable[..., Position | Measure | Section]
    title: str
    url: str = ""


def answer_move(request: Request, moving: Moving) -> HttpResponse:
    """The choice of a section, or the step that a button asks for; then back to the place in the plan."""
    about: dict[str, Any] = {"sections": list(moving.sections), "none": moving.none}
    if request.method == "GET":
        initial = {"to": moving.stands_in or "none", "version": moving.thing.version}
        return show_move(request, moving, moving.form(initial=initial, **about))
    form = moving.form(request.POST, **about)
    if not form.is_valid():
        return show_move(request, moving, form, status=422)
    to = form.cleaned_data["to"]
    try:
        moved = moving.move(expected_version=form.expected_version, to=form.destination)
        if moved.version == form.expected_version:
            messages.info(request, _("It stands there already: there is nothing of its sort beyond it."))
    except DomainError as error:
        if error.code in {"changed", "neighbour_gone"}:
            messages.warning(request, error.message)
            to = ""
        elif error.status == 422:
            put_right(form, error)
            return show_move(request, moving, form, status=422)
        else:
            raise
    thing = moving.thing
    return HttpResponseRedirect(part_url(request.viewer, thing.plan, moving.kind, thing.pk, to))


def show_move(request: Request, moving: Moving, form: MoveForm, *, status: int = 200) -> HttpResponse:
    """The page on which one chooses a section."""
    plan = moving.thing.plan
    plan_url = item_url(request.viewer.organisation, plan)
    context = {"moving": moving, "plan": plan, "plan_url": plan_url, "form": form}
    return render_page(request, TEMPLATE, context, status=status)
