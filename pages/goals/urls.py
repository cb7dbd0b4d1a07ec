"""Addresses of goals: `/<slug>/mal/`, and below it owner, framework and goal by their keys.

The organisation's own frameworks are changed at `/<slug>/malramverk/`, indicators and their values at
`/<slug>/indikatorer/`, the targets of a goal at `/<slug>/malvarden/` and its links to other goals at
`/<slug>/malkopplingar/`; targets of own goals that contradict each other are set side by side at
`/<slug>/malvarden/motsagelser/`; other organisations' frameworks are followed at `/<slug>/anslutningar/`.
"""

from types import ModuleType

from django.urls import URLPattern, path

from pages.goals import disagreeing, editing, followup_editing, link_editing, views

app_name = "goals"


def desk(noun: str, module: ModuleType, kind: str) -> list[URLPattern]:
    """The five addresses of a sort of things."""
    return [
        path(f"{noun}/", getattr(module, f"{kind}_list"), name=f"{kind}_list"),
        path(f"{noun}/nytt/", getattr(module, f"{kind}_create"), name=f"{kind}_create"),
        path(f"{noun}/<int:pk>/", getattr(module, f"{kind}_detail"), name=f"{kind}_detail"),
        path(f"{noun}/<int:pk>/redigera/", getattr(module, f"{kind}_edit"), name=f"{kind}_edit"),
        path(f"{noun}/<int:pk>/ta-bort/", getattr(module, f"{kind}_remove"), name=f"{kind}_remove"),
    ]


urlpatterns = [
    path(
        "indikatorer/<int:indicator>/varden/bild/",
        followup_editing.observation_preview_detail,
        name="observation_preview_detail",
    ),
    path("malvarden/<int:goal>/bild/", followup_editing.target_preview_detail, name="target_preview_detail"),
    path("malvarden/motsagelser/", disagreeing.disagreement_list, name="disagreement_list"),
    path(
        "malvarden/motsagelser/<key:framework>/<key:goal>/<key:other_framework>/<key:other_goal>/",
        disagreeing.disagreement_detail,
        name="disagreement_detail",
    ),
    path("mal/", views.goal_list, name="goal_list"),
    path("mal/<key:owner>/<key:framework>/<key:goal>/", views.goal_detail, name="goal_detail"),
    *desk("malramverk", editing, "framework"),
    *desk("malramverk/<int:framework>/mal", editing, "own_goal"),
    *desk("indikatorer", followup_editing, "indicator"),
    *desk("indikatorer/<int:indicator>/varden", followup_editing, "observation"),
    *desk("malvarden/<int:goal>", followup_editing, "target"),
    *desk("malkopplingar/<int:goal>", link_editing, "goal_link"),
    *desk("anslutningar", link_editing, "adoption"),
]
