"""A first start waits for the migrations: what they add is added at once (`core.operations.Batch`)."""

from itertools import groupby

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from pgtrigger.migrations import AddTrigger, RemoveTrigger

pytestmark = pytest.mark.house

OWN = {config.label for config in apps.get_app_configs() if not config.module.__file__.count("site-packages")}
MIGRATIONS = sorted(key for key in MigrationLoader(None).disk_migrations if key[0] in OWN)
#: Django renders the models anew after each operation.
MOST_ON_THEIR_OWN = 2


@pytest.mark.parametrize(("app", "name"), MIGRATIONS, ids="-".join)
def test_triggers_come_in_a_batch(app: str, name: str) -> None:
    operations = MigrationLoader(None).disk_migrations[app, name].operations

    runs = groupby(operations, key=lambda each: isinstance(each, AddTrigger | RemoveTrigger))
    longest = max((len([*run]) for is_of_triggers, run in runs if is_of_triggers), default=0)
    assert longest <= MOST_ON_THEIR_OWN
