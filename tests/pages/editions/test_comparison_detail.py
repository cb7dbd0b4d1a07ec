"""Two editions side by side on a page."""

import re

import pytest
from django.test import Client

from pages.differing import differing_paragraphs
from planning.models import Plan
from tests import factories

pytestmark = pytest.mark.django_db
COMPARE = "/ostersund/planer/nya/jamfor/"


@pytest.fixture
def editions(municipality) -> tuple[Plan, Plan]:
    old = factories.PlanFactory(organisation=municipality, key="gamla", status="superseded")
    new = factories.PlanFactory(organisation=municipality, key="nya")
    new.supersession_rows.create(superseded=old)
    before = factories.PositionFactory(plan=old, statement="Bygg tätt i centrum.")
    factories.PositionFactory(plan=old, statement="Riv viadukten.")
    factories.PositionFactory(plan=new, statement="Bygg glest i centrum.", revises=before)
    factories.MeasureFactory(plan=new, title="Ny bro")
    return old, new


def read(address: str) -> str:
    return Client(headers={"accept-language": "en"}).get(address).content.decode()


def test_words_that_are_gone_and_words_that_are_new_are_marked(editions):
    page = read(COMPARE)
    assert "Bygg <del>tätt</del> i centrum." in page
    assert "Bygg <ins>glest</ins> i centrum." in page
    for said in ("Riv viadukten.", "Ny bro", "Dropped", "New", "Reworded"):
        assert said in page


def test_the_list_is_narrowed_to_one_sort_of_change(editions):
    page = read(f"{COMPARE}?visa=dropped")
    assert "Riv viadukten." in page
    assert "glest" not in page
    assert re.search(r"Reworded 1", page)


def test_a_plan_that_replaces_none_says_so(editions):
    assert "Nothing to compare with" in read("/ostersund/planer/gamla/jamfor/")


def test_a_draft_is_compared_by_members_only(editions, politician):
    Plan.objects.filter(key="nya").update(status="drafting")
    client = Client()
    assert client.get(COMPARE).status_code == 404
    client.force_login(politician)
    assert client.get(COMPARE).status_code == 200


def test_one_of_several_earlier_plans_is_chosen(editions):
    _old, new = editions
    other = factories.PlanFactory(
        organisation=new.organisation, key="tredje", title="Tredje", status="superseded"
    )
    new.supersession_rows.create(superseded=other)
    factories.PositionFactory(plan=other, statement="Ur den tredje.")
    assert "Ur den tredje." not in read(COMPARE)
    assert "Ur den tredje." in read(f"{COMPARE}?med=tredje")


def test_long_plans_are_compared_in_few_queries(editions, django_assert_max_num_queries):
    old, new = editions
    for origin in factories.PositionFactory.create_batch(40, plan=old):
        factories.PositionFactory(plan=new, revises=origin)
    with django_assert_max_num_queries(15):
        read(COMPARE)


def test_sections_are_compared_by_their_words_and_never_printed_as_markup(editions):
    old, new = editions
    factories.SectionFactory(
        plan=old, heading="Läget", body="<p>Staden <em>växer</em>.</p><p>Åsnan &lt;b&gt;.</p>"
    )
    factories.SectionFactory(
        plan=new, heading="Läget", body="<p>Staden <em>krymper</em>.</p><p>Åsnan &lt;b&gt;.</p>"
    )
    page = read(COMPARE)
    assert "Staden <del>växer.</del>" in page
    assert "Staden <ins>krymper.</ins>" in page
    assert "Åsnan &lt;b&gt;." in page
    assert "<em>" not in page


def test_long_sections_are_compared_paragraph_by_paragraph():
    before = "".join(f"Stycke {number}.\n" for number in range(2000))
    after = before.replace("Stycke 7.\n", "Nytt stycke 7.\n")
    pieces = differing_paragraphs(before, after)
    assert [text for differs, text in pieces if differs] == ["Nytt stycke"]
    assert "".join(text for _differs, text in pieces) == after


def test_a_paragraph_of_great_length_is_taken_as_new():
    pieces = differing_paragraphs("ord " * 5000, "ordet " * 5000)
    assert pieces == ((True, "ordet " * 5000),)
