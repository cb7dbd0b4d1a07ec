"""The documents that leave the system: the figures of the pages, in forms that others can open and keep."""

import io
import re

import docx
import openpyxl
import pghistory
import pikepdf
import pptx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from alignment.models import AlignmentReport, GoalAlignment, MatrixCell
from alignment.services.pinning import pin_report
from organisations.models import Organisation
from pages.documents.formats import FORMS
from planning.models import Measure, Plan, Position
from tests import factories
from tests.pages.documents.claims import check_pdf
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
#: What was edited between two reports is told apart by the time of its transaction.
committing = pytest.mark.django_db(transaction=True)
OVERVIEW = "/ostersund/ladda-ner/"
GOAL = "/ostersund/mal/ostersund/mal/klimat/ladda-ner/"
STATEMENT = "/ostersund/planer/klimatprogram/samstammighet/"
COMPARISON = "/ostersund/rapporter/jamfor/ladda-ner/"
REPORT = "/ostersund/rapporter/1/ladda-ner/"
UNIT = "/ostersund/enhet/sam/ladda-ner/"
ALL = (OVERVIEW, UNIT, GOAL, STATEMENT, COMPARISON, REPORT)
HOSTILE = '=1+1 @SUM(A1) +2 #panic("x") <b>fet</b> & \x07pip'
SHOWN = '=1+1 @SUM(A1) +2 #panic("x") <b>fet</b> & pip'


@pytest.fixture
def moved(town, planner):
    """Two reports: between them the planner has said that nobody pays for the measure."""
    with pghistory.context(user=planner.pk):
        Measure.objects.filter(key="m1").update(funding="unfunded")
    town.recompute()
    return town


def got(client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content


def words(document) -> str:
    """All that a Word document says, tables included."""
    return " ".join(text.text or "" for text in document.element.body.iter(qn("w:t")))


def sheets(client, address: str) -> dict[str, list[tuple]]:
    book = openpyxl.load_workbook(io.BytesIO(got(client, f"{address}kalkylark/")))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_pdfs_can_be_read_aloud_and_archived(moved, log_in, politician, tmp_path):
    client = log_in(politician)
    for address in (*(f"{each}pdf/" for each in ALL), "/ostersund/planer/klimatprogram/pdf/"):
        check_pdf(got(client, address), tmp_path)


def test_word_documents_have_headings_a_language_header_rows_and_words_for_pictures(moved, client):
    report = AlignmentReport.objects.get(organisation=moved.organisation, number=2)
    document = docx.Document(io.BytesIO(got(client, f"{OVERVIEW}word/")))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1"} <= styles
    assert (document.core_properties.title, document.core_properties.language) == ("Översikt", "sv-SE")
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"sv-SE"}
    assert all(table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    assert len(document.inline_shapes) == 1
    said = words(document)
    for mean in [f"{report.public_totals['own']['mean_chain_score']:.1f}".replace(".", ",")]:
        assert f"De egna målens kedja:  {mean}" in said
    assert "Klimatneutralt 2030" in said
    assert "Finansierat" in said


def test_spreadsheets_hold_the_report_s_figures_as_numbers(moved, log_in, politician):
    client = log_in(politician)
    climate = GoalAlignment.objects.get(goal=moved.climate)
    cell = MatrixCell.objects.get(plan=moved.programme, goal=moved.climate)
    mean = AlignmentReport.objects.get(number=2).totals["own"]["mean_chain_score"]
    overview, goal = sheets(client, OVERVIEW), sheets(client, GOAL)
    statement, comparison = sheets(client, STATEMENT), sheets(client, COMPARISON)

    assert ("De egna målens kedja", mean) in [row[:2] for row in next(iter(overview.values()))]
    assert {row[0]: row[7] for row in overview["Egna mål"]}["1 Klimatneutralt 2030"] == climate.chain_score
    told = {row[0]: row[1:] for row in statement["Kommunens mål"]}
    assert told["1 Klimatneutralt 2030"] == ("Bidrar", cell.support, cell.opposition, cell.net, cell.items)
    assert told["2 Buss till alla byar"][0] == "Berör det inte"
    assert (2027, 5_000_000, 0, 5_000_000, 5_000_000) in goal["Pengar per år"]
    assert (2025, 98) in [row[:2] for row in goal["Utsläpp, år för år"]]
    before, after = {row[0]: row[1:3] for row in comparison["Mål"]}["1 Klimatneutralt 2030"]
    assert (after, after < before) == (climate.chain_score, True)
    book = openpyxl.load_workbook(io.BytesIO(got(client, f"{STATEMENT}kalkylark/")))
    assert all(sheet.freeze_panes == "B2" for sheet in book.worksheets[1:])


def test_a_unit_has_its_overview_as_documents_and_slides(moved, log_in, politician):
    Plan.objects.filter(pk=moved.programme.pk).update(valid_to="2024-12-31")
    client = log_in(politician)
    book = sheets(client, UNIT)
    document = docx.Document(io.BytesIO(got(client, f"{UNIT}word/")))
    slides = pptx.Presentation(io.BytesIO(got(client, f"{UNIT}bildspel/")))

    assert document.core_properties.title == "Samhällsbyggnad"
    assert [row[0] for row in book["Enhetens planer"]][-1] == "Klimatprogram"
    assert ("Ny panna", 12_000_000) in [(row[0], row[3]) for row in book["Försenat eller ofinansierat"]]
    assert "1 Klimatneutralt 2030" in [row[0] for row in book["Fler mål"]]
    assert "Buss till alla byar" not in words(document)
    assert "Samhällsbyggnad" in slides.core_properties.title
    assert client.get(UNIT.replace("/sam/", "/finns-inte/") + "pdf/").status_code == 404
    assert f"{UNIT}pdf/" in client.get("/ostersund/enhet/sam/").content.decode()


@committing
def test_a_unit_s_document_tells_what_has_changed_for_it(moved, log_in, politician):
    client = log_in(politician)
    told = words(docx.Document(io.BytesIO(got(client, f"{UNIT}word/?sedan=first"))))

    assert "Åtgärden Ny panna förlorade sin finansiering." in told
    assert "Nytt att åtgärda eller besluta: åtgärder utan finansiering – Ny panna." in told


def test_a_statement_says_why_and_by_which_report_and_decision(moved, client):
    Plan.objects.filter(pk=moved.programme.pk).update(decided_by="Kommunfullmäktige", reference="KF § 12")
    said = words(docx.Document(io.BytesIO(got(client, f"{STATEMENT}word/"))))
    for each in ("Kommunfullmäktige", "KF § 12", "Rapport: 2", "Ersätter olja.", "Bygg ut fjärrvärmen."):
        assert each in re.sub(r"\s+", " ", said)
    assert "plan- och bygglagen" not in said
    Plan.objects.get(pk=moved.programme.pk).type.__class__.objects.update(family="comprehensive")
    assert "plan- och bygglagen 3 kap. 5 §" in words(
        docx.Document(io.BytesIO(got(client, f"{STATEMENT}word/")))
    )


def test_a_frozen_report_stays_what_it_was(moved, client, coordinator):
    first = AlignmentReport.objects.get(organisation=moved.organisation, number=1)
    pin_report(
        organisation=moved.organisation, by=coordinator, number=1, name="KF 15 december", expected_name=""
    )
    assert "ostersund-rapport-1-kf-15-december-" in client.get(f"{REPORT}pdf/")["Content-Disposition"]
    front, *_rest = (found := sheets(client, REPORT)).values()
    assert ("De egna målens kedja", first.public_totals["own"]["mean_chain_score"]) in [r[:2] for r in front]
    assert ("Fäst vid", "KF 15 december") in [row[:2] for row in front]
    assert first.public.sha256 in {row[1] for row in front}
    now = GoalAlignment.objects.get(goal=moved.climate).chain_score
    assert {row[0]: row[7] for row in found["Egna mål"]}["1 Klimatneutralt 2030"] > now


@committing
def test_slides_have_titles_the_figures_and_what_has_changed(moved, log_in, politician):
    deck = pptx.Presentation(io.BytesIO(got(log_in(politician), f"{OVERVIEW}bildspel/?sedan=first")))
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    said = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    mean = AlignmentReport.objects.get(number=2).totals["own"]["mean_chain_score"]
    assert f"{mean:.1f}".replace(".", ",") in said
    assert "Klimatneutralt 2030: åtgärden Ny panna förlorade sin finansiering" in said
    pictures = [shape for shape in shapes if shape.shape_type == 13]
    assert all("Kan följas upp" in each._element._nvXxPr.cNvPr.get("descr") for each in pictures)
    assert len(pictures) == 1
    tables = [shape.table for shape in shapes if shape.has_table]
    assert "1 Klimatneutralt 2030" in {row.cells[0].text for table in tables for row in table.rows}
    assert all(table.first_row for table in tables)


def test_what_people_write_is_text_in_every_form(moved, client):
    Plan.objects.filter(pk=moved.programme.pk).update(title=HOSTILE)
    Position.objects.filter(key="p1").update(statement=HOSTILE)
    type(moved.climate).objects.filter(pk=moved.climate.pk).update(code="", title=HOSTILE)
    moved.framework.__class__.objects.update(title="Mål [2027]: a/b? " + "x" * 40)
    type(moved.buses).objects.filter(pk=moved.buses.pk).update(title="Å" * 300)
    moved.recompute()

    for form in FORMS:
        got(client, f"/ostersund/mal/ostersund/mal/buss/ladda-ner/{form}/")
    for form, address in ((form, address) for form in FORMS for address in ALL):
        got(client, f"{address}{form}/")
    book = openpyxl.load_workbook(io.BytesIO(got(client, f"{STATEMENT}kalkylark/")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == SHOWN]
    assert len(cells) >= 3
    assert {cell.data_type for cell in cells} == {"s"}
    assert SHOWN in words(docx.Document(io.BytesIO(got(client, f"{GOAL}word/"))))
    with pikepdf.open(io.BytesIO(got(client, f"{STATEMENT}pdf/"))) as pdf:
        assert str(pdf.docinfo.Title) == SHOWN


@committing
def test_the_public_gets_the_public_report_and_no_names(moved, client, log_in, politician):
    seen = words(docx.Document(io.BytesIO(got(client, f"{COMPARISON}word/"))))
    assert "Finansierat: ja → nej" in seen
    assert "Editor" not in seen
    assert client.get("/ostersund/planer/utkast/samstammighet/pdf/").status_code == 404
    log_in(politician)
    member = words(docx.Document(io.BytesIO(got(client, f"{COMPARISON}word/"))))
    assert "Editor" in member
    draft = "/ostersund/planer/utkast/samstammighet/word/"
    assert f"{SECRET}: skäl" in words(docx.Document(io.BytesIO(got(client, draft))))


def test_pages_offer_their_documents_under_names_that_say_what_they_are(moved, client):
    pages = {
        "/ostersund/?sedan=first": f'href="{OVERVIEW}bildspel/?sedan=first"',
        "/ostersund/mal/ostersund/mal/klimat/": f'href="{GOAL}word/"',
        "/ostersund/planer/klimatprogram/": f'href="{STATEMENT}kalkylark/"',
        "/ostersund/rapporter/jamfor/?fran=1&till=2": f'href="{COMPARISON}pdf/?fran=1&amp;till=2"',
    }
    for page, link in pages.items():
        assert link in client.get(page).content.decode(), page
    name = client.get(f"{STATEMENT}word/")["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="klimatprogram-samstammighet-\d{4}-\d\d-\d\d.docx"', name)
    for wrong in (f"{GOAL}bildspel/", f"{OVERVIEW}exe/", f"{COMPARISON}pdf/?fran=1&till=99", f"{REPORT}exe/"):
        assert client.get(wrong).status_code == 404


def test_documents_ask_the_database_no_more_the_longer_they_are(
    moved, log_in, politician, django_assert_max_num_queries
):
    for number in range(12):
        part = {"plan": moved.programme, "statement": f"Ställningstagande {number}"}
        factories.ContributionFactory(
            position=factories.PositionFactory(**part), goal=moved.climate, rationale=f"Skäl {number}"
        )
    moved.recompute()
    client = log_in(politician)
    for address, most in ((OVERVIEW, 55), (GOAL, 32), (STATEMENT, 26), (COMPARISON, 55)):
        with django_assert_max_num_queries(most):
            got(client, f"{address}kalkylark/")


def test_a_municipality_without_a_report_gets_documents_that_say_so(municipality, client):
    for form in (*FORMS, "bildspel"):
        got(client, f"{OVERVIEW}{form}/")
    assert Organisation.objects.filter(key="ostersund").exists()
    assert client.get(f"{COMPARISON}pdf/").status_code == 404


def test_the_matrix_is_a_sheet_with_a_column_for_each_goal_as_it_was_chosen(
    moved, client, log_in, politician
):
    address = "/ostersund/matris/ladda-ner/kalkylark/"
    book = openpyxl.load_workbook(io.BytesIO(got(client, f"{address}?plans=difference")))
    heads, row = list(book.worksheets[1].iter_rows(values_only=True))
    assert heads == ("Plan", "1 Klimatneutralt 2030", "2 Buss till alla byar")
    assert row[:2] == ("Klimatprogram", 3)

    book = openpyxl.load_workbook(io.BytesIO(got(log_in(politician), f"{address}?plans=difference")))
    *_rows, coming, change = list(book.worksheets[1].iter_rows(values_only=True))
    assert coming == (f"tillkommer: {SECRET}", "–", 2)
    assert change == ("Det som tillkommer minus det som utgår", "–", 2)


def test_a_link_to_the_pages_shows_what_everybody_may_read_of_them(moved, client, log_in, politician):
    page = log_in(politician).get("/ostersund/mal/").content.decode()
    assert '<meta property="og:title" content="Mål">' in page
    assert '<link rel="canonical" href="http://testserver/ostersund/mal/">' in page
    [address] = re.findall(r'og:image" content="http://testserver([^"]+)"', page)

    pictures = {who.get(address).content for who in (client, log_in(politician))}

    assert len(pictures) == 1
    assert Image.open(io.BytesIO(pictures.pop())).size == (1697, 891)
    Organisation.objects.update(is_public=False)
    assert "og:image" not in log_in(politician).get("/ostersund/mal/").content.decode()
    assert log_in(politician).get(address).status_code == 404
