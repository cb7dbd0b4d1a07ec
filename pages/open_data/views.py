"""Open data of an organisation that is open to the public. Everybody gets the same, members too."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.templatetags.ui import day
from interchange.open_data.catalogue import CATALOGUE_FORMS, LICENCES, MEDIA_TYPES, catalogue, written
from interchange.open_data.datasets import BY_NAME, DATASETS, WRITERS
from interchange.open_data.rows import Source
from organisations.models import Organisation
from organisations.policies import NOBODY, can_administer
from pages.guards import Request, Viewer, in_organisation
from pages.keeping import kept_file
from pages.open_data.addresses import PageAddresses, absolute
from pages.rendering import render_page
from pages.reports import latest_report

SECONDS = 60


@require_GET
@in_organisation
def dataset_list(request: Request, viewer: Viewer) -> HttpResponse:
    """The sets, what their columns mean, in which forms they are had, and under what licence."""
    context = {
        "datasets": DATASETS,
        "facts": facts(request, viewer),
        "can_administer": can_administer(viewer.standing),
    }
    return render_page(request, "open_data/dataset_list.html", context)


def facts(request: Request, viewer: Viewer) -> list[tuple[str, Any]]:
    """Under what licence the data are had, how new they are, whom to ask, where portals read of them."""
    organisation, report = viewer.organisation, latest_report(viewer)
    licence = Organisation.Licence(organisation.open_data_licence)
    link = '<a href="{}">{}</a>'
    email = organisation.contact_email
    catalogues = [(file_address(request, viewer, "katalog", form), form.upper()) for form in CATALOGUE_FORMS]
    return [
        (_("Licence"), format_html(link, LICENCES[licence], licence.label)),
        (_("Latest report"), day(report.computed_at) if report else None),
        (_("Questions"), format_html(link, f"mailto:{email}", email) if email else None),
        (_("Catalogue for data portals (DCAT-AP-SE)"), format_html_join(" · ", link, catalogues)),
    ]


@require_GET
@in_organisation
def dataset_detail(request: Request, viewer: Viewer, name: str, form: str) -> HttpResponse:
    """A set as a file; 404 for a set or form that there is not."""
    dataset = BY_NAME.get(name)
    if dataset is None or form not in dataset.forms:
        raise Http404
    source = Source(viewer.organisation, PageAddresses(request, viewer.organisation))
    return file_of(request, viewer, MEDIA_TYPES[form], lambda: WRITERS[form](dataset, source))


@require_GET
@in_organisation
def catalogue_detail(request: Request, viewer: Viewer, form: str) -> HttpResponse:
    """The catalogue that data portals read; 404 for a form that there is not."""
    if form not in CATALOGUE_FORMS:
        raise Http404

    def made() -> bytes:
        report = latest_report(viewer)
        known = catalogue(
            viewer.organisation,
            report.computed_at if report else None,
            lambda name, kind: file_address(request, viewer, name, kind),
        )
        return written(known, form)

    return file_of(request, viewer, CATALOGUE_FORMS[form][1], made)


def file_of(request: Request, viewer: Viewer, media_type: str, made: Callable[[], bytes]) -> HttpResponse:
    """What everybody may have, from any page; 304 for whoever has it. 404 where nothing is open."""
    if not viewer.organisation.is_public:
        raise Http404
    everybody = Viewer(viewer.organisation, AnonymousUser(), NOBODY, viewer.today)
    # The files name the host that they were asked from.
    content = kept_file(request, everybody, f"open data at {absolute(request, '/')}", made)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=media_type, headers={"ETag": etag})
    if media_type.startswith("text/"):
        response["Content-Type"] = f"{media_type}; charset=utf-8"
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=SECONDS)
    patch_vary_headers(response, ["Accept-Language"])
    return get_conditional_response(request, etag=etag, response=response) or response


def file_address(request: Request, viewer: Viewer, name: str, form: str) -> str:
    """The whole address of a set in a form, of the catalogue, or (without a name) of the page."""
    slug = viewer.organisation.slug
    if not name:
        return absolute(request, reverse("open_data:dataset_list", args=[slug]))
    if name == "katalog":
        return absolute(request, reverse("open_data:catalogue_detail", kwargs={"slug": slug, "form": form}))
    named = {"slug": slug, "name": name, "form": form}
    return absolute(request, reverse("open_data:dataset_detail", kwargs=named))
