"""Every policy and every service for every person: whose it is may, nobody else.

The database, not a page, is what has to stay as it was: the API and commands call the same services.
"""

import contextlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from importlib import import_module

import pytest
from django.db import transaction

from alignment.policies import can_read_report
from alignment.services.findings import can_acknowledge
from core.errors import DomainError, NotAllowed
from dialogue.models import Comment, Subscription
from organisations.models import Membership, Organisation, Unit, User
from organisations.policies import can_see_internal, standing
from planning import policies
from tests import factories
from tests.conftest import person
from tests.house import administration, council, following, routes
from tests.house.acts import ACTS, COORDINATING, MEMBER_ACTS, OPEN_ACTS, OWN_ACTS, draft, finding
from tests.house.routes import World
from tests.house.test_routes import stored

Act = Callable[[World, User], object]
OUTSIDERS = ["stranger", "politician", "editor of another unit"]
INSIDERS = ["planner", "coordinator", "administrator"]
outsiders = pytest.mark.parametrize("who", OUTSIDERS, indirect=True)
insiders = pytest.mark.parametrize("who", INSIDERS, indirect=True)


@pytest.fixture
def world(municipality: Organisation, department: Unit) -> World:
    return routes.build_world(municipality, department)


@pytest.fixture
def who(request: pytest.FixtureRequest, municipality: Organisation, other_department: Unit) -> User:
    if request.param == "editor of another unit":
        return person(municipality, Membership.Role.EDITOR, other_department)
    found: User = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def talking(world: World, who: User) -> World:
    """The person has commented on a position, was told of a comment, and follows a goal."""
    comment = factories.CommentFactory(subject=world.open_position)
    Comment.objects.filter(pk=comment.pk).update(created_by=who)
    factories.NotificationFactory(comment=world.talk.comment, user=who)
    goal, own = world.new_goal, {"organisation": world.organisation}
    Subscription.objects.create(**own, subject=goal, user=who, rhythm="weekly")
    return world


def each(acts: Mapping[str, Act], world: World) -> Iterator[tuple[str, Act, World]]:
    """Each act in a world as it was built: what it writes is taken back before the next one."""
    for name, act in acts.items():
        with transaction.atomic():
            yield name, act, deepcopy(world)
            transaction.set_rollback(True)


def is_refused(act: Act, world: World, who: User) -> bool:
    """Whether the person may not; any other problem is raised."""
    try:
        act(world, who)
    except NotAllowed:
        return True
    return False


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
    assert acting == {name.partition(" ")[0] for name in [*ACTS, *MEMBER_ACTS, *OPEN_ACTS, *OWN_ACTS]}


@outsiders
def test_who_is_not_responsible_is_refused_and_nothing_is_written(world: World, who: User) -> None:
    before, is_editor = stored(), bool(standing(who, world.organisation).unit_ids)
    let_through, writing = [], []

    for name, act, here in each(ACTS, world):
        if is_editor and name in administration.ACTS_OF_ANY_EDITOR:
            continue  # whoever edits anything makes one of their own
        if not is_refused(act, here, who):
            let_through.append(name)
        if stored() != before:
            writing.append(name)

    assert (let_through, writing) == ([], [])


@insiders
def test_who_is_responsible_may(world: World, who: User, request: pytest.FixtureRequest) -> None:
    before, wrong = stored(), []
    coordinates, role = standing(who, world.organisation).is_coordinator, request.node.callspec.params["who"]

    for name, act, here in each(ACTS, world):
        others = name in COORDINATING and not coordinates
        may = not others and role in administration.ONLY.get(name, INSIDERS)
        refused = is_refused(act, here, who)
        if refused == may or (stored() != before) != may:
            wrong.append(name)

    assert wrong == []


def test_nobody_acts_for_another_municipality_than_where_they_work(
    world: World, neighbour: Organisation, stranger: User
) -> None:
    before, wrong = stored(), []
    anew = administration.ACTS_ANEW | council.ACTS_ANEW | following.ACTS_ANEW
    acts = {name: act for name, act in ACTS.items() if name not in anew}

    for name, act, here in each(acts, world):
        with contextlib.suppress(DomainError):
            act(replace(here, organisation=neighbour), stranger)
            wrong.append(name)
        if stored() != before:
            wrong.append(name)

    assert wrong == []


@pytest.mark.parametrize("who", ["politician", "editor of another unit", *INSIDERS], indirect=True)
def test_every_member_talks_and_reads_what_they_were_told(talking: World, who: User) -> None:
    before, silent = stored(), []

    for name, act, here in each(MEMBER_ACTS, talking):
        act(here, who)
        if stored() == before:
            silent.append(name)

    assert silent == []


@pytest.mark.parametrize("who", ["stranger"], indirect=True)
def test_nobody_else_talks_there(talking: World, who: User) -> None:
    before = stored()

    for name, act, here in each(MEMBER_ACTS, talking):
        assert is_refused(act, here, who), name
        assert stored() == before, name


@pytest.mark.parametrize("who", ["stranger", "politician"], indirect=True)
def test_whoever_is_told_by_e_mail_ends_it_but_nobody_another_s(talking: World, who: User) -> None:
    others, own = Subscription.objects.exclude(user=who).get(), Subscription.objects.get(user=who)

    ended = [OWN_ACTS["unsubscribe"](talking, who, each) for each in (others, own)]

    assert ended == [False, True]
    assert list(Subscription.objects.all()) == [others]


@pytest.mark.parametrize("who", ["stranger", "politician"], indirect=True)
def test_everybody_says_what_they_think_of_pages_that_they_may_read(world: World, who: User) -> None:
    for _name, act, here in each(OPEN_ACTS, world):
        before = stored()
        act(here, who)
        assert stored() != before

    Organisation.objects.filter(pk=world.organisation.pk).update(is_public=False)
    world.organisation.refresh_from_db()
    for name, act, here in each(OPEN_ACTS, world):
        is_member = standing(who, world.organisation).is_member
        assert is_refused(act, here, who) != is_member, name


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
        policies.can_write_in(there, organisation, draft(world)),
        policies.can_change(there, organisation, draft(world)),
        policies.can_state(there, organisation, world.open_position),
        policies.can_change_status(there, organisation, world.draft_position.plan, "consultation"),
        policies.can_revise(there, organisation, world.open_position.plan),
        policies.can_move_link(there, organisation, world.open_position, organisation.pk),
        policies.can_restore(there, organisation, world.draft_section),
        can_acknowledge(there, finding(world, is_acknowledged=False)),
    }


@pytest.mark.parametrize("who", [*OUTSIDERS, *INSIDERS], indirect=True)
def test_internal_reports_are_for_members_public_ones_for_everybody(world: World, who: User) -> None:
    is_member = who.memberships.filter(organisation=world.organisation).exists()

    assert can_see_internal(who, world.organisation) == is_member
    assert can_read_report(who, world.organisation)
    world.organisation.is_public = False
    assert can_read_report(who, world.organisation) == is_member
