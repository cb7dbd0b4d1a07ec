"""The address of a goal's chain as a flow: below the goal's own page."""

from django.urls import path

from pages.flow import views

app_name = "flow"
urlpatterns = [
    path("mal/<key:owner>/<key:framework>/<key:goal>/kedja/", views.flow_detail, name="flow_detail"),
]
