"""A first start waits for the migrations: what they add is added at once (`core.operations.Batch`)."""

from itertools import groupby
from typing import Any

import pytest
from django.apps import apps
from django.db.migrations import AddField, CreateModel
from django.db.migrations.loader import MigrationLoader
from pgtrigger.migrations import AddTrigger, RemoveTrigger

pytestmark = pytest.mark.house

OWN = {config.label for config in apps.get_app_configs() if not config.module.__file__.count("site-packages")}
MIGRATIONS = sorted(key for key in MigrationLoader(None).disk_migrations if key[0] in OWN)
#: Django renders the models anew after each operation.
MOST_ON_THEIR_OWN = 2


@pytest.mark.parametrize(("app", "name"), MIGRATIONS, ids="-".join)
@pytest.mark.parametrize(
    "sort", [AddTrigger | RemoveTrigger, CreateModel | AddField], ids=["triggers", "models"]
)
def test_triggers_and_models_come_in_batches(app: str, name: str, sort: Any) -> None:
    operations = MigrationLoader(None).disk_migrations[app, name].operations

    runs = groupby(operations, key=lambda each: isinstance(each, sort))
    longest = max((len([*run]) for is_of_the_sort, run in runs if is_of_the_sort), default=0)
    assert longest <= MOST_ON_THEIR_OWN
