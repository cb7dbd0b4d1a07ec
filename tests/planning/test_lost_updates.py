"""Two people at once, each with a connection of their own."""

import threading

import pytest
from django.db import connection

from core.errors import Changed
from planning.models import Contribution
from planning.services.contributions import Judgement, state_contribution
from tests.factories import GoalFactory, MembershipFactory, PositionFactory


@pytest.mark.django_db(transaction=True)
def test_of_two_who_state_the_same_at_the_same_moment_one_wins_and_the_other_is_told():
    position = PositionFactory()
    organisation = position.plan.organisation
    goal = GoalFactory(framework__organisation=organisation)
    people = [MembershipFactory(organisation=organisation, role="coordinator").user for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def state(strength: int) -> None:
        judgement = Judgement(position, goal, strength, "Samtidigt.")
        start.wait(10)
        try:
            state_contribution(
                organisation=organisation, by=people[strength - 1], judgement=judgement, expected_version=None
            )
            outcomes.append("stated")
        except Changed as changed:
            outcomes.append(f"told of {changed.stored.strength}")
        finally:
            connection.close()

    threads = [threading.Thread(target=state, args=(strength,)) for strength in (1, 2)]
    [thread.start() for thread in threads]
    [thread.join(20) for thread in threads]
    stored = Contribution.objects.get()
    assert sorted(outcomes) == ["stated", f"told of {stored.strength}"]
