"""Addresses of hand-overs (överlämningar)."""

from django.urls import path

from pages.handovers import views

app_name = "handovers"
urlpatterns = [
    path("overlamningar/", views.hand_over_list, name="hand_over_list"),
    path("overlamningar/<int:pk>/", views.hand_over_detail, name="hand_over_detail"),
    path("overlamningar/<int:pk>/ta-in/", views.hand_over_accept, name="hand_over_accept"),
    path("overlamningar/<int:pk>/ta-in-i/", views.hand_over_merge, name="hand_over_merge"),
    path("overlamningar/<int:pk>/aterlamna/", views.hand_over_return, name="hand_over_return"),
    path("overlamningar/<int:pk>/erbjud-igen/", views.hand_over_offer_again, name="hand_over_offer_again"),
    path("overlamningar/<int:pk>/ta-tillbaka/", views.hand_over_withdraw, name="hand_over_withdraw"),
    path("stallningstaganden/<owned_key:ref>/erbjud/", views.hand_over_create, name="hand_over_create"),
]
