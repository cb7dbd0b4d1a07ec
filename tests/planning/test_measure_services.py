"""Writing measures: in drafts all of it, in decided plans what moves freely."""

from datetime import date

import pytest

from core.errors import Changed, DomainError, NotAllowed
from planning.events import measure_written
from planning.models import Measure
from planning.services.arranging import Place
from planning.services.measures import MeasureContent, change_measure, create_measure
from tests.factories import MeasureFactory, PlanFactory, PositionFactory


@pytest.fixture
def draft(municipality, department):
    return PlanFactory(organisation=municipality, unit=department, status="drafting", key="utkast")


@pytest.fixture
def decided(municipality, department):
    return MeasureFactory(plan__organisation=municipality, plan__unit=department, title="Ny panna", code="1")


def change(organisation, by, measure, **content):
    said = MeasureContent(**{"title": measure.title, "text": measure.text, "code": measure.code} | content)
    version = measure.version
    return change_measure(
        organisation=organisation, by=by, measure=measure, expected_version=version, content=said
    )


def test_measures_are_numbered_apart_from_positions(municipality, planner, draft, other_department):
    PositionFactory(plan=draft, code="7")
    said = MeasureContent("Ny panna", partners=[other_department], cost=5)
    created = create_measure(organisation=municipality, by=planner, place=Place(draft), content=said)
    assert (created.code, created.key, created.status, created.cost) == ("1", "utkast-m1", "planned", 5)
    assert list(created.partners.all()) == [other_department]


def test_in_a_decided_plan_status_money_time_and_people_move_freely(
    municipality, planner, decided, other_department
):
    said = {
        "status": "ongoing",
        "funding": "decided",
        "cost": 7,
        "start": date(2027, 1, 1),
        "end": date(2028, 1, 1),
        "unit": other_department,
        "partners": [decided.plan.unit],
    }
    change(municipality, planner, decided, **said)
    stored = Measure.objects.get()
    assert {name: getattr(stored, name) for name in said if name != "partners"} | {
        "partners": list(stored.partners.all())
    } == said


@pytest.mark.parametrize("said", [{"title": "Annat"}, {"text": "Mer"}, {"code": "2"}, {"statutory": True}])
def test_in_a_decided_plan_the_wording_is_locked(said, municipality, planner, decided):
    with pytest.raises(DomainError) as refusal:
        change(municipality, planner, decided, **said)
    assert refusal.value.code == "plan_decided"
    assert Measure.objects.get().version == 1


def test_nothing_is_added_to_a_decided_plan(municipality, planner, decided):
    with pytest.raises(DomainError):
        create_measure(
            organisation=municipality, by=planner, place=Place(decided.plan), content=MeasureContent("Ny")
        )


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"start": date(2028, 1, 1), "end": date(2027, 1, 1)}, "measure_time_ordered"),
        ({"cost": -1}, "measure_cost_not_negative"),
    ],
)
def test_what_cannot_be_is_refused_in_words(said, code, municipality, planner, decided):
    with pytest.raises(DomainError) as refusal:
        change(municipality, planner, decided, **said)
    assert refusal.value.code == code


def test_partners_alone_are_a_change_and_the_version_is_the_new_one(
    municipality, planner, decided, other_department
):
    heard = []
    listener = measure_written.connect(lambda **said: heard.append(said["measure"]), weak=False)
    changed = change(municipality, planner, decided, partners=[other_department])
    change(municipality, planner, changed, partners=[other_department])
    measure_written.disconnect(listener)
    assert heard == [decided]
    assert changed.version == Measure.objects.get().version > 1


def test_who_read_an_older_version_changes_nothing(municipality, planner, decided):
    change(municipality, planner, decided, status="done")
    with pytest.raises(Changed):
        change(municipality, planner, decided, status="paused")
    assert Measure.objects.get().status == "done"


@pytest.mark.parametrize("person", ["politician", "stranger"])
def test_readers_and_strangers_change_nothing(person, municipality, decided, request):
    with pytest.raises(NotAllowed):
        change(municipality, request.getfixturevalue(person), decided, status="done")
