"""Addresses of the accessibility statement and of what people outside write."""

from django.urls import path

from pages.feedback import views

app_name = "feedback"
urlpatterns = [
    path("tillganglighet/", views.statement_detail, name="statement_detail"),
    path("tillganglighet/synpunkt/", views.feedback_create, name="feedback_create"),
    path("administration/synpunkter/", views.feedback_list, name="feedback_list"),
    path("administration/synpunkter/<int:pk>/klar/", views.feedback_settle, name="feedback_settle"),
    path("administration/synpunkter/<int:pk>/ta-bort/", views.feedback_remove, name="feedback_remove"),
]
