"""Imports are all or nothing, take turns, and announce what they did."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from typing import Any

import pghistory.models
import pytest
from django.db import connections, transaction

from goals.models import Goal, Observation, Target
from interchange.packages.problems import PackageError
from interchange.services import packages as service
from organisations.events import organisation_imported
from organisations.models import Organisation, User
from planning.models import Contribution
from tests.interchange.building import (
    Document,
    bring,
    everything,
    goals,
    package,
    plans,
    positions,
    refused,
    source,
)
from tests.oracle import random_packages


@contextmanager
def announcements() -> Iterator[list[str]]:
    """The organisations that were announced as imported."""
    heard: list[str] = []

    def hear(organisation: Organisation, **_: Any) -> None:
        heard.append(organisation.key)

    organisation_imported.connect(hear, weak=False)
    yield heard
    organisation_imported.disconnect(hear)


@pytest.mark.django_db
def test_packages_may_refer_to_each_other() -> None:
    one = package("one", **goals("g"), adoptions=[{"framework": "two:f"}])
    two = package("two", **goals("g"), adoptions=[{"framework": "one:f"}])
    one["goals"][0]["superseded_by"] = "two:f/g"
    assert bring(one, two).written == 8


@pytest.mark.django_db
def test_one_faulty_package_keeps_all_out() -> None:
    assert refused(package("one", **goals("g")), package("two", surprise=1)) == ["/surprise: unknown key"]
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_every_unreadable_file_is_told() -> None:
    assert len(refused("{", b"\xff", package())) == 2


@pytest.mark.django_db
def test_two_organisations_statements_never_overwrite_each_other() -> None:
    bring(package("owner", **goals("g"), **plans("p"), positions=positions("o")))
    for key, strength in (("one", 1), ("two", -2)):
        rows = [{"item": "position:owner:o", "goal": "owner:f/g", "strength": strength}]
        bring(package(key, adoptions=[{"framework": "owner:f"}], contributions=rows))
    found = Contribution.objects.values_list("recorded_by__key", "strength")
    assert sorted(found) == [("one", 1), ("two", -2)]


@pytest.mark.django_db
def test_observations_of_the_same_value_by_two_stand_side_by_side() -> None:
    row = {"indicator": "i", "organisation": "two", "year": 2024, "value": 1}
    bring(package("two"), package("one", indicators=[{"key": "i", "title": "i"}], observations=[row]))
    bring(package("two", observations=[{"indicator": "one:i", "year": 2024, "value": 2}]))
    assert sorted(Observation.objects.values_list("recorded_by__key", "value")) == [
        ("one", Decimal(1)), ("two", Decimal(2)),
    ]  # fmt: skip


@pytest.mark.django_db
def test_each_organisation_that_something_was_written_in_is_announced_once() -> None:
    with announcements() as heard:
        bring(package("one", **goals("g")), package("two", **goals("g")))
        bring(package("one", **goals("g")), package("two", **goals("g", "h")))
    assert heard == ["one", "two", "two"]


@pytest.mark.django_db
def test_a_dry_run_writes_and_announces_nothing() -> None:
    with announcements() as heard:
        outcome = bring(package(**goals("g", "h")), is_dry_run=True)
    assert (outcome.written, heard, Organisation.objects.count()) == (4, [], 0)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_a_dry_run_over_other_data_leaves_it_alone(seed: int) -> None:
    bring(*random_packages(seed, "small")[0])
    before = everything()
    assert bring(*random_packages(seed + 50, "small")[0], is_dry_run=True).written > 0
    assert everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("country", "home"), [("SE", ("sv", "Europe/Stockholm")), ("NO", ("nb", "Europe/Oslo"))]
)
def test_a_new_organisation_gets_its_countrys_language_and_time(country: str, home: tuple[str, str]) -> None:
    new = package("a.b/c")
    new["organisation"]["country"] = country
    bring(new, package("a-b-c"))
    found = Organisation.objects.get(key="a.b/c")
    assert (found.language, found.time_zone, found.is_public) == (*home, False)
    assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["a-b-c", "a-b-c-2"]


@pytest.mark.django_db
def test_a_new_organisation_gets_no_address_of_the_products_own() -> None:
    bring(package("om"), package("om-2"))
    assert sorted(Organisation.objects.values_list("key", "slug")) == [("om", "om-2"), ("om-2", "om-2-2")]


@pytest.mark.django_db
def test_what_no_column_holds_is_readable() -> None:
    with pytest.raises(PackageError) as caught, service.readable_refusals(), transaction.atomic():
        Organisation.objects.create(key="k", slug="k", name="x" * 300, kind="region")
    assert "the database refuses: value too long" in str(caught.value.problems[0])


@pytest.mark.django_db
def test_an_import_leaves_an_organisations_settings_alone() -> None:
    bring(package())
    Organisation.objects.update(slug="min-adress", is_public=True, language="en")
    changed = package()
    changed["organisation"]["name"] = "Nytt namn"
    bring(changed)
    found = Organisation.objects.get()
    assert (found.name, found.slug, found.is_public, found.language) == (
        "Nytt namn",
        "min-adress",
        True,
        "en",
    )


@pytest.mark.django_db
def test_history_tells_who_imported(administrator: User) -> None:
    bring(package(**goals("g")), by=administrator)
    context = pghistory.models.Context.objects.latest("created_at")
    assert (context.metadata["command"], context.metadata["user"]) == ("import_package", administrator.pk)
    assert Goal.objects.get().created_by == administrator


def record_unlawfully() -> None:
    """A target on a goal of an organisation that was not adopted from, past all checks but the database's."""
    goal = Goal.objects.get()
    with service.readable_refusals(), transaction.atomic():
        Target.objects.create(
            recorded_by=Organisation.objects.get(key="other"),
            key="t",
            goal=goal,
            indicator=goal.framework.organisation.indicators.get(),
            year=2030,
            value=1,
        )


@pytest.mark.django_db
def test_what_the_database_refuses_is_readable() -> None:
    bring(package(**goals("g"), indicators=[{"key": "i", "title": "i"}]), package("other"))
    with pytest.raises(PackageError) as caught:
        record_unlawfully()
    [problem] = caught.value.problems
    assert problem.code == "target_goal_adopted"
    assert problem.message.startswith("the database refuses: Other has adopted nothing of Lillby")


@pytest.mark.django_db(transaction=True)
def test_the_same_package_again_moves_no_revision() -> None:
    bring(package(**goals("g")))
    bring(package(**goals("g")))
    bring(package(**goals("g")), is_dry_run=True)
    assert Organisation.objects.get().revision == 1
    bring(package(**goals("g", "h")))
    assert (Organisation.objects.get().revision, Organisation.objects.get().version) == (2, 1)


def elsewhere(*steps: Callable[[], object]) -> threading.Thread:
    """Does something, step by step, in a thread with a connection of its own."""

    def run() -> None:
        try:
            for step in steps:
                step()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_imports_of_an_organisation_take_turns_and_others_do_not_wait() -> None:
    bring(package(**goals("g")), package("other", **goals("g")))
    done: list[str] = []
    with transaction.atomic():
        bring(package(**goals("g", "h")))
        same = elsewhere(lambda: bring(package(**goals("g", "h", "i"))), partial(done.append, "same"))
        elsewhere(lambda: bring(package("other", **goals("g", "h"))), partial(done.append, "other")).join(30)
        elsewhere(save_other, partial(done.append, "save")).join(30)
        assert done == ["other", "save"]
    same.join(30)
    assert done == ["other", "save", "same"]
    assert Goal.objects.filter(framework__organisation__key="lillby").count() == 3


def save_other() -> None:
    """Somebody saves in the organisation that is being imported."""
    Goal.objects.filter(framework__organisation__key="lillby", key="g").update(text="Under importen")


@pytest.mark.django_db(transaction=True)
def test_a_change_during_the_import_is_not_overwritten() -> None:
    bring(package(**goals("g")))

    def meanwhile(phase: str, _steps: int) -> None:
        if phase == "Writing":
            elsewhere(save_other).join(30)

    with pytest.raises(PackageError) as caught:
        service.import_packages(
            sources=[source(package(**goals("g", text="Importerat")))],
            progress=service.Progress(start=meanwhile),
        )
    assert [problem.path for problem in caught.value.problems] == ["/goals/0"]
    assert Goal.objects.get().text == "Under importen"


@pytest.mark.django_db
def test_an_import_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    large: Document = package(
        **goals(*(f"g{n}" for n in range(500))),
        **plans("p"),
        positions=positions(*(f"o{n}" for n in range(500))),
    )
    with django_assert_max_num_queries(70):
        bring(large)
