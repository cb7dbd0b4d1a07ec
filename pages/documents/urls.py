"""Addresses of documents, below the pages that they are of; `form` is a word of `FORMS`."""

from django.urls import path

from pages.documents import views

app_name = "documents"
GOAL = "mal/<key:owner>/<key:framework>/<key:goal>/"
urlpatterns = [
    path("delning.png", views.share_detail, name="share_detail"),
    path("matris/ladda-ner/kalkylark/", views.matrix_detail, name="matrix_detail"),
    path("ladda-ner/<slug:form>/", views.overview_detail, name="overview_detail"),
    path("enhet/<key:unit>/ladda-ner/<slug:form>/", views.unit_detail, name="unit_detail"),
    path(f"{GOAL}ladda-ner/<slug:form>/", views.goal_detail, name="goal_detail"),
    path(
        "planer/<owned_key:ref>/samstammighet/<slug:form>/", views.statement_detail, name="statement_detail"
    ),
    path("rapporter/<int:number>/ladda-ner/<slug:form>/", views.report_detail, name="report_detail"),
    path("strategi/<int:strategy>/ladda-ner/<slug:form>/", views.strategy_detail, name="strategy_detail"),
    path(
        "strategi/<int:strategy>/planer/ladda-ner/kalkylark/", views.plan_list_detail, name="plan_list_detail"
    ),
    path("rapporter/jamfor/ladda-ner/<slug:form>/", views.comparison_detail, name="comparison_detail"),
]
