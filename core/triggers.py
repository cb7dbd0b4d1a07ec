"""Triggers that any table can carry: versions, history, trees without loops, refusals with a message.

They work in the database, so that forms, imports, bulk updates and plain SQL obey the same rules.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from core.models import AUTOMATIC_FIELDS

Model = TypeVar("Model", bound=models.Model)
#: Of a history, read at once where it is asked for by time.
BLOCKS = 16

STAMP_INSERT = """
NEW.created_by_id :=
    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;
NEW.updated_by_id := NEW.created_by_id;
RETURN NEW;
"""
STAMP_UPDATE = """
IF (%(now)s) IS DISTINCT FROM (%(before)s) THEN
    NEW.version := OLD.version + 1;
    NEW.updated_at := clock_timestamp();
    NEW.updated_by_id :=
        (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;
END IF;
RETURN NEW;
"""
STAMP_WORDING = """
IF (%(now)s) IS DISTINCT FROM (%(before)s) THEN
    NEW.wording_changed_at := clock_timestamp();
END IF;
RETURN NEW;
"""


def meaningful_columns(model: Any, extra: Iterable[str] = ()) -> list[str]:
    """The columns whose change counts: all but the key and those that the database keeps by itself."""
    passive = {*AUTOMATIC_FIELDS, "wording_changed_at", "revision", *extra}
    return [
        field.column
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in passive
    ]


def row(alias: str, columns: Iterable[str]) -> str:
    """A row constructor: `ROW(alias."a", alias."b")`."""
    return "ROW(" + ", ".join(f'{alias}."{column}"' for column in columns) + ")"


class Stamp(pgtrigger.Trigger):
    """Keeps version, time and person of a row (before insert and update)."""

    when = pgtrigger.Before

    def __init__(
        self, *, name: str, operation: pgtrigger.Operation, template: str, fields: Sequence[str] = ()
    ) -> None:
        self.template = template
        self.fields = fields
        super().__init__(name=name, operation=operation)

    def get_func(self, model: Any) -> str:
        columns = [model._meta.get_field(field).column for field in self.fields] or meaningful_columns(model)
        if "%(now)s" not in self.template:
            return self.template
        return self.template % {"now": row("NEW", columns), "before": row("OLD", columns)}


class Statement(pgtrigger.Trigger):
    """Runs SQL over the rows that one statement has really changed, named `changed`.

    An update that leaves every meaningful column as it was changes no row. For an update both the
    old and the new form of each changed row are among `changed`; with `only_new` the new form alone.
    """

    level = pgtrigger.Statement
    when = pgtrigger.After

    def __init__(
        self,
        *,
        name: str,
        operation: pgtrigger.Operation,
        sql: str,
        only_new: bool = False,
        passive: Sequence[str] = (),
    ) -> None:
        self.sql = sql
        self.only_new = only_new
        self.passive = passive
        tables = {
            "INSERT": {"new": "new_values"},
            "UPDATE": {"old": "old_values", "new": "new_values"},
            "DELETE": {"old": "old_values"},
        }[str(operation)]
        referencing: Any = pgtrigger.Referencing
        super().__init__(name=name, operation=operation, referencing=referencing(**tables))

    def get_func(self, model: Any) -> str:
        return self.sql.replace("{changed}", self._changed(model)) + "\nRETURN NULL;"

    def _changed(self, model: type[models.Model]) -> str:
        if str(self.operation) == "INSERT":
            return "SELECT * FROM new_values"
        if str(self.operation) == "DELETE":
            return "SELECT * FROM old_values"
        columns = meaningful_columns(model, self.passive)
        joined = (
            "FROM new_values n JOIN old_values o USING (id) "
            f"WHERE {row('n', columns)} IS DISTINCT FROM {row('o', columns)}"
        )
        if self.only_new:
            return f"SELECT n.* {joined}"
        return f"SELECT n.* {joined} UNION ALL SELECT o.* {joined}"


def refuses(name: str, violations: str) -> list[pgtrigger.Trigger]:
    """Refuses inserts and updates for which the query `violations` yields a row.

    The query reads the changed rows as `changed` and gives for each fault the text `fault`, which
    names the objects. The error is a check violation whose constraint name is `name`, so that
    services can put the message into the reader's language.
    """
    sql = f"""
DECLARE problem text;
BEGIN
WITH changed AS ({{changed}}) SELECT fault INTO problem FROM ({violations}) AS violations LIMIT 1;
{_raises(name)}
END;
"""
    return [
        Statement(name=f"{name}_{operation}".lower()[:40], operation=operation, sql=sql, only_new=True)
        for operation in (pgtrigger.Insert, pgtrigger.Update)
    ]


def acyclic(
    name: str, table: str, *, parent: str = "parent_id", label: str = "key", before: str = ""
) -> list[pgtrigger.Trigger]:
    """Parents form no loops: refuses a row that becomes its own ancestor, and names it.

    Two transactions that have not committed can together make a loop that neither of them sees. So
    rows that an update has moved are looked at again at commit, one transaction after the other:
    the lock is held only while committing, and a long transaction delays nobody. `before`: SQL that
    takes the other locks of a commit first, so that all transactions take them in the same order.
    """
    # An insert needs no second look: nobody else can have put anything below a row that they cannot see.
    again = pgtrigger.Trigger(
        name=f"{name}_at_commit"[:40],
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        timing=pgtrigger.Deferred,
        condition=pgtrigger.Condition(f"OLD.{parent} IS DISTINCT FROM NEW.{parent}"),
        declare=[("problem", "text")],
        func=f"""
{before}
PERFORM pg_advisory_xact_lock(hashtextextended('trees', 0));
SELECT fault INTO problem
FROM ({_loops(table, f"(SELECT * FROM {table} WHERE id = NEW.id) AS moved", parent, label)}) AS violations
LIMIT 1;
{_raises(name)}
RETURN NULL;
""",
    )
    return [*refuses(name, _loops(table, "changed", parent, label)), again]


def _loops(table: str, rows: str, parent: str, label: str) -> str:
    return f"""
        WITH RECURSIVE way(start, at) AS (
            SELECT id, {parent} FROM {rows} WHERE {parent} IS NOT NULL
            UNION
            SELECT way.start, t.{parent} FROM way JOIN {table} t ON t.id = way.at WHERE t.{parent} IS NOT NULL
        )
        SELECT format('"%s" would be its own ancestor', t.{label}) AS fault
        FROM way JOIN {table} t ON t.id = way.start WHERE way.start = way.at
        """


def _raises(name: str) -> str:
    return f"""IF problem IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{name}', MESSAGE = problem;
END IF;"""


def touches(parent_table: str, column: str) -> list[pgtrigger.Trigger]:
    """Rows that belong to a record (a measure's partners) move the record's version when they come or go."""
    sql = f"""
UPDATE {parent_table} SET version = version + 1, updated_at = clock_timestamp()
WHERE id IN (WITH changed AS ({{changed}}) SELECT {column} FROM changed);
"""
    return [
        Statement(name=f"touch_{operation}".lower(), operation=operation, sql=sql)
        for operation in (pgtrigger.Insert, pgtrigger.Delete)
    ]


def recorded(
    *extra: pgtrigger.Trigger | list[pgtrigger.Trigger], wording: Sequence[str] = (), by_time: bool = False
) -> Callable[[type[Model]], type[Model]]:
    """Decorates a model of records: history, version, and further triggers.

    `wording`: the fields whose change makes the contributions that the row joins outdated; the
    model then has `wording_changed_at`. `by_time`: what was changed between two moments is asked for.
    """

    def decorate(model: type[Model]) -> type[Model]:
        triggers: list[pgtrigger.Trigger] = []
        for item in extra:
            triggers += item if isinstance(item, list) else [item]
        names = {field.name for field in model._meta.concrete_fields}
        if "version" in names:
            triggers.append(Stamp(name="stamp_insert", operation=pgtrigger.Insert, template=STAMP_INSERT))
            triggers.append(Stamp(name="stamp_update", operation=pgtrigger.Update, template=STAMP_UPDATE))
        if wording:
            triggers.append(
                Stamp(
                    name="stamp_wording", operation=pgtrigger.Update, template=STAMP_WORDING, fields=wording
                )
            )
        pgtrigger.register(*triggers)(model)
        excluded = [
            name
            for name in (*AUTOMATIC_FIELDS, "wording_changed_at", "reviewed_at", "revision")
            if name in names
        ]
        tracked: Any = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=excluded,
            model_name=f"{model.__name__}History",
            meta={"indexes": [_by_time(model)]} if by_time else None,
        )
        return tracked(model)  # type: ignore[no-any-return]  # pghistory's decorator is not typed by model

    return decorate


def _by_time(model: type[Model]) -> BrinIndex:
    """When the states of a history were kept: they lie in that order, so few blocks are read."""
    name = f"{model._meta.model_name}_history_at"
    return BrinIndex(fields=["pgh_created_at"], name=name, pages_per_range=BLOCKS, autosummarize=True)
