"""Addresses of findings (brister), and of acknowledging one."""

from django.urls import path

from pages.findings import views

app_name = "findings"
urlpatterns = [
    path("brister/", views.finding_list, name="finding_list"),
    path("brister/<int:pk>/", views.finding_detail, name="finding_detail"),
    path("brister/<int:pk>/kvittera/", views.finding_acknowledge, name="finding_acknowledge"),
    path("brister/<int:pk>/oppna/", views.finding_reopen, name="finding_reopen"),
]
