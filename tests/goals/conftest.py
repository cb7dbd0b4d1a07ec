from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The messages are looked at as they stand in the code."""
    with translation.override("en"):
        yield
