"""Two real days: an officer who writes a programme, and the team that keeps the comprehensive plan.

With `GUIDE_PICTURES` set to a folder they leave there the pictures of the planners' guide (docs/handbok/).
"""

import os
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dialogue.models import Comment
from dialogue.services.comments import Remark, write_comment
from goals.models import Goal
from organisations.models import Organisation, Unit, User
from planning.models import Commission, Conflict, Contribution, HandOver, Plan, Position
from tests import factories
from tests.browser.conftest import Visit
from tests.browser.test_frame import violations

ROADS = "Ett sammanhängande gång- och cykelnät byggs mellan stadsdelarna och Frösön."
BRIDGE = "Mark reserveras för en gång- och cykelbro över Vallsundet."
LINK = "Bygg länken Odenskog–Torvalla"
WHY = "Ger fler möjlighet att cykla till arbete och skola."
QUESTION = "Ska länken ligga före bron i tid?"
ANSWER = "Länken först: den binder ihop skolorna."
DECISION = "Bron byggs utanför häckningstid; läget avgörs i detaljplanen."


def picture(page: Page, name: str, of: Locator | None = None) -> None:
    """A picture for the guide, if one is being made."""
    folder = os.environ.get("GUIDE_PICTURES")
    if folder:
        page.locator(".toast, #status").evaluate_all("all => all.forEach(each => each.replaceChildren())")
        (of or page).screenshot(path=Path(folder) / f"{name}.png")


@pytest.fixture
def council(municipality: Organisation, department: Unit, planner: User, coordinator: User) -> Goal:
    """The council's goals, types of plans, and a comprehensive plan in force; people with names."""
    for user, name in ((planner, "Petra Lindgren"), (coordinator, "Sami Holm")):
        User.objects.filter(pk=user.pk).update(name=name)
    own = {"organisation": municipality}
    framework = factories.FrameworkFactory(**own, key="mal", title="Kommunfullmäktiges mål")
    goal: Goal = factories.GoalFactory(
        framework=framework, key="klimat", code="1", title="Utsläppen från resor halveras till 2030"
    )
    factories.GoalFactory(framework=framework, key="halsa", code="2", title="Fler rör sig i vardagen")
    factories.PlanTypeFactory(**own, key="program", name="Program")
    kind = factories.PlanTypeFactory(**own, key="op", name="Översiktsplan", family="comprehensive")
    plan = factories.PlanFactory(
        **own, key="op-2040", title="Översiktsplan 2040", type=kind, unit=department, status="in_force"
    )
    factories.PositionFactory(
        plan=plan,
        key="op-1",
        code="1",
        statement="Bebyggelsen förtätas längs kollektivtrafikens stråk.",
        unit=department,
        spatial=True,
        aspect="direction",
    )
    return goal


@pytest.fixture
def programme(council: Goal, department: Unit) -> Plan:
    """A cycling programme in force, with two spatial positions that are offered to the plan in force."""
    own = {"organisation": department.organisation}
    comprehensive = Plan.objects.get(key="op-2040")
    plan: Plan = factories.PlanFactory(
        **own,
        key="cykel",
        title="Cykelprogram",
        unit=department,
        type=own["organisation"].plan_types.get(key="program"),
    )
    for number, statement in enumerate((ROADS, BRIDGE), start=1):
        position = factories.PositionFactory(
            plan=plan, key=f"c{number}", code=str(number), statement=statement, spatial=True, unit=department
        )
        HandOver.objects.create(
            recorded_by=own["organisation"],
            source=position,
            target_plan=comprehensive,
            rationale="Mark behövs.",
        )
    return plan


def fill_in(page: Page, **values: str) -> None:
    """Fills in fields by their names."""
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def save(page: Page, button: str = "Spara") -> None:
    page.get_by_role("button", name=button, exact=True).first.click()


def begin_plan(page: Page) -> None:
    """A programme with a section."""
    page.get_by_role("link", name="Ny plan").click()
    page.get_by_label("Vad ska planen heta?").fill("Cykelprogram 2027–2030")
    page.get_by_label("Slag").select_option(label="Program")
    page.get_by_label("Hur långt har den kommit?").select_option(label="Förslag")
    picture(page, "01-ny-plan")
    save(page, "Skapa planen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cykelprogram 2027–2030")
    page.get_by_role("link", name="Nytt avsnitt").click()
    page.get_by_label("Rubrik").fill("Cykelnätet")
    save(page)
    expect(page.get_by_role("heading", name="Cykelnätet")).to_be_visible()


def write_parts(page: Page) -> None:
    """Two positions about land, and a measure."""
    for number, statement in enumerate((ROADS, BRIDGE), start=1):
        page.get_by_role("link", name="Nytt ställningstagande Cykelnätet").click()
        page.get_by_label("Ställningstagande", exact=True).fill(statement)
        page.get_by_label("Rumsligt: handlar om mark och vatten").check()
        if number == 1:
            picture(page, "02-stallningstagande", page.locator("form.edit"))
        save(page)
        expect(page.locator("article.card", has_text=statement)).to_be_visible()
        expect(page.locator("#document-count")).to_have_text(str(number))
    page.get_by_role("link", name="Ny åtgärd Cykelnätet").click()
    fill_in(page, title=LINK, cost="14000000", end="2028-12-31")
    save(page)
    expect(page.locator("article.card", has_text=LINK)).to_be_visible()


def link_to_goal(page: Page) -> None:
    """The first position contributes to the council's goal."""
    page.locator("article.card", has_text=ROADS).get_by_role("link", name="Koppla till ett mål").click()
    page.get_by_label("Sök bland målen").fill("resor")
    page.locator("select[name=goal]").select_option(label="1 Utsläppen från resor halveras till 2030")
    page.get_by_label("+2 Bidrar tydligt").check()
    page.get_by_label("Skäl").fill(WHY)
    picture(page, "03-koppla", page.locator("article.card", has_text=ROADS))
    save(page)
    expect(page.get_by_text(WHY)).to_be_visible()
    picture(page, "04-programmet")


def offer(page: Page, statement: str) -> None:
    """The position is offered to the comprehensive plan."""
    page.locator("article.card", has_text=statement).get_by_role(
        "link", name="Erbjud till översiktsplanen"
    ).click()
    page.locator("[name=rationale]").fill("Marken behöver hållas fri.")
    page.get_by_label("Översiktsplan 2040").check()
    picture(page, "05-erbjud")
    save(page, "Erbjud")


def test_a_sector_officer_writes_links_offers_and_answers(
    visit: Visit, council: Goal, planner: User, coordinator: User
) -> None:
    page = visit("/ostersund/planer/", planner)
    begin_plan(page)
    write_parts(page)
    link_to_goal(page)
    assert violations(page) == []
    plan = page.url
    for statement in (ROADS, BRIDGE):
        page.goto(plan)
        offer(page, statement)
        expect(page.get_by_text("Erbjudet").first).to_be_visible()
    position = Position.objects.get(statement=ROADS)
    write_comment(
        organisation=position.organisation,
        by=coordinator,
        subject=position,
        remark=Remark(QUESTION, mentions=(planner,)),
    )

    page.goto(plan.split("/planer/")[0] + "/aviseringar/")
    picture(page, "06-aviseringar")
    page.get_by_role("button", name="Öppna kommentarerna").click()
    page.get_by_role("link", name="Svara").click()
    answering = page.get_by_role("form", name="Svara")
    answering.get_by_label("Kommentar").fill(ANSWER)
    answering.get_by_role("button", name="Spara").click()
    expect(page.locator(".comment-text", has_text=ANSWER)).to_be_visible()
    picture(page, "07-svar")

    assert Contribution.objects.get(position=position).goal == council
    offered = HandOver.objects.filter(state=HandOver.State.OFFERED, target_plan__key="op-2040")
    assert set(offered.values_list("source__statement", flat=True)) == {ROADS, BRIDGE}
    assert Comment.objects.filter(text=ANSWER, parent__text=QUESTION).exists()


def take_in_and_return(page: Page) -> None:
    """What sectors offer: one position becomes a new one of the draft, the other goes back."""
    page.get_by_role("link", name="Överlämningar").first.click()
    picture(page, "12-inkorg")
    page.get_by_role("link", name=f"Ta in som nytt ställningstagande 1 {ROADS}").click()
    picture(page, "13-ta-in")
    save(page, "Ta in")
    expect(page.get_by_text("Intaget").first).to_be_visible()

    page.get_by_role("link", name="Överlämningar").first.click()
    page.get_by_role("link", name=f"Återlämna med skäl 2 {BRIDGE}").click()
    page.locator("textarea[name=answer]").fill("Läget prövas först i detaljplanen för Vallsundet.")
    picture(page, "14-aterlamna")
    save(page, "Återlämna")
    expect(page.get_by_text("Återlämnat").first).to_be_visible()


def send_out(page: Page, unit: Unit) -> None:
    """A position that expects measures goes to the unit that shall carry it out."""
    page.goto(page.url.split("/ostersund/")[0] + "/ostersund/stallningstaganden/op-1/")
    page.get_by_role("link", name="Skicka till dem som ska genomföra det").click()
    page.get_by_label(unit.name).check()
    page.locator("textarea[name=message]").fill("Vilka åtgärder planerar ni?")
    picture(page, "15-skicka-ut")
    save(page, "Skicka")
    expect(page.get_by_text(unit.name).first).to_be_visible()


def decide_conflict(page: Page) -> None:
    """A conflict is registered, weighed and decided."""
    page.get_by_role("link", name="Målkonflikter").first.click()
    page.get_by_role("link", name="Registrera en målkonflikt").click()
    page.get_by_label("Målkonfliktens namn").fill("Bron och strandskyddet vid Vallsundet")
    page.get_by_label("Sök planer och ställningstaganden som krockar").fill("cykelbro")
    save(page, "Sök")
    page.get_by_label("Mark reserveras").first.check()
    save(page, "Registrera")
    page.get_by_role("link", name="Väg för och emot").click()
    fill_in(
        page,
        arguments_for="Bron ger skolelever en säker väg.",
        arguments_against="Strandskyddet, och fågel som häckar.",
        considered="Att bredda den bro som finns.",
    )
    picture(page, "16-vag")
    save(page)
    page.get_by_role("link", name="För in beslutet").click()
    fill_in(page, resolution=DECISION, decided_by="Kommunfullmäktige § 84", resolved_on="2026-11-20")
    picture(page, "17-beslut")
    save(page)
    expect(page.locator(".statement", has_text=DECISION)).to_be_visible()


def test_the_comprehensive_plans_team_revises_takes_in_returns_sends_out_and_decides(
    visit: Visit, programme: Plan, coordinator: User, other_department: Unit
) -> None:
    page = visit("/ostersund/planer/op-2040/status/", coordinator)
    save(page, "Starta revidering")
    expect(page.get_by_text("Den gällande planen står kvar")).to_be_visible()
    picture(page, "11-revidering")
    take_in_and_return(page)
    send_out(page, other_department)
    decide_conflict(page)
    assert violations(page) == []

    draft = Plan.objects.get(status=Plan.Status.DRAFTING)
    assert Plan.objects.get(key="op-2040").status == Plan.Status.IN_FORCE
    taken_in, returned = HandOver.objects.order_by("source__code")
    assert (taken_in.state, taken_in.target.plan, taken_in.target.statement) == ("accepted", draft, ROADS)
    assert (returned.state, returned.target) == ("returned", None)
    assert Commission.objects.get().unit == other_department
    conflict = Conflict.objects.get()
    assert (conflict.status, conflict.resolved_on) == (Conflict.Status.RESOLVED, date(2026, 11, 20))
