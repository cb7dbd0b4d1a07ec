"""A plan read as a document, on one page."""

import re

import pytest
from django.test import Client

from planning.models import Plan, Position
from tests import factories
from tests.pages.plans.test_plan_detail import FRONT, FRONT_IN_WORDS, text_of
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
READING, DRAFT = "/ostersund/planer/klimatprogram/las/", "/ostersund/planer/utkast/las/"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"accept-language": "en"})


def test_it_begins_with_what_the_front_page_says_and_its_contents(town, reader):
    decision = {"decided_by": "Kommunfullmäktige", "reference": "KF § 12"}
    Plan.objects.filter(pk=town.programme.pk).update(**decision, **FRONT)
    chapter = factories.SectionFactory(plan=town.programme, heading="Bygga", order=1)
    factories.SectionFactory(plan=town.programme, heading="Resa", order=2)
    page = reader.get(READING).content.decode()
    for said in ("In force", "Kommunfullmäktige", "KF § 12", "Samhällsbyggnad", "1 January 2024"):
        assert said in page
    for said in FRONT_IN_WORDS:
        assert said in text_of(reader.get(READING))
    assert re.search(rf'<a href="#section-{chapter.pk}"><span class="number">1</span> Bygga</a>', page)
    assert page.count("<h1") == 1


@pytest.fixture
def related(town):
    """What the programme replaces, rests on, and is at odds with; and a draft that shall replace it."""
    own = {"organisation": town.organisation}
    older = factories.PlanFactory(**own, title="Program <2019>", status="superseded")
    town.programme.supersession_rows.create(superseded=older)
    town.draft.supersession_rows.create(superseded=town.programme)
    for title, relation in (("Vision & mål", "based_on"), ("Flygplan", "conflicts")):
        other = factories.PlanFactory(**own, title=title)
        link = {"source": town.programme, "target": other, "recorded_by": town.organisation}
        factories.PlanLinkFactory(**link, relation=relation)
    return town


def test_it_says_what_the_plan_replaces_and_which_documents_it_goes_with(related, reader):
    page = text_of(reader.get(READING))
    assert re.search(r"Supersedes Program &lt;2019&gt; .*Based on Vision &amp; mål ", page)
    assert "Flygplan" not in page


def test_a_draft_that_shall_replace_it_is_named_to_members_only(related, reader, politician):
    assert SECRET not in text_of(reader.get(READING))
    reader.force_login(politician)
    assert f"Superseded by {SECRET}" in text_of(reader.get(READING))


def test_sections_are_numbered_headings_in_the_order_of_their_tree(town, reader):
    plan = town.programme
    first = factories.SectionFactory(plan=plan, heading="Bygga", order=1)
    factories.SectionFactory(plan=plan, heading="Resa", order=2)
    factories.SectionFactory(plan=plan, heading="Bo", order=3, parent=first)
    page = reader.get(READING).content.decode()
    found = re.findall(r'<h(\d) id="section-\d+" lang="sv"><span class="number">([\d.]+)</span> (\w+)', page)
    assert found == [("2", "1", "Bygga"), ("3", "1.1", "Bo"), ("2", "2", "Resa")]


def test_headings_that_carry_numbers_get_no_others(town, reader):
    factories.SectionFactory(plan=town.programme, heading="1. Bygga", order=1)
    factories.SectionFactory(plan=town.programme, heading="2. Resa", order=2)
    assert 'class="number"' not in reader.get(READING).content.decode()


def test_positions_stand_with_their_reason_and_goals(town, reader):
    Position.objects.filter(plan=town.programme).update(
        code="K1", rationale="Billigare värme.", aspect="direction"
    )
    text = text_of(reader.get(READING))
    assert re.search(r"K1 Bygg ut fjärrvärmen\. Billigare värme\. Direction of development", text)
    assert "Contributes to: 1 Klimatneutralt 2030" in text


def test_what_one_says_oneself_counts_before_what_the_plan_s_owner_says(town, reader, neighbour):
    position = factories.PositionFactory(plan__organisation=neighbour, plan__key="rup")
    factories.PlanAdoptionFactory(organisation=town.organisation, plan=position.plan)
    factories.FrameworkAdoptionFactory(organisation=neighbour, framework=town.framework)
    factories.ContributionFactory(position=position, goal=town.climate, strength=2, recorded_by=neighbour)
    factories.ContributionFactory(
        position=position, goal=town.climate, strength=-1, recorded_by=town.organisation
    )
    text = text_of(reader.get("/ostersund/planer/falun:rup/las/"))
    assert "Makes harder: 1 Klimatneutralt 2030" in text
    assert "Contributes to" not in text


def test_measures_are_a_table_of_who_when_what_it_costs_and_how_far_it_is(town, reader, other_department):
    measure = town.programme.measures.get()
    measure.partner_rows.create(unit=other_department)
    page = text_of(reader.get(READING))
    assert re.search(r"Ny panna .*Samhällsbyggnad, Barn och utbildning .*12,000,000 SEK Ongoing", page)


def test_what_was_withdrawn_is_marked_in_a_draft_and_no_part_of_a_decided_plan(town, coordinator, reader):
    for plan in (town.programme, town.draft):
        factories.PositionFactory(plan=plan, statement="Drogs tillbaka.", status="withdrawn")
    reader.force_login(coordinator)
    assert "Drogs tillbaka." not in text_of(reader.get(READING))
    assert re.search(r"Drogs tillbaka\. Withdrawn", text_of(reader.get(DRAFT)))


def test_a_draft_is_read_by_members_only(town, politician, stranger, reader):
    assert reader.get(DRAFT).status_code == 404
    reader.force_login(stranger)
    assert reader.get(DRAFT).status_code == 404
    reader.force_login(politician)
    assert reader.get(DRAFT).status_code == 200


def test_the_goals_of_a_draft_are_no_news_for_the_public(town, reader):
    hidden = factories.GoalFactory(framework__organisation=town.organisation, title="Hemligt mål")
    factories.PlanFactory(organisation=town.organisation, status="drafting", framework=hidden.framework)
    position = town.programme.positions.get()
    factories.ContributionFactory(position=position, goal=hidden, recorded_by=town.organisation)
    assert "Hemligt mål" not in text_of(reader.get(READING))


def test_the_plan_s_page_leads_to_it(town, reader):
    assert f'href="{READING}"' in reader.get("/ostersund/planer/klimatprogram/").content.decode()


def test_a_plan_without_content_says_so(town, reader, municipality):
    factories.PlanFactory(organisation=municipality, key="tom", title="Tom plan")
    assert "no positions or measures yet" in text_of(reader.get("/ostersund/planer/tom/las/"))


@pytest.mark.parametrize("parts", [5, 60])
def test_queries_do_not_grow_with_the_plan(town, reader, coordinator, django_assert_max_num_queries, parts):
    reader.force_login(coordinator)
    for order in range(parts):
        section = factories.SectionFactory(plan=town.programme, order=order, body="<p>Om <em>det</em>.</p>")
        position = factories.PositionFactory(plan=town.programme, section=section)
        factories.ContributionFactory(position=position, goal=town.buses, recorded_by=town.organisation)
        factories.MeasureFactory(plan=town.programme, section=section)
    with django_assert_max_num_queries(18):
        reader.get(READING)
