"""Statistics come in from real servers: what is written, what stays, what a run tells of itself."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.errors import Changed, DomainError, NotAllowed
from goals.models import Indicator, Observation
from goals.services.fetched import take_fetched
from goals.services.observations import ObservationContent, change_observation
from interchange.models import ImportRun, IndicatorImport
from interchange.selectors.statistics import minute_of_night, organisations_due, runs_left
from interchange.services.import_runs import ask_for_import, ask_nightly_import, open_import
from interchange.services.statistics import carry_on_import
from organisations.models import Organisation
from tests import factories
from tests.alignment.processes.conftest import database_url, kill, until
from tests.publishing import BEFOLKNING, Published, population, publishing, row

pytestmark = pytest.mark.django_db
KPI = "N00945"


@pytest.fixture(scope="module")
def publisher() -> Iterator[Published]:
    with publishing() as published:
        yield published


@pytest.fixture
def source(publisher: Published, settings: Any) -> Published:
    settings.KOLADA_URL, settings.SCB_URL = f"{publisher.url}/v3", f"{publisher.url}/px"
    settings.STATISTICS_TIMEOUT_SECONDS, settings.STATISTICS_PAUSE_MILLISECONDS = 0.3, 0
    publisher.said = {"kpis": {KPI: "Nöjda", "U00001": "Andra"}, "tables": {BEFOLKNING: population()}}
    publisher.stage()
    return publisher


@pytest.fixture
def town(municipality: Organisation) -> Organisation:
    """Östersund, in its region, in Sweden."""
    nation = factories.OrganisationFactory(key="sweden", name="Sverige", kind="national", code="SE")
    region = factories.OrganisationFactory(key="jh", name="Regionen", kind="region", code="23", parent=nation)
    Organisation.objects.filter(pk=municipality.pk).update(code="2380", parent=region)
    municipality.refresh_from_db()
    return municipality


@pytest.fixture
def indicator(town: Organisation) -> Indicator:
    return factories.IndicatorFactory(organisation=town, title="Nöjda", source="kolada", external_id=KPI)


def fetch(town: Organisation) -> ImportRun:
    run = open_import(organisation=town)
    assert carry_on_import(run_id=run.pk)
    run.refresh_from_db()
    return run


def values(indicator: Indicator) -> dict[tuple[str, int, str], Decimal | None]:
    found = Observation.objects.filter(indicator=indicator).select_related("organisation")
    return {(each.organisation.key, each.year, each.gender): each.value for each in found}


def faults(run: ImportRun) -> dict[str, str]:
    return {each["title"]: each["fault"] for each in run.problems}


def test_values_belong_to_those_whom_they_are_about(source, town, indicator):
    mine = row(KPI, "2380", 2024, T=31.3, K=30, M=None)
    source.stage(rows=[mine, row(KPI, "0023", 2024, T=29), row(KPI, "0000", 2024, T=28)])

    run = fetch(town)

    assert values(indicator) == {
        ("ostersund", 2024, "T"): Decimal("31.3"),
        ("ostersund", 2024, "K"): 30,
        ("jh", 2024, "T"): 29,
        ("sweden", 2024, "T"): 28,
    }
    stored = Observation.objects.get(organisation=town, gender="T")
    assert (stored.source, stored.recorded_by, stored.updated_by) == ("Kolada N00945", town, None)
    assert (stored.fetched_at, run.state, run.created) == (stored.fetched_at, "done", 4)


def test_only_what_changed_is_asked_for_and_written(source, town, indicator):
    kept, stale = row(KPI, "2380", 2022, T=1), row(KPI, "2380", 2023, T=2)
    source.stage(rows=[kept, stale])
    fetch(town)
    today = timezone.now().date().isoformat()
    source.stage(rows=[kept, row(KPI, "2380", 2023, today, T=3), row(KPI, "2380", 2024, today, T=4)])

    run = fetch(town)

    assert (run.created, run.changed) == (1, 1)
    assert "from_date=" in source.asked[0]
    versions = dict(Observation.objects.values_list("year", "version"))
    assert versions == {2022: 1, 2023: 2, 2024: 1}
    town.parent = None
    town.save()
    fetch(town)
    assert not [address for address in source.asked[1:] if "from_date=" in address], "others, so all anew"


def test_what_the_source_withdraws_goes_unless_somebody_here_has_put_it(source, town, indicator):
    own = {"indicator": indicator, "organisation": town, "recorded_by": town}
    factories.ObservationFactory(**own, year=2020, value=7)
    source.stage(rows=[row(KPI, "2380", year, T=year) for year in (2021, 2022, 2023)])
    fetch(town)
    Observation.objects.filter(year=2022).update(value=5)
    today = timezone.now().date().isoformat()
    gone = [row(KPI, "2380", year, today, T="deleted") for year in (2020, 2021, 2022)]
    source.stage(rows=[*gone, row(KPI, "2380", 2023, today, T=None)])

    run = fetch(town)

    assert dict(Observation.objects.values_list("year", "value")) == {2020: 7, 2022: 5, 2023: None}
    assert (run.removed, run.changed, len(run.differing)) == (1, 1, 1)


def test_a_value_that_somebody_has_corrected_stays_and_is_told_of(source, town, indicator, coordinator):
    source.stage(rows=[row(KPI, "2380", 2024, T=31.3)])
    fetch(town)
    theirs = Observation.objects.get()
    content = ObservationContent(2024, "outcome", Decimal(33), "Räknefel.", "Enkäten")
    act = {"organisation": town, "by": coordinator}
    change_observation(**act, observation=theirs, expected_version=1, content=content)
    today = timezone.now().date().isoformat()
    source.stage(rows=[row(KPI, "2380", 2024, today, T=31.5)])

    run = fetch(town)

    stored = Observation.objects.get()
    assert (stored.value, stored.fetched_value, stored.source) == (33, Decimal("31.5"), "Enkäten")
    assert list(Observation.objects.all().differing()) == [stored]
    [told] = run.differing
    assert (told["year"], Decimal(told["ours"]), Decimal(told["theirs"])) == (2024, 33, Decimal("31.5"))
    with pytest.raises(Changed):
        take_fetched(**act, observation=stored, expected_version=1)
    taken = take_fetched(**act, observation=stored, expected_version=stored.version)
    assert (taken.value, taken.source) == (Decimal("31.5"), "Kolada N00945")
    assert not Observation.objects.all().differing().exists()


def test_a_value_entered_by_hand_is_not_overwritten_either(source, town, indicator, coordinator):
    own = {"indicator": indicator, "organisation": town, "recorded_by": town}
    same = factories.ObservationFactory(**own, year=2023, value=2)
    other = factories.ObservationFactory(**own, year=2024, value=7)
    hand = factories.ObservationFactory(**own, year=2019, value=7)
    source.stage(rows=[row(KPI, "2380", 2023, T=2), row(KPI, "2380", 2024, T=3)])

    run = fetch(town)

    for each in (same, other):
        each.refresh_from_db()
    assert (same.is_as_fetched, same.source) == (True, "Kolada N00945")
    assert (other.value, other.fetched_value, len(run.differing)) == (7, 3, 1)
    with pytest.raises(DomainError, match="not fetched"):
        take_fetched(organisation=town, by=coordinator, observation=hand, expected_version=1)


def test_one_broken_indicator_does_not_stop_the_others(source, town, indicator):
    own = {"organisation": town, "source": "kolada"}
    factories.IndicatorFactory(**own, title="Okänd", external_id="N99999")
    factories.IndicatorFactory(**own, title="Samma", external_id=KPI)
    factories.IndicatorFactory(**own, title="Steg", external_id="U00001", value_type="boolean")
    people = factories.IndicatorFactory(organisation=town, source="scb", external_id="BE0101N1/2380")
    factories.IndicatorFactory(organisation=town, source="scb", title="Tabell", external_id="BE/Fel")
    source.stage(rows=[row(KPI, "2380", 2024, T=1), row("U00001", "2380", 2024, T=7)])

    run = fetch(town)

    assert faults(run) == {"Okänd": "unknown", "Steg": "unfit", "Tabell": "unknown"}
    assert (run.indicators, run.looked_at) == (6, 6)
    assert values(people)["ostersund", 2023, "T"] == 64100
    assert Observation.objects.filter(indicator__external_id=KPI).count() == 2
    state = IndicatorImport.objects.get(indicator__title="Steg")
    assert (state.fault, state.fetched_at) == ("unfit", None)


def test_a_source_that_is_silent_is_left_alone_after_a_while(source, town):
    own = {"organisation": town, "source": "scb"}
    for number in range(8):
        factories.IndicatorFactory(**own, external_id=f"T{number}")
    source.stage(faults=[{"at": "/px/", "status": 500, "times": 99}])

    run = fetch(town)

    assert set(faults(run).values()) == {"unavailable"}
    assert (run.looked_at, len(run.problems), len(source.asked)) == (8, 8, 9)


def test_a_run_is_carried_on_where_it_was_left(source, town, indicator):
    factories.IndicatorFactory(organisation=town, source="scb", external_id="BE0101N1")
    source.stage(rows=[row(KPI, "2380", 2024, T=1)])
    run = open_import(organisation=town)
    other = factories.IndicatorFactory(organisation=town, source="kolada", external_id="U00001")

    pieces = [carry_on_import(run_id=run.pk, seconds=0) for _piece in range(2)]
    addresses = list(source.asked)

    run.refresh_from_db()
    assert (pieces, run.state, run.looked_at, run.created) == ([False, True], "done", 3, 12)
    assert IndicatorImport.objects.filter(run=run, indicator__in=[indicator, other]).count() == 2
    assert len([address for address in addresses if KPI in address and "/data/" in address]) == 1


def test_one_run_at_a_time_but_a_lost_one_stands_in_nobody_s_way(town, coordinator, planner, stranger):
    for nobody in (planner, stranger):
        with pytest.raises(NotAllowed):
            ask_for_import(organisation=town, by=nobody)
    first = ask_for_import(organisation=town, by=coordinator)
    with pytest.raises(DomainError, match="already"):
        ask_nightly_import(organisation=town)
    long_ago = timezone.now() - timedelta(hours=1)
    ImportRun.objects.update(moved_at=long_ago)
    assert runs_left(timezone.now()) == [first.pk]

    second = ask_nightly_import(organisation=town)

    first.refresh_from_db()
    assert (first.state, second.state, runs_left(timezone.now())) == ("stopped", "waiting", [])


def test_each_has_a_minute_of_the_night_and_is_asked_for_once(town, indicator, neighbour):
    factories.IndicatorFactory(organisation=neighbour, source="kolada", external_id="")
    begins = minute_of_night(town.pk, timezone.now())

    def due(after: timedelta) -> list[int]:
        return organisations_due(begins + after)

    minute = timedelta(minutes=1)
    assert [due(after) for after in (-minute, minute, timedelta(hours=4))] == [[], [town.pk], []]
    ask_nightly_import(organisation=town)
    ImportRun.objects.update(asked_at=begins)
    assert due(minute) == []
    assert due(minute + timedelta(days=1)) == [town.pk]


def test_nothing_is_fetched_at_night_where_that_is_switched_off(town, indicator, settings):
    settings.STATISTICS_AT_NIGHT = False

    assert organisations_due(minute_of_night(town.pk, timezone.now()) + timedelta(minutes=1)) == []


def test_the_command_says_what_would_come_and_what_came(source, town, indicator):
    factories.IndicatorFactory(organisation=town, title="Okänd", source="kolada", external_id="N99999")
    factories.ObservationFactory(indicator=indicator, organisation=town, year=2023, value=7)
    source.stage(rows=[row(KPI, "2380", 2024, T=1), row(KPI, "2380", 2023, T=2)])

    def said(*options: str) -> str:
        out = StringIO()
        call_command("import_statistics", "ostersund", *options, stdout=out, stderr=StringIO())
        return out.getvalue()

    rehearsed = said("--dry-run", "--source=kolada")
    assert "Nothing is written" in rehearsed
    assert (ImportRun.objects.count(), Observation.objects.count()) == (0, 1)
    done = said()
    for text in (rehearsed, done):
        assert "2 of 2 indicators: 1 new values, 0 changed, 0 withdrawn, 1 problems" in text
        assert "Okänd: The source knows nothing of that number." in text
        assert "kept as it was put here: Nöjda, Östersunds kommun 2023 T: 7" in text
    with pytest.raises(CommandError, match="ostersund"):
        call_command("import_statistics", "ostersun")


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_a_process_killed_half_way_leaves_nothing_half_done(source, town, indicator):
    people = factories.IndicatorFactory(organisation=town, source="scb", external_id="BE0101N1")
    hangs = [{"at": "/px/", "status": 200, "seconds": 60}]
    source.stage(rows=[row(KPI, "2380", 2024, T=1, K=2, M=3)], faults=hangs)
    addresses = {"DATABASE_URL": database_url(), "STATISTICS_TIMEOUT_SECONDS": "60"}
    addresses |= {"KOLADA_URL": f"{source.url}/v3", "SCB_URL": f"{source.url}/px"}
    command = [sys.executable, "manage.py", "import_statistics", "ostersund"]
    process = subprocess.Popen(command, env=os.environ | addresses, start_new_session=True)
    until(lambda: any("/px/" in address for address in source.asked))
    kill(process)
    run = ImportRun.objects.get()
    assert (run.state, run.looked_at, Observation.objects.count()) == ("running", 1, 3)
    source.stage(faults=[])

    until(lambda: carry_on_import(run_id=run.pk) and not ImportRun.objects.open().exists())

    run.refresh_from_db()
    assert (run.state, run.looked_at, run.created) == ("done", 2, 14)
    assert len(values(people)) == 11
    assert not [address for address in source.asked if KPI in address], "what was fetched stays fetched"
