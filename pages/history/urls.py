"""Addresses of the history (historik) of things, and of taking a wording back from it.

`kind` says what sort of thing `pk` names: a plan, section, position, measure, contribution, goal …
"""

from django.urls import path

from pages.history import views

app_name = "history"
urlpatterns = [
    path("historik/<slug:kind>/<int:pk>/", views.history_detail, name="history_detail"),
    path("historik/<slug:kind>/<int:pk>/aterstall/", views.wording_restore, name="wording_restore"),
]
