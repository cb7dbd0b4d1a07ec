"""What is asked for together is the same as what is asked for alone."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Count, QuerySet

from core.asking import Asking, answered, ask, ask_each, ask_first, ask_rows, beside, each_of, known
from goals.models import Goal, Observation, Target
from organisations.models import Organisation, Unit
from planning.models import Contribution, Measure
from tests import factories

pytestmark = pytest.mark.django_db
#: With so many relations a row has more than a hundred columns.
WIDE = ("plan__organisation", "position__plan__organisation", "measure__plan__organisation")


def told(one: object) -> object:
    """An instance with what is related to it as plain values."""
    if not hasattr(one, "_state"):
        return one
    own = {name: value for name, value in vars(one).items() if name != "_state"}
    return own, {name: told(other) for name, other in one._state.fields_cache.items()}


def test_rows_of_every_type_come_as_the_orm_has_them(django_assert_num_queries) -> None:
    target = factories.TargetFactory(value="0.10", baseline_value="12345678901.25", baseline_year=2020)
    Target.objects.filter(pk=target.pk).update(desired=(Decimal("1.5"), None))
    factories.ObservationFactory(indicator=target.indicator, value="98.6", note='Citat "och" \\ 100 %')
    factories.MeasureFactory(end=date(2030, 12, 31), unit=factories.UnitFactory())
    factories.ContributionFactory(rationale="Därför")
    reads: list[QuerySet] = [
        Target.objects.select_related("indicator", "recorded_by").order_by("pk"),
        Observation.objects.order_by("pk"),
        Measure.objects.select_related("unit", "plan").defer("text").order_by("pk"),
        Organisation.objects.order_by("pk").annotate(number=Count("units")),
        Goal.objects.values("titles", "created_at"),
        Measure.objects.values_list("end", flat=True),
        Contribution.objects.select_related("goal", *WIDE).order_by("pk"),
        Organisation.objects.values_list("pk").order_by("-name").distinct(),
    ]
    with django_assert_num_queries(1):
        found = answered(each_of(ask(read.all()) for read in reads))
    assert [[told(row) for row in rows] for rows in found] == [[told(row) for row in read] for read in reads]


def test_rows_come_as_json_has_them_alone_or_beside_others(django_assert_num_queries) -> None:
    factories.MeasureFactory(title="Panna", end=date(2030, 12, 31))
    read = Measure.objects.order_by("pk").values("title", "end")
    nothing = Measure.objects.none().values("title")
    with django_assert_num_queries(2):
        alone = answered(ask_rows(read))
        several = answered(ask_each(measures=read, nothing=nothing, again=read))
    assert alone == [{"title": "Panna", "end": "2030-12-31"}]
    assert several == {"measures": alone, "nothing": [], "again": alone}


def units_of(key: str) -> Asking[tuple[str, list[str]]]:
    """An organisation and, in a second step, its units."""
    owner = yield from ask_first(Organisation.objects.filter(key=key).order_by("pk"))
    if owner is None:
        return key, []
    units = yield from ask(
        Unit.objects.filter(organisation=owner).order_by("key").values_list("key", flat=True)
    )
    return owner.name, units


def test_parts_side_by_side_take_a_query_for_each_step(django_assert_num_queries) -> None:
    for key in ("a", "b"):
        owner = factories.OrganisationFactory(key=key, name=key.upper())
        factories.UnitFactory(organisation=owner, key=f"{key}1")
    with django_assert_num_queries(2):
        found = answered(beside(units_of("b"), units_of("gone"), known(7), units_of("a")))
    assert found == (("B", ["b1"]), ("gone", []), 7, ("A", ["a1"]))


def test_what_cannot_have_rows_is_not_asked_for(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert answered(beside(ask(Goal.objects.none()), ask(Unit.objects.filter(pk__in=[])))) == ([], [])
