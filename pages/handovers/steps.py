"""One mechanism for what is sent and answered: a page with a card, in which each step's form stands open.

Offers and assignments differ in what they are (`Kind`) and in what can be done with them (`Step`). Every
form works on a page of its own; htmx gets the card.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.errors import Changed, DomainError, NotAllowed
from organisations.models import Organisation
from pages.choosing import ChoosingForm
from pages.guards import Request, RoutedView, Viewer, for_members
from pages.handovers.forms import AnswerForm
from pages.handovers.selectors.sent import Card
from pages.history.refilling import as_asked
from pages.positions.views import person
from pages.rendering import render_page, wants_fragment
from pages.versioned import VersionedForm


@dataclass(frozen=True, slots=True)
class Kind:
    """What is sent: what services call it, its page, and its rows as `card_of` takes them."""

    name: str
    template: str
    rows: Callable[[Organisation], QuerySet[Any]]
    card_of: Callable[[Viewer, Any], Card]

    def find(self, viewer: Viewer, pk: int) -> Any:
        """The organisation's thing of that id; raises `Http404`."""
        found = self.rows(viewer.organisation).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def card(self, viewer: Viewer, pk: int) -> Card:
        """The card of that thing, as it is stored now."""
        return self.card_of(viewer, self.find(viewer, pk))


@dataclass(frozen=True, slots=True)
class Step:
    """What a person does with a form: who may, which service a valid form asks for, and what is said then.

    `verb` ends its address, `name` is what templates call it; `check` raises `NotAllowed`.
    """

    name: str
    verb: str
    form: type[AnswerForm]
    check: Callable[[Viewer, Any], None]
    act: Callable[[Any], Callable[..., Model]]
    button: Promise
    said: Promise


def detail_view(kind: Kind) -> RoutedView:
    """The page of a thing with its story, and what can be done with it."""

    @require_GET
    @for_members
    def detail(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
        return show(request, kind, kind.card(viewer, pk))

    return detail


def step_view(kind: Kind, step: Step) -> RoutedView:
    """The form of a step, and doing it."""

    @require_http_methods(["GET", "POST"])
    @for_members
    def taken(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
        thing = kind.find(viewer, pk)
        step.check(viewer, thing)
        attempt = Attempt(kind, step, thing)
        if request.method == "GET":
            asked = as_asked(request, thing, partial(step.form.of, thing, viewer=viewer))
            return show(request, kind, attempt.opened(viewer, asked))
        if "search" in request.POST and issubclass(step.form, ChoosingForm):
            return show(
                request,
                kind,
                attempt.opened(viewer, step.form.searched(request.POST, viewer=viewer, thing=thing)),
            )
        form = step.form(request.POST, viewer=viewer, thing=thing)
        if not form.is_valid():
            return show(request, kind, attempt.opened(viewer, form), status=422)
        return save(request, attempt, form)

    return taken


def withdraw_view(
    kind: Kind, service: Callable[..., None], said: Promise, home: Callable[[Viewer, Any], str]
) -> RoutedView:
    """Taking back what nobody has answered; `home` is where one is then."""

    @require_POST
    @for_members
    def withdrawn(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
        thing, form = kind.find(viewer, pk), VersionedForm(request.POST)
        form.is_valid()
        try:
            service(**doing(viewer, kind, thing, form))
        except Changed as changed:
            if changed.stored is None:
                raise
            card = kind.card(viewer, pk)
            card.warning = changed.message
            return show(request, kind, card, status=409)
        messages.success(request, str(said))
        return HttpResponseRedirect(home(viewer, thing))

    return withdrawn


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step that a person takes with a thing."""

    kind: Kind
    step: Step
    thing: Any

    def opened(self, viewer: Viewer, form: AnswerForm, warning: str = "") -> Card:
        """The thing's card with the form open in it, and perhaps a warning above the form."""
        card = self.kind.card(viewer, self.thing.pk)
        card.editing, card.form, card.warning = self.step.name, form, warning
        card.button, card.action = self.step.button, f"{card.url}{self.step.verb}/"
        form.focus_first()
        return card


def save(request: Request, attempt: Attempt, form: AnswerForm) -> HttpResponse:
    """Do it; what the person wrote comes back if it cannot be done, 409 with what is stored if it is late."""
    viewer, kind, thing = request.viewer, attempt.kind, attempt.thing
    try:
        attempt.step.act(form)(**doing(viewer, kind, thing, form))
    except NotAllowed:
        raise
    except Changed as changed:
        if not isinstance(changed.stored, type(thing)):
            raise
        stored = kind.find(viewer, thing.pk)
        merged = type(form).merged(request.POST, stored, viewer=viewer, thing=stored)
        return show(request, kind, attempt.opened(viewer, merged, changed.message), status=409)
    except DomainError as error:
        form.add_error(None, error.message)
        return show(request, kind, attempt.opened(viewer, form), status=error.status)
    card, said = kind.card(viewer, thing.pk), str(attempt.step.said)
    if wants_fragment(request):
        card.said = said
        return show(request, kind, card)
    messages.success(request, said)
    return HttpResponseRedirect(card.url)


def doing(viewer: Viewer, kind: Kind, thing: Any, form: VersionedForm) -> dict[str, Any]:
    """What every service on a thing wants to know."""
    return {
        "organisation": viewer.organisation,
        "by": person(viewer),
        kind.name: thing,
        "expected_version": form.expected_version,
    }


def show(request: Request, kind: Kind, card: Card, *, status: int = 200) -> HttpResponse:
    """The thing's page; for htmx its card."""
    return render_page(request, kind.template, {"card": card}, partial="card", status=status)
