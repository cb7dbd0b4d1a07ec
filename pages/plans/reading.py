"""A plan as a document: to read on one page, which prints as a plan, and as a PDF."""

from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.http import require_GET

from pages.addresses import item_url
from pages.guards import Request, Viewer, in_organisation
from pages.keeping import kept_file
from pages.plans.pdf import pdf_of
from pages.plans.selectors.reading import reading_of
from pages.plans.views import plan_of_ref
from pages.rendering import render_kept, uncached


@require_GET
@in_organisation
def reading_detail(request: Request, viewer: Viewer, ref: tuple[str | None, str]) -> HttpResponse:
    """The whole plan on one page, to be read from the beginning to the end."""

    def shown() -> dict[str, Any]:
        plan = plan_of_ref(viewer, ref)
        return {
            "plan": plan,
            "reading": reading_of(viewer, plan),
            "ref": ref,
            "plan_url": item_url(viewer.organisation, plan),
        }

    return render_kept(request, viewer, "plans/reading_detail.html", "content", shown)


@require_GET
@in_organisation
def pdf_detail(request: Request, viewer: Viewer, ref: tuple[str | None, str]) -> HttpResponse:
    """The same as a tagged PDF, in the language that the plan is written in."""

    def made() -> bytes:
        plan = plan_of_ref(viewer, ref)
        with translation.override(plan.organisation.language):
            return pdf_of(reading_of(viewer, plan))

    owner, key = ref
    name = "-".join(filter(None, [owner, key.replace("/", "-")]))
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return uncached(
        HttpResponse(kept_file(request, viewer, "pdf", made), content_type="application/pdf", headers=headers)
    )
