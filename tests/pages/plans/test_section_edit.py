"""The text of a section: rich where the editor runs, plain where it does not, harmless always."""

import re

import pytest
from django.test import Client

from organisations.models import User
from planning.models import Section
from tests import factories
from tests.core.test_rich_text import HOSTILE

pytestmark = pytest.mark.django_db
PLAN = "/ostersund/planer/utkast/"
HTMX = {"HX-Request": "true"}
RICH = "<p>Bygg <strong>tätt</strong>.</p><ul><li><p>vid torg</p></li></ul>"


@pytest.fixture
def section(town) -> Section:
    return factories.SectionFactory(plan=town.draft, heading="Byggande", body="Om byggande.")


@pytest.fixture
def desk(coordinator: User) -> Client:
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(coordinator)
    return browser


def edit(section: Section) -> str:
    return f"/ostersund/avsnitt/{section.pk}/redigera/"


def sent(section: Section, **changes: object) -> dict[str, object]:
    opened = {"heading": section.heading, "body": section.body}
    return {
        **opened,
        "version": section.version,
        **{f"initial-{name}": value for name, value in opened.items()},
        **changes,
    }


def test_rich_text_is_kept_and_shown_on_the_plan_and_in_the_document(section, desk):
    assert desk.post(edit(section), sent(section, body=RICH)).status_code == 302
    assert Section.objects.get().body == RICH
    for address in (PLAN, f"{PLAN}las/"):
        assert RICH in desk.get(address).content.decode()


def test_plain_text_with_empty_lines_is_shown_as_paragraphs(section, desk):
    desk.post(edit(section), sent(section, body="Ett < två.\r\n\r\nTre."))
    assert Section.objects.get().body == "Ett < två.\n\nTre."
    assert "<p>Ett &lt; två.</p>\n\n<p>Tre.</p>" in desk.get(PLAN).content.decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_could_do_harm_is_not_kept(section, desk, text):
    desk.post(edit(section), sent(section, body=f"<p><em>Ja.</em></p>{text}"))
    kept = Section.objects.get().body
    assert "<p><em>Ja.</em></p>" in kept
    assert "Hej" in kept
    assert not re.search(r"script|style|onerror|onclick|iframe|form|data:", kept, re.IGNORECASE)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_came_in_by_another_way_is_harmless_where_it_is_shown(section, desk, text):
    Section.objects.update(body=text)
    today = Section.objects.get().updated_at.date().isoformat()
    for address in (PLAN, f"{PLAN}las/", f"{PLAN}som-den-var/?datum={today}"):
        shown = desk.get(address).content.decode().split("<main")[1]
        assert not re.search(r"alert\(1\)|position:fixed|display:none|//x", shown)


def test_opening_a_plain_text_in_the_editor_and_saving_it_changes_nothing(section, desk):
    desk.post(edit(section), sent(section, body="<p>Om byggande.</p>"))
    assert (Section.objects.get().version, Section.objects.get().body) == (1, "Om byggande.")


def test_who_only_changed_the_heading_takes_the_other_s_text(section, desk):
    Section.objects.update(body=RICH)
    answer = desk.post(
        edit(section), sent(section, heading="Bygga", body="<p>Om byggande.</p>"), headers=HTMX
    )
    assert answer.status_code == 409
    assert "vid torg" in answer.content.decode().split("<textarea")[1]


def test_two_who_write_both_see_the_other_s_words_without_tags(section, desk):
    Section.objects.update(body=RICH)
    answer = desk.post(edit(section), sent(section, body="<p>Bygg <em>glest</em>.</p>"), headers=HTMX)
    theirs = answer.content.decode().split('class="theirs"')[1].split("</dl>")[0]
    assert re.sub(r"</?mark>", "", theirs.split("<dd>")[1]).split("</dd>")[0] == "Bygg tätt.\n\nvid torg"


def test_the_history_tells_of_words_not_of_tags(section, desk):
    desk.post(edit(section), sent(section, body=RICH))
    page = desk.get(f"/ostersund/historik/section/{section.pk}/").content.decode()
    assert "<ins>" in page
    assert "&lt;strong&gt;" not in page


def test_a_text_that_is_too_long_is_refused_beside_its_field_and_not_lost(section, desk):
    answer = desk.post(edit(section), sent(section, body="Långt. " * 10_000), headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(r'id="section-\d+-body_error"', page)
    assert page.count("Långt. ") > 9_000


def test_the_pages_of_the_form_bring_the_editor(section, desk):
    for address in (PLAN, edit(section), f"{PLAN}nytt-avsnitt/"):
        assert "elements/rich-text.js" in desk.get(address).content.decode()
    assert 'data-editor="/static/django_prose_editor/editor.js"' in desk.get(edit(section)).content.decode()
