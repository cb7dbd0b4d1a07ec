"""Addresses of conflicts of interest (målkonflikter)."""

from django.urls import path

from pages.conflicts import views

app_name = "conflicts"
urlpatterns = [
    path("malkonflikter/", views.conflict_list, name="conflict_list"),
    path("malkonflikter/ny/", views.conflict_create, name="conflict_create"),
    path("malkonflikter/<int:pk>/", views.conflict_detail, name="conflict_detail"),
    path("malkonflikter/<int:pk>/redigera/", views.conflict_edit, name="conflict_edit"),
    path("malkonflikter/<int:pk>/vaga/", views.conflict_weigh, name="conflict_weigh"),
    path("malkonflikter/<int:pk>/avgor/", views.conflict_decide, name="conflict_decide"),
    path("malkonflikter/<int:pk>/oppna/", views.conflict_reopen, name="conflict_reopen"),
]
