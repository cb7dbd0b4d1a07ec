"""Addresses of the front page, an organisation's overview, and what the frame of its pages asks for."""

from django.urls import path

from pages.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.organisation_list, name="organisation_list"),
    path("<slug:slug>/", views.overview, name="overview"),
    path("<slug:slug>/enhet/<key:unit>/", views.unit_detail, name="unit_detail"),
    path("<slug:slug>/klockan/", views.clock_detail, name="clock_detail"),
    path("<slug:slug>/aktuell/", views.freshness, name="freshness"),
    path("<slug:slug>/accent.css", views.accent, name="accent"),
]
