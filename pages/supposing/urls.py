"""Address of the report as it would be under other decisions (tänk om)."""

from django.urls import path

from pages.supposing import views

app_name = "supposing"
urlpatterns = [path("tank-om/", views.supposed_detail, name="supposed_detail")]
