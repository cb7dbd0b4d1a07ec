"""A plan's page."""

import re

import pytest
from django.test import Client

from planning.models import Plan
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
PROGRAMME = "/ostersund/planer/klimatprogram/"
FRONT = {
    "case_number": "KS 2023/41", "applies_to": "Alla nämnder", "responsible_role": "Miljöchef",
    "revision_role": "Klimatstrateg", "next_check_on": "2026-12-01",
}  # fmt: skip
FRONT_IN_WORDS = (
    "Case number KS 2023/41", "Applies to Alla nämnder", "Responsible role Miljöchef",
    "Responsible for revision Klimatstrateg", "Next check of currency 1 December 2026",
)  # fmt: skip


@pytest.fixture
def reader() -> Client:
    return Client(headers={"accept-language": "en"})


def text_of(response) -> str:
    main = response.content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_the_front_page_tells_who_decided_what_when_and_what_it_replaces(town, reader):
    older = factories.PlanFactory(
        organisation=town.organisation, title="Förra programmet", status="superseded"
    )
    Plan.objects.filter(pk=town.programme.pk).update(
        decided_by="Kommunfullmäktige", reference="KF § 12", adopted_on="2023-12-14", valid_to="2030-12-31",
        **FRONT,
    )  # fmt: skip
    town.programme.supersession_rows.create(superseded=older)
    text = text_of(reader.get(PROGRAMME))
    for said in ("Kommunfullmäktige", "KF § 12", "14 December 2023", "31 December 2030", "Förra programmet"):
        assert said in text
    for said in FRONT_IN_WORDS:
        assert said in text


def test_positions_and_measures_stand_with_their_goals_reasons_and_links(town, reader):
    text = text_of(reader.get(PROGRAMME))
    assert re.search(r"Bygg ut fjärrvärmen\..*\+3.*Klimatneutralt 2030.*Ersätter olja\.", text)
    assert re.search(r"Ny panna.*12,000,000 SEK", text)
    assert re.search(r"Measures that implement it Ny panna", text)


def test_sections_stand_in_the_order_of_their_tree_with_their_parts(town, reader):
    plan = town.programme
    chapter = factories.SectionFactory(plan=plan, heading="Kapitel", order=1, body="Om kapitlet.")
    later = factories.SectionFactory(plan=plan, heading="Senare", order=2)
    inner = factories.SectionFactory(plan=plan, heading="Avsnitt", order=3, parent=chapter)
    factories.PositionFactory(plan=plan, section=inner, statement="Inre.")
    factories.PositionFactory(plan=plan, section=later, statement="Sist.")
    text = text_of(reader.get(PROGRAMME))
    places = [
        text.rindex(word) for word in ("fjärrvärmen", "Om kapitlet.", "Avsnitt", "Inre.", "Senare", "Sist.")
    ]
    assert places == sorted(places)


def test_a_long_plan_comes_in_pages_that_the_contents_point_to(town, reader):
    section = factories.SectionFactory(plan=town.programme, heading="Långt kapitel", order=1)
    other = factories.SectionFactory(plan=town.programme, heading="Slutkapitel", order=2)
    factories.PositionFactory.create_batch(70, plan=town.programme, section=section)
    last = factories.PositionFactory(plan=town.programme, section=other, statement="Allra sist.")
    first = reader.get(PROGRAMME).content.decode()
    assert "Allra sist." not in first
    page = re.search(rf'href="\?page=(\d+)#section-{other.pk}"', first)[1]
    assert f'id="position-{last.pk}"' in reader.get(f"{PROGRAMME}?page={page}").content.decode()


def test_a_number_opens_into_what_it_counts(town, reader, politician):
    factories.PositionFactory(plan=town.programme, statement="Utan mål.")
    reader.force_login(politician)
    unlinked = reader.get(f"{PROGRAMME}?show=unlinked").content.decode().split('id="document"')[1]
    assert "Utan mål." in unlinked
    assert "Bygg ut fjärrvärmen." not in unlinked


def test_links_to_a_draft_are_for_members(town, reader, politician):
    draft = factories.PositionFactory(plan=town.draft, statement=f"{SECRET} 2")
    position = town.programme.positions.get()
    factories.PositionLinkFactory(source=position, target=draft, recorded_by=town.organisation)
    factories.PlanLinkFactory(source=town.programme, target=town.draft)
    assert SECRET not in reader.get(PROGRAMME).content.decode()
    reader.force_login(politician)
    assert reader.get(PROGRAMME).content.decode().count(SECRET) >= 2


def test_what_another_municipality_links_to_a_common_plan_is_no_business_of_ours(
    town, reader, politician, neighbour
):
    regional = factories.PlanFactory(organisation__is_public=True, organisation__kind="region", key="rup")
    for follower in (town.organisation, neighbour):
        factories.PlanAdoptionFactory(organisation=follower, plan=regional)
    theirs = factories.MeasureFactory(
        plan__organisation=neighbour, plan__status="drafting", title="Grannens utkast"
    )
    theirs.implementation_rows.create(
        position=factories.PositionFactory(plan=regional, statement="Gemensamt.")
    )
    reader.force_login(politician)
    page = reader.get(f"/ostersund/planer/{regional.organisation.key}:rup/").content.decode()
    assert "Gemensamt." in page
    assert "Grannens utkast" not in page


def test_the_report_s_numbers_are_what_the_page_counts(town, reader, politician):
    reader.force_login(politician)
    text = text_of(reader.get(PROGRAMME))
    assert re.search(r"Positions linked to a goal 1 of 1", text)
    assert re.search(r"Measures that are paid for 1 of 1", text)
    assert re.search(r"Goals that it bears on 1 .*Klimatneutralt 2030", text)


@pytest.mark.parametrize("ref", ["finns-inte", "utkast", "falun:utkast", "nobody:klimatprogram"])
def test_plans_that_are_not_there_or_not_public_are_not_found(town, reader, ref):
    assert reader.get(f"/ostersund/planer/{ref}/").status_code == 404


@pytest.mark.parametrize("parts", [5, 60])
def test_queries_do_not_grow_with_the_plan(town, reader, coordinator, django_assert_max_num_queries, parts):
    reader.force_login(coordinator)
    factories.PlanFactory(organisation=town.organisation, parent=town.programme)
    for _ in range(parts):
        position = factories.PositionFactory(plan=town.programme)
        other = factories.PositionFactory(plan__organisation=town.organisation)
        factories.PositionLinkFactory(source=other, target=position, recorded_by=town.organisation)
        factories.ContributionFactory(position=position, goal=town.buses, recorded_by=town.organisation)
        factories.MeasureFactory(plan=town.programme).implementation_rows.create(position=position)
    with django_assert_max_num_queries(10):
        reader.get(PROGRAMME)
