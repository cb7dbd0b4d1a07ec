"""Which version somebody has read, as they say it."""

import pytest
from rest_framework.exceptions import ValidationError

from core.api.preconditions import MOST, version_in, whole


@pytest.mark.parametrize(("said", "meant"), [(1, 1), (7.0, 7), (MOST, MOST)])
def test_a_whole_number_is_one_however_json_writes_it(said: float, meant: int) -> None:
    assert whole(said, MOST) == meant
    assert version_in({"version": said}) == meant


@pytest.mark.parametrize("said", [0, -1, 1.5, True, "1", MOST + 1, float("inf"), [1]])
def test_what_is_no_whole_number_from_1_is_no_version(said: object) -> None:
    assert whole(said, MOST) is None
    with pytest.raises(ValidationError):
        version_in({"version": said})


def test_who_says_no_version_has_said_none() -> None:
    assert version_in({}) is None
    assert version_in([]) is None
