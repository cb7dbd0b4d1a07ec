"""Every resource of the API has what each of them has: list, detail, filters, words, order, writes, history.

What one of them lacks it lacks for a reason, which stands here.
"""

from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse

from organisations.api import representing
from organisations.api.writing import Writable
from pages.history.api import KINDS as TALKED_ABOUT
from pages.history.api import OWN_KINDS
from tests.house.test_api import WITHOUT_DETAILS

KINDS: dict[str, Any] = dict(representing.KINDS)
COMPUTED = {"alignment/goals", "alignment/plans", "alignment/matrix", "alignment/findings"}
NUMBERS = "It says numbers, years and what it is of, in no words of its own."
WITHOUT_WORDS = {
    "alignment/matrix": NUMBERS,
    "budget-lines": NUMBERS,
    "capacities": NUMBERS,
    "targets": NUMBERS,
    "terms": NUMBERS,
    "framework-adoptions": "It names another's framework, which is searched in its own list.",
    "deliveries": "What was sent is found by its webhook, its event and its state.",
}
READ_ONLY = {
    **dict.fromkeys(COMPUTED, "It is computed."),
    "organisations": "An operator sets organisations up; their settings are on the pages.",
    "plan-events": "A step is taken by plans/{id}/transitions/.",
    "deliveries": "It is what was sent.",
}
WITHOUT_HISTORY = {
    **dict.fromkeys(COMPUTED, "Each report is kept by its number."),
    "webhooks": "It is ended, never changed beyond recognition, and its deliveries are the story.",
    "deliveries": "It is itself what happened.",
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_resource_has_a_list_and_its_things_have_addresses(kind: str) -> None:
    name = kind.replace("/", "_").replace("-", "_")

    assert reverse(f"api:{name}_list")
    if kind in WITHOUT_DETAILS:
        with pytest.raises(NoReverseMatch):
            reverse(f"api:{name}_detail", args=[1])
    else:
        assert reverse(f"api:{name}_detail", args=[1])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_resource_is_filtered_searched_and_ordered(kind: str) -> None:
    resource = KINDS[kind]
    filters = resource.filterset_class.base_filters if resource.filterset_class else {}

    assert filters
    assert ("q" in filters) != (kind in WITHOUT_WORDS), "search by words, or a reason why not"
    assert ("key" in filters) >= ("key" in resource.readers()), "what has a key is found by it"
    assert len(resource.orderings) > 1


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_resource_is_written_and_has_a_history_or_a_reason_why_not(kind: str) -> None:
    resource = KINDS[kind]

    assert isinstance(resource, Writable) or kind in READ_ONLY
    assert (kind in TALKED_ABOUT or kind in OWN_KINDS) != (kind in WITHOUT_HISTORY)
