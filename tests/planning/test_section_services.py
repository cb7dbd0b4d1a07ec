"""The text of sections, as services keep it."""

import pytest

from organisations.models import Organisation, User
from planning.models import Plan, Section
from planning.services.arranging import Place
from planning.services.sections import SectionContent, change_section, create_section
from tests import factories

pytestmark = pytest.mark.django_db
HOSTILE = '<p onclick="x()">Ett <em>ord</em><script>alert(1)</script></p>'


@pytest.fixture
def draft(municipality: Organisation) -> Plan:
    return factories.PlanFactory(organisation=municipality, status="drafting")


def test_what_could_do_harm_is_taken_out_of_a_new_and_of_a_changed_section(
    municipality: Organisation, coordinator: User, draft: Plan
) -> None:
    content = SectionContent("Mål", HOSTILE)
    made = create_section(organisation=municipality, by=coordinator, place=Place(draft), content=content)
    assert made.body == "<p>Ett <em>ord</em></p>"
    Section.objects.update(body="Annat.")
    changed = change_section(
        organisation=municipality, by=coordinator, section=made, expected_version=2, content=content
    )
    assert changed.body == "<p>Ett <em>ord</em></p>"


def test_paragraphs_alone_are_kept_as_plain_text(
    municipality: Organisation, coordinator: User, draft: Plan
) -> None:
    content = SectionContent("Mål", "<p>Ett &amp; annat.</p><p>Två.</p>")
    made = create_section(organisation=municipality, by=coordinator, place=Place(draft), content=content)
    assert made.body == "Ett & annat.\n\nTvå."
