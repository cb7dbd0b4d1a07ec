"""Beginning a plan, its front page, and its sections."""

import html
import re

import pytest
from django.test import Client

from planning.models import Plan, Section
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/ostersund/planer/"
NEW = "/ostersund/ny-plan/"
PLAN = f"{LIST}utkast/"
FRONT = f"{PLAN}framsida/"
HTMX = {"HX-Request": "true"}
CARE = ("case_number", "applies_to", "responsible_role", "revision_role", "next_check_on")


@pytest.fixture
def draft(municipality, department) -> Plan:
    return factories.PlanFactory(
        organisation=municipality, unit=department, status="drafting", key="utkast", title="Utkast"
    )


@pytest.fixture
def section(draft) -> Section:
    return factories.SectionFactory(plan=draft, heading="Byggande", body="Om byggande.")


@pytest.fixture
def desk(planner) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(planner)
    return client


def sent_new(municipality, department, **changes):
    kind = factories.PlanTypeFactory(organisation=municipality)
    said = {"title": "Klimatprogram", "type": kind.pk, "unit": department.pk, "begins_as": "idea"}
    return {**said, **changes}


def test_the_catalogue_leads_those_who_may_to_a_new_plan(desk, politician, department):
    assert f'href="{NEW}"' in desk.get(LIST).content.decode()
    reader = Client()
    reader.force_login(politician)
    assert NEW not in reader.get(LIST).content.decode()
    assert reader.get(NEW).status_code == 403


def test_a_new_plan_opens_empty_and_says_what_to_do(municipality, department, desk):
    answer = desk.post(NEW, sent_new(municipality, department), follow=True)
    assert answer.redirect_chain == [(f"{LIST}klimatprogram/", 302)]
    assert "The plan is created." in answer.content.decode()
    assert "The plan is empty" in answer.content.decode()


def test_an_editor_is_offered_their_own_units_and_refused_others(
    municipality, department, other_department, desk
):
    sent_new(municipality, department)
    form = desk.get(NEW).content.decode()
    assert "Samhällsbyggnad</option>" in form
    assert "Barn och utbildning" not in form
    for unit in (other_department.pk, ""):
        assert desk.post(NEW, sent_new(municipality, department, unit=unit)).status_code == 403
    assert not Plan.objects.exists()


def test_a_plan_without_a_name_is_refused(municipality, department, desk):
    answer = desk.post(NEW, sent_new(municipality, department, title=" "), headers=HTMX)
    assert answer.status_code == 422
    assert "ds-error-summary" in answer.content.decode()


def front(plan: Plan, **changes: object) -> dict[str, object]:
    names = ("title", "summary", "unit", "version_label", "valid_from", "valid_to")
    names += ("decided_by", "reference", "parent", "statutory_basis", *CARE)
    opened = {name: getattr(plan, name) or "" for name in names} | {"unit": plan.unit_id or ""}
    initials = {f"initial-{name}": value for name, value in opened.items()}
    return {**opened, **initials, "version": plan.version, **changes}


def test_the_front_page_is_written_on_the_plan_s_page(draft, desk):
    assert f'hx-get="{FRONT}"' in desk.get(PLAN).content.decode()
    assert desk.get(FRONT, headers=HTMX).content.decode().strip().startswith('<div id="front-page">')
    answer = desk.post(FRONT, front(draft, title="Nytt namn", valid_from="2027-01-01"), headers=HTMX)
    assert answer["HX-Redirect"] == PLAN
    assert "Nytt namn" in desk.get(PLAN).content.decode()


def test_a_plan_that_ends_before_it_begins_is_refused_and_nothing_written_is_lost(draft, desk):
    said = front(draft, valid_from="2028-01-01", valid_to="2027-01-01", reference="KS 7")
    answer = desk.post(FRONT, said)
    assert answer.status_code == 422
    assert "ends after it has begun" in answer.content.decode()
    assert "KS 7" in answer.content.decode()


def test_all_that_guidelines_ask_for_is_written_and_shown_again(draft, desk):
    said = dict(zip(CARE, ("KS 2026/7", "Alla nämnder", "Chef", "Strateg", "2027-06-01"), strict=True))
    assert desk.post(FRONT, front(draft, **said)).status_code == 302
    form = desk.get(FRONT).content.decode()
    for name, value in said.items():
        assert re.search(rf'name="{name}"[^>]+value="{value}"', form)
    Plan.objects.update(**dict.fromkeys(CARE))
    earlier = draft.history.get(case_number="KS 2026/7").pgh_id
    filled = desk.get(f"{FRONT}?historik={earlier}").content.decode()
    assert "Filled in as it was on" in filled
    for name, value in said.items():
        assert re.search(rf'name="{name}"[^>]+value="{value}"', filled)


def test_a_check_before_the_adoption_is_refused_beside_its_field_and_nothing_written_is_lost(draft, desk):
    Plan.objects.update(status="in_force", adopted_on="2026-01-15")
    said = front(draft, version=2, next_check_on="2026-01-14", revision_role="Strategen")
    answer = desk.post(FRONT, said, headers=HTMX)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A plan is checked after it was adopted, not before." in page.split('id="front-next_check_on"')[0]
    assert 'value="Strategen"' in page
    assert desk.post(FRONT, said | {"next_check_on": "2026-12-01"}).status_code == 302
    assert str(Plan.objects.get().next_check_on) == "2026-12-01"


def test_texts_that_are_too_long_and_days_that_are_none_are_refused(draft, desk):
    said = front(draft, case_number="9" * 101, applies_to="å" * 301, next_check_on="2026-02-30")
    page = desk.post(FRONT, said).content.decode()
    for name in ("case_number", "applies_to", "next_check_on"):
        assert f'href="#front-{name}"' in page
    assert Plan.objects.get().version == 1


def test_two_who_plan_the_next_check_both_see_both_days(draft, desk):
    Plan.objects.update(next_check_on="2027-01-01", revision_role="Strategen")
    answer = desk.post(FRONT, front(draft, next_check_on="2027-06-01"), headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "2027-01-01" in re.sub(r"</?mark>", "", page).split('class="theirs"')[1]
    assert 'value="Strategen"' in page
    assert str(Plan.objects.get().next_check_on) == "2027-01-01"


def test_a_draft_ticks_the_plans_that_it_replaces(draft, desk):
    old, older = (factories.PlanFactory(organisation=draft.organisation, title=t) for t in ("Ett", "Två"))
    form = desk.get(FRONT).content.decode()
    assert re.search(r"<summary>Replaces</summary>.*Ett.*Två", form, re.DOTALL)
    assert desk.post(FRONT, front(draft, supersedes=[old.pk, older.pk])).status_code == 302
    draft.refresh_from_db()
    assert re.search(rf'value="{old.pk}"[^>]+checked', desk.get(FRONT).content.decode())
    ticked = {"supersedes": [older.pk], "initial-supersedes": [old.pk, older.pk]}
    assert desk.post(FRONT, front(draft, **ticked), headers=HTMX)["HX-Redirect"] == PLAN
    assert list(draft.supersedes.all()) == [older]


def test_two_who_tick_what_is_replaced_both_see_both(draft, desk):
    plans = [factories.PlanFactory(organisation=draft.organisation, title=t) for t in ("Ett", "Två")]
    draft.supersession_rows.create(superseded=plans[0])
    answer = desk.post(FRONT, front(draft, supersedes=[plans[1].pk]), headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ett" in re.sub(r"</?mark>", "", page).split('class="theirs"')[1].split("</dl>")[0]
    assert re.search(rf'value="{plans[1].pk}"[^>]+checked', page)
    assert not re.search(rf'value="{plans[0].pk}"[^>]+checked', page)


@pytest.mark.parametrize("sent", ["x", "99999999999999999999", "-1"])
def test_what_is_no_plan_is_not_replaced(draft, desk, sent):
    answer = desk.post(FRONT, front(draft, supersedes=[sent], reference="KS 9"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "KS 9" in page
    assert 'href="#front-supersedes"' in page
    assert '<fieldset id="front-supersedes"' in page
    assert not draft.supersedes.exists()


def test_a_decided_plan_does_not_ask_what_it_replaces(draft, desk):
    old = factories.PlanFactory(organisation=draft.organisation)
    draft.supersession_rows.create(superseded=old)
    Plan.objects.filter(pk=draft.pk).update(status="in_force")
    draft.refresh_from_db()
    assert 'name="supersedes"' not in desk.get(FRONT).content.decode()
    assert desk.post(FRONT, front(draft, reference="KF 3")).status_code == 302
    assert list(draft.supersedes.all()) == [old]


def test_two_who_write_the_front_page_both_see_both_texts(draft, desk):
    Plan.objects.update(reference="KS 1")
    answer = desk.post(FRONT, front(draft, reference="KS 2"), headers=HTMX)
    shown = re.sub(r"</?mark>", "", answer.content.decode())
    assert answer.status_code == 409
    assert "KS 1" in shown.split('class="theirs"')[1]
    assert Plan.objects.get().reference == "KS 1"


def test_of_a_decided_plan_title_and_summary_are_not_in_the_form(draft, desk):
    Plan.objects.update(status="in_force")
    page = desk.get(FRONT).content.decode()
    assert 'name="title"' not in page
    assert desk.post(FRONT, front(draft, version=2, title="Annat", reference="KF 3")).status_code == 302
    assert (Plan.objects.get().title, Plan.objects.get().reference) == ("Utkast", "KF 3")


def test_a_plan_lays_down_goals_of_its_own_which_its_unit_then_writes(draft, department, desk):
    assert "No goals of its own" in desk.get(FRONT).content.decode()

    answer = desk.post(FRONT, front(draft, title="Klimatprogram", framework="new"), follow=True)

    framework = Plan.objects.get().framework
    assert (framework.title, framework.organisation_id) == ("Klimatprogram", draft.organisation_id)
    goals = f"/ostersund/malramverk/{framework.pk}/mal/"
    assert f'href="{goals}"' in answer.content.decode()
    said = {"title": "Fossilfritt", "scope": "organisation", "unit_id": department.pk}
    assert desk.post(f"{goals}nytt/", said).status_code == 302
    assert framework.goals.get().title == "Fossilfritt"


def test_a_plan_takes_over_goals_that_are_there_and_lets_them_go(draft, desk):
    framework = factories.FrameworkFactory(organisation=draft.organisation, title="Miljömål")

    desk.post(FRONT, front(draft, framework=framework.pk))
    assert Plan.objects.get().framework == framework
    desk.post(FRONT, front(draft, framework="", version=2))

    assert Plan.objects.get().framework is None


def test_goals_of_another_organisation_are_not_laid_down(draft, desk):
    theirs = factories.FrameworkFactory(title="Regionens mål")

    answer = desk.post(FRONT, front(draft, framework=theirs.pk))

    assert answer.status_code == 422
    assert Plan.objects.get().framework is None


def test_the_goals_of_a_decided_plan_stand(draft, desk):
    Plan.objects.update(status="in_force")

    assert 'name="framework"' not in desk.get(FRONT).content.decode()
    desk.post(FRONT, front(draft, version=2, framework="new", reference="KF 3"))

    assert (Plan.objects.get().framework, Plan.objects.get().reference) == (None, "KF 3")


def test_a_section_is_written_changed_and_moved(draft, section, desk):
    answer = desk.post(f"{PLAN}nytt-avsnitt/", {"heading": "Trafik", "body": "Om trafik."})
    new = Section.objects.get(heading="Trafik")
    assert answer["Location"] == f"{PLAN}?page=1#section-{new.pk}"
    said = {"heading": "Resor", "body": "", "version": 1}
    assert desk.post(f"/ostersund/avsnitt/{new.pk}/redigera/", said, headers=HTMX)["HX-Redirect"]
    assert desk.post(f"/ostersund/avsnitt/{new.pk}/flytta/", {"version": 2, "to": "up"}).status_code == 302
    page = desk.get(PLAN).content.decode().split('id="document"')[1]
    assert page.index("Resor</h3>") < page.index("Byggande</h3>")


def test_a_section_moves_into_another_but_not_into_itself(draft, section, desk):
    other = factories.SectionFactory(plan=draft, heading="Trafik", parent=section)
    assert (
        "Trafik"
        not in desk.get(f"/ostersund/avsnitt/{section.pk}/flytta/").content.decode().split("<select")[1]
    )
    move = f"/ostersund/avsnitt/{section.pk}/flytta/"
    assert desk.post(move, {"version": 1, "to": other.pk}).status_code == 422
    assert (
        desk.post(f"/ostersund/avsnitt/{other.pk}/flytta/", {"version": 1, "to": "none"}).status_code == 302
    )
    assert desk.post(move, {"version": 1, "to": other.pk}).status_code == 302
    assert Section.objects.get(pk=section.pk).parent == other


def test_two_who_write_a_section_both_see_both_texts(section, desk):
    edit = f"/ostersund/avsnitt/{section.pk}/redigera/"
    said = {"heading": "Byggande", "body": "Mitt.", "version": 1}
    said |= {"initial-heading": "Byggande", "initial-body": "Om byggande."}
    Section.objects.update(body="Deras.")
    answer = desk.post(edit, said, headers=HTMX)
    assert answer.status_code == 409
    assert "Mitt.</textarea>" in answer.content.decode()
    assert "Deras." in answer.content.decode()


def test_a_section_is_removed_if_it_is_empty_and_can_be_brought_back(section, desk):
    held = factories.PositionFactory(plan=section.plan, section=section, statement="Bygg tätt.")
    remove = f"/ostersund/avsnitt/{section.pk}/ta-bort/"
    kept = desk.post(remove, {"version": 1})
    assert kept.status_code == 409
    assert "Bygg tätt." in kept.content.decode()
    held.delete()
    answer = desk.post(remove, {"version": 1}).content.decode()
    token = html.unescape(re.search(r'name="removed"\s+value="([^"]+)"', answer)[1])
    back = desk.post("/ostersund/angra/", {"removed": token})
    assert back["Location"] == f"{PLAN}?page=1#section-{section.pk}"


def test_others_write_neither_front_page_nor_sections(draft, section, outsider):
    client, status = outsider
    edit = f"/ostersund/avsnitt/{section.pk}/redigera/"
    for address, said in (
        (FRONT, front(draft, title="Annat")),
        (f"{PLAN}nytt-avsnitt/", {"heading": "Nytt"}),
        (edit, {"heading": "Annat", "version": 1}),
    ):
        assert client.get(address).status_code == status
        assert client.post(address, said).status_code == status
    assert (Plan.objects.get().version, Section.objects.get().version) == (1, 1)
