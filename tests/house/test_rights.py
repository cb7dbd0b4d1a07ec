"""Every policy and every service for every person: whose it is may, nobody else.

The database, not a page, is what has to stay as it was: the API and commands call the same services.
"""

import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from alignment.models import Finding
from alignment.policies import can_read_report
from alignment.services import findings
from alignment.services.findings import can_acknowledge
from core.errors import DomainError, NotAllowed
from organisations.models import Membership, Organisation, Unit, User
from organisations.policies import can_see_internal, standing
from planning import policies
from planning.services import contributions, positions
from tests.conftest import person
from tests.house import administration, routes
from tests.house.routes import World
from tests.house.test_routes import stored

OUTSIDERS = ["stranger", "politician", "editor of another unit"]
INSIDERS = ["planner", "coordinator", "administrator"]
outsiders = pytest.mark.parametrize("who", OUTSIDERS, indirect=True)
insiders = pytest.mark.parametrize("who", INSIDERS, indirect=True)
Act = Callable[[World, User], Any]


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> World:
    return routes.build_world(municipality, department)


@pytest.fixture
def who(request: pytest.FixtureRequest, municipality: Organisation, other_department: Unit) -> User:
    if request.param == "editor of another unit":
        return person(municipality, Membership.Role.EDITOR, other_department)
    found: User = request.getfixturevalue(request.param)
    return found


def by(world: World, user: User) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


def finding(world: World, *, is_acknowledged: bool) -> Finding:
    unit = world.open_position.unit_id
    return Finding.objects.filter(unit_id=unit, acknowledged_at__isnull=not is_acknowledged)[0]


def own(world: World) -> dict[str, Any]:
    return {"contribution": world.open_contribution, "expected_version": 1}


def judgement(world: World, goal: Any) -> contributions.Judgement:
    return contributions.Judgement(world.open_position, goal, -1, "Annat skäl.")


def restore(world: World, user: User) -> Any:
    withdrawn = contributions.Withdrawn(
        "position", world.open_position.pk, world.new_goal.pk, 1, "Togs tillbaka.", None, None, None
    )
    return contributions.restore_contribution(
        **by(world, user), item=world.open_position, withdrawn=withdrawn
    )


ACTS: dict[str, Act] = {
    "reword_position": lambda world, user: positions.reword_position(
        **by(world, user),
        position=world.draft_position,
        expected_version=1,
        wording=positions.Wording("Annan lydelse.", None),
    ),
    "state_contribution": lambda world, user: contributions.state_contribution(
        **by(world, user), judgement=judgement(world, world.new_goal), expected_version=None
    ),
    "state_contribution again": lambda world, user: contributions.state_contribution(
        **by(world, user), judgement=judgement(world, world.open_contribution.goal), expected_version=1
    ),
    "confirm_contribution": lambda world, user: contributions.confirm_contribution(
        **by(world, user), **own(world)
    ),
    "withdraw_contribution": lambda world, user: contributions.withdraw_contribution(
        **by(world, user), **own(world)
    ),
    "restore_contribution": restore,
    "acknowledge_finding": lambda world, user: findings.acknowledge_finding(
        **by(world, user), finding=finding(world, is_acknowledged=False), because="Det får stå."
    ),
    "reopen_finding": lambda world, user: findings.reopen_finding(
        **by(world, user), finding=finding(world, is_acknowledged=True)
    ),
    **administration.ACTS,
}
every_act = pytest.mark.parametrize("act", ACTS)


def test_every_service_that_acts_for_a_person_is_tried() -> None:
    services = set()
    for app in ("organisations", "dialogue", "goals", "planning", "alignment", "strategy", "interchange"):
        for module in pkgutil.walk_packages(import_module(app).__path__, f"{app}."):
            if module.name.startswith(f"{app}.services."):
                services |= set(inspect.getmembers(import_module(module.name), inspect.isfunction))

    acting = {
        name
        for name, service in services
        if not name.startswith("_") and {"organisation", "by"} <= set(inspect.signature(service).parameters)
    }
    assert acting == {name.partition(" ")[0] for name in ACTS}


@every_act
@outsiders
def test_who_is_not_responsible_is_refused_and_nothing_is_written(world: World, act: str, who: User) -> None:
    before = stored()
    if act in administration.ACTS_OF_ANY_EDITOR and standing(who, world.organisation).unit_ids:
        return  # whoever edits anything makes one of their own

    with pytest.raises(NotAllowed):
        ACTS[act](world, who)

    assert stored() == before


@every_act
@insiders
def test_who_is_responsible_may(world: World, act: str, who: User, request: pytest.FixtureRequest) -> None:
    before = stored()

    if request.node.callspec.params["who"] not in administration.ONLY.get(act, INSIDERS):
        with pytest.raises(NotAllowed):
            ACTS[act](world, who)
        return
    ACTS[act](world, who)

    assert stored() != before


@pytest.mark.parametrize("act", sorted(set(ACTS) - administration.ACTS_ANEW))
def test_nobody_acts_for_another_municipality_than_where_they_work(
    world: World, neighbour: Organisation, stranger: User, act: str
) -> None:
    before, elsewhere = stored(), replace(world, organisation=neighbour)

    with pytest.raises(DomainError):
        ACTS[act](elsewhere, stranger)

    assert stored() == before


@outsiders
def test_policies_refuse_whom_services_refuse(world: World, who: User) -> None:
    assert answers(world, who) == {False}


@insiders
def test_policies_let_those_who_are_responsible(world: World, who: User) -> None:
    assert answers(world, who) == {True}


def answers(world: World, user: User) -> set[bool]:
    there, organisation = standing(user, world.organisation), world.organisation
    return {
        policies.can_reword(there, organisation, world.draft_position),
        policies.can_state(there, organisation, world.open_position),
        can_acknowledge(there, finding(world, is_acknowledged=False)),
    }


@pytest.mark.parametrize("who", [*OUTSIDERS, *INSIDERS], indirect=True)
def test_internal_reports_are_for_members_public_ones_for_everybody(world: World, who: User) -> None:
    is_member = who.memberships.filter(organisation=world.organisation).exists()

    assert can_see_internal(who, world.organisation) == is_member
    assert can_read_report(who, world.organisation)
    world.organisation.is_public = False
    assert can_read_report(who, world.organisation) == is_member
