"""Addresses of what one is told of by e-mail (prenumerationer).

`kind` says what sort of thing `pk` names: a goal, or the organisation itself.
"""

from django.urls import path

from pages.subscriptions import views

app_name = "subscriptions"
urlpatterns = [
    path("prenumerationer/", views.subscription_list, name="subscription_list"),
    path("prenumerationer/<int:pk>/avsluta/", views.subscription_end, name="subscription_end"),
    path("prenumerationer/<slug:kind>/<int:pk>/", views.subscription_edit, name="subscription_edit"),
]
