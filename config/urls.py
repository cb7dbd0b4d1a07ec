"""Addresses: the API, accounts, and the pages under the organisation's slug."""

from django.urls import include, path

from core.views import healthz

handler500 = "core.views.server_error"

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("api/v1/", include(("config.api_urls", "api"))),
    path("", include("pages.urls")),
]
