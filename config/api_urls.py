"""The whole API on one page."""

from django.urls import path, re_path, register_converter
from drf_spectacular.views import SpectacularSwaggerView

from alignment.api import acting, rows
from alignment.api import views as alignment
from core.api.views import Description, NothingHere
from core.converters import KeyConverter
from dialogue.api import views as dialogue
from interchange.api import packages, webhooks
from interchange.api import views as interchange
from organisations.api import views as organisations
from organisations.api.resources import routes
from pages.documents.api import AlignmentStatement
from pages.history.api import History
from planning.api import goals, links, plans, search
from strategy.api import contents, decisions, futures, parts
from strategy.api import views as strategy

register_converter(KeyConverter, "organisation")

urlpatterns = [
    *routes(organisations.Organisations),
    *routes(organisations.Units),
    *routes(organisations.Memberships),
    *routes(goals.Frameworks),
    *routes(goals.FrameworkAdoptions),
    *routes(goals.Goals),
    *routes(goals.GoalLinks),
    *routes(goals.Indicators),
    *routes(goals.Targets),
    *routes(goals.Observations),
    *routes(plans.PlanTypes),
    *routes(plans.Plans),
    *routes(plans.PlanAdoptions),
    *routes(plans.PlanEvents),
    *routes(plans.Sections),
    *routes(plans.Positions),
    *routes(plans.Measures),
    *routes(plans.StatusUpdates),
    *routes(plans.BudgetLines),
    *routes(links.Contributions),
    *routes(links.PlanLinks),
    *routes(links.PositionLinks),
    *routes(links.HandOvers),
    *routes(links.Conflicts),
    *routes(dialogue.Comments),
    *routes(dialogue.Documents),
    *routes(strategy.Terms),
    *routes(strategy.PlanningStrategies),
    *routes(parts.ChangedConditions),
    *routes(strategy.RequirementVerdicts),
    *routes(decisions.StrategyChanges),
    *routes(decisions.StrategyRecipients),
    *routes(strategy.PlanNeeds),
    *routes(parts.Capacities),
    *routes(futures.Scenarios),
    *routes(futures.RobustnessVerdicts),
    *routes(futures.PopulationFigures),
    *routes(parts.SituationReports),
    *routes(parts.Cooperations),
    *routes(rows.GoalLines),
    *routes(rows.PlanLines),
    *routes(rows.Matrix, has_details=False),
    *routes(rows.Findings),
    *routes(webhooks.Webhooks),
    *routes(webhooks.Deliveries),
    path("documents/<int:pk>/content/", dialogue.DocumentContent.as_view(), name="documents_content"),
    path("alignment/recompute/", acting.Recompute.as_view(), name="alignment_recompute"),
    path("alignment/simulate/", acting.Simulate.as_view(), name="alignment_simulate"),
    path("alignment/reports/compare/", acting.CompareReports.as_view(), name="alignment_compare"),
    path("alignment/freshness/", alignment.FreshnessOfReport.as_view(), name="alignment_freshness"),
    path("alignment/reports/latest/", alignment.LatestReport.as_view(), name="alignment_report_latest"),
    path("alignment/reports/<int:number>/", alignment.NumberedReport.as_view(), name="alignment_report"),
    path(
        "plans/<int:pk>/alignment-statement/",
        AlignmentStatement.as_view(),
        name="plans_alignment_statement",
    ),
    path(
        "planning-strategies/<int:pk>/contents/",
        contents.StrategyContents.as_view(),
        name="planning_strategies_contents",
    ),
    path("history/", History.as_view(), name="history"),
    path("search/", search.Search.as_view(), name="search"),
    path("packages/schema/", interchange.PackageSchema.as_view(), name="package_schema"),
    path("packages/<organisation:organisation>/", packages.Package.as_view(), name="package"),
    path(
        "packages/<organisation:organisation>/imports/<int:pk>/",
        packages.PackageImportDetail.as_view(),
        name="package_import",
    ),
    path("schema/", Description.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api:schema"), name="docs"),
    re_path("^(.*/)?$", NothingHere.as_view(), name="nothing_here"),
]
