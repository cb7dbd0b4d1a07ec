"""Lists of things that are made, changed and removed in place.

A desk says what the things are, what a row shows, which form changes one and which services do it; the
functions below answer for any desk. Every form works on a page of its own; htmx gets the row of the
thing, in which the form stands open.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.asking import answered, ask, each_of
from core.errors import Changed, DomainError, NotAllowed
from core.models import Record
from organisations.models import User
from pages.guards import Request, Viewer
from pages.history.offers import TIED, Way, reason
from pages.history.refilling import as_asked, gone_as_asked
from pages.history.removed import RemovedLine, kept_removed, removed_of
from pages.history.selectors import fields_of, history_of
from pages.rendering import render_page, wants_fragment
from pages.versioned import VersionedForm, sent_version

ROWS_PER_PAGE = 100
LONGEST_SEARCH = 200
LIST, DETAIL = "editing/thing_list.html", "editing/thing_detail.html"
Text = str | Promise
Thing = TypeVar("Thing", bound=Record)


@dataclass(slots=True)
class Row:
    """A thing in a list; with `form` it stands open for a change."""

    anchor: str
    title: str
    facts: Sequence[str] = ()
    level: int = 1
    badge: str = ""
    language: str = ""
    inside_url: str = ""
    url: str = ""
    edit_url: str = ""
    remove_url: str = ""
    remove_label: Text = ""
    form: VersionedForm | None = None
    warning: str = ""
    said: str = ""
    is_new: bool = False
    preview_url: str = ""
    put_back: tuple[str, int] | None = None  # where what was just removed is put back, and its version


@dataclass(frozen=True, slots=True)
class Words:
    """What a desk says."""

    title: Text
    lead: Text
    create: Text
    created: Text
    saved: Text
    remove: Text
    removed: Text
    nothing: Text
    next_step: Text


class Desk(ABC, Generic[Thing]):
    """A sort of things as one viewer may see and change them."""

    namespace: ClassVar[str]
    kind: ClassVar[str]
    words: ClassVar[Words]
    form_class: ClassVar[type[VersionedForm]]
    #: The page of one thing, whose partial `row` stands in the list, and the element that such a row is.
    template: ClassVar[str] = DETAIL
    place_of_form: ClassVar[str] = "li"
    #: Whether some of what is chosen in the form stands in a table of its own, which hangs on the thing.
    has_tied: ClassVar[bool] = False
    #: Which field a refusal belongs to, where its code is not the field's name.
    fields_of_codes: ClassVar[Mapping[str, str]] = {}

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer

    @abstractmethod
    def found(self, text: str) -> Sequence[Thing]:
        """The things whose names hold the text, all if it is empty, in the order of the list."""

    @abstractmethod
    def things(self) -> QuerySet[Thing]:
        """All things, as one is fetched by its id."""

    @abstractmethod
    def rows(self, things: Sequence[Thing]) -> list[Row]:
        """What the list shows of the things of one page, in a bounded number of queries."""

    @abstractmethod
    def values(self, thing: Thing) -> dict[str, Any]:
        """What stands in the form when it opens."""

    def values_then(self, kept: Any) -> dict[str, Any]:
        """What stood in the form at the moment of a row of the thing's history."""
        return self.values(kept)

    @abstractmethod
    def create(self, by: User, values: dict[str, Any]) -> Thing:
        """Make one, by a service."""

    @abstractmethod
    def change(self, by: User, thing: Thing, expected_version: int, values: dict[str, Any]) -> Thing:
        """Change one, by a service."""

    @abstractmethod
    def remove(self, by: User, thing: Thing, expected_version: int, sent: Mapping[str, str]) -> None:
        """Remove one, by a service; `sent` is what stood in the form."""

    @abstractmethod
    def can_change(self, thing: Thing | None) -> bool:
        """Whether the viewer may change the thing; none: make one."""

    def way_back(self, removed: Thing) -> tuple[str, int] | None:
        """Where what was just removed is put back, with its version; none where that is done otherwise."""
        return None

    def check(self, thing: Thing | None) -> None:
        """Raises `NotAllowed` unless `can_change`."""
        if not self.can_change(thing):
            raise NotAllowed(_("Your role does not let you change this."))

    def after(self, made: Thing) -> Text:
        """What is said when a thing is made; a desk may also send something to somebody."""
        return self.words.created

    def form_arguments(self, thing: Thing | None) -> dict[str, Any]:
        """What the form asks for beside values."""
        return {}

    def trail(self) -> list[str]:
        """Names and addresses of the pages above, in turn."""
        return []

    @property
    def trail_length(self) -> int:
        """How many pieces the trail has."""
        return len(self.trail())

    @property
    def list_url(self) -> str:
        """Where the list is."""
        return self.address("list")

    def preview_address(self, thing: Thing | None) -> str:
        """Where what is written in the form is drawn while it is written; empty where nothing is drawn."""
        return ""

    def segments(self) -> list[tuple[str, str, bool]]:
        """The desks beside this one: (name, address, is it this)."""
        return []

    def address(self, action: str, *args: Any) -> str:
        """The address of one of the desk's pages."""
        inside = [self.viewer.organisation.slug, *self.place(), *args]
        return reverse(f"{self.namespace}:{self.kind}_{action}", args=inside)

    def belongs(self) -> dict[str, Any]:
        """Which rows of the history are of things of this desk; nothing: none that was removed is told."""
        return {}

    def place(self) -> list[Any]:
        """The part of the addresses between the organisation and the thing."""
        return []

    def row_of(self, thing: Thing) -> Row:
        """One row, with its addresses as the viewer's rights allow."""
        return self.addressed([thing])[0]

    def addressed(self, things: Sequence[Thing]) -> list[Row]:
        """The rows with their addresses."""
        rows = self.rows(things)
        for row, thing in zip(rows, things, strict=True):
            row.url = self.address("detail", thing.pk)
            if self.can_change(thing):
                row.edit_url = self.address("edit", thing.pk)
        return rows

    def left(self, thing: Thing) -> Row:
        """What stands in the list where a thing was that is removed."""
        return Row(f"{self.kind}-{thing.pk}", "")

    def opened(self, thing: Thing, form: VersionedForm, warning: str = "") -> Row:
        """The row with the form open in it."""
        row = self.row_of(thing)
        row.form, row.warning, row.preview_url = form, warning, self.preview_address(thing)
        row.remove_url, row.remove_label = self.address("remove", thing.pk), self.words.remove
        return row


class SearchForm(forms.Form):
    """What the list is searched for."""

    q = forms.CharField(label=gettext_lazy("Search"), max_length=LONGEST_SEARCH, required=False)


# Answering ---------------------------------------------------------------------------------------


def answer_list(request: Request, desk: Desk[Any]) -> HttpResponse:
    """The list, searched and a page at a time."""
    search = SearchForm(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    page = Paginator(desk.found(text), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rows = desk.addressed(list(page.object_list))
    context = {"desk": desk, "rows": rows, "page": page, "search": search, "text": text}
    context["here"] = desk.address("list")
    context["create_url"] = desk.address("create") if desk.can_change(None) else ""
    if not (text or wants_fragment(request)):
        context["removed"] = removed_at(desk)
    return render_page(request, LIST, context, partial="results")


def answer_detail(request: Request, desk: Desk[Any], pk: int) -> HttpResponse:
    """One row by itself; its page tells its history too."""
    thing = thing_of(desk, pk)
    told = {} if wants_fragment(request) else history_context(request, desk, thing)
    return show(request, desk, desk.row_of(thing), **told)


def history_context(request: Request, desk: Desk[Any], thing: Record) -> dict[str, Any]:
    """Who changed what of the thing, and when."""
    history = history_of(thing, request.GET.get("page"), [way_of(desk, thing)], desk.viewer.organisation)
    return {"history": history, "kind": desk.kind, "subject": thing}


def way_of(desk: Desk[Any], thing: Record) -> Way:
    """How what a thing once said is taken back: by the form, where the history knows all that it asks."""
    why_not = reason(desk.check, thing)
    asked = desk.form_class.base_fields
    fields = {
        field.attname
        for field in fields_of(thing)
        if any(name in {field.name, field.attname} or name.startswith(f"{field.name}_") for name in asked)
    }
    if desk.has_tied:
        fields.add(TIED)
    return Way(_("Fill in the form as it was"), fields, desk.address("edit", thing.pk), why_not=why_not)


def answer_create(request: Request, desk: Desk[Any]) -> HttpResponse:
    """Make a thing; 422 with what was written if it is refused."""
    desk.check(None)
    arguments = desk.form_arguments(None)
    if request.method == "GET":
        kept = gone_as_asked(request, desk.things().model, **desk.belongs()) if desk.belongs() else None
        initial = None if kept is None else desk.values_then(kept)
        return show(request, desk, blank(desk, desk.form_class(initial=initial, **arguments)))
    form = desk.form_class(request.POST, request.FILES, **arguments)
    if form.is_valid():
        try:
            made = desk.create(person(desk.viewer), form.cleaned_data)
        except (NotAllowed, Changed):
            raise
        except DomainError as error:
            refuse(desk, form, error)
        else:
            return done(request, desk, desk.row_of(thing_of(desk, made.pk)), desk.after(made))
    return show(request, desk, blank(desk, form), status=422)


def removed_at(*desks: Desk[Any]) -> list[RemovedLine]:
    """What stood in the lists and was removed, the last first, but for what was made anew as it was."""
    told = [desk for desk in desks if desk.belongs()]
    kept = answered(each_of(ask(kept_removed(desk.things().model, **desk.belongs())) for desk in told))
    return [line for desk, rows in zip(told, kept, strict=True) if rows for line in removed_lines(desk, rows)]


def removed_lines(desk: Desk[Any], rows: Sequence[Any]) -> list[RemovedLine]:
    """What was removed of one list and is not there again, and the way back."""
    again = [desk.values(one) for one in desk.things()]
    gone = [row for row in rows if desk.values_then(row) not in again]
    why_not = reason(desk.check, None)
    way = Way(_("Fill in the form for a new one"), url=desk.address("create"), why_not=why_not, is_back=True)
    return removed_of(desk.things().model, gone, way)


def answer_edit(request: Request, desk: Desk[Any], pk: int) -> HttpResponse:
    """Change a thing; 422 if it is refused, 409 with both versions if somebody else was faster."""
    thing = thing_of(desk, pk)
    desk.check(thing)
    arguments = desk.form_arguments(thing)
    if request.method == "GET":

        def of(kept: Any) -> VersionedForm:
            values = desk.values(thing) if kept is thing else desk.values_then(kept)
            return desk.form_class(initial=values | {"version": thing.version}, **arguments)

        return show(request, desk, desk.opened(thing, as_asked(request, thing, of)))
    form = desk.form_class(request.POST, **arguments)
    if form.is_valid():
        try:
            stored = desk.change(person(desk.viewer), thing, form.expected_version, form.cleaned_data)
        except Changed as changed:
            return faster(request, desk, thing, changed)
        except NotAllowed:
            raise
        except DomainError as error:
            refuse(desk, form, error)
        else:
            return done(request, desk, desk.row_of(thing_of(desk, stored.pk)), desk.words.saved)
    return show(request, desk, desk.opened(thing, form), status=422)


def answer_remove(request: Request, desk: Desk[Any], pk: int) -> HttpResponse:
    """Remove a thing; 409 with the reason if it is in use or somebody has changed it."""
    thing = thing_of(desk, pk)
    desk.check(thing)
    try:
        desk.remove(person(desk.viewer), thing, sent_version(request), request.POST.dict())
    except NotAllowed:
        raise
    except DomainError as error:
        initial = desk.values(thing) | {"version": thing.version}
        form = desk.form_class(initial=initial, **desk.form_arguments(thing))
        return show(request, desk, desk.opened(thing, form, error.message), status=409)
    row = desk.left(thing)
    row.said = f"{desk.words.removed} {thing}"
    row.put_back = desk.way_back(thing)
    return show(request, desk, row) if row.put_back else done(request, desk, row, row.said)


def faster(request: Request, desk: Desk[Any], thing: Record, changed: Changed) -> HttpResponse:
    """Somebody else has saved meanwhile: what the person wrote, with what is stored now beside it."""
    arguments = desk.form_arguments(thing)
    if changed.stored is None:
        raise changed
    stored = thing_of(desk, thing.pk)
    # A field of the form need not be a column: the merge reads what the form would open with.
    opening: Any = SimpleNamespace(**desk.values(stored), version=stored.version)
    form = desk.form_class.merged(request.POST, opening, **arguments)
    return show(request, desk, desk.opened(stored, form, changed.message), status=409)


def refuse(desk: Desk[Any], form: VersionedForm, error: DomainError) -> None:
    """Puts a refusal beside the field that it is about."""
    field = desk.fields_of_codes.get(error.code, error.code)
    form.add_error(field if field in form.fields else None, error.message)


def blank(desk: Desk[Any], form: VersionedForm) -> Row:
    """The row of a thing that is not there yet."""
    row = Row("new-thing", str(desk.words.create), form=form, url=desk.address("list"))
    row.edit_url, row.preview_url = desk.address("create"), desk.preview_address(None)
    return row


def thing_of(desk: Desk[Thing], pk: int) -> Thing:
    """The thing; raises `Http404`."""
    found = desk.things().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def person(viewer: Viewer) -> User:
    """The member who acts."""
    if not isinstance(viewer.user, User):
        raise NotAllowed(_("Log in to change this."))
    return viewer.user


def done(request: Request, desk: Desk[Any], row: Row, message: Text) -> HttpResponse:
    """The row with its new state; without htmx, back to the list."""
    if wants_fragment(request):
        row.said = str(message)
        row.is_new = desk.address("create") == request.path
        return show(request, desk, row)
    messages.success(request, str(message))
    return HttpResponseRedirect(desk.address("list"))


def show(request: Request, desk: Desk[Any], row: Row, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one row, with what else it shows; for htmx the row."""
    if row.form is not None and not row.form.errors:
        row.form.focus_first()
    context = {"desk": desk, "row": row, **more}
    return render_page(request, desk.template, context, partial="row", status=status)
