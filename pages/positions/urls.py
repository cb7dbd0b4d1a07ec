"""Addresses of positions, measures, and what is said of how they bear on goals.

`kind` says what sort of thing `ref` names: a plan, a position or a measure.
"""

from django.urls import path

from pages.positions import views, writing

app_name = "positions"
urlpatterns = [
    path("stallningstaganden/<owned_key:ref>/", views.position_detail, name="position_detail"),
    path("stallningstaganden/<owned_key:ref>/redigera/", writing.position_edit, name="position_edit"),
    path(
        "stallningstaganden/<owned_key:ref>/dra-tillbaka/",
        writing.position_withdraw,
        name="position_withdraw",
    ),
    path("stallningstaganden/<owned_key:ref>/ta-upp/", writing.position_reinstate, name="position_reinstate"),
    path("atgarder/<owned_key:ref>/redigera/", writing.measure_edit, name="measure_edit"),
    *(
        path(f"planer/<owned_key:ref>/{noun}/", writing.part_create, {"kind": kind}, "part_create")
        for kind, noun in (("position", "nytt-stallningstagande"), ("measure", "ny-atgard"))
    ),
    *(
        path(f"{noun}/<owned_key:ref>/{verb}/", view, {"kind": kind}, name)
        for kind, noun in (("position", "stallningstaganden"), ("measure", "atgarder"))
        for verb, view, name in (
            ("flytta", writing.part_move, "part_move"),
            ("ta-bort", writing.part_remove, "part_remove"),
        )
    ),
    path("angra/", writing.part_restore, name="part_restore"),
    path("atgarder/<owned_key:ref>/", views.measure_detail, name="measure_detail"),
    path("planer/<owned_key:ref>/bidrag/", views.plan_contributions, name="plan_contributions"),
    *(
        path(
            f"{noun}/<owned_key:ref>/bidrag/nytt/",
            views.contribution_create,
            {"kind": kind},
            "contribution_create",
        )
        for kind, noun in (("plan", "planer"), ("position", "stallningstaganden"), ("measure", "atgarder"))
    ),
    *(
        path(
            f"{noun}/<owned_key:ref>/bidrag/nytt/mal/",
            views.goal_choice_list,
            {"kind": kind},
            "goal_choice_list",
        )
        for kind, noun in (("plan", "planer"), ("position", "stallningstaganden"), ("measure", "atgarder"))
    ),
    path("bidrag/<int:pk>/", views.contribution_edit, name="contribution_edit"),
    path("bidrag/<int:pk>/bekrafta/", views.contribution_confirm, name="contribution_confirm"),
    path("bidrag/<int:pk>/aterta/", views.contribution_withdraw, name="contribution_withdraw"),
    path("bidrag/angra/", views.contribution_restore, name="contribution_restore"),
]
