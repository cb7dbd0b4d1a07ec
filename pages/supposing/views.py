"""What if: measures dropped or paid for, plans adopted or repealed, days moved; nothing is stored."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alignment.engine import EngineLimitExceeded
from alignment.selectors.supposing import supposed
from core.asking import answered, beside
from pages.guards import Request, Viewer, for_members
from pages.naming import Names
from pages.rendering import render_page
from pages.supposing.forms import MEASURE, MoveForm, SearchForm, read
from pages.supposing.selectors import choices_asked, lines_asked, outcome_asked


@require_GET
@for_members
def supposed_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """The report as it would be; everything that is supposed stands in the address, which can be shared."""
    supposing, names = read(request.GET), Names(viewer.organisation)
    here = reverse("supposing:supposed_detail", args=[viewer.organisation.slug])
    moving = MoveForm(request.GET) if MEASURE in request.GET else None
    if moving is not None and moving.is_valid():
        moved = supposing.moved(moving.cleaned_data["atgard"], moving.cleaned_data["nytt_klart"])
        return HttpResponseRedirect(f"{here}?{moved.query}")
    search = SearchForm(request.GET)
    text = " ".join(search.cleaned_data["sok"].split()) if search.is_valid() else ""
    made, refusal = None, ""
    try:
        made = supposed(viewer.organisation, supposing.decisions) if supposing.decisions else None
    except EngineLimitExceeded:
        refusal = _("The goals are linked too densely to be reckoned through.")
    outcome, lines, choices = answered(
        beside(
            outcome_asked(viewer, names, made),
            lines_asked(viewer, names, supposing),
            choices_asked(viewer, names, supposing, text, moving),
        )
    )
    context = {
        "here": here,
        "supposing": supposing,
        "hidden": list(supposing.pairs()),
        "search": search,
        "lines": lines,
        "choices": choices,
        "text": text,
        "outcome": outcome,
        "refusal": refusal,
    }
    return render_page(request, "supposing/supposed_detail.html", context)
