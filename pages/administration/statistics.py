"""Statistics that are fetched: which indicators have a source, when it was read, what was wrong."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from core.errors import Changed, DomainError, NotAllowed
from goals.models import Indicator, Observation
from goals.services.fetched import take_fetched
from interchange.policies import can_fetch_statistics
from interchange.selectors.statistics import FETCHED_FROM
from interchange.services.import_runs import ask_for_import
from interchange.sources import Described, SourceError, opened
from pages.administration.desks import parts_of
from pages.administration.selectors import statistics_of
from pages.administration.views import for_administration
from pages.editing import person
from pages.guards import Request, Viewer
from pages.rendering import render_page, wants_fragment

TEMPLATE = "administration/statistics_list.html"
SOURCES = [(str(source), source.label) for source in FETCHED_FROM]


class SourceSearchForm(forms.Form):
    """What is looked for, and where."""

    source = forms.ChoiceField(label=gettext_lazy("Source"), choices=SOURCES)
    q = forms.CharField(
        label=gettext_lazy("Words or number"),
        max_length=200,
        help_text=gettext_lazy("Kolada is searched for words; of SCB and SSB the table's path is looked up."),
    )


@dataclass(frozen=True, slots=True)
class Search:
    """What a source was asked, and what it answered."""

    form: SourceSearchForm
    is_asked: bool = False
    found: tuple[Described, ...] = ()
    problem: str = ""


@require_GET
@for_administration
def statistics_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The indicators with a source, and the fetch that is going on; htmx gets how far that is."""
    page = statistics_of(viewer.organisation)
    if wants_fragment(request) and not page.is_going_on:
        return HttpResponseClientRefresh()
    context: dict[str, Any] = {
        "page": page,
        "parts": parts_of(viewer, "statistics_list"),
        "can_fetch": can_fetch_statistics(viewer.standing),
        "search": search_of(request),
    }
    return render_page(request, TEMPLATE, context, partial="progress")


@require_POST
@for_administration
def statistics_fetch(request: Request, viewer: Viewer) -> HttpResponse:
    """Have everything fetched that is new."""
    try:
        ask_for_import(organisation=viewer.organisation, by=person(viewer))
    except NotAllowed:
        raise
    except DomainError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("The statistics are being fetched. You can leave the page meanwhile."))
    return back(viewer)


@require_POST
@for_administration
def statistics_take(request: Request, viewer: Viewer, pk: int) -> HttpResponse:
    """Put the source's value in place of the one that was entered here."""
    own = Observation.objects.filter(recorded_by=viewer.organisation)
    observation = get_object_or_404(own.select_related("indicator"), pk=pk)
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
    try:
        take_fetched(
            organisation=viewer.organisation,
            by=person(viewer),
            observation=observation,
            expected_version=version,
        )
    except Changed as changed:
        # Both values stand in the list that is shown next, as they are now.
        messages.error(request, changed.message)
    else:
        about = {"indicator": observation.indicator, "year": observation.year}
        messages.success(request, _("%(indicator)s, %(year)d: the source's value counts now.") % about)
    return back(viewer)


def back(viewer: Viewer) -> HttpResponse:
    """To the list."""
    return HttpResponseRedirect(reverse("administration:statistics_list", args=[viewer.organisation.slug]))


def search_of(request: Request) -> Search:
    """What a source has by the words or the number that somebody looks for."""
    if not request.GET.get("q"):
        return Search(SourceSearchForm(initial={"source": Indicator.Source.KOLADA}))
    form = SourceSearchForm(request.GET)
    if not form.is_valid():
        return Search(form)
    try:
        with opened(form.cleaned_data["source"], is_patient=False) as source:
            return Search(form, is_asked=True, found=tuple(source.search(form.cleaned_data["q"])))
    except SourceError as error:
        problem = " ".join(filter(None, [str(error.fault.label), error.detail]))
        return Search(form, is_asked=True, problem=problem)
