"""A person's own work (mitt arbete): what waits for them and their units, for members."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from pages.guards import Request, Viewer, for_members
from pages.positions.views import person
from pages.rendering import render_page, wants_fragment
from pages.things import gone, things
from pages.work.forms import ConfirmForm, UnitForm
from pages.work.selectors.desk import desk_of, page_of
from pages.work.selectors.outdated import WITH, outdated_page
from pages.work.selectors.parts import PARTS
from pages.work.selectors.scope import Scope, scope_of
from planning.models import Contribution
from planning.services.contributions import AsRead, Confirmation, confirm_contributions

LINKS = "work/outdated_review.html"


@require_GET
@for_members
def work_detail(request: Request, viewer: Viewer) -> HttpResponse:
    """What waits for the person and their units, the first of each sort."""
    scope = scope_of(viewer, request.GET.get("unit"))
    context = {"desk": desk_of(viewer, scope), **choice(viewer, scope)}
    return render_page(request, "work/work_detail.html", context, partial="results")


@require_GET
@for_members
def part_list(request: Request, viewer: Viewer, part: str) -> HttpResponse:
    """All that waits of one sort."""
    scope = scope_of(viewer, request.GET.get("unit"))
    page, lines = page_of(viewer, scope, part, request.GET.get("page"))
    sort = PARTS[part]
    context = {
        "title": sort.heading,
        "nothing": sort.nothing,
        "page": page,
        "lines": lines,
        "is_about_units": part != "comments",
        "list_url": reverse(sort.page, args=[viewer.organisation.slug]),
        **choice(viewer, scope),
    }
    return render_page(request, "work/part_list.html", context, partial="results")


@require_http_methods(["GET", "POST"])
@for_members
def outdated_review(request: Request, viewer: Viewer) -> HttpResponse:
    """Links to review since a wording changed, with both wordings; those that are ticked still hold."""
    if request.method == "GET":
        return show_links(request, viewer, ConfirmForm())
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return show_links(request, viewer, form, chosen=(), status=422)
    found = own_contributions(viewer, form.versions)
    if not found:
        form.add_error(None, _("None of these links is there any longer."))
        return show_links(request, viewer, form, chosen=(), status=422)
    outcome = confirm_contributions(
        organisation=viewer.organisation,
        by=person(viewer),
        chosen=[AsRead(row, form.versions[row.pk]) for row in found],
    )
    return confirmed(request, viewer, outcome, withdrawn=len(form.versions) - len(found))


def confirmed(request: Request, viewer: Viewer, outcome: Confirmation, *, withdrawn: int) -> HttpResponse:
    """The page without the links that are confirmed; 409 with the names of those that were left."""
    said = what_became(outcome)
    if outcome.left or withdrawn:
        left = names_of(viewer, [each.pk for each in outcome.left])
        parts = {"said": said, "is_late": True, "left": left, "withdrawn": withdrawn}
        return show_links(request, viewer, ConfirmForm(), chosen=(), status=409, **parts)
    if wants_fragment(request):
        return show_links(request, viewer, ConfirmForm(), said=said)
    messages.success(request, said)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(reverse("work:outdated_review", args=[viewer.organisation.slug]) + query)


def own_contributions(viewer: Viewer, ids: Collection[int]) -> list[Contribution]:
    """Those of the links that are there, and that the organisation has stated."""
    own = Contribution.objects.filter(recorded_by=viewer.organisation, pk__in=ids)
    return list(own.select_related(*WITH).order_by("pk"))


def what_became(outcome: Confirmation) -> str:
    """How many links are confirmed, in words."""
    count = len(outcome.confirmed)
    return ngettext("%(count)d link is confirmed.", "%(count)d links are confirmed.", count) % {
        "count": count
    }


def names_of(viewer: Viewer, ids: Collection[int]) -> list[Any]:
    """The links by their names."""
    names = things(viewer.organisation, [("contribution", pk) for pk in ids])
    return [names.get(("contribution", pk), gone()) for pk in ids]


def choice(viewer: Viewer, scope: Scope) -> dict[str, Any]:
    """The choice of a unit, where there is any."""
    everything = _("The whole organisation") if viewer.standing.is_coordinator else _("All my units")
    return {"scope": scope, "unit_form": UnitForm.of(scope, everything) if len(scope.choices) > 1 else None}


def show_links(
    request: Request,
    viewer: Viewer,
    form: ConfirmForm,
    *,
    chosen: Collection[int] | None = None,
    status: int = 200,
    **parts: Any,
) -> HttpResponse:
    """The page of links to review; for htmx its results."""
    scope = scope_of(viewer, request.GET.get("unit"))
    context = {
        "form": form,
        "outdated": outdated_page(viewer, scope, request.GET.get("page"), chosen),
        "query": request.GET.urlencode(),
        **choice(viewer, scope),
        **parts,
    }
    return render_page(request, LINKS, context, partial="results", status=status)
