"""Addresses of the open data: a page for people, files for programs."""

from django.urls import path

from pages.open_data import views

app_name = "open_data"
urlpatterns = [
    path("oppna-data/", views.dataset_list, name="dataset_list"),
    path("oppna-data/katalog.<slug:form>", views.catalogue_detail, name="catalogue_detail"),
    path("oppna-data/<slug:name>.<slug:form>", views.dataset_detail, name="dataset_detail"),
]
