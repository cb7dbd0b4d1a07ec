"""A plan's course on its page: reading the story, taking steps, revising, looking links through."""

import pytest
from django.test import Client

from organisations.models import Organisation, Unit
from planning.models import LeftLink, Plan, PlanEvent, PositionLink
from tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
COURSE = "/ostersund/planer/plan/status/"
ADVANCE = f"{COURSE}andra/"


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(
        organisation=municipality, unit=department, key="plan", status="review", title="Planen"
    )


def desk(user=None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if user is not None:
        client.force_login(user)
    return client


def step(to: str, **changes: object) -> dict[str, object]:
    return {"to": to, "version": 1, "on": "2026-03-02", **changes}


def test_without_javascript_the_form_opens_and_leads_back_to_the_course(plan, planner):
    client = desk(planner)
    assert 'name="on"' in client.get(f"{ADVANCE}?to=reworking").content.decode()
    answer = client.post(ADVANCE, step("reworking", more="Efter granskningen."), follow=True)
    assert answer.redirect_chain == [(COURSE, 302)]
    assert "Efter granskningen." in answer.content.decode()
    assert Plan.objects.get().status == "reworking"


def test_with_htmx_the_part_comes_back_and_the_status_region_says_it(plan, planner):
    shown = desk(planner).post(ADVANCE, step("reworking"), headers=HTMX).content.decode()
    assert "<html" not in shown
    assert "The plan&#x27;s status is changed." in shown or "The plan's status is changed." in shown


def test_only_steps_that_follow_and_that_one_may_take_are_offered(plan, planner, coordinator):
    assert "Record that it is adopted" not in desk(planner).get(COURSE).content.decode()
    page = desk(coordinator).get(COURSE).content.decode()
    assert "Record that it is adopted" in page
    assert "Record that it is in force" not in page


def test_an_adoption_without_its_decision_says_so_beside_the_fields(plan, coordinator):
    answer = desk(coordinator).post(ADVANCE, step("adopted", more="Det jag skrev."), headers=HTMX)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Say who has decided this." in shown
    assert "Det jag skrev.</textarea>" in shown
    assert not PlanEvent.objects.exists()


def test_the_decision_is_recorded_with_its_paragraph_and_its_case(plan, coordinator):
    Plan.objects.update(case_number="KS 2025/7")
    form = desk(coordinator).get(f"{ADVANCE}?to=adopted").content.decode()
    assert 'value="KS 2025/7"' in form
    said = {"decided_by": "KF", "reference": "KF § 12", "case_number": "KS 2025/8", "version": 2}
    desk(coordinator).post(ADVANCE, step("adopted", **said))
    adopted = Plan.objects.get()
    assert (adopted.status, adopted.reference, adopted.case_number) == ("adopted", "KF § 12", "KS 2025/8")


@pytest.mark.parametrize("on", ["", "x", "2999-01-01", "2026-02-31"])
def test_a_day_that_cannot_be_is_refused(plan, planner, on):
    assert desk(planner).post(ADVANCE, step("reworking", on=on)).status_code == 422


@pytest.mark.parametrize("to", ["", "nonsense", "superseded", "idea"])
def test_a_step_that_is_none_is_refused(plan, planner, to):
    assert desk(planner).post(ADVANCE, step(to)).status_code == 422
    assert desk(planner).get(f"{ADVANCE}?to={to}").status_code == 422


def test_who_was_slower_sees_the_status_as_it_is_and_keeps_the_text(plan, planner):
    Plan.objects.update(summary="Någon skrev.")
    answer = desk(planner).post(ADVANCE, step("reworking", more="Mitt."), headers=HTMX)
    assert answer.status_code == 409
    assert "Mitt.</textarea>" in answer.content.decode()
    assert 'name="version" value="2"' in answer.content.decode()


def test_others_take_no_step_and_begin_no_revision(plan, outsider):
    client, status = outsider
    assert client.post(ADVANCE, step("reworking")).status_code in {status, 404}
    assert client.post("/ostersund/planer/plan/revidera/").status_code in {status, 404}
    assert Plan.objects.get().version == 1


def test_a_revision_begins_with_a_button_and_is_named_on_the_plan_in_force(plan, planner):
    Plan.objects.update(status="in_force")
    client = desk(planner)
    assert "Start a revision" in client.get(COURSE).content.decode()
    answer = client.post("/ostersund/planer/plan/revidera/", follow=True)
    assert answer.redirect_chain == [("/ostersund/planer/plan-2/", 302)]
    page = client.get(COURSE).content.decode()
    assert "/ostersund/planer/plan-2/" in page
    assert "Start a revision" not in page
    assert client.post("/ostersund/planer/plan/revidera/").status_code == 422


def test_the_public_reads_the_story_from_the_decision_on(plan):
    Plan.objects.update(status="in_force")
    for status, title in (
        ("drafting", "Hemligt möte"),
        ("adopted", "Antagen av fullmäktige"),
        (None, "Lunch"),
    ):
        factories.PlanEventFactory(plan=plan, status=status, title=title)
    page = desk().get(COURSE).content.decode()
    assert "Antagen av fullmäktige" in page
    assert "Hemligt möte" not in page
    assert "Lunch" not in page


@pytest.fixture
def link(plan: Plan, coordinator, department) -> PositionLink:
    """A link to a position that is reworded in the edition that holds now."""
    own = {"organisation": plan.organisation, "unit": department}
    old = factories.PlanFactory(**own, key="gammal", status="superseded")
    plan.supersession_rows.create(superseded=old)
    Plan.objects.filter(pk=plan.pk).update(status="in_force")
    before = factories.PositionFactory(plan=old, statement="Bygg tätt.")
    factories.PositionFactory(plan=plan, statement="Bygg glest.", revises=before)
    source = factories.PositionFactory(plan=factories.PlanFactory(**own), statement="Cykla mer.")
    return factories.PositionLinkFactory(source=source, target=before, recorded_by=plan.organisation)


def test_links_to_the_old_edition_are_looked_through_one_by_one(plan, link, planner):
    client, new = desk(planner), plan.positions.get()
    page = client.get(COURSE).content.decode()
    assert "Cykla mer." in page
    assert "<mark>glest.</mark>" in page
    move = f"/ostersund/planer/plan/lankar/positionlink-target/{link.pk}/flytta/"
    assert client.post(move, {"item": link.target_id, "successor": new.pk}).status_code == 302
    link.refresh_from_db()
    assert link.target == new
    assert "Cykla mer." not in client.get(COURSE).content.decode()
    gone = client.post(move, {"item": new.revises_id, "successor": new.pk}, headers=HTMX)
    assert gone.status_code == 409


def test_a_link_is_left_where_it_is(plan, link, planner):
    leave = f"/ostersund/planer/plan/lankar/positionlink-target/{link.pk}/lamna/"
    shown = desk(planner).post(leave, {"item": link.target_id}, headers=HTMX).content.decode()
    assert "Cykla mer." not in shown
    assert LeftLink.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"item": "x"}, {"item": "9" * 30}])
def test_a_form_that_names_nothing_moves_nothing(plan, link, planner, data):
    client = desk(planner)
    for address in ("positionlink-target", "nonsense"):
        assert (
            client.post(f"/ostersund/planer/plan/lankar/{address}/{link.pk}/flytta/", data).status_code == 404
        )


def test_the_public_sees_no_links_to_look_through(plan, link):
    assert "Cykla mer." not in desk().get(COURSE).content.decode()


def test_a_story_of_many_steps_and_links_asks_little(plan, link, coordinator, django_assert_max_num_queries):
    for number in range(20):
        factories.PlanEventFactory(plan=plan, title=f"Steg {number}")
        before = factories.PositionFactory(plan=link.target.plan)
        factories.PositionFactory(plan=plan, statement="Nytt.", revises=before)
        factories.PositionLinkFactory(source=link.source, target=before, recorded_by=plan.organisation)
    client = desk(coordinator)
    with django_assert_max_num_queries(45):
        assert client.get(COURSE).content.decode().count("Leave it at") == 21


def test_a_plan_that_is_not_there_is_not_there(plan, coordinator):
    assert desk(coordinator).get("/ostersund/planer/annan/status/").status_code == 404
