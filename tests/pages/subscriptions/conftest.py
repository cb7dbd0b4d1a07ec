"""People who follow goals, and a report that says something new."""

from collections.abc import Callable

import pytest

from dialogue.models import Subscription
from organisations.models import User
from pages.subscriptions.sending import send_letters_of
from planning.models import Measure
from tests.pages.town import Town


@pytest.fixture
def follow(town: Town, politician: User) -> Callable[..., Subscription]:
    """`follow(subject=…, rhythm=…, user=…)`: somebody wants to hear of it from the first report on."""

    def subscribe(**values: object) -> Subscription:
        own = {"subject": town.climate, "rhythm": "at_once", "user": politician, "told_number": 1}
        made: Subscription = Subscription.objects.create(organisation=town.organisation, **own | values)
        return made

    return subscribe


@pytest.fixture
def pay(town: Town) -> Callable[[str], None]:
    """`pay("unfunded")` breaks the chain of the climate's goal, `pay("decided")` mends it."""

    def paid(funding: str) -> None:
        Measure.objects.filter(key="m1").update(funding=funding)
        town.recompute()

    return paid


@pytest.fixture
def send(town: Town) -> Callable[[], int]:
    """Sends what is due."""
    return lambda: send_letters_of(town.organisation.pk)
