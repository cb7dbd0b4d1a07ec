"""The revision: a change of what a report rests on moves it, once a transaction; nothing else does."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from goals import models as goals
from organisations.models import Change, Organisation, Unit
from planning import models as planning
from tests import factories
from tests.alignment.loading import load
from tests.alignment.small import NATION, municipality
from tests.connecting import address


def revisions() -> dict[str, int]:
    return dict(Organisation.objects.values_list("key", "revision"))


def moved(before: dict[str, int]) -> dict[str, int]:
    """How far each revision has moved, where it has."""
    return {key: now - before[key] for key, now in revisions().items() if now != before[key]}


@contextmanager
def settled() -> Iterator[dict[str, int]]:
    """What happens at commit, happens at the end of the block; gives how far each revision moves."""
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    before = revisions()
    yield found
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    found.update(moved(before))


@pytest.fixture
def world(db: None) -> dict[str, Organisation]:
    """`owner`, whose framework and plan `follower` has adopted, and `stranger`; all follow the nation."""
    found = load(NATION, *(municipality(key) for key in ("owner", "follower", "stranger")))
    plan = planning.Plan.objects.get(organisation=found["owner"], key="p1")
    factories.PlanAdoptionFactory(organisation=found["follower"], plan=plan)
    framework = goals.Framework.objects.get(organisation=found["owner"])
    factories.FrameworkAdoptionFactory(organisation=found["follower"], framework=framework)
    indicator = factories.IndicatorFactory(organisation=found["owner"], key="i1")
    factories.TargetFactory(goal=own_goal(), indicator=indicator, key="t1")
    return found


def of(key: str) -> Organisation:
    return Organisation.objects.get(key=key)


def own_goal() -> goals.Goal:
    return goals.Goal.objects.get(framework__organisation__key="owner", key="g1")


def nation_goal() -> goals.Goal:
    return goals.Goal.objects.get(framework__organisation__key="nation", key="vatten")


def plan() -> planning.Plan:
    return planning.Plan.objects.get(organisation__key="owner", key="p1")


def position() -> planning.Position:
    return planning.Position.objects.get(organisation__key="owner", key="s1")


def draft_position() -> planning.Position:
    return planning.Position.objects.get(organisation__key="owner", key="s2")


def measure() -> planning.Measure:
    return planning.Measure.objects.get(organisation__key="owner", key="a1")


def change(record: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


EVERYBODY = {"nation", "owner", "follower", "stranger"}
BOTH = {"owner", "follower"}
EDITS: dict[str, tuple[Callable[[], Any], set[str]]] = {
    "organisation": (lambda: change(of("owner"), time_zone="Europe/Oslo"), {"owner"}),
    "unit": (lambda: change(Unit.objects.get(organisation__key="owner"), key="x"), {"owner"}),
    "membership": (lambda: factories.MembershipFactory(organisation=of("owner")), set()),
    "framework": (lambda: change(nation_goal().framework, tracked_depth=2), EVERYBODY),
    "framework of its own": (lambda: change(own_goal().framework, tracked_depth=2), BOTH),
    "framework adoption": (
        lambda: change(of("follower").framework_adoptions.get(framework__key="mal"), tracked_depth=2),
        {"follower"},
    ),
    "exclusion": (
        lambda: goals.AdoptionExclusion.objects.create(
            adoption=of("follower").framework_adoptions.get(framework__key="mal"), goal=nation_goal()
        ),
        {"follower"},
    ),
    "goal of the nation": (lambda: change(nation_goal(), valid_to=date(2020, 1, 1)), EVERYBODY),
    "goal of its own": (lambda: change(own_goal(), title="Renare luft"), BOTH),
    "new goal": (lambda: factories.GoalFactory(framework=own_goal().framework), BOTH),
    "goal link of the owner": (lambda: of("owner").goal_links.update(strength=3), BOTH),
    "goal link of the follower": (
        lambda: factories.GoalLinkFactory(
            source=own_goal(), target=nation_goal(), recorded_by=of("follower")
        ),
        {"follower"},
    ),
    "indicator": (lambda: change(goals.Indicator.objects.get(key="i1"), direction="down"), BOTH),
    "target": (lambda: change(goals.Target.objects.get(key="t1"), year=2031), BOTH),
    "target for the nation's goal": (
        lambda: factories.TargetFactory(goal=nation_goal(), recorded_by=of("stranger")),
        {"stranger"},
    ),
    "observation about another": (
        lambda: factories.ObservationFactory(
            indicator=goals.Indicator.objects.get(key="i1"),
            organisation=of("stranger"),
            recorded_by=of("owner"),
        ),
        {"owner", "stranger"},
    ),
    "plan type": (lambda: change(plan().type, family="comprehensive"), BOTH),
    "plan": (lambda: change(plan(), status="repealed"), BOTH),
    "supersession": (
        lambda: planning.PlanSupersession.objects.create(plan=plan(), superseded=draft_position().plan), BOTH,
    ),
    "plan adoption": (lambda: of("follower").plan_adoptions.get().delete(), {"follower"}),
    "position": (lambda: change(position(), spatial=True), BOTH),
    "position of a draft": (lambda: change(draft_position(), spatial=True), {"owner"}),
    "deleted position": (lambda: position().delete(), BOTH),
    "measure": (lambda: change(measure(), status="done"), BOTH),
    "implementation": (lambda: measure().implementation_rows.all().delete(), BOTH),
    "contribution of the owner": (lambda: position().contributions.update(strength=1), BOTH),
    "contribution of the follower": (
        lambda: planning.Contribution.objects.create(
            recorded_by=of("follower"), position=position(), goal=nation_goal(), strength=1
        ),
        {"follower"},
    ),
    "review of a contribution": (
        lambda: position().contributions.update(reviewed_on=date(2026, 11, 1)), BOTH,
    ),
    "plan link": (
        lambda: factories.PlanLinkFactory(
            source=plan(), target=draft_position().plan, recorded_by=of("owner")
        ),
        BOTH,
    ),
    "plan link of the follower": (
        lambda: factories.PlanLinkFactory(
            source=plan(), target=plan_of("follower"), recorded_by=of("follower")
        ),
        {"follower"},
    ),
    "position link": (
        lambda: factories.PositionLinkFactory(
            source=position(), target=draft_position(), recorded_by=of("owner")
        ),
        BOTH,
    ),
    "hand-over": (
        lambda: factories.HandOverFactory(
            source=position(), target=draft_position(), recorded_by=of("owner")
        ),
        BOTH,
    ),
    "conflict": (lambda: factories.ConflictFactory(organisation=of("follower")), {"follower"}),
}  # fmt: skip


def plan_of(key: str) -> planning.Plan:
    return planning.Plan.objects.get(organisation__key=key, key="p1")


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_moves_the_revision_of_those_whose_report_it_concerns(
    world: dict[str, Organisation], edit: str
) -> None:
    act, concerned = EDITS[edit]

    with settled() as found:
        act()

    assert found == dict.fromkeys(concerned, 1)


def test_a_plan_that_others_plans_are_based_on_concerns_them_too(world: dict[str, Organisation]) -> None:
    planning.PlanAdoption.objects.create(organisation=world["owner"], plan=plan_of("stranger"))
    factories.PlanLinkFactory(source=plan(), target=plan_of("stranger"), recorded_by=world["owner"])

    with settled() as found:
        change(plan_of("stranger"), status="superseded")

    assert found == {"stranger": 1, "owner": 1, "follower": 1}


def test_a_goal_that_an_organisation_has_a_statement_on_concerns_it_though_it_follows_only_its_neighbours(
    world: dict[str, Organisation],
) -> None:
    other = factories.FrameworkFactory(organisation=world["nation"], level="national")
    goal, successor = factories.GoalFactory(framework=other), factories.GoalFactory(framework=other)
    planning.Contribution.objects.create(
        recorded_by=world["stranger"], plan=plan_of("stranger"), goal=goal, strength=1
    )

    with settled() as found:
        change(goal, superseded_by=successor)

    assert found == {"nation": 1, "stranger": 1}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE planning_plan SET title = title",
        "UPDATE planning_contribution SET strength = strength",
        "UPDATE goals_goal SET wording_changed_at = now()",
        "UPDATE planning_position SET version = version + 1, updated_at = now()",
        "UPDATE organisations_organisation SET name = name",
    ],
)
def test_an_update_that_changes_nothing_moves_nothing(world: dict[str, Organisation], sql: str) -> None:
    with settled() as found, connection.cursor() as cursor:
        cursor.execute(sql)

    assert found == {}


def test_many_rows_and_many_statements_are_one_move(world: dict[str, Organisation]) -> None:
    with settled() as found:
        planning.Position.objects.update(spatial=True)
        planning.Measure.objects.update(status="done")
        change(plan(), status="adopted")

    assert found == {"owner": 1, "follower": 1, "stranger": 1}


# With real commits


@pytest.fixture
def two(transactional_db: None) -> tuple[Organisation, Organisation]:
    found = load(NATION, municipality("a"), municipality("b"))
    return found["a"], found["b"]


def test_plain_sql_moves_the_revision_at_commit_and_leaves_nothing_behind(
    two: tuple[Organisation, Organisation],
) -> None:
    before = revisions()

    with psycopg.connect(address(), autocommit=True) as other:
        other.execute("UPDATE planning_measure SET status = 'done'")

    assert moved(before) == {"a": 1, "b": 1}
    assert not Change.objects.exists()


def test_what_is_rolled_back_moves_nothing(two: tuple[Organisation, Organisation]) -> None:
    before = revisions()

    with transaction.atomic():
        planning.Measure.objects.update(status="done")
        transaction.set_rollback(True)

    assert moved(before) == {}
    assert not Change.objects.exists()


def test_what_is_rolled_back_to_a_savepoint_moves_nothing(two: tuple[Organisation, Organisation]) -> None:
    first, second = two
    before = revisions()

    with transaction.atomic():
        planning.Measure.objects.filter(organisation=first).update(status="done")
        with transaction.atomic():
            planning.Measure.objects.filter(organisation=second).update(status="done")
            transaction.set_rollback(True)

    assert moved(before) == {"a": 1}


ROUNDS = 60
EDIT = "UPDATE planning_plan SET title = title || %s WHERE organisation_id = %s AND key = %s"


def test_transactions_that_cross_never_deadlock(two: tuple[Organisation, Organisation]) -> None:
    ids = [organisation.pk for organisation in two]
    failures: list[Exception] = []

    def cross(order: list[int], key: str) -> None:
        with psycopg.connect(address(), autocommit=True) as own:
            for place in range(ROUNDS):
                try:
                    with own.transaction():
                        for organisation in order:
                            own.execute(EDIT, [str(place % 10), organisation, key])
                except psycopg.Error as error:
                    failures.append(error)

    before = revisions()
    threads = [
        threading.Thread(target=cross, args=(order, key))
        for order, key in ((ids, "p1"), (ids[::-1], "utkast"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert moved(before) == {"a": 2 * ROUNDS, "b": 2 * ROUNDS}


def test_an_uncommitted_import_of_a_plan_that_290_have_adopted_delays_nobodys_save(
    transactional_db: None,
) -> None:
    keys = [f"k{place}" for place in range(290)]
    plain = [{"organisation": municipality(key)["organisation"]} for key in keys]
    found = load(NATION, municipality("region"), *plain)
    shared = planning.Plan.objects.get(organisation=found["region"], key="p1")
    planning.PlanAdoption.objects.bulk_create(
        planning.PlanAdoption(organisation=found[key], plan=shared) for key in keys
    )
    before = revisions()

    with transaction.atomic():
        planning.Position.objects.bulk_create(
            planning.Position(plan=shared, organisation=found["region"], key=f"ny{place}", statement="Ny")
            for place in range(200)
        )
        with psycopg.connect(address(), autocommit=True) as other:
            other.execute("SET lock_timeout = '1s'")
            for key in keys:
                other.execute(
                    "UPDATE organisations_organisation SET note = 'x' WHERE id = %s", [found[key].pk]
                )
        during = moved(before)

    assert during == dict.fromkeys(keys, 1)
    assert moved(before) == dict.fromkeys(keys, 2) | {"region": 1}
