"""Situation reports, and the dependencies between units that come out of them; all for members."""

from django.db.models import QuerySet

from dialogue.providers import Kind
from organisations.models import Organisation
from strategy.models import Cooperation, SituationReport, Term


def reports_of(organisation: Organisation) -> QuerySet[SituationReport]:
    """The organisation's reports, by year and unit."""
    own: QuerySet[SituationReport] = SituationReport.objects.filter(organisation=organisation)
    return own.select_related("unit").order_by("-year", "unit__name", "pk")


def reports_in(organisation: Organisation, term: Term) -> QuerySet[SituationReport]:
    """Those of the years over which a term's strategy plans."""
    return reports_of(organisation).filter(year__range=(term.elected_on.year, term.last_year))


def cooperations_of(organisation: Organisation) -> QuerySet[Cooperation]:
    """What units would do together, by the report that says so."""
    own: QuerySet[Cooperation] = Cooperation.objects.filter(organisation=organisation)
    named = own.select_related("unit", "report__unit", "measure__plan__organisation")
    return named.order_by("-report__year", "report__unit__name", "pk")


def cooperations_in(organisation: Organisation, term: Term) -> QuerySet[Cooperation]:
    """Those of reports of the years over which a term's strategy plans."""
    years = (term.elected_on.year, term.last_year)
    return cooperations_of(organisation).filter(report__year__range=years)


KINDS = (
    Kind("situation_report", SituationReport, reports_of, lambda report: report.unit_id),
    Kind("cooperation", Cooperation, cooperations_of, lambda cooperation: cooperation.unit_id),
)
