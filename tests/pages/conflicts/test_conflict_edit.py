"""Registering, weighing and deciding a conflict in the browser, with and without JavaScript."""

import re

import pytest
from django.test import Client

from alignment.models import Finding
from organisations.models import Organisation, Unit, User
from planning.models import Conflict, Plan
from tests import factories
from tests.pages.town import Town

pytestmark = pytest.mark.django_db
NEW = "/ostersund/malkonflikter/ny/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan(municipality: Organisation, department: Unit) -> Plan:
    return factories.PlanFactory(organisation=municipality, unit=department, title="Bostadsprogram")


@pytest.fixture
def conflict(plan: Plan) -> Conflict:
    made = factories.ConflictFactory(organisation=plan.organisation, title="Bostäder vid järnvägen")
    made.plan_rows.create(plan=plan)
    return Conflict.objects.get()


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


@pytest.fixture
def head(coordinator: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(coordinator)
    return client


def at(conflict: Conflict, verb: str = "") -> str:
    return f"/ostersund/malkonflikter/{conflict.pk}/{verb}"


def weighing(conflict: Conflict, **changes: object) -> dict[str, object]:
    names = ("arguments_for", "arguments_against", "considered")
    opened = {name: getattr(conflict, name) or "" for name in names}
    initials = {f"initial-{name}": value for name, value in opened.items()}
    return {**opened, **initials, "version": conflict.version, **changes}


def test_registered_by_hand_it_opens_on_its_own_page(plan, desk, department):
    sent = {"title": "Bostäder vid järnvägen", "plans": [plan.pk], "unit": department.pk}
    answer = desk.post(NEW, sent, follow=True)
    conflict = Conflict.objects.get()
    assert answer.redirect_chain == [(at(conflict), 302)]
    assert (list(conflict.plans.all()), conflict.unit) == ([plan], department)


def test_searching_finds_by_stems_and_parts_of_words_and_keeps_what_was_written(plan, desk):
    position = factories.PositionFactory(plan=plan, statement="Cykelvägarna byggs ut längs stranden.")
    for asked in ("cykelväg", "strandens", "cykelv"):
        answer = desk.post(NEW, {"title": "Strandvägen", "find": asked, "search": "1"})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert re.search(rf'name="positions" value="{position.pk}"', page), asked
        assert 'value="Strandvägen"' in page
    assert not Conflict.objects.exists()


def test_what_is_ticked_stays_ticked_over_a_search(plan, desk):
    page = desk.post(NEW, {"title": "X", "plans": [plan.pk], "find": "annat", "search": "1"}).content.decode()
    assert re.search(rf'name="plans" value="{plan.pk}"[^>]* checked', page)


@pytest.mark.parametrize("find", ["", "  ", "\x00", "'; DROP TABLE", "((&|!", "å" * 300])
def test_odd_searches_break_nothing(plan, desk, find):
    assert desk.post(NEW, {"title": "X", "find": find, "search": "1"}).status_code == 200


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"title": "", "find": ""}, "This field is required."),
        ({"title": "Om ingenting"}, "Name a goal, a plan or a position"),
        ({"title": "x" * 301}, "at most 300"),
        ({"title": "X", "plans": ["999999"]}, "999999"),
        ({"title": "X", "goal": "nonsense"}, "Select a valid choice"),
        ({"title": "X", "unit": "0"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(plan, desk, sent, said):
    answer = desk.post(NEW, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'role="status"' in page
    assert sent["title"] in page


def test_what_is_not_one_s_own_is_refused_with_the_form_as_it_was(desk, municipality, other_department):
    theirs = factories.PlanFactory(organisation=municipality, unit=other_department)
    answer = desk.post(NEW, {"title": "Skola eller park", "plans": [theirs.pk]})
    assert answer.status_code == 403
    assert 'value="Skola eller park"' in answer.content.decode()


def test_a_finding_fills_in_the_form(town: Town, desk):
    position = factories.PositionFactory(plan=town.programme, statement="Bygg fler parkeringar.")
    factories.ContributionFactory(position=position, goal=town.buses, strength=-2)
    town.recompute()
    finding = Finding.objects.get(code="goal_counteracted")
    page = desk.get(f"{NEW}?brist={finding.pk}").content.decode()
    assert f'<option value="{town.buses.pk}" selected>' in page
    assert re.search(rf'name="plans" value="{town.programme.pk}"[^>]* checked', page)
    assert re.search(rf'name="positions" value="{position.pk}"[^>]* checked', page)


def test_a_link_between_two_positions_fills_in_both(town: Town, desk):
    ends = factories.PositionFactory.create_batch(2, plan=town.programme)
    factories.PositionLinkFactory(source=ends[0], target=ends[1], relation="conflicts")
    town.recompute()
    finding = Finding.objects.get(code="link_conflict")
    page = desk.get(f"{NEW}?brist={finding.pk}").content.decode()
    ticked = re.findall(r'name="positions" value="(\d+)"[^>]* checked', page)
    assert {int(pk) for pk in ticked} == {end.pk for end in ends}


@pytest.mark.parametrize("number", ["", "x", "-1", "0", "99999999999999999999", "²"])
def test_a_finding_that_is_not_there_fills_in_nothing(plan, desk, number):
    assert desk.get(f"{NEW}?brist={number}").status_code == 200


def test_without_javascript_weighing_leads_back_to_the_conflict(conflict, desk):
    answer = desk.post(at(conflict, "vaga/"), weighing(conflict, arguments_for="Fler bostäder."), follow=True)
    assert answer.redirect_chain == [(at(conflict), 302)]
    assert "Fler bostäder." in answer.content.decode()
    assert Conflict.objects.get().status == "discussed"


def test_with_htmx_the_card_shows_the_weighing_and_the_status_region_says_it(conflict, desk):
    sent = weighing(conflict, arguments_against="Mer\r\ntrafik.")
    card = desk.post(at(conflict, "vaga/"), sent, headers=HTMX).content.decode()
    assert card.strip().startswith('<article class="card conflict"')
    assert "The weighing is saved." in card
    assert Conflict.objects.get().arguments_against == "Mer\ntrafik."


def test_a_lost_update_of_the_weighing_shows_both_and_merges_what_does_not_collide(conflict, desk):
    Conflict.objects.update(arguments_for="Fler hem.", considered="Ett annat läge.")
    sent = weighing(conflict, arguments_for="Fler bostäder.")
    answer = desk.post(at(conflict, "vaga/"), sent, headers=HTMX)
    shown = re.sub(r"</?mark>", "", answer.content.decode())
    assert answer.status_code == 409
    assert "Fler bostäder.</textarea>" in shown
    assert "Fler hem.</dd>" in shown
    assert "Ett annat läge.</textarea>" in shown
    assert Conflict.objects.get().arguments_for == "Fler hem."


def test_a_lost_update_of_what_it_is_about_shows_both(conflict, desk, plan):
    Conflict.objects.update(title="Bostäder vid spåret")
    sent = {"title": "Bostäder vid bron", "plans": [plan.pk], "version": conflict.version}
    answer = desk.post(at(conflict, "redigera/"), sent, headers=HTMX)
    shown = re.sub(r"</?mark>", "", answer.content.decode())
    assert answer.status_code == 409
    assert 'value="Bostäder vid bron"' in shown
    assert "Bostäder vid spåret</dd>" in shown
    version = re.search(r'name="version" value="(\d+)"', shown)[1]
    assert desk.post(at(conflict, "redigera/"), sent | {"version": version}).status_code == 302
    assert Conflict.objects.get().title == "Bostäder vid bron"


def test_a_goal_that_is_in_scope_no_longer_stays_chosen(conflict, desk, plan):
    goal = factories.GoalFactory(framework__organisation=plan.organisation, valid_to="2020-01-01")
    Conflict.objects.update(goal=goal)
    page = desk.get(at(conflict, "redigera/")).content.decode()
    assert f'<option value="{goal.pk}" selected>' in page
    sent = {"title": "X", "goal": goal.pk, "plans": [plan.pk], "version": Conflict.objects.get().version}
    assert desk.post(at(conflict, "redigera/"), sent).status_code == 302
    assert Conflict.objects.get().goal == goal


def test_a_coordinator_decides_and_opens_again(conflict, head):
    sent = {"resolution": "Bostäderna går före.", "decided_by": "Fullmäktige", "resolved_on": "2026-02-23"}
    card = head.post(
        at(conflict, "avgor/"), sent | {"version": conflict.version}, headers=HTMX
    ).content.decode()
    assert "Bostäderna går före." in card
    assert Conflict.objects.get().status == "resolved"
    head.post(at(conflict, "oppna/"), {"version": Conflict.objects.get().version})
    page = head.get(at(conflict)).content.decode()
    assert Conflict.objects.get().status == "discussed"
    assert "Bostäderna går före." in page  # the story keeps it


@pytest.mark.parametrize(
    "fault", [{"resolution": " "}, {"decided_by": ""}, {"resolved_on": "2999-01-01"}, {"resolved_on": "igår"}]
)
def test_a_decision_that_lacks_something_is_refused_and_kept_in_the_form(conflict, head, fault):
    sent = {"resolution": "Så.", "decided_by": "KF", "resolved_on": "2026-02-23", "version": conflict.version}
    answer = head.post(at(conflict, "avgor/"), sent | fault, headers=HTMX)
    assert answer.status_code == 422
    assert "ds-error-summary" in answer.content.decode()
    assert Conflict.objects.get().status == "identified"


def test_weighing_what_was_decided_meanwhile_keeps_the_text(conflict, desk):
    Conflict.objects.update(status="resolved")
    late = desk.post(at(conflict, "vaga/"), weighing(conflict, arguments_for="Fler bostäder."))
    again = weighing(Conflict.objects.get(), arguments_for="Fler bostäder.")
    refused = desk.post(at(conflict, "vaga/"), again)
    assert (late.status_code, refused.status_code) == (409, 422)
    assert "Fler bostäder.</textarea>" in refused.content.decode()


def test_an_older_version_is_not_opened_again(conflict, head):
    Conflict.objects.update(status="resolved")
    assert head.post(at(conflict, "oppna/"), {"version": conflict.version}).status_code == 409
    assert Conflict.objects.get().status == "resolved"


def test_editors_do_not_decide(conflict, desk):
    assert desk.get(at(conflict, "avgor/")).status_code == 403
    assert desk.post(at(conflict, "oppna/"), {"version": 1}).status_code == 403


def test_others_change_nothing(conflict, outsider):
    client, status = outsider
    for verb in ("redigera/", "vaga/", "avgor/", "oppna/"):
        assert client.post(at(conflict, verb), {"version": conflict.version}).status_code == status
    assert Conflict.objects.get() == conflict


def test_scripts_in_what_is_written_are_shown_as_text(conflict, desk):
    desk.post(at(conflict, "vaga/"), weighing(conflict, arguments_for="<script>alert(1)</script>"))
    assert "<script>alert" not in desk.get(at(conflict)).content.decode()


def test_queries_of_a_conflict_are_few(conflict, desk, plan, django_assert_max_num_queries):
    for position in factories.PositionFactory.create_batch(10, plan=plan):
        conflict.position_rows.create(position=position)
    with django_assert_max_num_queries(16):
        desk.get(at(conflict))
