"""`manage.py recompute`: the queue's work, in this process."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.alignment.small import load_municipalities, report_is_current

pytestmark = pytest.mark.django_db


def said(*keys: str) -> list[str]:
    out = StringIO()
    call_command("recompute", *keys, stdout=out)
    return out.getvalue().splitlines()


def test_it_brings_up_to_date_whatever_is_behind() -> None:
    organisations = load_municipalities("a", "b")

    assert len(said()) == 2
    assert all(map(report_is_current, organisations))
    assert said() == []


def test_it_takes_those_that_are_named() -> None:
    first, second = load_municipalities("a", "b")

    said("a")

    assert (report_is_current(first), report_is_current(second)) == (True, False)


def test_it_names_an_organisation_that_is_not_there() -> None:
    load_municipalities("ostersund")

    with pytest.raises(CommandError, match=r"ostersun\W.*ostersund"):
        said("ostersun")
