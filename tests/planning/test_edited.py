"""What was changed between two moments is read without going through all that was ever changed."""

import pytest
from django.contrib.postgres.indexes import BrinIndex

from planning.selectors.edited import FOLLOWED


@pytest.mark.parametrize("kind", FOLLOWED)
def test_the_history_of_what_is_followed_is_found_by_time(kind: str) -> None:
    model, _owner = FOLLOWED[kind]
    history = model._meta.get_field("history").related_model

    by_time = [index for index in history._meta.indexes if isinstance(index, BrinIndex)]
    assert [index.fields for index in by_time] == [["pgh_created_at"]]
