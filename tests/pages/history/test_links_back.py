"""Links are taken back to what they said, and put back where they were removed."""

import re

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from planning.models import Contribution, Implementation, Plan, PlanLink, Position, PositionLink
from tests import factories

pytestmark = pytest.mark.django_db
LINKS = "/ostersund/stallningstaganden/p/kopplingar/"
UNDO = "/ostersund/kopplingar/angra/"


@pytest.fixture
def position(municipality: Organisation, department: Unit) -> Position:
    plan = factories.PlanFactory(
        organisation=municipality, unit=department, key="program", title="Program", status="drafting"
    )
    return factories.PositionFactory(plan=plan, key="p", statement="Bussarna går oftare.")


@pytest.fixture
def link(position: Position) -> PositionLink:
    plan = factories.PlanFactory(organisation=position.organisation, title="Annan plan")
    other = factories.PositionFactory(plan=plan, key="o", statement="Hållplatserna ligger nära.")
    made = factories.PositionLinkFactory(source=position, target=other, rationale="Samma resor.")
    PositionLink.objects.update(rationale="Ett annat skäl.", relation="conflicts")
    return PositionLink.objects.get(pk=made.pk)


@pytest.fixture
def desk(planner: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def history(kind: str, pk: int) -> str:
    return f"/ostersund/historik/{kind}/{pk}/"


def tokens(page: str) -> list[str]:
    return re.findall(r'name="unlinked" value="([^"]+)"', page)


def test_what_a_link_once_said_is_filled_in_and_saved(link, desk):
    told = desk.get(history("position_link", link.pk)).content.decode()
    address = re.search(r'href="([^"]*\?historik=\d+)"', told)[1]
    form = desk.get(address).content.decode()
    assert "Samma resor.</textarea>" in form
    assert re.search(r'value="supports"\s+selected', form)
    assert told.count("This is how it stands now.") == 1
    sent = {"relation": "supports", "rationale": "Samma resor.", "version": 2}
    desk.post(address.partition("?")[0], sent)
    assert PositionLink.objects.get().rationale == "Samma resor."


def test_a_removed_link_is_told_where_it_stood_and_put_back(link, desk, planner):
    desk.post(f"/ostersund/kopplingar/stallningstagande/{link.pk}/ta-bort/", {"version": 2})
    page = desk.get(LINKS).content.decode()
    assert "Removed links" in page
    assert "Hållplatserna ligger nära." in page
    assert str(planner) in page
    answer = desk.post(UNDO, {"unlinked": tokens(page)[0]}, follow=True)
    assert answer.redirect_chain == [(LINKS, 302)]
    assert PositionLink.objects.get().rationale == "Ett annat skäl."
    assert "Removed links" not in desk.get(LINKS).content.decode()


def test_the_history_of_a_removed_link_puts_back_what_it_said_before(link, desk):
    PositionLink.objects.all().delete()
    page = desk.get(history("position_link", link.pk)).content.decode()
    assert "This is there no longer" in page
    assert "Bussarna går oftare. → Hållplatserna ligger nära." in page
    assert "This is how it stood when it was removed." in page
    _as_removed, as_first_stated = tokens(page)
    desk.post(UNDO, {"unlinked": as_first_stated})
    back = PositionLink.objects.get()
    assert (back.relation, back.rationale) == ("supports", "Samma resor.")


def test_a_link_that_was_made_anew_is_not_put_back_once_more(link, desk):
    factories.PositionLinkFactory(source=link.source, target=link.target, relation="supports")
    PositionLink.objects.filter(pk=link.pk).delete()
    PositionLink.objects.update(relation="conflicts")
    page = desk.get(history("position_link", link.pk)).content.decode()
    assert "It has been made anew since then." in page
    assert not tokens(page)


def test_a_link_to_what_is_gone_says_so(link, desk):
    PositionLink.objects.all().delete()
    Position.objects.filter(key="o").delete()
    for page in (history("position_link", link.pk), LINKS):
        html = desk.get(page).content.decode()
        assert "What it held together is no longer there." in html
        assert not tokens(html)


def test_links_between_plans_come_back_too(link, desk):
    between = factories.PlanLinkFactory(source=link.source.plan, target=link.target.plan, rationale="Därför.")
    PlanLink.objects.all().delete()
    desk.post(UNDO, {"unlinked": tokens(desk.get(history("plan_link", between.pk)).content.decode())[0]})
    assert PlanLink.objects.get().rationale == "Därför."


def test_what_a_measure_implemented_is_told_and_comes_back(link, desk):
    measure = factories.MeasureFactory(plan=link.source.plan, key="m")
    row = measure.implementation_rows.create(position=link.target)
    desk.post(f"/ostersund/kopplingar/atgard/{row.pk}/ta-bort/", {"version": 0})
    page = desk.get("/ostersund/atgarder/m/kopplingar/").content.decode()
    assert tokens(desk.get(history("implementation", row.pk)).content.decode())
    desk.post(UNDO, {"unlinked": tokens(page)[0]})
    assert Implementation.objects.get().position == link.target


def test_a_withdrawn_statement_on_a_goal_fills_in_the_form_for_a_new_one(link, desk):
    stated = factories.ContributionFactory(position=link.source, strength=-1, rationale="Tar plats.")
    Contribution.objects.all().delete()
    told = desk.get(LINKS).content.decode()
    address = re.search(r'href="([^"]*bidrag/nytt/\?historik=\d+)"', told)[1]
    form = desk.get(address).content.decode()
    assert "Tar plats.</textarea>" in form
    assert address in desk.get(history("contribution", stated.pk)).content.decode()


def test_who_may_not_link_reads_why_nothing_can_be_put_back(link, politician):
    PositionLink.objects.all().delete()
    client = Client(headers={"accept-language": "en"})
    client.force_login(politician)
    for page in (LINKS, history("position_link", link.pk)):
        html = client.get(page).content.decode()
        assert "Only those who work for the responsible unit" in html
        assert not tokens(html)


def test_others_read_nothing_of_it(link, stranger, neighbour):
    PositionLink.objects.all().delete()
    client = Client()
    assert client.get(history("position_link", link.pk)).status_code == 302
    client.force_login(stranger)
    assert client.get(history("position_link", link.pk)).status_code == 403
    theirs = f"/{neighbour.slug}/historik/position_link/{link.pk}/"
    assert client.get(theirs).status_code == 404
    assert client.get(history("position_link", 10**9).replace("ostersund", "falun")).status_code == 404


def test_many_removed_links_ask_no_more(link, desk, django_assert_max_num_queries):
    for number in range(12):
        other = factories.PositionFactory(plan=link.target.plan, statement=f"Hållplats {number}.")
        factories.PositionLinkFactory(source=link.source, target=other)
    PositionLink.objects.all().delete()
    with django_assert_max_num_queries(24):
        page = desk.get(LINKS).content.decode()
    assert len(tokens(page)) == 13


def test_what_differs_only_in_what_has_steps_of_its_own_says_so(position, desk):
    Plan.objects.update(status="consultation")
    page = desk.get(history("plan", position.plan_id)).content.decode()
    assert "changed by steps of its own, not from here: Status." in page


def test_all_else_of_a_part_is_filled_in_to_its_form(position, desk):
    Position.objects.update(code="B7", land_use="A04")
    page = desk.get(history("position", position.pk)).content.decode()
    address = re.search(r'href="([^"]*redigera/\?historik=\d+)"', page)[1]
    form = desk.get(address).content.decode()
    assert 'name="code" value="B7"' not in form
    assert "Filled in as it was on" in form


def test_the_locked_wording_of_a_decided_measure_says_why_it_stays(position, desk):
    measure = factories.MeasureFactory(plan=position.plan, key="m", title="Ny bro", cost=5)
    type(measure).objects.update(title="En ny bro")
    Plan.objects.update(status="in_force")
    page = desk.get(history("measure", measure.pk)).content.decode()
    assert "so its wording is locked" in page
    type(measure).objects.update(cost=7)
    assert "redigera/?historik=" in desk.get(history("measure", measure.pk)).content.decode()


def test_sections_statements_and_goals_lead_to_their_histories(position, desk):
    section = factories.SectionFactory(plan=position.plan)
    stated = factories.ContributionFactory(position=position, recorded_by=position.organisation)
    goal = factories.GoalFactory(framework__organisation=position.organisation)
    owner = f"{position.organisation.key}/{goal.framework.key}/{goal.key}"
    for address, kind, pk in (
        (f"/ostersund/avsnitt/{section.pk}/redigera/", "section", section.pk),
        (f"/ostersund/bidrag/{stated.pk}/", "contribution", stated.pk),
        (f"/ostersund/mal/{owner}/", "goal", goal.pk),
    ):
        assert f'href="{history(kind, pk)}"' in desk.get(address).content.decode()
