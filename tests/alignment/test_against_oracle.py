"""The report from the database equals an independent reckoning straight from the packages."""

import pytest

from alignment import engine
from alignment.snapshot import snapshot
from tests.alignment.loading import load
from tests.oracle import random_packages, reckon

pytestmark = pytest.mark.django_db

CASES = [
    *((seed, "tiny") for seed in range(60)),
    *((seed, "small") for seed in range(100, 170)),
    *((seed, "medium") for seed in range(200, 220)),
    *((seed, "large") for seed in range(300, 306)),
]


@pytest.mark.parametrize(("seed", "size"), CASES)
def test_the_report_of_imported_packages_equals_the_independent_reckoning(seed: int, size: str) -> None:
    packages, organisation, on = random_packages(seed, size)
    organisations = load(*packages)

    document = engine.as_document(engine.report(snapshot(organisations[organisation], on)))

    assert document == reckon(packages, organisation, on)
