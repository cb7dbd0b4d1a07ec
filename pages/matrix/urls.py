"""Addresses of the matrix, and of one plan's bearing on one goal."""

from django.urls import path

from pages.matrix import views

app_name = "matrix"
urlpatterns = [
    path("matris/", views.matrix_detail, name="matrix_detail"),
    path(
        "matris/<owned_key:plan>/<key:owner>/<key:framework>/<key:goal>/",
        views.cell_detail,
        name="cell_detail",
    ),
]
