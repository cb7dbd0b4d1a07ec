"""Searching over the API: all sorts of things by their words, page by page, of each what one may read."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import Organisation, Unit, User
from tests import factories

pytestmark = pytest.mark.django_db
HERE = "/api/v1/search/"


@pytest.fixture
def town(municipality: Organisation, department: Unit) -> Organisation:
    """A goal, and a plan in force with its parts, about cycling; a draft about the same."""
    goal = factories.GoalFactory(framework__organisation=municipality, framework__key="mal", key="g")
    type(goal).objects.filter(pk=goal.pk).update(title="Fler cyklar")
    for key, status in (("plan", "in_force"), ("utkast", "drafting")):
        own = {"organisation": municipality, "unit": department}
        plan = factories.PlanFactory(**own, key=key, title=f"Cykelplan {key}", status=status)
        factories.PositionFactory(plan=plan, key=f"{key}-p", statement="Cykling ska bli tryggare.")
        factories.MeasureFactory(plan=plan, key=f"{key}-m", title="Cykelbro")
        factories.SectionFactory(plan=plan, key=f"{key}-s", heading="Om cyklar")
    return municipality


def ask(client: Client, **query: Any) -> Any:
    return client.get(HERE, {"organisation": "ostersund", **query})


def found(answer: Any) -> list[tuple[str, str]]:
    return [(one["kind"], one["key"]) for one in answer.json()["results"]]


OPEN = [
    ("goals", "g"),
    ("plans", "plan"),
    ("positions", "plan-p"),
    ("measures", "plan-m"),
    ("sections", "plan-s"),
]


def test_everybody_finds_what_is_adopted_and_members_the_drafts_too(
    client: Client, town: Organisation, politician: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        assert found(ask(client, q="cyk")) == OPEN

    client.force_login(politician)
    with django_assert_max_num_queries(10):
        answer = ask(client, q="cyk")

    assert len(found(answer)) == 9
    one = answer.json()["results"][-1]
    assert client.get(one["url"]).json()["heading"] == one["title"] == "Om cyklar"
    assert client.get(one["within"]["url"]).json()["key"] == one["within"]["key"]


def test_every_word_has_to_be_there_in_some_form(client: Client, town: Organisation) -> None:
    assert found(ask(client, q="trygg cykling")) == [("positions", "plan-p")]
    assert found(ask(client, q="cyk flygplats")) == []
    assert found(ask(client, q="cyk", kind="plans,sections")) == [OPEN[1], OPEN[4]]


def test_what_is_found_comes_page_by_page(client: Client, town: Organisation) -> None:
    answer, paged = ask(client, q="cyk", page_size=2), []
    while True:
        paged += found(answer)
        following = answer.json()["next"]
        if following is None:
            break
        answer = client.get(following)

    assert paged == OPEN


def test_who_has_the_answer_is_answered_304(client: Client, town: Organisation) -> None:
    tag = ask(client, q="cyk")["ETag"]

    assert (
        client.get(
            HERE, {"organisation": "ostersund", "q": "cyk"}, headers={"if-none-match": tag}
        ).status_code
        == 304
    )


@pytest.mark.parametrize(
    "query",
    [{}, {"q": ""}, {"q": " "}, {"q": "x" * 201}, {"q": "\0"}, {"q": "a", "kind": "x"}, {"q": "a", "x": "1"},
     {"q": "a", "cursor": "x"}, {"q": "a", "page_size": "0"}],
)  # fmt: skip
def test_what_is_no_search_is_a_problem(client: Client, town: Organisation, query: dict[str, str]) -> None:
    answer = ask(client, **query)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("text", ["'", "a & b", ":*", "<->", "'); --", "å" * 200, "\\", "%", "(", "!"])
def test_no_text_breaks_a_search(client: Client, town: Organisation, text: str) -> None:
    assert ask(client, q=text).status_code == 200
