"""Addresses of the reports for the record."""

from django.urls import path

from pages.reporting import views

app_name = "reporting"
urlpatterns = [
    path("rapporter/", views.report_list, name="report_list"),
    path("rapporter/jamfor/", views.comparison_detail, name="comparison_detail"),
    path("rapporter/<int:number>/", views.report_detail, name="report_detail"),
    path("rapporter/<int:number>/innehall.json", views.content_detail, name="content_detail"),
    path("rapporter/<int:number>/fast/", views.report_pin, name="report_pin"),
]
