"""Records remember who did what by which request, and count their versions."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Position
from tests import factories

pytestmark = pytest.mark.django_db
EDIT = "/ostersund/stallningstaganden/p/redigera/"


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(organisation=municipality, unit=department, status="drafting")
    made: Position = factories.PositionFactory(plan=plan, key="p", statement="Bygg tätt.")
    return made


def history(record: Any) -> list[Any]:
    return list(record.history.order_by("pgh_id"))


def test_an_edit_in_the_browser_is_kept_with_the_person_and_the_request(
    position: Position, planner: User, client: Client
) -> None:
    client.force_login(planner)
    client.post(EDIT, {"statement": "Bygg glest.", "version": position.version})

    first, second = history(position)
    assert (first.statement, second.statement) == ("Bygg tätt.", "Bygg glest.")
    assert (second.pgh_context.metadata["user"], second.pgh_context.metadata["url"]) == (planner.pk, EDIT)
    position.refresh_from_db()
    assert (position.created_by, position.updated_by, position.version) == (None, planner, 2)


def test_plain_sql_is_kept_too_and_only_a_change_is_a_version(position: Position) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE planning_position SET spatial = true")
        cursor.execute("UPDATE planning_position SET spatial = true")

    position.refresh_from_db()
    assert position.version == 2
    assert [kept.spatial for kept in history(position)] == [False, True]


def test_what_is_deleted_stays_in_history(position: Position) -> None:
    kept = type(history(position)[0])
    position.delete()

    last = kept.objects.order_by("pgh_id").last()
    assert (last.pgh_label, last.statement) == ("delete", "Bygg tätt.")


def test_history_is_never_rewritten(position: Position) -> None:
    kept = type(history(position)[0]).objects.all()

    for rewrite in (lambda: kept.update(statement="Det var aldrig så."), kept.delete):
        with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
            rewrite()
