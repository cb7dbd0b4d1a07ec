"""The planning strategy as a document: on a page, as PDF and Word, and its plan list."""

import io
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client

from organisations.models import Organisation, User
from strategy.models import PlanningStrategy, RequirementVerdict, StrategyChange
from strategy.services.keeping import keep_contents
from tests import factories
from tests.pages.documents.claims import check_pdf
from tests.pages.documents.test_downloads import words
from tests.pages.strategy.test_strategy_list import browser, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(municipality: Organisation) -> PlanningStrategy:
    """Adopted: one verdict, a stance on a plan of the town, one on a hidden plan, and a new plan."""
    term = factories.TermFactory(organisation=municipality, elected_on="2022-09-11")
    made: PlanningStrategy = factories.AdoptedStrategyFactory(
        term=term,
        title="Planeringsstrategi 2022",
        case_number="KS 7/2024",
        county_basis_on="2024-03-01",
        comprehensive_plan_judgement="partly_current",
    )
    kind = factories.PlanTypeFactory(organisation=municipality, name="Program")
    own = {"organisation": municipality, "type": kind}
    plan = factories.PlanFactory(**own, title="Klimatprogram", statutory_basis="PBL 3 kap. 1 §")
    hidden = factories.PlanFactory(**own, title="Dold plan", status="drafting")
    said = {"strategy": made, "cost": 400_000, "person_months": 6}
    factories.PlanNeedFactory(**said, plan=plan, reason="Målen är nya.", start="2023-Q1", decision="2024-Q2")
    factories.PlanNeedFactory(**said, plan=hidden, reason="Skäl för den dolda.")
    factories.PlanNeedFactory(strategy=made, plan=None, stance="new", title="Avfallsplan", type=kind,
                              statutory_basis="MB 15 kap.")  # fmt: skip
    factories.RequirementVerdictFactory(
        strategy=made, requirement="se-3-5-1", verdict="partly_current", reason="Behovet har ökat."
    )
    made.refresh_from_db()
    return made


def url_of(strategy: PlanningStrategy, rest: str = "") -> str:
    return f"/{strategy.organisation.slug}/strategi/{strategy.pk}/{rest}"


def draft(strategy: PlanningStrategy) -> None:
    undecided = {"adopted_on": None, "reference": None, "comprehensive_plan_judgement": None}
    PlanningStrategy.objects.filter(pk=strategy.pk).update(status="drafting", **undecided)


def out_of_order(said: str, *parts: str) -> list[str]:
    """The parts that do not come after those before them."""
    wrong, place = [], 0
    for part in parts:
        found = said.find(part, place)
        wrong += [part] if found < 0 else []
        place = max(place, found)
    return wrong


def test_the_document_has_the_statutory_parts_in_the_order_of_the_swedish_law(
    client: Client, strategy: PlanningStrategy
) -> None:
    page = text(client.get(url_of(strategy, "dokument/")))
    assert "KF § 12" in page
    assert "KS 7/2024" in page
    wrong = out_of_order(
        page,
        "Översiktsplanens aktualitet",
        "PBL 3 kap. 3 § Inte bedömd",
        "PBL 3 kap. 5 § 1 Delvis aktuell Behovet har ökat.",
        "Översiktsplanen i sin helhet Delvis aktuell",
        "Den fortsatta planeringen",
        "Avfallsplan Ny plan",
        "Klimatprogram Revideras",
        "Budget och flerårsplan (KL 11 kap. 5–6 §§)",
        "11 september 2024 Fullmäktige antar en planeringsstrategi, senast PBL 3 kap. 23 §",
        "13 september 2028",
    )
    assert wrong == []
    assert "utkast" not in page.lower()


def test_the_norwegian_document_has_the_plan_need_before_the_kommuneplan(client: Client) -> None:
    place = factories.OrganisationFactory(
        key="trondheim", slug="trondheim", country="NO", language="nb", is_public=True
    )
    term = factories.TermFactory(
        organisation=place, elected_on="2023-09-11", constituted_on="2023-10-12", key="2023"
    )
    made = factories.AdoptedStrategyFactory(term=term, title="Kommunal planstrategi 2024–2027")
    factories.RequirementVerdictFactory(
        strategy=made, requirement="no-arealdel", verdict="revised_partly", reason="Byen vokser."
    )
    page = text(client.get(url_of(made, "dokument/")))
    wrong = out_of_order(
        page,
        "Kommunal planstrategi 2024–2027",
        "Planbehov i perioden",
        "pbl. §§ 10-1, 11-5 Revideres delvis Byen vokser.",
        "12. oktober 2024",
    )
    assert wrong == []


def test_the_public_reads_documents_of_what_is_adopted_and_nothing_of_hidden_plans(
    client: Client, strategy: PlanningStrategy, politician: User
) -> None:
    listed = "planer/ladda-ner/kalkylark/"
    for address in (url_of(strategy, "dokument/"), url_of(strategy, "ladda-ner/word/")):
        answer = client.get(address)
        shown = words(docx.Document(io.BytesIO(answer.content))) if "word" in address else text(answer)
        assert "Klimatprogram" in shown
        assert "Dold plan" not in shown
    assert "Dold plan" in text(browser(politician).get(url_of(strategy, "dokument/")))
    draft(strategy)
    for rest in ("dokument/", "ladda-ner/pdf/", "ladda-ner/word/", listed):
        assert client.get(url_of(strategy, rest)).status_code == 404, rest
        assert browser(politician).get(url_of(strategy, rest)).status_code == 200, rest


def test_a_draft_says_that_it_is_one(strategy: PlanningStrategy, politician: User) -> None:
    draft(strategy)
    member = browser(politician)
    assert "Detta är ett utkast. Fullmäktige har inte beslutat om det." in text(
        member.get(url_of(strategy, "dokument/"))
    )
    file = member.get(url_of(strategy, "ladda-ner/word/")).content
    assert "Detta är ett utkast." in words(docx.Document(io.BytesIO(file)))


def test_the_pdf_can_be_read_aloud_and_archived(
    client: Client, strategy: PlanningStrategy, tmp_path: Path
) -> None:
    check_pdf(client.get(url_of(strategy, "ladda-ner/pdf/")).content, tmp_path)


def test_the_plan_list_has_real_days_and_numbers_and_marks_the_quarters(
    client: Client, strategy: PlanningStrategy
) -> None:
    file = client.get(url_of(strategy, "planer/ladda-ner/kalkylark/")).content
    sheet = openpyxl.load_workbook(io.BytesIO(file))["Planlista"]
    head, new, climate = [list(row) for row in sheet.iter_rows(values_only=True)]
    row = dict(zip(head, climate, strict=True))
    assert new[0] == "Avfallsplan"
    assert (row["Plan"], row["Lagstöd"], row["Inriktning"]) == (
        "Klimatprogram",
        "PBL 3 kap. 1 §",
        "Revideras",
    )
    assert (row["Personmånader"], row["Kostnad"]) == (6, 400_000)
    assert ("●" in row["2023"], "▲" in row["2024"]) == (True, True)


def test_the_workbench_and_few_queries_lead_to_the_documents(
    client: Client, strategy: PlanningStrategy, django_assert_max_num_queries: Any
) -> None:
    page = client.get(url_of(strategy)).content.decode()
    for rest in ("dokument/", "ladda-ner/pdf/", "planer/ladda-ner/kalkylark/"):
        assert url_of(strategy, rest) in page
    with django_assert_max_num_queries(10):
        client.get(url_of(strategy, "dokument/"))


def test_documents_say_what_was_decided_until_a_change_is_decided_too(
    client: Client, strategy: PlanningStrategy, coordinator: User
) -> None:
    keep_contents(strategy)
    RequirementVerdict.objects.update(verdict="current", reason="Räcker ändå.")
    document = url_of(strategy, "dokument/")
    assert "Räcker ändå." not in text(client.get(document))
    member = browser(coordinator)
    page = text(member.get(url_of(strategy, "beslut/")))
    assert "Ändrat sedan det senaste beslutet, och inte beslutat" in page
    assert "Det långsiktiga behovet av bostäder: ändrat från delvis aktuell till aktuell" in page
    said = {
        "decided_on": "2025-02-10", "decided_by": "Kommunfullmäktige", "reference": "",
        "case_number": "KS 2/2025", "summary": "Bostäderna bedöms på nytt.",
    }  # fmt: skip
    create = url_of(strategy, "beslut/nytt/")
    assert member.get(create).status_code == 200
    assert member.post(create, said).status_code == 422
    assert "Beslutet är registrerat" in text(member.post(create, said | {"reference": "KF § 7"}, follow=True))
    now = text(client.get(document))
    wrong = out_of_order(
        now, "Räcker ändå.", "Ändring 10 februari 2025", "KF § 7", "ändrat från delvis aktuell"
    )
    assert wrong == []
    then = text(client.get(f"{document}?beslut=0"))
    assert "Räcker ändå." not in then
    assert "Fullmäktige har ändrat den sedan dess." in then
    assert client.get(f"{document}?beslut=99999").status_code == 404
    change = StrategyChange.objects.get()
    edit = url_of(strategy, f"beslut/{change.pk}/redigera/")
    member.post(edit, said | {"version": 1, "reference": "KF § 8"})
    assert "KF § 8" in text(member.get(url_of(strategy, f"beslut/{change.pk}/")))
    member.post(url_of(strategy, f"beslut/{change.pk}/ta-bort/"), {"version": 2})
    assert "Räcker ändå." not in text(client.get(document))


def test_the_public_is_not_told_of_hidden_plans_in_what_was_decided(
    client: Client, strategy: PlanningStrategy
) -> None:
    keep_contents(strategy)
    strategy.plan_needs.filter(reason="Skäl för den dolda.").update(reason="Andra skäl för den dolda.")
    for rest in ("", "dokument/", "beslut/", "uppfoljning/"):
        page = client.get(url_of(strategy, rest))
        assert "Dold plan" not in text(page)


def build_on(strategy: PlanningStrategy) -> dict[str, Any]:
    """What has changed for an open goal and a hidden one, and what the unit can do of what is wanted."""
    open_goal = factories.GoalFactory(framework__organisation=strategy.organisation, title="Mindre utsläpp")
    hidden = factories.GoalFactory(framework__organisation=strategy.organisation, title="Dolt mål")
    factories.PlanFactory(
        organisation=strategy.organisation,
        framework=hidden.framework,
        title="Dold målplan",
        status="drafting",
    )
    changed = factories.ChangedConditionFactory(
        strategy=strategy, title="Fler bor ensamma", effect="Mindre bostäder behövs.", source="SCB 2024"
    )
    for goal in (open_goal, hidden):
        changed.goal_rows.create(goal=goal)
    changed.plan_rows.create(plan=strategy.plan_needs.get(plan__title="Klimatprogram").plan)
    unit = factories.UnitFactory(organisation=strategy.organisation, name="Samhällsbyggnad")
    strategy.plan_needs.filter(plan__title="Klimatprogram").update(unit=unit, actors="alone")
    room = factories.CapacityFactory(
        strategy=strategy, unit=unit, first="2023-Q1", last="2023-Q2", person_months=0
    )
    return {"changed": changed, "room": room}


def test_the_document_builds_on_changed_conditions_and_reckons_with_resources(
    client: Client, strategy: PlanningStrategy
) -> None:
    build_on(strategy)
    keep_contents(strategy)
    page = text(client.get(url_of(strategy, "dokument/")))
    wrong = out_of_order(
        page,
        "Ändrade planeringsförutsättningar",
        "Fler bor ensamma Mindre bostäder behövs. Mindre utsläpp; Klimatprogram SCB 2024",
        "Översiktsplanens aktualitet",
        "Klimatprogram Samhällsbyggnad kvartal 1 2023",
        "Kommunen beslutar ensam",
        "Resurser",
        "Samhällsbyggnad 2023 4 0",
        "personmånader: 2",
        "Samhällsbyggnad 2024 2 –",
    )
    assert wrong == []
    assert "Dolt mål" not in page


def test_situation_reports_are_no_part_of_the_document(
    client: Client, strategy: PlanningStrategy, politician: User
) -> None:
    report = factories.SituationReportFactory(
        organisation=strategy.organisation, year=2024, challenges="Vi saknar folk."
    )
    factories.CooperationFactory(report=report, title="Gemensam rekrytering")
    factories.ChangedConditionFactory(strategy=strategy, title="Svårt att anställa", report=report)
    for reader in (client, browser(politician)):
        page = text(reader.get(url_of(strategy, "dokument/")))
        assert "Svårt att anställa" in page
        assert "Vi saknar folk." not in page
        assert "Gemensam rekrytering" not in page
        assert str(report) not in page


def test_changed_conditions_and_resources_are_changed_by_a_decision_too(
    client: Client, strategy: PlanningStrategy, coordinator: User
) -> None:
    made = build_on(strategy)
    keep_contents(strategy)
    made["changed"].effect = "Större bostäder behövs."
    made["changed"].save()
    made["room"].person_months = 2
    made["room"].save()
    factories.ChangedConditionFactory(strategy=strategy, title="Dyrare el")
    assert "Dyrare el" not in text(client.get(url_of(strategy, "dokument/")))
    page = text(browser(coordinator).get(url_of(strategy, "beslut/")))
    for line in (
        "Fler bor ensamma: ändrad förutsättning, med andra ord eller vid en annan tid",
        "Dyrare el: tillagt: ändrad förutsättning",
        "Samhällsbyggnad: ändrat från kvartal 1 2023 till kvartal 2 2023, personmånader per kvartal: 0 till",
    ):
        assert line in page


def test_what_was_kept_before_conditions_were_kept_stays_readable(
    client: Client, strategy: PlanningStrategy
) -> None:
    keep_contents(strategy)
    kept = strategy.kept.get()
    for name in ("conditions", "capacities", "futures"):
        del kept.content[name]
    type(kept).objects.filter(pk=kept.pk).update(content=kept.content)
    page = text(client.get(url_of(strategy, "dokument/")))
    assert "Ingen ändrad förutsättning är nedskriven" in page
    assert "Önskade framtider" not in page
    assert "Klimatprogram" in page
