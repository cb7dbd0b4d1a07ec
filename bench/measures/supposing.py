"""What if: the report under other decisions, reckoned beside the one of today; nothing is stored."""

from django.urls import reverse

from alignment.selectors.supposing import Decisions, supposed
from bench import worlds
from bench.measures.pages import client_of, member_of
from bench.table import Line, duration, limited
from bench.timing import median, repeated
from organisations.models import Organisation
from planning.models import Measure, Plan

TITLE = "What if: ten measures dropped, ten paid for, a plan adopted (medians)"
LIMIT_SECONDS = 0.3
RUNS = 7


def lines(sizes: list[str]) -> list[Line]:
    """For each size the two reports with what differs, and the page that shows it."""
    return [line for size in sizes for line in _lines(size, worlds.ensure(size)[0])]


def _lines(size: str, organisation: Organisation) -> list[Line]:
    decisions = _decisions(organisation)
    client = client_of(member_of(organisation))
    query = [("slopa", pk) for pk in decisions.drop] + [("finansiera", pk) for pk in decisions.fund]
    query += [("anta", pk) for pk in decisions.adopt]
    here = reverse("supposing:supposed_detail", args=[organisation.slug])
    reckoned = median(repeated(lambda: supposed(organisation, decisions), times=RUNS))
    shown = median(repeated(lambda: client.get(here, query), times=RUNS))
    made = supposed(organisation, decisions)
    note = f"{len(made.goals)} goals, {len(made.findings_new)} findings come, {len(made.findings_gone)} go"
    return [_line(f"{size}: both reports", reckoned, note), _line(f"{size}: the page", shown, "")]


def _line(what: str, seconds: float, note: str) -> Line:
    if what.startswith("M"):
        return limited(what, seconds, LIMIT_SECONDS, note)
    return Line(what, duration(seconds), "", note)


def _decisions(organisation: Organisation) -> Decisions:
    measures = Measure.objects.filter(organisation=organisation, status="planned").order_by("pk")
    ids = list(measures.values_list("pk", flat=True)[:20])
    plans = Plan.objects.filter(organisation=organisation, status__in=Plan.PROPOSED).order_by("pk")
    return Decisions(
        drop=frozenset(ids[:10]),
        fund=frozenset(ids[10:]),
        adopt=frozenset(plans.values_list("pk", flat=True)[:1]),
    )
