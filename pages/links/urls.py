"""Addresses of links between plans, between positions, and of measures to the positions that they implement.

`kind` says what sort of thing `ref` names or a link starts from: a plan, a position or a measure.
"""

from django.urls import path

from pages.links import views

app_name = "links"
urlpatterns = [
    *(
        path(f"{noun}/<owned_key:ref>/kopplingar/", views.link_create, {"kind": kind}, "link_create")
        for kind, noun in (("plan", "planer"), ("position", "stallningstaganden"), ("measure", "atgarder"))
    ),
    *(
        path(f"{noun}/<owned_key:ref>/forslag/", views.suggestion_list, {"kind": kind}, "suggestion_list")
        for kind, noun in (("position", "stallningstaganden"), ("measure", "atgarder"))
    ),
    *(
        path(
            f"{noun}/<owned_key:ref>/forslag/stallningstaganden/",
            views.suggested_position_list,
            {"kind": kind},
            "suggested_position_list",
        )
        for kind, noun in (("position", "stallningstaganden"), ("measure", "atgarder"))
    ),
    path("malsok/", views.goal_match_list, name="goal_match_list"),
    *(
        path(f"kopplingar/{noun}/<int:pk>/", views.link_edit, {"kind": kind}, "link_edit")
        for kind, noun in (("plan", "plan"), ("position", "stallningstagande"))
    ),
    path("kopplingar/angra/", views.link_restore, name="link_restore"),
    *(
        path(f"kopplingar/{noun}/<int:pk>/ta-bort/", views.link_remove, {"kind": kind}, "link_remove")
        for kind, noun in (("plan", "plan"), ("position", "stallningstagande"), ("measure", "atgard"))
    ),
]
