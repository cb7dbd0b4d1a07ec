"""The history speaks of fields in words."""

import pytest

from goals.models import Goal
from pages.history.selectors import fields_of
from pages.history.words import FIELD_NAMES
from planning.models import Conflict, Contribution, HandOver, Measure, Plan, Position, Section


@pytest.mark.parametrize("model", [Plan, Section, Position, Measure, Contribution, HandOver, Conflict, Goal])
def test_every_field_that_is_kept_has_a_name_in_words(model) -> None:
    assert [field.name for field in fields_of(model()) if field.name not in FIELD_NAMES] == []
