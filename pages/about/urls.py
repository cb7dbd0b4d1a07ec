"""Addresses of what is about the product: its components, the choice of language."""

from django.urls import path
from django.views.i18n import set_language

from pages.about import views

app_name = "about"
urlpatterns = [
    path("komponenter/", views.gallery, name="gallery"),
    path("sprak/", set_language, name="set_language"),
]
