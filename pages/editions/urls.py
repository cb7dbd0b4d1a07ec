"""Addresses of a plan's course and its editions."""

from django.urls import path

from pages.editions import views

app_name = "editions"
PLAN = "planer/<owned_key:ref>"
urlpatterns = [
    path(f"{PLAN}/status/", views.course_detail, name="course_detail"),
    path(f"{PLAN}/status/andra/", views.plan_advance, name="plan_advance"),
    path(f"{PLAN}/revidera/", views.revision_start, name="revision_start"),
    path(f"{PLAN}/lankar/<slug:end>/<int:pk>/flytta/", views.link_move, name="link_move"),
    path(f"{PLAN}/lankar/<slug:end>/<int:pk>/lamna/", views.link_leave, name="link_leave"),
    path(f"{PLAN}/jamfor/", views.comparison_detail, name="comparison_detail"),
    path(f"{PLAN}/som-den-var/", views.past_detail, name="past_detail"),
    path(f"{PLAN}/ratta/<slug:kind>/<int:pk>/", views.correction_create, name="correction_create"),
]
