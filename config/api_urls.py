"""The whole API on one page."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from alignment.api import views as alignment
from interchange.api import views as interchange

urlpatterns = [
    path("alignment/freshness/", alignment.FreshnessOfReport.as_view(), name="alignment_freshness"),
    path("alignment/reports/latest/", alignment.LatestReport.as_view(), name="alignment_report_latest"),
    path("alignment/reports/<int:number>/", alignment.NumberedReport.as_view(), name="alignment_report"),
    path("packages/schema/", interchange.PackageSchema.as_view(), name="package_schema"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api:schema"), name="docs"),
]
