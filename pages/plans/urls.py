"""Addresses of plans: the catalogue, and a plan by its key, with its owner in front if it is another's."""

from django.urls import path

from pages.plans import views

app_name = "plans"
urlpatterns = [
    path("planer/", views.plan_list, name="plan_list"),
    path("planer/<owned_key:ref>/", views.plan_detail, name="plan_detail"),
]
