"""Addresses of documents (handlingar): `kind` says what sort of thing `subject` names: a plan, a position."""

from django.urls import path

from pages.filing import views

app_name = "filing"
ONE = "handlingar/<slug:kind>/<int:subject>/<int:pk>/"
urlpatterns = [
    path("handlingar/<int:pk>/", views.document_download, name="document_download"),
    path("handlingar/<slug:kind>/<int:subject>/", views.document_list, name="document_list"),
    path("handlingar/<slug:kind>/<int:subject>/ny/", views.document_create, name="document_create"),
    path(ONE, views.document_detail, name="document_detail"),
    path(f"{ONE}redigera/", views.document_edit, name="document_edit"),
    path(f"{ONE}ta-bort/", views.document_remove, name="document_remove"),
    path(f"{ONE}lagg-tillbaka/", views.document_restore, name="document_restore"),
]
