"""Addresses of hand-overs (överlämningar)."""

from django.urls import path

from pages.handovers import commissioning, views

app_name = "handovers"
urlpatterns = [
    path("overlamningar/", views.hand_over_list, name="hand_over_list"),
    path("overlamningar/<int:pk>/", views.hand_over_detail, name="hand_over_detail"),
    path("overlamningar/<int:pk>/ta-in/", views.hand_over_accept, name="hand_over_accept"),
    path("overlamningar/<int:pk>/ta-in-i/", views.hand_over_merge, name="hand_over_merge"),
    path("overlamningar/<int:pk>/aterlamna/", views.hand_over_return, name="hand_over_return"),
    path("overlamningar/<int:pk>/erbjud-igen/", views.hand_over_offer_again, name="hand_over_offer_again"),
    path("overlamningar/<int:pk>/andra/", views.hand_over_edit, name="hand_over_edit"),
    path("overlamningar/<int:pk>/ta-tillbaka/", views.hand_over_withdraw, name="hand_over_withdraw"),
    path("overlamningar/uppdrag/<int:pk>/", commissioning.commission_detail, name="commission_detail"),
    *(
        path(f"overlamningar/uppdrag/<int:pk>/{verb}/", view, name=name)
        for verb, view, name in (
            ("svara", commissioning.commission_answer, "commission_answer"),
            ("ny-atgard", commissioning.commission_new_measure, "commission_new_measure"),
            ("avboj", commissioning.commission_decline, "commission_decline"),
            ("andra", commissioning.commission_edit, "commission_edit"),
            ("skicka-igen", commissioning.commission_send_again, "commission_send_again"),
            ("ta-tillbaka", commissioning.commission_withdraw, "commission_withdraw"),
        )
    ),
    path(
        "stallningstaganden/<owned_key:ref>/skicka/",
        commissioning.commission_create,
        name="commission_create",
    ),
    path("stallningstaganden/<owned_key:ref>/erbjud/", views.hand_over_create, name="hand_over_create"),
]
