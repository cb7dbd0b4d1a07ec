"""Addresses of plans: the catalogue, and a plan by its key, with its owner in front if it is another's."""

from django.urls import path

from pages.plans import reading, sections, views, writing

app_name = "plans"
urlpatterns = [
    path("planer/", views.plan_list, name="plan_list"),
    path("ny-plan/", writing.plan_create, name="plan_create"),
    path("planer/<owned_key:ref>/", views.plan_detail, name="plan_detail"),
    path("planer/<owned_key:ref>/las/", reading.reading_detail, name="reading_detail"),
    path("planer/<owned_key:ref>/pdf/", reading.pdf_detail, name="pdf_detail"),
    path("planer/<owned_key:ref>/framsida/", writing.plan_edit, name="plan_edit"),
    path("planer/<owned_key:ref>/nytt-avsnitt/", sections.section_create, name="section_create"),
    path("avsnitt/<int:pk>/redigera/", sections.section_edit, name="section_edit"),
    path("avsnitt/<int:pk>/flytta/", sections.section_move, name="section_move"),
    path("avsnitt/<int:pk>/ta-bort/", sections.section_remove, name="section_remove"),
]
