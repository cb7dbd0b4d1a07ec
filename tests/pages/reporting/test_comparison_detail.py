"""Two reports beside each other: what has changed, because of which edits, by whom."""

import re

import pghistory
import pytest
from django.test import Client
from django.utils import timezone

from alignment.models import AlignmentReport
from goals.models import Goal, Observation
from planning.models import Contribution, Measure, Position
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
COMPARED = "/ostersund/rapporter/jamfor/?fran=1&till=2"


def read(client: Client, address: str = COMPARED) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def unpaid(town, planner):
    """The planner has said that nobody pays for the measure."""
    with pghistory.context(user=planner.pk):
        Measure.objects.filter(key="m1").update(funding="unfunded")
    town.recompute()
    return town


def test_a_goal_whose_chain_moved_is_told_with_the_stage_and_the_edit_behind_it(unpaid, log_in, politician):
    html = read(log_in(politician))

    assert "Klimatneutralt 2030" in html
    assert "Finansierat: ja → <strong>nej</strong>" in html
    assert "Ny panna</a> (Editor)" in html
    assert "Buss till alla byar" not in html.split("Vad som redigerades")[0]


def test_findings_that_come_are_told_by_sort_with_what_they_are_about(unpaid, log_in, politician):
    html = read(log_in(politician))

    assert "Åtgärder utan finansiering" in html
    assert "Nytt att åtgärda eller besluta" in html


def test_a_link_that_a_new_wording_made_outdated_is_told_by_both_its_ends(town, log_in, politician):
    Contribution.objects.update(reviewed_at=timezone.now())
    Position.objects.filter(key="p1").update(statement="Bygg ut fjärrkylan.")
    town.recompute()
    for address in (COMPARED, f"{COMPARED}&enhet=sam"):
        html = read(log_in(politician), address).split("Nytt att åtgärda eller besluta")[-1]

        position, goal = re.findall("<a [^>]+>(Bygg ut fjärrkylan.|1 Klimatneutralt 2030)</a>", html)[:2]
        assert (position, goal) == ("Bygg ut fjärrkylan.", "1 Klimatneutralt 2030")


def test_the_other_way_round_is_the_same_comparison(unpaid, client):
    assert "rapport 1" in read(client, "/ostersund/rapporter/jamfor/?fran=2&till=1").lower()


def test_the_public_is_told_what_changed_but_not_who_did_it(unpaid, client):
    html = read(client)

    assert "Finansierat: ja → <strong>nej</strong>" in html
    assert "Editor" not in html
    assert "Vad som redigerades" not in html


def test_a_thing_that_was_put_back_is_no_edit(town, planner, log_in, politician):
    for funding in ("unfunded", "decided"):
        Measure.objects.filter(key="m1").update(funding=funding)
    factories.ContributionFactory(
        position=Position.objects.get(key="p1"), goal=town.buses, strength=1, rationale="Värme i busskurer."
    )
    town.recompute()

    html = read(log_in(politician))

    assert "edit-contribution-" in html
    assert "edit-measure-" not in html


def test_what_was_removed_is_named_by_what_it_tied_together(town, log_in, politician):
    Contribution.objects.filter(position__key="p1").delete()
    town.recompute()

    html = read(log_in(politician))

    assert "Borttagen" in html
    assert "Klimatneutralt 2030" in html


@pytest.mark.parametrize("query", ["", "?fran=1&till=99", "?fran=x&till=y", "?fran=" + "9" * 40 + "&till=1"])
def test_without_two_reports_that_are_there_the_latest_are_compared(unpaid, client, query):
    html = read(client, f"/ostersund/rapporter/jamfor/{query}")

    assert "Klimatneutralt 2030" in html
    assert ("finns inte" in html) == bool(query)


def test_two_that_say_the_same_are_told_to(unpaid, client):
    Measure.objects.filter(key="m1").update(funding="decided")
    unpaid.recompute()

    assert "De två rapporterna säger samma sak" in read(client, "/ostersund/rapporter/jamfor/?fran=1&till=3")


def test_the_first_report_has_nothing_to_be_compared_with(town, client):
    assert "Det finns inget att jämföra med ännu" in read(client, "/ostersund/rapporter/jamfor/")
    assert 'name="fran"' not in read(client, "/ostersund/rapporter/")


def test_queries_do_not_grow_with_what_was_edited(town, log_in, politician, django_assert_max_num_queries):
    for _each in range(12):
        factories.MeasureFactory(plan=town.programme, status="planned")
    town.recompute()
    client = log_in(politician)

    with django_assert_max_num_queries(10):
        read(client)


def test_it_begins_with_sentences_that_say_what_was_done_and_what_came_of_it(unpaid, log_in, politician):
    html = read(log_in(politician)).split("I korthet")[1].split("</section>")[0]

    assert "åtgärden <a" in html
    assert "förlorade sin finansiering; <strong>kedjan brister vid: finansierat</strong>" in html


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"status": "cancelled"}, "avbröts"),
        ({"status": "paused"}, "pausades"),
    ],
)
def test_a_step_of_a_measure_is_called_by_its_name(town, log_in, politician, change, words):
    Measure.objects.filter(key="m1").update(**change)
    town.recompute()

    assert f"Ny panna</a> {words}; <strong>kedjan" in read(log_in(politician))


def test_money_of_a_measure_that_is_done_moves_nothing_and_is_not_told_as_if_it_did(town, log_in, politician):
    other = factories.MeasureFactory(plan=town.programme, key="m2", title="Nytt tak", funding="unfunded")
    factories.ContributionFactory(
        measure=other, position=None, goal=town.climate, recorded_by=town.organisation
    )
    Measure.objects.filter(key="m1").update(status="done", funding="decided")
    town.recompute()
    Measure.objects.filter(key="m1").update(funding="unfunded")
    Measure.objects.filter(key="m2").update(funding="decided")
    town.recompute()

    html = read(log_in(politician), "/ostersund/rapporter/jamfor/?fran=2&till=3").split("I korthet")[1]

    assert "Nytt tak</a> finansierades" in html
    assert "Ny panna</a> ändrades" in html
    assert "förlorade sin finansiering" not in html


def test_what_mends_a_chain_is_told_with_what_was_done(unpaid, log_in, politician):
    Observation.objects.filter(year=2025).update(value=50)
    unpaid.recompute()
    Measure.objects.filter(key="m1").update(funding="decided")
    unpaid.recompute()

    html = read(log_in(politician), "/ostersund/rapporter/jamfor/?fran=3&till=4")

    assert "Ny panna</a> finansierades; <strong>kedjan är hel</strong>." in html


def test_the_overview_asks_for_the_sentences_alone(unpaid, log_in, politician):
    client = log_in(politician)
    overview = read(client, "/ostersund/")

    fragment = client.get(COMPARED, headers={"HX-Request": "true"}).content.decode()

    assert f'hx-get="{COMPARED.replace("&", "&amp;")}"' in overview
    assert "förlorade sin finansiering" in fragment
    assert "<html" not in fragment


def test_the_overview_is_compared_with_a_meeting_or_a_day(unpaid, log_in, politician):
    AlignmentReport.objects.filter(number=1).update(pinned_as="KF 15 december")
    client = log_in(politician)

    assert "selected>KF 15 december" in read(client, "/ostersund/?sedan=rapport-1")
    assert 'value="2026-01-01"' in read(client, "/ostersund/?dag=2026-01-01")
    assert "hx-get" in read(client, "/ostersund/?dag=igar")


def test_a_unit_is_told_of_what_it_answers_for_alone(unpaid, other_department, log_in, politician):
    client = log_in(politician)
    its_own, another_s = (read(client, f"{COMPARED}&enhet={key}") for key in ("sam", "bun"))

    assert re.search("Åtgärden <a [^>]+>Ny panna</a> förlorade sin finansiering[.]", its_own)
    assert re.search("besluta: åtgärder utan finansiering – <a [^>]+>Ny panna</a>[.]", its_own)
    assert "Klimatneutralt 2030" not in its_own
    assert "Inget har ändrats av det som enheten svarar för" in another_s
    assert "Ny panna" not in another_s
    assert client.get(f"{COMPARED}&enhet=finns-inte").status_code == 404


def test_a_goal_of_the_unit_is_told_with_what_others_did(unpaid, other_department, log_in, politician):
    Goal.objects.filter(pk=unpaid.climate.pk).update(unit=other_department)
    html = read(log_in(politician), f"{COMPARED}&enhet=bun").split("I korthet")[1].split("</section>")[0]

    assert "förlorade sin finansiering; <strong>kedjan brister vid: finansierat</strong>" in html


def test_the_public_is_told_of_a_unit_without_what_people_did(unpaid, client):
    html = read(client, f"{COMPARED}&enhet=sam")

    assert "åtgärder utan finansiering" in html
    assert "förlorade" not in html
    assert "?fran=1&amp;till=2&amp;enhet=sam" in read(client, "/ostersund/enhet/sam/")


def test_few_queries_also_for_a_unit(unpaid, log_in, politician, django_assert_max_num_queries):
    client = log_in(politician)
    with django_assert_max_num_queries(10):
        read(client, f"{COMPARED}&enhet=sam")
