"""Addresses: the API, accounts, and the pages under the organisation's slug."""

from django.urls import include, path

from core.views import healthz

urlpatterns = [
    path("healthz/", healthz, name="healthz"),
    path("api/v1/", include(("config.api_urls", "api"))),
    path("", include("pages.urls")),
]
