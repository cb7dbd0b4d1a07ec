"""Addresses of what is touched if a goal, plan, position or measure is changed (beror)."""

from django.urls import path

from pages.touched import views

app_name = "touched"
urlpatterns = [
    path("mal/<key:owner>/<key:framework>/<key:goal>/beror/", views.goal_detail, name="goal_detail"),
    *(
        path(f"{noun}/<owned_key:ref>/beror/", views.item_detail, {"kind": kind}, "item_detail")
        for kind, noun in (("plan", "planer"), ("position", "stallningstaganden"), ("measure", "atgarder"))
    ),
]
