"""Addresses of goals: `/<slug>/mal/`, and below it owner, framework and goal by their keys."""

from django.urls import path

from pages.goals import views

app_name = "goals"
urlpatterns = [
    path("", views.goal_list, name="goal_list"),
    path("<key:owner>/<key:framework>/<key:goal>/", views.goal_detail, name="goal_detail"),
]
