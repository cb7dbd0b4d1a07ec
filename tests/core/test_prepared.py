"""What is prepared answers as if it were asked anew, to everybody who asks."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.postgres.expressions import ArraySubquery
from django.core.cache import caches
from django.db.models import F, OuterRef, QuerySet

from core.asking import answered, ask, ask_rows, beside, each_of
from core.functions import Among, AmongRows
from core.prepared import Given, Prepared, written_once
from core.together import together
from organisations.models import Organisation, Unit
from tests import factories


def by_key() -> Prepared[Unit]:
    return Prepared(
        lambda: (
            Unit.objects.filter(organisation__key=Given("owner"), key=Given("key"))
            .select_related("organisation")
            .annotate(siblings=ArraySubquery(Unit.objects.filter(parent=OuterRef("parent")).values("key")))
        )
    )


@pytest.mark.django_db
def test_each_asking_fills_in_its_own_values_with_one_query(django_assert_num_queries) -> None:
    top = factories.UnitFactory(key="a", organisation__key="ostersund")
    for key in ("b", "c"):
        factories.UnitFactory(key=key, parent=top, organisation=top.organisation)
    factories.UnitFactory(key="b", organisation__key="falun")
    prepared = by_key()
    prepared.ask(owner="", key="")

    with django_assert_num_queries(3):
        [first], [other] = prepared.ask(owner="ostersund", key="b"), prepared.ask(owner="falun", key="b")
        nothing = prepared.ask(owner="falun", key="c")

    assert (first.organisation.key, other.organisation.key, nothing) == ("ostersund", "falun", [])
    assert sorted(first.siblings) == ["b", "c"]


@pytest.mark.django_db
def test_it_is_asked_as_a_part_of_a_larger_question_too(django_assert_num_queries) -> None:
    for owner, keys in {"ostersund": "ab", "falun": "a"}.items():
        organisation = factories.OrganisationFactory(key=owner)
        for key in keys:
            factories.UnitFactory(key=key, name=f"{owner} 100 % {key}", organisation=organisation)
    units = Unit.objects.filter(organisation__key=Given("owner"), name__contains="100 %")
    prepared = Prepared(lambda: units.order_by("key").values_list("key", "name"))
    ostersund, falun = (prepared.given(owner=owner) for owner in ("ostersund", "falun"))

    with django_assert_num_queries(1):
        first, other, rows = answered(beside(ask(ostersund), ask(falun), ask_rows(falun)))

    assert [key for key, _name in first] == ["a", "b"]
    assert other == [("a", "falun 100 % a")]
    assert rows == together(alone=falun)["alone"] == [{"key": "a", "name": "falun 100 % a"}]
    assert answered(ask(falun)) == other


@pytest.mark.django_db
def test_instances_with_their_relations_come_of_a_larger_question_too() -> None:
    top = factories.UnitFactory(key="a", organisation__key="ostersund")
    factories.UnitFactory(key="b", parent=top, organisation=top.organisation)
    prepared = by_key()
    asked = [prepared.given(owner="ostersund", key=key) for key in ("a", "b", "c")]

    [a], [b], nothing = answered(each_of(ask(each) for each in asked))

    assert (a, b.parent, b.organisation, b.siblings, nothing) == (top, top, top.organisation, ["b"], [])


@pytest.mark.django_db
def test_what_never_has_rows_has_none() -> None:
    never = Prepared(Unit.objects.none)

    assert answered(ask(never.given())) == []
    assert answered(beside(ask(never.given()), ask_rows(never.given()))) == ([], [])


@pytest.mark.django_db
def test_what_is_written_meanwhile_is_read(municipality: Organisation) -> None:
    names = Prepared(lambda: Organisation.objects.filter(pk=Given("pk")).values_list("name", flat=True))
    before = names.ask(pk=municipality.pk)

    Organisation.objects.update(name="Staden")

    assert (before, names.ask(pk=municipality.pk)) == (["Östersunds kommun"], ["Staden"])


@pytest.mark.django_db(transaction=True)
def test_threads_that_ask_at_once_get_their_own_answers() -> None:
    owner = factories.OrganisationFactory(key="ostersund")
    keys = [factories.UnitFactory(organisation=owner, key=f"u{number}").key for number in range(8)]
    prepared = by_key()

    def ask(key: str) -> list[str]:
        from django.db import connection

        try:
            return [prepared.ask(owner="ostersund", key=key)[0].key for _time in range(20)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, keys)) == [[key] * 20 for key in keys]


@pytest.mark.django_db
def test_one_of_many_numbers_is_found() -> None:
    units = [factories.UnitFactory(organisation__key="ostersund", key="a")]

    found = Unit.objects.filter(Among(F("pk"), [units[0].pk, 10**15]))

    assert ([*found], [*Unit.objects.filter(Among(F("pk"), []))]) == (units, [])


@pytest.mark.django_db
def test_others_than_one_of_many_are_those_that_name_none_too() -> None:
    top = factories.UnitFactory(key="a", organisation__key="ostersund")
    below = factories.UnitFactory(key="b", parent=top, organisation=top.organisation)
    of_parents = Prepared(lambda: Unit.objects.filter(parent__among=Given("parents")).order_by("pk"))
    of_others = Prepared(lambda: Unit.objects.exclude(parent__among=Given("parents")).order_by("pk"))

    assert (of_parents.ask(parents=[top.pk]), of_others.ask(parents=[top.pk])) == ([below], [top])
    assert [*Unit.objects.exclude(parent__among={top.pk})] == [top]


@pytest.mark.django_db
def test_rows_of_an_owner_and_a_key_are_found_and_no_others() -> None:
    a, b = (factories.UnitFactory(key=key, organisation__key=key * 3) for key in "ab")
    other = factories.UnitFactory(key="a", organisation=b.organisation)
    owners = [a.organisation_id, b.organisation_id]
    once = Prepared(lambda: Unit.objects.filter(AmongRows(organisation=Given("owners"), key=Given("keys"))))

    # Not every key with every owner: `bbb:a` was not asked for.
    assert set(Unit.objects.filter(AmongRows(organisation=owners, key=["a", "b"]))) == {a, b}
    assert set(once.ask(owners=owners, keys=["a", "b"])) == {a, b}
    assert set(Unit.objects.exclude(AmongRows(organisation__key=["aaa"], key=["a"]))) == {b, other}
    assert once.ask(owners=[], keys=[]) == []


@pytest.mark.django_db
def test_a_question_is_written_once_for_all_values_and_anew_for_what_it_depends_on() -> None:
    unit = factories.UnitFactory(key="a", organisation__key="ostersund")
    written = []

    @written_once
    def units(order: str, *, ids: Collection[int] | None, key: str) -> QuerySet[Unit]:
        written.append(order)
        rows = Unit.objects.filter(key=key) if ids is None else Unit.objects.filter(pk__among=ids, key=key)
        return rows.order_by(order)

    answers = [
        units("pk", ids={unit.pk}, key="a").rows(),
        units("pk", ids=frozenset(), key="a").rows(),
        units("pk", ids=[unit.pk], key="b").rows(),
    ]
    assert (answers, written) == ([[unit], [], []], ["pk"])
    assert units("-pk", ids={unit.pk}, key="a").rows() == units("pk", ids=None, key="a").rows() == [unit]
    assert written == ["pk", "-pk", "pk"], "without ids, and in another order, it is another question"


def test_counters_go_up_together_and_begin_anew_when_forgotten() -> None:
    cache = caches["default"]
    cache.delete_many(["one", "two"])

    assert [cache.count(["one", "two"], 60), cache.count(["two"], 60)] == [[1, 1], [2]]
    cache.delete("two")
    assert cache.count(["one", "two"], 60) == [2, 1]
    assert 0 < cache._cache.get_client(None, write=True).ttl(cache.make_key("two")) <= 60
