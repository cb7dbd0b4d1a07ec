"""Addresses of discussions (samtal), comments, and what one was told (aviseringar).

`kind` says what sort of thing `pk` names: a plan, section, position, measure, contribution, goal …
"""

from django.urls import path

from pages.dialogue import views
from pages.dialogue.notifications import notification_list, notification_read, notifications_read
from pages.dialogue.presence import presence_detail

app_name = "dialogue"
urlpatterns = [
    path("samtal/<slug:kind>/<int:pk>/", views.discussion_detail, name="discussion_detail"),
    path("samtal/<slug:kind>/<int:pk>/skriv/", views.comment_create, name="comment_create"),
    path("kommentarer/<int:pk>/", views.comment_edit, name="comment_edit"),
    path("kommentarer/<int:pk>/svara/", views.comment_answer, name="comment_answer"),
    path("kommentarer/<int:pk>/los/", views.comment_resolve, name="comment_resolve"),
    path("kommentarer/<int:pk>/oppna/", views.comment_reopen, name="comment_reopen"),
    path("kommentarer/<int:pk>/ta-bort/", views.comment_remove, name="comment_remove"),
    path("kommentarer/<int:pk>/lagg-tillbaka/", views.comment_put_back, name="comment_put_back"),
    path("narvaro/<slug:kind>/<int:pk>/", presence_detail, name="presence_detail"),
    path("aviseringar/", notification_list, name="notification_list"),
    path("aviseringar/lasta/", notifications_read, name="notifications_read"),
    path("aviseringar/<int:pk>/last/", notification_read, name="notification_read"),
]
