"""Many municipalities at little cost: copies of generated ones, made by the database itself.

A copy of an organisation has copies of everything that it owns, with ids a fixed stride further on;
what it refers to of others (a state's goals) it shares with the original. Triggers work as for any
other insert.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models, transaction
from django.db.models import ForeignKey, Max

from goals import models as goals
from organisations.models import Organisation, Unit
from planning import models as planning

#: What an organisation owns and by which way, in an order in which each refers to earlier ones.
OWNED: tuple[tuple[type[models.Model], str], ...] = (
    (Organisation, "pk"),
    (Unit, "organisation"),
    (goals.Framework, "organisation"),
    (goals.FrameworkAdoption, "organisation"),
    (goals.Goal, "framework__organisation"),
    (goals.AdoptionExclusion, "adoption__organisation"),
    (goals.GoalLink, "recorded_by"),
    (goals.Indicator, "organisation"),
    (goals.Target, "recorded_by"),
    (goals.Observation, "recorded_by"),
    (planning.PlanType, "organisation"),
    (planning.Plan, "organisation"),
    (planning.PlanSupersession, "plan__organisation"),
    (planning.PlanAdoption, "organisation"),
    (planning.Section, "organisation"),
    (planning.Position, "organisation"),
    (planning.Measure, "organisation"),
    (planning.MeasurePartner, "measure__organisation"),
    (planning.Implementation, "measure__organisation"),
    (planning.BudgetLine, "measure__organisation"),
    (planning.Contribution, "recorded_by"),
    (planning.PlanLink, "recorded_by"),
    (planning.PositionLink, "recorded_by"),
    (planning.HandOver, "recorded_by"),
    (planning.Conflict, "organisation"),
    (planning.ConflictPlan, "conflict__organisation"),
    (planning.ConflictPosition, "conflict__organisation"),
)
#: Columns that must differ between copies.
UNIQUE = {"organisations_organisation": ("key", "slug")}
INSERT = """
INSERT INTO {table} (id, {columns})
SELECT s.id + copy * {stride}, {values}
FROM {table} s CROSS JOIN generate_series(1, {copies}) copy
WHERE s.id IN (SELECT id FROM bench_original WHERE name = '{table}')
"""
OWN = "(s.{column} IN (SELECT id FROM bench_original WHERE name = '{table}'))::int"


@transaction.atomic
def clone(originals: Sequence[Organisation], copies: int) -> None:
    """Make so many copies of each of the organisations, whose keys end with the number of the copy."""
    strides = {model._meta.db_table: _last_id(model) for model, _ in OWNED}
    with connection.cursor() as cursor:
        # Without a value it would be an error, caught and thrown away, in each trigger of each row.
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
        cursor.execute("CREATE TEMPORARY TABLE bench_original (name text, id bigint) ON COMMIT DROP")
        for model, owner in OWNED:
            table = model._meta.db_table
            ids = model._default_manager.filter(**{f"{owner}__in": [each.pk for each in originals]})
            cursor.execute(
                "INSERT INTO bench_original SELECT %s, unnest(%s::bigint[])",
                [table, list(ids.values_list("pk", flat=True))],
            )
        cursor.execute("CREATE INDEX ON bench_original (name, id)")
        cursor.execute("ANALYZE bench_original")
        for model, _ in OWNED:
            cursor.execute(_insert(model, strides, copies))
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), %s)",
                [_last_id(model)],
            )


def _insert(model: type[models.Model], strides: dict[str, int], copies: int) -> str:
    """The statement that copies what the organisations own in one table."""
    table = model._meta.db_table
    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    return INSERT.format(
        table=table,
        columns=", ".join(f'"{field.column}"' for field in columns),
        values=", ".join(_value(field, table, strides) for field in columns),
        stride=strides[table],
        copies=copies,
    )


def _value(field: "models.Field[Any, Any]", table: str, strides: dict[str, int]) -> str:
    """The copy's value of a column: a reference to something that is copied too goes to that copy."""
    column = f'"{field.column}"'
    if field.column in UNIQUE.get(table, ()):
        return f"s.{column} || '-' || copy"
    target = field.related_model._meta.db_table if isinstance(field, ForeignKey) else ""
    if target not in strides:
        return f"s.{column}"
    own = OWN.format(column=column, table=target)
    return f"s.{column} + copy * {strides[target]} * {own}"


def _last_id(model: type[models.Model]) -> int:
    last: int | None = model._default_manager.aggregate(last=Max("pk"))["last"]
    return last or 1
