"""A plan as a tagged PDF."""

import io
import re

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from organisations.models import Organisation
from planning.models import Plan
from tests import factories
from tests.pages.plans.test_plan_detail import FRONT

pytestmark = pytest.mark.django_db
PDF, DRAFT = "/ostersund/planer/klimatprogram/pdf/", "/ostersund/planer/utkast/pdf/"
HOSTILE = '#panic("x") $x$ \\ " *fet* _kursiv_ `kod` @ref <etikett> // #import "/etc/passwd" {{ x }} [a]'


def read(response) -> PdfReader:
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def text_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def tags(node: DictionaryObject) -> list[str]:
    """The structure's tags from the first to the last."""
    found = [str(node["/S"])] if "/S" in node else []
    children = node.get("/K", [])
    inside = [child.get_object() for child in (children if isinstance(children, list) else [children])]
    return found + [tag for child in inside if isinstance(child, DictionaryObject) for tag in tags(child)]


def test_it_is_tagged_and_has_a_title_and_a_language(town, client):
    chapter = factories.SectionFactory(plan=town.programme, heading="Bygga", order=1)
    factories.SectionFactory(plan=town.programme, heading="Bo", order=2, parent=chapter, body="<p>Hej</p>")
    pdf = read(client.get(PDF))
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712  # it is an object of the file
    assert catalogue["/Lang"] == "sv"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  # likewise
    assert pdf.metadata.title == "Klimatprogram"
    found = tags(catalogue["/StructTreeRoot"])
    assert [tag for tag in found if re.match(r"/H\d", tag)] == ["/H1", "/H1", "/H2"]  # the contents have one
    assert {"/P", "/Table", "/TH", "/TD"} <= set(found)
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()


def test_its_front_page_says_who_answers_for_it_and_when_it_is_checked(town, client):
    Plan.objects.filter(pk=town.programme.pk).update(**FRONT, reference="KF § 12")
    text = text_of(read(client.get(PDF)))
    for said in (
        "Paragraf KF § 12", "Diarienummer KS 2023/41", "Gäller för Alla nämnder",
        "Ansvarig funktion Miljöchef", "Ansvarig för revidering Klimatstrateg",
        "Nästa aktualitetsprövning 1 december 2026",
    ):  # fmt: skip
        assert said in text


def test_it_names_other_plans_in_plain_words(town, client):
    own = {"organisation": town.organisation}
    older = factories.PlanFactory(**own, title="Program <b> & annat", status="superseded")
    town.programme.supersession_rows.create(superseded=older)
    vision = factories.PlanFactory(**own, title="Visionen")
    link = {"source": town.programme, "target": vision, "recorded_by": town.organisation}
    factories.PlanLinkFactory(**link, relation="based_on")
    text = text_of(read(client.get(PDF)))
    assert "Ersätter Program <b> & annat" in text
    assert "Bygger på Visionen" in text
    assert "href" not in text


def test_all_of_the_plan_is_in_it(town, client):
    Plan.objects.filter(pk=town.programme.pk).update(decided_by="Kommunfullmäktige", summary="I korthet.")
    body = "<p>Om <strong>byggande</strong>.</p><ul><li>Tätt</li></ul><table><tr><th>År</th></tr><tr><td>2031"
    factories.SectionFactory(plan=town.programme, heading="Bygga", body=body)
    text = text_of(read(client.get(PDF)))
    for said in ("Kommunfullmäktige", "I korthet.", "Om byggande.", "Tätt", "2031", "Bygg ut fjärrvärmen."):
        assert said in text
    assert re.search(r"Bidrar till: 1 Klimatneutralt 2030.*Ny panna.*Samhällsbyggnad.*12 000 000 kr", text)


@pytest.mark.parametrize("text", [HOSTILE, f"<p>{HOSTILE}</p>"])
def test_what_people_write_is_never_run(town, client, text):
    plan = town.programme
    Plan.objects.filter(pk=plan.pk).update(title=f"Plan {HOSTILE}", summary=text, decided_by=HOSTILE)
    section = factories.SectionFactory(plan=plan, heading=HOSTILE, body=text)
    factories.PositionFactory(plan=plan, section=section, code="#1", statement=text, rationale=text)
    factories.MeasureFactory(plan=plan, section=section, title=HOSTILE, text=text)
    pdf = read(client.get(PDF))
    assert text_of(pdf).count('#panic("x") $x$ \\') >= 6
    assert pdf.metadata.title == f"Plan {HOSTILE}"


def test_letters_that_no_font_has_do_not_keep_the_plan_from_anybody(town, client):
    Plan.objects.filter(pk=town.programme.pk).update(summary="Sol 🌞, 计划 och ett \x07pip.")
    assert "Klimatprogram" in text_of(read(client.get(PDF)))


def test_a_plan_that_is_nothing_but_a_title_is_a_pdf_too(town, client, municipality):
    factories.PlanFactory(organisation=municipality, key="tom", title="Tom plan")
    assert "Tom plan" in text_of(read(client.get("/ostersund/planer/tom/pdf/")))


def test_its_words_are_in_the_language_of_the_plan_whoever_reads(town, client):
    Organisation.objects.update(language="nb")
    pdf = read(client.get(PDF, headers={"accept-language": "en"}))
    assert pdf.trailer["/Root"]["/Lang"] == "nb"
    assert "Bidrar til: 1 Klimatneutralt 2030" in text_of(pdf)


def test_a_draft_is_for_members(town, client, politician, stranger):
    assert client.get(DRAFT).status_code == 404
    client.force_login(stranger)
    assert client.get(DRAFT).status_code == 404
    client.force_login(politician)
    assert "Hemligt utkast" in text_of(read(client.get(DRAFT)))


def test_the_plan_s_page_offers_it_under_a_name_that_says_what_it_is(town, client):
    assert f'href="{PDF}"' in client.get("/ostersund/planer/klimatprogram/").content.decode()
    assert client.get(PDF)["Content-Disposition"] == 'attachment; filename="klimatprogram.pdf"'
