"""Addresses of the planning strategy."""

from django.urls import path

from pages.strategy import after, beside, document, moving, setting_off, views, workbench

app_name = "strategy"
urlpatterns = [
    path("strategi/", views.strategy_list, name="strategy_list"),
    path("strategi/mandatperioder/ny/", views.term_create, name="term_create"),
    path("strategi/mandatperioder/<int:pk>/", views.term_detail, name="term_detail"),
    path("strategi/mandatperioder/<int:pk>/redigera/", views.term_edit, name="term_edit"),
    path("strategi/mandatperioder/<int:pk>/ta-bort/", views.term_remove, name="term_remove"),
    path("strategi/mandatperioder/<int:term>/borja/", views.strategy_create, name="strategy_create"),
    path("strategi/<int:strategy>/", workbench.workbench_detail, name="workbench_detail"),
    path("strategi/<int:strategy>/dokument/", document.document_detail, name="document_detail"),
    path("strategi/<int:strategy>/andra/", beside.beside_detail, name="beside_detail"),
    path("strategi/<int:pk>/historik/", views.strategy_detail, name="strategy_detail"),
    path("strategi/<int:pk>/redigera/", views.strategy_edit, name="strategy_edit"),
    path("strategi/<int:pk>/anta/", views.strategy_adopt, name="strategy_adopt"),
    path("strategi/<int:pk>/ta-bort/", views.strategy_remove, name="strategy_remove"),
    *workbench.part_urls(),
    path(
        "strategi/<int:strategy>/samverkan/<int:pk>/atgard/",
        workbench.cooperation_take_up,
        name="cooperation_take_up",
    ),
    path("strategi/<int:strategy>/beslut/", after.change_list, name="change_list"),
    path("strategi/<int:strategy>/uppfoljning/", after.promise_list, name="promise_list"),
    path("strategi/<int:strategy>/mottagare/", after.recipient_list, name="recipient_list"),
    path(
        "strategi/<int:strategy>/mottagare/enligt-lag/", after.recipients_propose, name="recipients_propose"
    ),
    path("strategi/<int:strategy>/mottagare/ny/", after.recipient_create, name="recipient_create"),
    path("strategi/<int:strategy>/mottagare/<int:pk>/", after.recipient_detail, name="recipient_detail"),
    path("strategi/<int:strategy>/mottagare/<int:pk>/redigera/", after.recipient_edit, name="recipient_edit"),
    path(
        "strategi/<int:strategy>/mottagare/<int:pk>/ta-bort/", after.recipient_remove, name="recipient_remove"
    ),
    path("strategi/<int:strategy>/beslut/nytt/", after.change_create, name="change_create"),
    path("strategi/<int:strategy>/beslut/<int:pk>/", after.change_detail, name="change_detail"),
    path("strategi/<int:strategy>/beslut/<int:pk>/redigera/", after.change_edit, name="change_edit"),
    path("strategi/<int:strategy>/beslut/<int:pk>/ta-bort/", after.change_remove, name="change_remove"),
    path("strategi/<int:strategy>/ta-over/", setting_off.stances_take_over, name="stances_take_over"),
    path("strategi/<int:strategy>/planer/paborja/", setting_off.plans_begin, name="plans_begin"),
    path("strategi/<int:strategy>/planer/<int:pk>/flytta/", moving.need_move, name="need_move"),
    path("strategi/<int:strategy>/planer/<int:pk>/paborja/", setting_off.need_begin, name="need_begin"),
]
