"""Making, moving and closing units."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from core.errors import Changed, DomainError, InUse, NotAllowed
from organisations.events import organisation_changed
from organisations.models import Organisation, Unit, User
from organisations.services.units import UnitContent, change_unit, create_unit, remove_unit
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """The messages are looked at as they stand in the code."""
    with translation.override("en"):
        yield


def move(unit: Unit, by: User, parent: Unit | None, **changes: Any) -> Unit:
    content = UnitContent(unit.name, unit.kind, parent.pk if parent else None)
    values = {"expected_version": unit.version, "content": content} | changes
    return change_unit(organisation=unit.organisation, by=by, unit=unit, **values)


def test_a_unit_gets_a_key_of_its_name_that_no_other_has(municipality, administrator):
    content = UnitContent(" Miljö- och samhällsnämnden ", "committee", None)

    made = [create_unit(organisation=municipality, by=administrator, content=content) for _ in range(2)]

    assert [unit.key for unit in made] == ["miljo-och-samhallsnamnden", "miljo-och-samhallsnamnden-2"]
    assert made[0].name == "Miljö- och samhällsnämnden"


def test_a_unit_moves_with_everything_below_it(administrator, department, other_department):
    below = factories.UnitFactory(organisation=department.organisation, parent=department)

    move(department, administrator, other_department)

    below.refresh_from_db()
    assert below.parent.parent == other_department


def test_a_unit_does_not_stand_below_its_own_unit(administrator, department):
    below = factories.UnitFactory(organisation=department.organisation, parent=department)

    with pytest.raises(DomainError, match="below itself") as refused:
        move(department, administrator, below)

    assert refused.value.code == "unit_parent_no_loop"


def test_a_unit_does_not_stand_below_another_municipality_s(administrator, department, neighbour):
    with pytest.raises(DomainError, match="not the organisation's"):
        move(department, administrator, factories.UnitFactory(organisation=neighbour))


def test_who_read_an_older_version_overwrites_nothing(administrator, department):
    Unit.objects.filter(pk=department.pk).update(name="Stadsbyggnad")

    with pytest.raises(Changed):
        move(department, administrator, None)

    assert Unit.objects.get(pk=department.pk).name == "Stadsbyggnad"


def test_a_unit_that_is_referred_to_stays_and_the_refusal_counts_what_refers(
    municipality, administrator, planner, department
):
    plan = factories.PlanFactory(organisation=municipality, unit=department)
    factories.MeasureFactory.create_batch(2, plan=plan, unit=department)

    with pytest.raises(InUse, match=r"1 person, 2 measures, 1 plan\.") as refused:
        remove_unit(organisation=municipality, by=administrator, unit=department, expected_version=1)

    assert [(problem.code, problem.message) for problem in refused.value.problems] == [
        ("organisations.membershipunit", "1 person"),
        ("planning.measure", "2 measures"),
        ("planning.plan", "1 plan"),
    ]


def test_a_unit_that_nothing_refers_to_is_closed(municipality, administrator, department):
    remove_unit(organisation=municipality, by=administrator, unit=department, expected_version=1)

    assert not Unit.objects.filter(pk=department.pk).exists()


@pytest.mark.parametrize("role", ["coordinator", "planner", "politician", "stranger"])
def test_only_administrators_make_units(role, municipality, request):
    with pytest.raises(NotAllowed):
        create_unit(
            organisation=municipality,
            by=request.getfixturevalue(role),
            content=UnitContent("Ny", "board", None),
        )


def test_a_change_is_announced_and_moves_the_revision(
    municipality, administrator, department, django_capture_on_commit_callbacks
):
    announced = []
    organisation_changed.connect(lambda **sent: announced.append(sent["organisation"]), weak=False)

    move(department, administrator, None, content=UnitContent("Ny", "board", None))

    assert announced == [municipality]
    assert isinstance(municipality, Organisation)
