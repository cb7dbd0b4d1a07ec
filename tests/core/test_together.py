import pytest
from django.db.models import Count, Value

from core.together import Written, together
from goals.models import Goal
from organisations.models import Organisation, Unit
from tests import factories

pytestmark = pytest.mark.django_db


def test_several_reads_are_one_query_and_each_keeps_its_order(django_assert_num_queries) -> None:
    town = factories.OrganisationFactory(key="byn")
    for key in ("b", "a", "c"):
        factories.UnitFactory(organisation=town, key=key, name=f"100 % {key}")
    with django_assert_num_queries(1):
        found = together(
            units=Unit.objects.order_by("-key").values("key", "name"),
            towns=Organisation.objects.filter(key="byn").values("key"),
            counted=Unit.objects.order_by().values(whole=Value(1)).annotate(number=Count("pk")),
        )
    assert [row["key"] for row in found["units"]] == ["c", "b", "a"]
    assert found["units"][0]["name"] == "100 % c"
    assert found["towns"] == [{"key": "byn"}]
    assert found["counted"] == [{"whole": 1, "number": 3}]


def test_what_cannot_have_rows_and_what_has_none_come_empty(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        found = together(never=Goal.objects.filter(pk__in=[]).values("key"), none=Goal.objects.values("key"))
    assert found == {"never": [], "none": []}
    with django_assert_num_queries(0):
        assert together(never=Goal.objects.none().values("key")) == {"never": []}


def test_sql_of_our_own_stands_among_the_reads_with_its_parameters_by_name(django_assert_num_queries) -> None:
    town = factories.OrganisationFactory(key="byn", name="100 % byn")
    said = Written(
        "SELECT %(pk)s AS one, name, %(pk)s AS two FROM organisations_organisation WHERE id = %(pk)s",
        {"pk": town.pk},
    )
    with django_assert_num_queries(1):
        found = together(said=said, towns=Organisation.objects.filter(pk=town.pk).values("key"))
    assert found["said"] == [{"one": town.pk, "name": "100 % byn", "two": town.pk}]
    assert found["towns"] == [{"key": "byn"}]
