"""Trees have no loops, also where two transactions make one together that neither of them sees."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction
from psycopg.errors import CheckViolation

from tests import factories
from tests.connecting import address

Pair = tuple[Any, Any]


def organisations() -> Pair:
    return factories.OrganisationFactory(name="Ettan"), factories.OrganisationFactory(name="Tvåan")


def units() -> Pair:
    one = factories.UnitFactory(name="Ettan")
    return one, factories.UnitFactory(organisation=one.organisation, name="Tvåan")


def goals() -> Pair:
    one = factories.GoalFactory(title="Ettan")
    return one, factories.GoalFactory(framework=one.framework, title="Tvåan")


def plans_of_two_organisations() -> Pair:
    return factories.PlanFactory(title="Ettan"), factories.PlanFactory(title="Tvåan")


def sections() -> Pair:
    one = factories.SectionFactory(heading="Ettan")
    return one, factories.SectionFactory(plan=one.plan, heading="Tvåan")


TREES = [organisations, units, goals, plans_of_two_organisations, sections]
every_tree = pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.__name__)
Session = psycopg.Connection[Any]


@pytest.fixture
def sessions(transactional_db: None) -> Iterator[tuple[Session, Session]]:
    """Two people's transactions at the same time; neither ever waits longer than five seconds."""
    options = "-c lock_timeout=5s"
    with (
        psycopg.connect(address(), options=options) as one,
        psycopg.connect(address(), options=options) as two,
    ):
        yield one, two
        one.rollback()
        two.rollback()


def move(session: Session, child: Any, below: Any) -> None:
    session.execute(f"UPDATE {child._meta.db_table} SET parent_id = %s WHERE id = %s", [below.pk, child.pk])


@every_tree
def test_what_is_put_below_its_own_descendant_is_refused_and_named(
    db: None, tree: Callable[[], Pair]
) -> None:
    one, two = tree()
    type(one).objects.filter(pk=two.pk).update(parent=one)

    with pytest.raises(IntegrityError, match='"Ettan" would be its own ancestor'), transaction.atomic():
        type(one).objects.filter(pk=one.pk).update(parent=two)


@every_tree
def test_two_moves_that_cross_make_no_loop(
    sessions: tuple[Session, Session], tree: Callable[[], Pair]
) -> None:
    (mine, theirs), (one, two) = sessions, tree()
    move(mine, one, below=two)
    move(theirs, two, below=one)

    mine.commit()
    with pytest.raises(CheckViolation, match='"Tvåan" would be its own ancestor') as refused:
        theirs.commit()

    assert str(refused.value.diag.constraint_name).endswith("_parent_no_loop")


@every_tree
def test_who_commits_at_the_same_time_waits_and_then_sees_the_loop(
    sessions: tuple[Session, Session], tree: Callable[[], Pair]
) -> None:
    (mine, theirs), (one, two) = sessions, tree()
    move(mine, one, below=two)
    move(theirs, two, below=one)
    mine.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as far as a commit gets before others see it

    refusals: list[Exception] = []
    committing = threading.Thread(target=commit, args=(theirs, refusals))
    committing.start()
    committing.join(0.3)
    is_waiting = committing.is_alive()
    mine.commit()
    committing.join()

    assert is_waiting
    assert [type(refusal) for refusal in refusals] == [CheckViolation]


def commit(session: Session, refusals: list[Exception]) -> None:
    try:
        session.commit()
    except psycopg.Error as error:
        refusals.append(error)


def test_a_move_that_is_not_committed_delays_nobody(sessions: tuple[Session, Session]) -> None:
    (mine, theirs), (one, two) = sessions, goals()
    other = factories.GoalFactory(framework=one.framework)
    move(mine, one, below=two)

    theirs.execute("SET lock_timeout = '500ms'")
    theirs.execute("UPDATE goals_goal SET title = 'Nytt namn' WHERE id = %s", [other.pk])
    move(theirs, other, below=two)
    theirs.commit()
    mine.commit()

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.parent, other.parent, other.title) == (two, two, "Nytt namn")


def test_moves_in_two_trees_that_cross_never_deadlock(sessions: tuple[Session, Session]) -> None:
    (mine, theirs), (one, two), (three, four) = sessions, goals(), sections()
    fifth = factories.GoalFactory(framework=one.framework)
    sixth = factories.SectionFactory(plan=three.plan)

    move(mine, one, below=two)
    move(theirs, three, below=four)
    move(mine, sixth, below=four)
    move(theirs, fifth, below=two)
    mine.commit()
    theirs.commit()

    for moved in (one, three, fifth, sixth):
        moved.refresh_from_db()
    assert (one.parent, fifth.parent, three.parent, sixth.parent) == (two, two, four, four)
