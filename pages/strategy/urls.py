"""Addresses of the planning strategy."""

from django.urls import path

from pages.strategy import views, workbench

app_name = "strategy"
urlpatterns = [
    path("strategi/", views.strategy_list, name="strategy_list"),
    path("strategi/mandatperioder/ny/", views.term_create, name="term_create"),
    path("strategi/mandatperioder/<int:pk>/", views.term_detail, name="term_detail"),
    path("strategi/mandatperioder/<int:pk>/redigera/", views.term_edit, name="term_edit"),
    path("strategi/mandatperioder/<int:pk>/ta-bort/", views.term_remove, name="term_remove"),
    path("strategi/mandatperioder/<int:term>/borja/", views.strategy_create, name="strategy_create"),
    path("strategi/<int:strategy>/", workbench.workbench_detail, name="workbench_detail"),
    path("strategi/<int:pk>/historik/", views.strategy_detail, name="strategy_detail"),
    path("strategi/<int:pk>/redigera/", views.strategy_edit, name="strategy_edit"),
    path("strategi/<int:pk>/anta/", views.strategy_adopt, name="strategy_adopt"),
    path("strategi/<int:pk>/ta-bort/", views.strategy_remove, name="strategy_remove"),
    *workbench.part_urls(),
]
