import re

import pytest
from django.test import Client

from goals.models import Framework
from pages.goals.tree import Node, in_tree_order, natural
from tests import factories
from tests.pages.town import SECRET

pytestmark = pytest.mark.django_db
URL = "/ostersund/mal/"


def titles(response) -> list[str]:
    return re.findall(r'<a id="list-goal-\d+"[^>]*>([^<]+)</a>', response.content.decode())


def test_goals_stand_in_their_trees_own_frameworks_first(client: Client, town) -> None:
    adopted = factories.FrameworkFactory(organisation__key="un", key="agenda", title="Agenda 2030")
    factories.GoalFactory(framework=adopted, key="1", title="Ingen fattigdom")
    factories.FrameworkAdoptionFactory(organisation=town.organisation, framework=adopted)
    factories.GoalFactory(
        framework=town.framework, key="el", code="1.1", title="Förnybar el", parent=town.climate
    )
    town.recompute()
    assert titles(client.get(URL)) == [
        "1 Klimatneutralt 2030", "1.1 Förnybar el", "2 Buss till alla byar", "Ingen fattigdom"
    ]  # fmt: skip


def test_goals_are_filtered_by_weakest_link_and_words(client: Client, town) -> None:
    assert titles(client.get(URL, {"weakest": "measurable"})) == ["2 Buss till alla byar"]
    assert titles(client.get(URL, {"q": "klimat"})) == ["1 Klimatneutralt 2030"]
    assert titles(client.get(URL, {"whose": "adopted"})) == []


def test_nothing_found_says_what_to_do(client: Client, town) -> None:
    page = client.get(URL, {"q": "xyzzy"}).content.decode()
    assert "Inga mål passar filtren" in page
    assert "Visa alla mål" in page


def test_goals_that_only_a_draft_lays_down_are_for_members(log_in, town, politician) -> None:
    secret = factories.FrameworkFactory(organisation=town.organisation, key="hemligt", title=SECRET)
    factories.GoalFactory(framework=secret, key="g", title=f"{SECRET}: mål")
    town.draft.framework = secret
    town.draft.save()
    town.recompute()
    assert SECRET not in Client().get(URL).content.decode()
    assert f"{SECRET}: mål" in log_in(politician).get(URL).content.decode()


def test_a_filter_for_a_hidden_framework_tells_the_public_nothing(client: Client, town) -> None:
    secret = Framework.objects.create(organisation=town.organisation, key="hemligt", title=SECRET)
    assert SECRET not in client.get(URL, {"framework": secret.pk}).content.decode()


def test_many_goals_come_page_by_page_for_as_many_queries(
    client: Client, town, django_assert_max_num_queries
) -> None:
    for count in range(120):
        factories.GoalFactory(framework=town.framework, key=f"g{count}", code=f"9.{count}")
    town.recompute()
    with django_assert_max_num_queries(10):
        response = client.get(URL)
    assert len(titles(response)) == 80
    assert len(response.content) < 200_000
    assert titles(client.get(URL, {"page": 2}))[-1].startswith("9.119 ")


def test_pages_together_are_all_goals_once_and_in_order_also_where_frameworks_meet(
    client: Client, town
) -> None:
    for key, number in (("a", 90), ("b", 70), ("c", 60)):
        framework = factories.FrameworkFactory(organisation=town.organisation, key=key, title=key)
        for count in range(number):
            factories.GoalFactory(framework=framework, key=f"{key}{count}", code=f"{key}.{count}", title=key)
    town.recompute()

    shown = [title for page in (1, 2, 3) for title in titles(client.get(URL, {"page": page}))]

    expected = [
        f"{key}.{count} {key}" for key, number in (("a", 90), ("b", 70), ("c", 60)) for count in range(number)
    ]
    assert [title for title in shown if title[0] in "abc"] == expected
    assert len(shown) == len(set(shown)) == 222


def test_codes_are_sorted_as_people_do() -> None:
    assert sorted(["10", "2", "1.10", "1.9", ""], key=natural) == ["", "1.9", "1.10", "2", "10"]


def test_a_goal_whose_parent_is_left_out_is_a_root() -> None:
    nodes = [Node(1, 99, 7, "1", "A"), Node(2, 1, 7, "2", "B")]
    assert [(each.pk, each.level) for each in in_tree_order(nodes, [7])] == [(1, 1), (2, 2)]
