"""Export is the inverse of import."""

import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from goals.models import Indicator, Target
from organisations.models import Organisation
from planning.models import HandOver, PositionLink, Section
from tests.interchange.building import (
    Document,
    bring,
    document,
    everything,
    exported,
    goals,
    package,
    plans,
    positions,
)
from tests.oracle import random_packages

pytestmark = pytest.mark.django_db

DATA = sorted((Path(settings.BASE_DIR) / "data").glob("*.json"))


def forget_everything() -> None:
    """Empties the database, within the test's transaction."""
    from django.apps import apps
    from django.db import connection

    tables = [
        model._meta.db_table
        for app in ("organisations", "goals", "planning")
        for model in apps.get_app_config(app).get_models()
    ]
    names = ", ".join(f'"{name}"' for name in tables)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {names} CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize("size", ["tiny", "small"])
def test_an_export_takes_twenty_queries_at_any_size(size: str, django_assert_max_num_queries: Any) -> None:
    bring(*random_packages(1, size)[0])
    for key in Organisation.objects.values_list("key", flat=True):
        with django_assert_max_num_queries(20):
            exported(key)


@pytest.mark.parametrize("seed", range(6))
def test_an_export_of_an_import_of_it_is_equal(seed: int) -> None:
    packages = random_packages(seed, ["tiny", "small", "medium"][seed % 3])[0]
    bring(*packages)
    first = everything()
    assert bring(*packages).written == 0
    assert bring(*first.values()).written == 0
    forget_everything()
    bring(*first.values())
    assert everything() == first


@pytest.mark.parametrize("seed", range(20, 22))
def test_the_order_of_files_does_not_matter(seed: int) -> None:
    packages = random_packages(seed, "small")[0]
    bring(*packages)
    first = everything()
    forget_everything()
    bring(*random.Random(seed).sample(packages, len(packages)))
    assert everything() == first


def test_the_demonstration_comes_back_as_it_was() -> None:
    packages = [path.read_bytes() for path in DATA]
    bring(*packages)
    first = everything()
    assert bring(*packages).written == 0
    assert bring(*first.values()).written == 0
    forget_everything()
    bring(*first.values())
    assert everything() == first


def meaning(rows: list[Document]) -> set[str]:
    """Objects without versions, nulls and empty lists, in any order."""
    passive = {"version", "object_version"}
    kept = [{k: v for k, v in row.items() if k not in passive and v not in (None, [], {})} for row in rows]
    return {json.dumps(row, sort_keys=True) for row in kept}


def test_an_export_says_what_the_file_said() -> None:
    bring(*[path.read_bytes() for path in DATA])
    for path in DATA:
        given_ = json.loads(path.read_bytes())
        found = document(given_["organisation"]["key"])
        for name in ("units", "contributions", "budget_lines", "sections", "plan_links"):
            assert meaning(found.get(name, [])) == meaning(given_.get(name, []))
        assert found.get("note") == given_.get("note")


def test_an_export_says_each_version_and_the_revision() -> None:
    bring(package(**goals("g")))
    found = document()
    assert (found["organisation"]["version"], found["organisation"]["revision"]) == (
        1,
        Organisation.objects.get().revision,
    )
    assert [goal["version"] for goal in found["goals"]] == [1]
    assert "version" not in found["frameworks"][0]
    assert found["frameworks"][0]["object_version"] == 1


def test_a_frameworks_version_is_its_edition() -> None:
    bring(package(frameworks=[{"key": "f", "title": "F", "level": "municipal", "version": "2024"}]))
    assert document()["frameworks"][0]["version"] == "2024"


@hypothesis_settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    values=st.lists(
        st.decimals(min_value=-(10**19), max_value=10**19, places=None, allow_nan=False).filter(
            lambda value: -18 <= int(value.as_tuple().exponent) <= 19 and len(value.as_tuple().digits) <= 30
        ),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_numbers_come_back_exactly(values: list[Decimal]) -> None:
    rows = ", ".join(
        f'{{"key": "t{n}", "goal": "f/g", "indicator": "i", "year": 2030, "value": {value:f}}}'
        for n, value in enumerate(values)
    )
    text = json.dumps(package(**goals("g"), indicators=[{"key": "i", "title": "i"}], targets="ROWS"))
    bring(text.replace('"ROWS"', f"[{rows}]"))
    found = json.loads(exported(), parse_float=Decimal, parse_int=Decimal)["targets"]
    assert [row["value"] for row in found] == values[: len(found)]
    Target.objects.all().delete()


@pytest.mark.parametrize("band", [[None, None], [1, None], [None, 2.5], [0, 0], [0.1, 10**19]])
def test_bands_come_back_with_their_open_ends(band: list[Any]) -> None:
    target = {"key": "t", "goal": "f/g", "indicator": "i", "year": 2030, "desired": band}
    whole = package(**goals("g"), indicators=[{"key": "i", "title": "i"}], targets=[target])
    bring(whole)
    assert document()["targets"][0]["desired"] == band
    assert bring(whole).written == 0


def test_a_front_page_comes_back_as_it_was() -> None:
    front = {
        "decided_by": "KF", "adopted_on": "2025-06-17", "reference": "KF § 12", "case_number": "KS 2025/7",
        "applies_to": "Alla nämnder", "responsible_role": "Miljöchef", "revision_role": "Miljöstrateg",
        "next_check_on": "2026-06-17",
    }  # fmt: skip
    whole = package(**plans("p", **front))
    bring(whole)
    assert document()["plans"][0].items() >= front.items()
    assert bring(whole).written == 0


def test_own_things_are_referred_to_without_the_organisation() -> None:
    links = [{"source": "lillby:o", "target": "q", "relation": "supports"}]
    bring(package(**plans("p"), positions=positions("o", "q"), position_links=links))
    [link] = document()["position_links"]
    assert (link["source"], link["target"]) == ("o", "q")


def test_hand_overs_and_other_links_share_a_list() -> None:
    links = [
        {"source": "o", "target": "q", "relation": relation} for relation in ("supports", "carried_into")
    ]
    bring(package(**plans("p"), positions=positions("o", "q"), position_links=links))
    assert HandOver.objects.get().state == "accepted"
    assert PositionLink.objects.get().relation == "supports"
    assert [link.get("state") for link in document()["position_links"]] == ["accepted", None]


def test_offers_to_a_plan_come_back_as_they_were() -> None:
    rows: list[dict[str, Any]] = [
        {"source": "o", "target": "q", "state": "accepted", "answer": "Ja."},
        {"source": "o", "target_plan": "r", "state": "offered"},
        {"source": "q", "target_plan": "r", "state": "returned", "answer": "Nej."},
    ]
    links = [row | {"relation": "carried_into"} for row in rows]
    whole = package(**plans("p", "r"), positions=positions("o", "q"), position_links=links)
    bring(whole)
    found = [{k: v for k, v in link.items() if k != "version"} for link in document()["position_links"]]
    assert sorted(found, key=str) == sorted(links, key=str)
    assert bring(whole).written == 0


def test_what_was_offered_and_is_accepted_elsewhere_becomes_a_link_to_the_position() -> None:
    offer = {"source": "o", "target_plan": "r", "relation": "carried_into", "state": "offered"}
    whole = package(**plans("p", "r"), positions=positions("o"), position_links=[offer])
    bring(whole)
    taken = [{"source": "o", "target": "n", "relation": "carried_into"}]
    rows = [*positions("o"), *positions("n", plan="r")]
    after = package(**plans("p", "r"), positions=rows, position_links=taken)
    token = bring(after, is_dry_run=True).prune_token
    bring(after, prune=token)
    assert [(row.target.key, row.state) for row in HandOver.objects.all()] == [("n", "accepted")]


def test_rich_text_is_cleaned() -> None:
    body = (
        '<p onclick="x()">Hej <strong>du</strong><script>alert(1)</script> <a href="javascript:x">a</a></p>'
    )
    whole = package(**plans("p"), sections=[{"key": "s", "plan": "p", "heading": "A", "body": body}])
    bring(whole)
    assert Section.objects.get().body == "<p>Hej <strong>du</strong> <a>a</a></p>"
    assert bring(whole).written == 0


def test_plain_text_of_a_section_stays_as_it_is() -> None:
    body = "Högst < 55 dB & helst mindre.\n\nNytt stycke."
    whole = package(**plans("p"), sections=[{"key": "s", "plan": "p", "heading": "A", "body": body}])
    bring(whole)
    assert Section.objects.get().body == body
    assert bring(whole).written == 0


def test_absent_fields_get_their_defaults() -> None:
    bring(package(indicators=[{"key": "i", "title": "i"}], observations=[{"indicator": "i", "year": 2024}]))
    indicator = Indicator.objects.get()
    assert (indicator.value_type, indicator.source, indicator.max_age_years, indicator.unit) == (
        "number",
        "manual",
        3,
        None,
    )
    [row] = document()["observations"]
    assert (row["gender"], row["kind"], "organisation" in row, "value" in row) == (
        "T",
        "outcome",
        False,
        False,
    )


def test_absent_fields_of_plans_and_goals_get_their_defaults() -> None:
    measure = {"key": "m", "plan": "p", "title": "M", "status": "ongoing"}
    link = {"key": "l", "source": "f/g", "target": "f/h", "relation": "conflicts"}
    line = {"measure": "m", "year": 2024, "amount": 1, "status": "decided"}
    parts = {"positions": positions("o"), "measures": [measure], "goal_links": [link], "budget_lines": [line]}
    bring(package(**goals("g", "h"), **plans("p"), **parts))
    found = document()
    expected = {
        "goals": {"scope": "society"},
        "goal_links": {"strength": 2},
        "positions": {"status": "active", "spatial": False},
        "measures": {"funding": "unknown", "statutory": False},
        "budget_lines": {"kind": "operating"},
    }
    assert {name: found[name][0] | fields for name, fields in expected.items()} == {
        name: found[name][0] for name in expected
    }
    assert "expects_measures" not in found["positions"][0]


def test_parts_keep_the_order_of_the_package() -> None:
    bring(
        package(
            **plans("p", "r"), positions=[*positions("c", "a"), *positions("z", plan="r"), *positions("b")]
        )
    )
    assert [row["key"] for row in document()["positions"]] == ["c", "a", "b", "z"]
