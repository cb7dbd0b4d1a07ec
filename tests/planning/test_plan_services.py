"""Creating plans and writing their front page."""

from datetime import date

import pytest
from django.db import IntegrityError

from core.errors import Changed, DomainError, NotAllowed
from planning.events import plan_written
from planning.models import Contribution, Plan
from planning.services.editions import start_revision
from planning.services.plans import FrontPage, NewPlan, change_plan, create_plan
from tests.factories import ContributionFactory, GoalFactory, PlanFactory, PlanTypeFactory, UnitFactory


@pytest.fixture
def programme(municipality):
    return PlanTypeFactory(organisation=municipality)


@pytest.fixture
def draft(municipality, department):
    return PlanFactory(organisation=municipality, unit=department, status="drafting", title="Utkast")


def create(organisation, by, kind, unit, **said):
    new = NewPlan(**{"title": "Klimatprogram", "type": kind, "unit": unit} | said)
    return create_plan(organisation=organisation, by=by, new=new)


def change(organisation, by, plan, **said):
    front = FrontPage(**{"title": plan.title, "summary": plan.summary, "unit": plan.unit} | said)
    return change_plan(
        organisation=organisation, by=by, plan=plan, expected_version=plan.version, front=front
    )


def test_an_editor_begins_a_plan_of_their_own_unit(municipality, planner, programme, department):
    plan = create(municipality, planner, programme, department)
    assert (plan.key, plan.status, plan.unit) == ("klimatprogram", "drafting", department)
    assert plan.statutory_basis is None


def test_keys_are_made_of_the_title_and_stay_apart(municipality, coordinator, programme):
    titles = ["Översiktsplan för Åre & Ås", "Översiktsplan för Åre & Ås", "Økonomi", "!!!"]
    keys = [create(municipality, coordinator, programme, None, title=title).key for title in titles]
    assert keys == ["oversiktsplan-for-are-as", "oversiktsplan-for-are-as-2", "okonomi", "plan"]


@pytest.mark.parametrize(
    ("country", "family", "basis"),
    [
        ("SE", "comprehensive", "PBL 3 kap."),
        ("NO", "comprehensive", "pbl. kap. 11"),
        ("SE", "programme", None),
        (None, "comprehensive", None),
    ],
)
def test_a_statutory_type_brings_its_legal_basis(municipality, coordinator, country, family, basis):
    municipality.country = country
    kind = PlanTypeFactory(organisation=municipality, family=family)
    assert create(municipality, coordinator, kind, None).statutory_basis == basis


def test_an_editor_begins_no_plan_for_others_and_a_coordinator_does(
    municipality, planner, coordinator, programme, other_department
):
    for unit in (other_department, None):
        with pytest.raises(NotAllowed):
            create(municipality, planner, programme, unit)
    assert create(municipality, coordinator, programme, other_department).unit == other_department


@pytest.mark.parametrize("person", ["politician", "stranger"])
def test_readers_and_strangers_begin_nothing(person, municipality, programme, department, request):
    with pytest.raises(NotAllowed):
        create(municipality, request.getfixturevalue(person), programme, department)


def test_type_and_unit_are_the_organisation_s_own_and_nothing_begins_decided(
    municipality, coordinator, programme, neighbour
):
    theirs = PlanTypeFactory(organisation=neighbour)
    with pytest.raises(DomainError):
        create(municipality, coordinator, theirs, None)
    with pytest.raises(DomainError):
        create(municipality, coordinator, programme, UnitFactory(organisation=neighbour))
    with pytest.raises(DomainError):
        create(municipality, coordinator, programme, None, status="in_force")
    assert not Plan.objects.exists()


def test_a_front_page_is_written_and_announced_once(municipality, planner, draft):
    heard = []
    listener = plan_written.connect(lambda **said: heard.append(said["plan"]), weak=False)
    said = {"title": " Nytt namn ", "valid_from": date(2027, 1, 1), "reference": "KF § 5"}
    changed = change(municipality, planner, draft, **said)
    change(municipality, planner, changed, valid_from=date(2027, 1, 1), reference="KF § 5")
    plan_written.disconnect(listener)
    assert (changed.title, changed.valid_from, changed.version) == ("Nytt namn", date(2027, 1, 1), 2)
    assert heard == [draft]


def test_a_new_title_makes_what_the_plan_says_of_goals_outdated(municipality, planner, draft):
    goal = GoalFactory(framework__organisation=municipality)
    stated = ContributionFactory(position=None, plan=draft, goal=goal, recorded_by=municipality)
    change(municipality, planner, draft, title="Annat namn")
    assert Contribution.objects.with_outdated().get(pk=stated.pk).is_outdated


def test_of_a_decided_plan_title_and_summary_are_locked_and_the_rest_moves(municipality, planner, department):
    plan = PlanFactory(organisation=municipality, unit=department, summary="Så här. ")
    for said in ({"title": "Annat"}, {"summary": "Annat"}):
        with pytest.raises(DomainError) as refusal:
            change(municipality, planner, plan, **said)
        assert refusal.value.code == "plan_decided"
    assert change(municipality, planner, plan, valid_to=date(2030, 12, 31)).valid_to == date(2030, 12, 31)
    assert Plan.objects.get().summary == "Så här. "


def test_a_front_page_that_cannot_be_is_refused_in_words(municipality, coordinator, draft, neighbour):
    part = PlanFactory(organisation=municipality, parent=draft)
    wrong = {
        "plan_validity_ordered": {"valid_from": date(2030, 1, 1), "valid_to": date(2029, 1, 1)},
        "plan_parent_no_loop": {"parent": part},
        "parent_not_followed": {"parent": PlanFactory(organisation=neighbour)},
        "unit_of_another": {"unit": UnitFactory(organisation=neighbour)},
    }
    for code, said in wrong.items():
        with pytest.raises(DomainError) as refusal:
            change(municipality, coordinator, draft, **said)
        assert refusal.value.code == code


def test_a_plan_in_force_says_when_it_is_checked_next_and_keeps_the_days_before(
    municipality, planner, department
):
    plan = PlanFactory(organisation=municipality, unit=department, adopted_on=date(2024, 6, 17))
    checked = change(municipality, planner, plan, next_check_on=date(2025, 6, 17), revision_role="Strategen")
    change(municipality, planner, checked, next_check_on=date(2026, 6, 17), revision_role="Strategen")
    days = plan.history.order_by("pgh_id").values_list("next_check_on", flat=True)
    assert list(days) == [None, date(2025, 6, 17), date(2026, 6, 17)]
    assert Plan.objects.get().wording_changed_at is None


def test_no_plan_is_checked_before_it_was_adopted(municipality, planner, department):
    plan = PlanFactory(organisation=municipality, unit=department, adopted_on=date(2024, 6, 17))
    with pytest.raises(DomainError) as refusal:
        change(municipality, planner, plan, next_check_on=date(2024, 6, 16))
    assert [problem.path for problem in refusal.value.problems] == ["next_check_on"]
    with pytest.raises(IntegrityError, match="plan_check_after_adoption"):
        Plan.objects.update(next_check_on=date(2024, 6, 16))


def test_a_draft_says_which_plans_it_replaces_and_they_stay_in_effect(municipality, planner, draft):
    old, older = PlanFactory.create_batch(2, organisation=municipality)
    changed = change(municipality, planner, draft, supersedes=(old, older))
    assert set(draft.supersedes.all()) == {old, older}
    assert changed.version == Plan.objects.get(pk=draft.pk).version > draft.version
    assert change(municipality, planner, changed).version == changed.version
    change(municipality, planner, changed, supersedes=(older,))
    assert list(draft.supersedes.all()) == [older]
    assert {old.status, older.status} == {"in_force"}


def test_what_a_draft_is_a_revision_of_is_replaced_whatever_else_is(municipality, planner, department):
    plan = PlanFactory(organisation=municipality, unit=department)
    other = PlanFactory(organisation=municipality)
    edition = start_revision(organisation=municipality, by=planner, plan=plan)
    edition = change(municipality, planner, edition, supersedes=(other,))
    assert set(edition.supersedes.all()) == {plan, other}
    change(municipality, planner, edition, supersedes=())
    assert list(edition.supersedes.all()) == [plan]


def test_a_plan_replaces_own_plans_in_effect_that_nobody_else_replaces(
    municipality, planner, draft, neighbour
):
    taken = PlanFactory(organisation=municipality)
    PlanFactory(organisation=municipality, status="review").supersession_rows.create(superseded=taken)
    past = PlanFactory(organisation=municipality, status="repealed")
    for wrong in (taken, past, draft, PlanFactory(organisation=neighbour)):
        with pytest.raises(DomainError) as refusal:
            change(municipality, planner, draft, supersedes=(wrong,), reference="KS 1")
        assert [problem.path for problem in refusal.value.problems] == ["supersedes"]
    assert Plan.objects.get(pk=draft.pk).reference is None


def test_what_a_decided_plan_replaced_stands(municipality, planner, department):
    plan = PlanFactory(organisation=municipality, unit=department)
    other = PlanFactory(organisation=municipality)
    with pytest.raises(DomainError) as refusal:
        change(municipality, planner, plan, supersedes=(other,))
    assert refusal.value.code == "plan_decided"


def test_who_read_an_older_front_page_overwrites_nothing(municipality, planner, draft):
    change(municipality, planner, draft, reference="KS 1")
    with pytest.raises(Changed) as changed:
        change(municipality, planner, draft, reference="KS 2")
    assert changed.value.stored.reference == "KS 1"


def test_another_unit_s_front_page_is_theirs(municipality, planner, other_department):
    plan = PlanFactory(organisation=municipality, unit=other_department, status="drafting")
    with pytest.raises(NotAllowed):
        change(municipality, planner, plan, reference="KS 1")
