"""Addresses of the pages: accounts and what is about the product first, then the organisations' slugs."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from core.converters import KeyConverter, OwnedKeyConverter
from pages.subscriptions.views import subscription_linked

register_converter(KeyConverter, "key")
register_converter(OwnedKeyConverter, "owned_key")

urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/prenumeration/<str:token>/", subscription_linked, name="subscription_linked"),
    path("konto/", include("allauth.urls")),
    path("om/", include("pages.about.urls")),
    path("<slug:slug>/", include("pages.feedback.urls")),
    path("<slug:slug>/administration/", include("pages.administration.urls")),
    path("<slug:slug>/", include("pages.goals.urls")),
    path("<slug:slug>/", include("pages.flow.urls")),
    path("<slug:slug>/", include("pages.documents.urls")),
    path("<slug:slug>/", include("pages.plans.urls")),
    path("<slug:slug>/", include("pages.positions.urls")),
    path("<slug:slug>/", include("pages.maps.urls")),
    path("<slug:slug>/", include("pages.matrix.urls")),
    path("<slug:slug>/", include("pages.work.urls")),
    path("<slug:slug>/", include("pages.touched.urls")),
    path("<slug:slug>/", include("pages.supposing.urls")),
    path("<slug:slug>/", include("pages.findings.urls")),
    path("<slug:slug>/", include("pages.reporting.urls")),
    path("<slug:slug>/", include("pages.open_data.urls")),
    path("<slug:slug>/", include("pages.conflicts.urls")),
    path("<slug:slug>/", include("pages.strategy.urls")),
    path("<slug:slug>/", include("pages.handovers.urls")),
    path("<slug:slug>/", include("pages.links.urls")),
    path("<slug:slug>/", include("pages.editions.urls")),
    path("<slug:slug>/", include("pages.dialogue.urls")),
    path("<slug:slug>/", include("pages.filing.urls")),
    path("<slug:slug>/", include("pages.history.urls")),
    path("<slug:slug>/", include("pages.subscriptions.urls")),
    path("", include("pages.dashboard.urls")),
]
