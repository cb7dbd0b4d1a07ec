"""Addresses of chains as flows: below the own page of the goal, the plan or the measure."""

from django.urls import path

from pages.flow import views

app_name = "flow"
urlpatterns = [
    path("mal/<key:owner>/<key:framework>/<key:goal>/kedja/", views.flow_detail, name="flow_detail"),
    *(
        path(f"{noun}/<owned_key:ref>/kedja/", views.item_detail, {"kind": kind}, "item_detail")
        for kind, noun in (("plan", "planer"), ("measure", "atgarder"))
    ),
]
