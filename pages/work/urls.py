"""Addresses of a person's own work (mitt arbete), and of reviewing links after a change of wording."""

from django.urls import path

from pages.work import views

app_name = "work"
urlpatterns = [
    path("mitt-arbete/", views.work_detail, name="work_detail"),
    path("mitt-arbete/lankar/", views.outdated_review, name="outdated_review"),
    *(
        path(f"mitt-arbete/{noun}/", views.part_list, {"part": part}, name)
        for part, noun, name in (
            ("assignments", "uppdrag", "assignment_list"),
            ("offers", "erbjudanden", "offer_list"),
            ("comments", "kommentarer", "comment_list"),
            ("overdue", "forsenade-atgarder", "overdue_list"),
            ("expiring", "planer-som-gar-ut", "expiring_list"),
            ("checks", "planer-att-aktualitetsprova", "check_list"),
            ("ending", "atgarder-som-snart-ska-vara-klara", "ending_list"),
            ("returned", "aterlamnat", "returned_list"),
            ("declined", "avbojt", "declined_list"),
            ("drafts", "utkast", "draft_list"),
        )
    ),
]
