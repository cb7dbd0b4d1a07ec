"""Operations of migrations."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import IndexOperation
from django.db.migrations.state import ProjectState


class Batch(Operation):
    """Several operations (on models, triggers, constraints, indexes, fields) at the price of one.

    Django renders the models anew after each operation; with some hundred models and triggers that makes
    a first migration take minutes. This one renders them once, after all. Only for operations that need
    nothing but the models before the first and after the last: none on a model that is made in the
    same batch, but for the fields that are added to it (its table is made with them), and none that changes
    the same thing twice. What `makemigrations` writes is put into a batch by hand
    (`tests/house/test_migrations.py`).
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (self.__class__.__name__, [], {"operations": self.operations})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # rendered again, once, when the database operations ask
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self._operations_on_tables():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self._operations_on_tables()):
            # A constraint may be on fields that are added here, which the models before do not have.
            before = from_state if isinstance(operation, IndexOperation) else to_state
            operation.database_backwards(app_label, schema_editor, from_state, before)

    def _operations_on_tables(self) -> list[Operation]:
        """Without the fields of models that are made here: their tables come and go with them."""
        made = {each.name_lower for each in self.operations if isinstance(each, CreateModel)}
        return [
            each
            for each in self.operations
            if not (isinstance(each, AddField) and each.model_name_lower in made)
        ]

    def describe(self) -> str:
        return f"{len(self.operations)} changes at once"
