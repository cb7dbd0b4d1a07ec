"""What the sources answer, asked of a real server that speaks their formats; failures included."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from interchange.sources import Delivery, Fault, Place, SourceError, Wanted, opened
from tests.publishing import BEFOLKNING, Published, population, publishing, row

TOWN = Place(1, "municipality", "SE", "2380")
REGION = Place(2, "region", "SE", "23")
NATION = Place(3, "national", "SE", "SE")
TRONDHEIM = Place(4, "municipality", "NO", "5001")
KPI, OTHER = "N00945", "U00001"


@pytest.fixture(scope="module")
def publisher() -> Iterator[Published]:
    with publishing() as published:
        yield published


@pytest.fixture
def source(publisher: Published, settings: Any) -> Published:
    settings.KOLADA_URL = f"{publisher.url}/v3"
    settings.SCB_URL = settings.SSB_URL = f"{publisher.url}/px"
    settings.STATISTICS_TIMEOUT_SECONDS, settings.STATISTICS_PAUSE_MILLISECONDS = 0.3, 0
    publisher.said = {"kpis": {KPI: "Nöjda medborgare", OTHER: "Andra nyckeltal"}}
    publisher.stage()
    return publisher


def delivered(name: str, *wanted: Wanted | str, places: tuple[Place, ...] = (TOWN,)) -> list[Delivery]:
    asked = [Wanted(each) if isinstance(each, str) else each for each in wanted]
    with opened(name) as source:
        return list(source.deliveries(asked, places, 2000))


def plain(delivery: Delivery) -> list[tuple[int, int, str, Decimal | None]]:
    assert delivery.error is None, delivery.error
    return [(each.place.organisation_id, each.year, each.gender, each.value) for each in delivery.values]


def fault(delivery: Delivery) -> Fault | None:
    return delivery.error.fault if delivery.error else None


# Kolada -------------------------------------------------------------------------------------------


def test_kolada_says_of_a_town_its_region_and_the_country_what_is_known(source: Published) -> None:
    rows = [
        row(KPI, "2380", 1999, T=1),
        row(KPI, "2380", 2024, T=31.299999999999997, K=30, M=None),
        row(KPI, "0023", 2024, T=29.5),
        row(KPI, "0000", 2024, T="deleted"),
        row(KPI, "0180", 2024, T=50),
    ]
    source.stage(rows=rows)

    [found] = delivered("kolada", KPI, places=(TOWN, REGION, NATION, TRONDHEIM))

    assert plain(found) == [
        (1, 2024, "T", Decimal("31.3")),
        (1, 2024, "K", Decimal(30)),
        (1, 2024, "M", None),
        (2, 2024, "T", Decimal("29.5")),
        (3, 2024, "T", None),
    ]
    assert [each.is_deleted for each in found.values] == [False] * 4 + [True]


def test_kolada_is_asked_for_25_at_a_time_page_after_page(source: Published) -> None:
    numbers = [f"N{number:05}" for number in range(30)]
    rows = [row(number, "2380", year, T=1) for number in numbers for year in (2023, 2024)]
    source.stage(kpis=dict.fromkeys(numbers, "Många"), rows=rows, rows_per_page=40)

    found = delivered("kolada", *numbers)

    assert {each.external_id: len(each.values) for each in found} == dict.fromkeys(numbers, 2)
    data = [address for address in source.asked if "/data/" in address]
    assert [address.count("N0") for address in data] == [25, 25, 5]


def test_kolada_tells_only_what_changed_since_the_last_time(source: Published) -> None:
    old, new = row(KPI, "2380", 2023, T=1), row(KPI, "2380", 2024, "2025-06-01", T=2)
    source.stage(rows=[old, new])

    [found] = delivered("kolada", Wanted(KPI, "2025-05-01"))

    assert [value.year for value in found.values] == [2024]
    assert found.mark > "2025-05-01"
    assert [address for address in source.asked if "from_date=2025-05-01" in address]


def test_one_broken_nyckeltal_is_no_other_s_concern(source: Published) -> None:
    broken = row(OTHER, "2380", 2024, T="mycket")
    source.stage(rows=[row(KPI, "2380", 2024, T=1), broken])

    found = {each.external_id: each for each in delivered("kolada", KPI, OTHER, "N99999", "x y")}

    assert len(found[KPI].values) == 1
    assert {each: fault(found[each]) for each in (OTHER, "N99999", "x y")} == {
        OTHER: Fault.BROKEN,
        "N99999": Fault.UNKNOWN,
        "x y": Fault.UNCLEAR,
    }


def test_what_the_source_refuses_together_is_asked_for_one_by_one(source: Published) -> None:
    refused = {"at": OTHER, "status": 400, "times": 9}
    source.stage(rows=[row(KPI, "2380", 2024, T=1)], faults=[refused])

    found = {each.external_id: each for each in delivered("kolada", KPI, OTHER)}

    assert (len(found[KPI].values), fault(found[OTHER])) == (1, Fault.REFUSED)


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        ({"status": 429, "headers": {"Retry-After": "0"}}, None),
        ({"status": 429, "headers": {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, "times": 2}, None),
        ({"status": 500}, None),
        ({"status": 429, "headers": {"Retry-After": "0"}, "times": 9}, Fault.BUSY),
        ({"status": 500, "times": 9}, Fault.UNAVAILABLE),
        ({"status": 200, "seconds": 0.5, "times": 9}, Fault.UNAVAILABLE),
        ({"status": 200}, Fault.BROKEN),
        ({"status": 200, "body": '{"values": [{"id": 7, "title": NaN}]}'}, Fault.BROKEN),
        ({"status": 200, "body": "[" * 100_000}, Fault.BROKEN),
        ({"status": 200, "body": '{"values": null}'}, Fault.BROKEN),
        ({"status": 302, "headers": {"Location": "http://169.254.169.254/"}}, Fault.REFUSED),
        ({"status": 403}, Fault.REFUSED),
    ],
)
def test_a_source_that_fails_is_asked_again_where_that_helps(
    source: Published, failure: dict[str, Any], expected: Fault | None
) -> None:
    source.stage(rows=[row(KPI, "2380", 2024, T=1)], faults=[{"at": "/v3/kpi", **failure}])

    [found] = delivered("kolada", KPI)

    assert fault(found) == expected


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/v3", "http://127.0.0.1:1/v3", "/v3/data", "http://["]
)
def test_a_next_page_on_another_server_is_not_followed(source: Published, address: str) -> None:
    body = f'{{"values": [], "next_url": "{address}"}}'
    source.stage(faults=[{"at": "/data/", "status": 200, "body": body}])

    [found] = delivered("kolada", KPI)

    assert fault(found) in {Fault.ELSEWHERE, Fault.BROKEN}


def test_nobody_listening_is_a_fault_too_and_norway_is_not_in_kolada(
    source: Published, settings: Any
) -> None:
    settings.KOLADA_URL = "http://127.0.0.1:9/v3"

    assert fault(delivered("kolada", KPI)[0]) == Fault.UNAVAILABLE
    assert fault(delivered("kolada", KPI, places=(TRONDHEIM,))[0]) == Fault.NOWHERE


def test_nyckeltal_are_found_by_words_and_by_number(source: Published) -> None:
    with opened("kolada") as kolada:
        found = [[each.external_id for each in kolada.search(text)] for text in ("nöjda", "u00001", "N99999")]

    assert found == [[KPI], [OTHER], []]


# PxWeb --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["lists", "maps"])
@pytest.mark.parametrize("number", ["BE0101N1", f"{BEFOLKNING}?ContentsCode=BE0101N1"])
def test_scb_says_of_both_sexes_and_each_whatever_the_layout(
    source: Published, layout: str, number: str
) -> None:
    source.stage(tables={BEFOLKNING: population(layout=layout)})

    [found] = delivered("scb", number, places=(TOWN, REGION))

    town = {(year, gender): value for place, year, gender, value in plain(found) if place == 1}
    region = {(year, gender): value for place, year, gender, value in plain(found) if place == 2}
    assert town[2023, "T"] == town[2023, "K"] + town[2023, "M"] == 64100
    assert (region[2022, "T"], region[2023, "T"]) == (132000, None)
    assert found.mark == "2024-02-22T08:00:00"


def test_a_table_that_was_not_published_anew_is_not_asked_for(source: Published) -> None:
    source.stage(tables={BEFOLKNING: population()})

    [found] = delivered("scb", Wanted("BE0101N1", "2024-02-22T08:00:00"))

    assert (plain(found), len(source.asked)) == ([], 1)


def test_ssb_s_answer_says_when_it_was_published(source: Published) -> None:
    variables = [
        {"code": "Region", "text": "region", "values": ["0", "5001"]},
        {"code": "Kjonn", "text": "kjønn", "values": ["0", "1", "2"]},
        {"code": "ContentsCode", "text": "statistikkvariabel", "values": ["Folkemengde"]},
        {"code": "Tid", "text": "år", "values": ["2024"], "time": True},
    ]
    cells = {f"5001/{sex}/Folkemengde/2024": 100 + int(sex) for sex in "012"}
    table = {"title": "Befolkning", "updated": "2024-03-01", "variables": variables, "cells": cells}
    source.stage(tables={"07459": table})

    [found] = delivered("ssb", "07459", places=(TRONDHEIM, TOWN))
    [again] = delivered("ssb", Wanted("07459", found.mark), places=(TRONDHEIM,))

    assert plain(found) == [(4, 2024, "T", 100), (4, 2024, "K", 102), (4, 2024, "M", 101)]
    assert (plain(again), again.mark) == ([], "2024-03-01")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (BEFOLKNING, Fault.UNCLEAR),
        (f"{BEFOLKNING}?ContentsCode=X", Fault.UNCLEAR),
        (f"{BEFOLKNING}?Ort=1&ContentsCode=BE0101N1", Fault.UNCLEAR),
        ("../../etc/passwd", Fault.UNCLEAR),
        ("http://example.org/x", Fault.UNCLEAR),
        ("START/BE", Fault.UNCLEAR),
        ("START/BE/Finns/Inte", Fault.UNKNOWN),
        ("BE0101N1/0180", Fault.NOWHERE),
        ("BE0101N1/2380", None),
    ],
)
def test_a_number_says_which_cells_are_meant_or_is_told_to(
    source: Published, number: str, expected: Fault | None
) -> None:
    source.stage(tables={BEFOLKNING: population()})

    [found] = delivered("scb", number)

    assert fault(found) == expected


def cube(size: int, category: dict[str, Any], **more: Any) -> str:
    dimension = {"Tid": {"category": category}}
    return json.dumps({"class": "dataset", "id": ["Tid"], "size": [size], "dimension": dimension, **more})


@pytest.mark.parametrize(
    "dataset",
    [
        cube(2, {"index": ["2023"]}),
        cube(1, {"label": {"2023": "2023"}}, value=[1, 2]),
        cube(2, {"index": {"2022": 0, "2023": 2}}, value=[1, 2]),
        cube(1, {"index": ["2023"]}, value={"7": 1}),
        cube(2, {"label": {"2022": "", "2023": ""}}, value=[1, 2]),
        '{"class": "collection"}',
        "<html>",
        "[]",
    ],
)
def test_a_dataset_that_does_not_add_up_is_broken(source: Published, dataset: str) -> None:
    source.stage(tables={"T1": population(title="T")})
    with opened("scb") as scb:
        scb.search("T1")
        source.stage(faults=[{"at": "T1", "status": 200, "body": dataset, "times": 9}])
        found = list(scb.deliveries([Wanted("T1?ContentsCode=BE0101N1")], (TOWN,), 2000))

    assert fault(found[0]) == Fault.BROKEN


def test_a_source_of_another_name_is_none() -> None:
    with pytest.raises(ValueError, match="manual"), opened("manual"):
        pass
    assert str(SourceError(Fault.BUSY, "x" * 999)).startswith("busy: ")
