"""Addresses of the administration: units, people, plan types, settings."""

from django.urls import URLPattern, path

from pages.administration import statistics, tokens, views, webhooks

app_name = "administration"


def desk(noun: str, kind: str) -> list[URLPattern]:
    """The five addresses of a sort of things."""
    return [
        path(f"{noun}/", getattr(views, f"{kind}_list"), name=f"{kind}_list"),
        path(f"{noun}/ny/", getattr(views, f"{kind}_create"), name=f"{kind}_create"),
        path(f"{noun}/<int:pk>/", getattr(views, f"{kind}_detail"), name=f"{kind}_detail"),
        path(f"{noun}/<int:pk>/redigera/", getattr(views, f"{kind}_edit"), name=f"{kind}_edit"),
        path(f"{noun}/<int:pk>/ta-bort/", getattr(views, f"{kind}_remove"), name=f"{kind}_remove"),
    ]


urlpatterns = [
    path("", views.overview, name="overview"),
    *desk("enheter", "unit"),
    *desk("personer", "person"),
    *desk("plantyper", "plan_type"),
    path("nycklar/", tokens.token_list, name="token_list"),
    path("nycklar/ny/", tokens.token_create, name="token_create"),
    path("nycklar/<int:pk>/avsluta/", tokens.token_end, name="token_end"),
    path("webhookar/", webhooks.webhook_list, name="webhook_list"),
    path("webhookar/ny/", webhooks.webhook_create, name="webhook_create"),
    path("webhookar/<int:pk>/", webhooks.webhook_detail, name="webhook_detail"),
    path("webhookar/<int:pk>/redigera/", webhooks.webhook_edit, name="webhook_edit"),
    path("webhookar/<int:pk>/pausa/", webhooks.webhook_pause, name="webhook_pause"),
    path("webhookar/<int:pk>/ateruppta/", webhooks.webhook_resume, name="webhook_resume"),
    path("webhookar/<int:pk>/avsluta/", webhooks.webhook_end, name="webhook_end"),
    path("webhookar/<int:pk>/prova/", webhooks.webhook_try, name="webhook_try"),
    path("webhookar/leveranser/<int:pk>/skicka-igen/", webhooks.delivery_replay, name="delivery_replay"),
    path("statistik/", statistics.statistics_list, name="statistics_list"),
    path("statistik/hamta/", statistics.statistics_fetch, name="statistics_fetch"),
    path("statistik/<int:pk>/kallans-varde/", statistics.statistics_take, name="statistics_take"),
    path("installningar/", views.settings_edit, name="settings_edit"),
]
