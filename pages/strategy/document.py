"""The planning strategy as one page to read and to print."""

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.http import require_GET

from pages.documents.selectors.strategy import strategy_document
from pages.guards import Request, Viewer, in_organisation
from pages.rendering import render_page
from pages.strategy.reading import reading_asked


@require_GET
@in_organisation
def document_detail(request: Request, viewer: Viewer, strategy: int) -> HttpResponse:
    """The whole strategy in the organisation's language: what its files say, on a page."""
    reading = reading_asked(request, viewer, strategy)
    with translation.override(viewer.organisation.language):
        document = strategy_document(viewer, reading)
    context = {"strategy": reading.strategy, "document": document, "query": reading.asked}
    return render_page(request, "strategy/document_detail.html", context)
