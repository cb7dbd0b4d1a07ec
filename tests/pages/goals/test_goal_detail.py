import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange
from django.test import Client

from goals.models import Observation, Target
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
CLIMATE = "/ostersund/mal/ostersund/mal/klimat/"
BUSES = "/ostersund/mal/ostersund/mal/buss/"


def text_of(response) -> str:
    main = response.content.decode().split("<main", 1)[1]
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_each_number_opens_into_items_with_strength_and_reason(client: Client, town) -> None:
    page = text_of(client.get(CLIMATE))
    assert "+3 Förutsättning för målet Bygg ut fjärrvärmen. Ersätter olja." in page


def test_a_measure_says_which_position_it_takes_its_strength_from(client: Client, town) -> None:
    assert "får sin styrka från Bygg ut fjärrvärmen." in text_of(client.get(CLIMATE))


def test_an_inherited_contribution_names_the_goal_it_comes_through(client: Client, town) -> None:
    above = factories.GoalFactory(framework=town.framework, key="ovan", title="God miljö")
    town.climate.parent = above
    town.climate.save()
    town.recompute()
    page = text_of(client.get("/ostersund/mal/ostersund/mal/ovan/"))
    assert re.search(r"genom målet 1 Klimatneutralt 2030 \(högst 3\)", page)


def test_targets_tell_status_and_what_was_to_be_expected(client: Client, town) -> None:
    page = text_of(client.get(CLIMATE))
    assert "0 år 2035 Efter" in page
    assert "Senast: 98 (2025)." in page
    assert "Utgångsläge: 100 (2020)." in page
    assert "skulle det ha varit 66,67" in page


def test_ranges_of_values_are_drawn_and_said(client: Client, town) -> None:
    good = NumericRange(None, Decimal(40), "[]")
    acceptable = NumericRange(Decimal(40), Decimal("60.5"), "[]")
    Target.objects.filter(key="t1").update(desired=good, accepted=acceptable)
    town.recompute()
    page = client.get(CLIMATE).content.decode()
    assert "Bra: högst 40. Godtagbart: 40–60,5." in text_of(client.get(CLIMATE))
    for kind, word in (("desired", "bra"), ("accepted", "godtagbart")):
        assert re.search(rf'<rect class="chart-{kind}"[^>]+></svg> {word}</li>', page.replace(" />", ">"))


def test_a_missing_baseline_and_what_nobody_has_measured_are_said(client: Client, town) -> None:
    Target.objects.filter(key="t1").update(baseline_year=None, baseline_value=None)
    Observation.objects.all().delete()
    town.recompute()
    page = text_of(client.get(CLIMATE))
    assert "Inget har mätts ännu." in page
    assert "Utgångsläge saknas: det går inte att bedöma vägen till målvärdet" in page


def test_the_chart_has_an_equal_table(client: Client, town) -> None:
    page = client.get(CLIMATE).content.decode()
    assert '<svg role="img"' in page
    assert re.search(r'class="year">2025</th>\s*<td class="num">98', page)


def test_a_missing_target_is_said_in_words(client: Client, town) -> None:
    assert "Målet saknar målvärde" in text_of(client.get(BUSES))


def test_costs_are_those_of_the_measures_that_support(client: Client, town) -> None:
    page = text_of(client.get(CLIMATE))
    assert "12 000 000 kr totalt, varav 12 000 000 kr är finansierat" in page
    assert "5 000 000 kr" in page


def test_the_public_never_sees_what_a_draft_contributes(client: Client, town) -> None:
    for query in ("", "?visa=om-antagna"):
        assert SECRET not in client.get(BUSES + query).content.decode()


def test_members_see_the_goal_as_if_drafts_were_adopted(log_in, town, politician) -> None:
    client = log_in(politician)
    assert SECRET not in client.get(BUSES).content.decode()
    assert f"{SECRET}: skäl" in client.get(BUSES + "?visa=om-antagna").content.decode()


def test_a_superseded_goal_points_to_its_successor(client: Client, town) -> None:
    old = factories.GoalFactory(framework=town.framework, key="gammalt", superseded_by=town.climate)
    town.recompute()
    page = text_of(client.get(f"/ostersund/mal/ostersund/mal/{old.key}/"))
    assert "Det ersätts av 1 Klimatneutralt 2030" in page


def test_links_to_other_goals_are_shown_from_both_ends(client: Client, town) -> None:
    factories.GoalLinkFactory(source=town.buses, target=town.climate, strength=2, rationale="Färre bilar.")
    town.recompute()
    assert "Bidrar till +2" in text_of(client.get(BUSES))
    assert "Får hjälp av +2 2 Buss till alla byar Färre bilar." in text_of(client.get(CLIMATE))


def test_a_goal_key_with_a_slash_has_an_address(client: Client, town) -> None:
    factories.GoalFactory(framework=town.framework, key="a/b.c", title="Snedstreck")
    town.recompute()
    assert "Snedstreck" in text_of(client.get("/ostersund/mal/ostersund/mal/a~b.c/"))


def test_a_goal_that_is_not_followed_is_not_there(client: Client, town) -> None:
    other = factories.GoalFactory(framework__organisation__key="annan", framework__key="f", key="g")
    assert client.get(f"/ostersund/mal/annan/f/{other.key}/").status_code == 404


def test_the_page_takes_a_bounded_number_of_queries(
    client: Client, town, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(8):
        client.get(CLIMATE)


def test_a_value_says_where_it_is_from_and_whether_it_was_corrected(client: Client, town) -> None:
    outcome = Observation.objects.filter(indicator__targets__goal=town.climate, kind="outcome").earliest(
        "year"
    )
    fetched = {"source": "Kolada N00945", "fetched_at": datetime(2026, 3, 2, 12, tzinfo=UTC)}
    stored = Observation.objects.filter(pk=outcome.pk)

    stored.update(**fetched, fetched_value=outcome.value)
    assert "Kolada N00945, hämtat 2 mars 2026" in text_of(client.get(CLIMATE))
    stored.update(fetched_value=31.5)
    assert "Kolada N00945 · rättat här; källan säger 31,5" in text_of(client.get(CLIMATE))
