"""How long each document takes to make, in each form: drawn anew for a member, nothing kept."""

import time
from collections.abc import Iterator

from django.test import Client, override_settings
from django.urls import reverse

from alignment.models import AlignmentReport
from alignment.services.recomputing import recompute_report
from bench import worlds
from bench.dashboards import great_goal, great_plans
from bench.measures.pages import client_of, member_of
from bench.table import Line, duration, limited
from bench.timing import median, repeated
from organisations.models import Organisation
from pages.documents.formats import FORMS, SLIDES
from planning.models import Measure

TITLE = "Documents for a coordinator, in process (median of 5 after a warm-up)"
LIMIT_SECONDS = 2.0
RUNS = 5
EDITED = 20


def lines(sizes: list[str]) -> list[Line]:
    """For each size, document and form: the time from the request to the whole file."""
    found = []
    for size in sizes:
        organisation = worlds.ensure(size)[0]
        _two_reports(organisation)
        client = client_of(member_of(organisation))
        for name, view, arguments, forms in documents(organisation):
            for form in forms:
                address = reverse(f"documents:{view}", args=[organisation.slug, *arguments, form])
                found.append(_line(f"{size}: {name}, {form}", client, address))
        measures = reverse("open_data:dataset_detail", args=[organisation.slug, "atgarder", "csv"])
        found.append(_line(f"{size}: all measures as open data, csv", client, measures))
    return found


def _line(what: str, client: Client, address: str) -> Line:
    with override_settings(KEEP_PAGES_SECONDS=0):
        size = len(client.get(address).content)
        began = time.process_time()
        client.get(address)
        note = f"{duration(time.process_time() - began)} of the processor, {size / 1000:.0f} kB"
        seconds = median(repeated(lambda: client.get(address), times=RUNS, warm_ups=0))
    if what.startswith("M"):
        return limited(what, seconds, LIMIT_SECONDS, note)
    return Line(what, duration(seconds), "", note)


def documents(organisation: Organisation) -> Iterator[tuple[str, str, list[object], list[str]]]:
    """Name, view, what the view is of, and the forms: a goal and plans are those that most bears on."""
    forms = [*FORMS]
    goal = great_goal(organisation)
    yield "overview", "overview_detail", [], [*forms, SLIDES]
    yield "a goal", "goal_detail", [organisation.key, goal.framework.key, goal.key], forms
    for name, plan in zip(("a plan", "the comprehensive plan"), great_plans(organisation), strict=True):
        yield f"{name}'s statement", "statement_detail", [(None, plan.key)], forms
    yield "a frozen report", "report_detail", [1], forms
    yield "two reports compared", "comparison_detail", [], forms


def _two_reports(organisation: Organisation) -> None:
    """A report, and a further one after a day's edits."""
    recompute_report(organisation_id=organisation.pk)
    if AlignmentReport.objects.filter(organisation=organisation).count() > 1:
        return
    edited = Measure.objects.filter(organisation=organisation).order_by("pk")[:EDITED]
    Measure.objects.filter(pk__in=list(edited.values_list("pk", flat=True))).update(funding="unfunded")
    recompute_report(organisation_id=organisation.pk)
