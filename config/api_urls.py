"""The whole API on one page."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from alignment.api import acting, rows
from alignment.api import views as alignment
from core.api.views import NothingHere
from interchange.api import views as interchange
from interchange.api import webhooks
from organisations.api import views as organisations
from organisations.api.resources import routes
from planning.api import goals, links, plans
from strategy.api import views as strategy

urlpatterns = [
    *routes(organisations.Organisations),
    *routes(organisations.Units),
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
    *routes(strategy.Terms),
    *routes(strategy.PlanningStrategies),
    *routes(strategy.RequirementVerdicts),
    *routes(strategy.StrategyChanges),
    *routes(strategy.StrategyRecipients),
    *routes(strategy.PlanNeeds),
    *routes(rows.GoalLines),
    *routes(rows.PlanLines),
    *routes(rows.Matrix, has_details=False),
    *routes(rows.Findings),
    *routes(webhooks.Webhooks),
    *routes(webhooks.Deliveries),
    path("alignment/recompute/", acting.Recompute.as_view(), name="alignment_recompute"),
    path("alignment/simulate/", acting.Simulate.as_view(), name="alignment_simulate"),
    path("alignment/reports/compare/", acting.CompareReports.as_view(), name="alignment_compare"),
    path("alignment/freshness/", alignment.FreshnessOfReport.as_view(), name="alignment_freshness"),
    path("alignment/reports/latest/", alignment.LatestReport.as_view(), name="alignment_report_latest"),
    path("alignment/reports/<int:number>/", alignment.NumberedReport.as_view(), name="alignment_report"),
    path("packages/schema/", interchange.PackageSchema.as_view(), name="package_schema"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api:schema"), name="docs"),
    re_path("^(.*/)?$", NothingHere.as_view(), name="nothing_here"),
]
