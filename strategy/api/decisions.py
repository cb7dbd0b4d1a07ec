"""What comes after a strategy's adoption, over the API: decisions on changes, and who is told."""

from typing import Any

from django.db.models import QuerySet

from organisations.api.inputs import content_of
from organisations.api.reader import Reader
from organisations.api.reading_input import Values
from organisations.api.writer import Writer
from organisations.api.writing import Writable
from strategy.api import inputs, serializers
from strategy.filters import StrategyChangeFilter, StrategyRecipientFilter
from strategy.models import StrategyChange, StrategyRecipient
from strategy.services import changes, recipients
from strategy.services.changes import ChangeContent
from strategy.services.recipients import RecipientContent


class StrategyChanges(Writable):
    """The changes of adopted strategies, each with the council's decision."""

    kind = "strategy-changes"
    serializer_class = serializers.StrategyChangeSerializer
    input_class = inputs.StrategyChangeInput
    related = ("strategy",)
    owner = "strategy.organisation_id"
    filterset_class = StrategyChangeFilter
    orderings = ("id", "decided_on", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """All of them: what the council decides is public."""
        own: QuerySet[StrategyChange] = StrategyChange.objects.filter(
            strategy__organisation=reader.organisation
        )
        return own

    def make(self, writer: Writer, given: Values) -> StrategyChange:
        """The council has decided on what the strategy says now."""
        return changes.record_change(**writer.by, strategy=given["strategy"], content=_change(given))

    def change(self, writer: Writer, row: StrategyChange, version: int, given: Values) -> None:
        """What is recorded of the decision; what it made of the strategy stays."""
        changes.correct_change(**writer.by, change=row, expected_version=version, content=_change(given))

    def remove(self, writer: Writer, row: StrategyChange, version: int) -> None:
        """The latest."""
        changes.remove_change(**writer.by, change=row, expected_version=version)


class StrategyRecipients(Writable):
    """Who gets the strategies, when they were sent, and the receipts: for members."""

    kind = "strategy-recipients"
    serializer_class = serializers.StrategyRecipientSerializer
    input_class = inputs.StrategyRecipientInput
    related = ("strategy",)
    owner = "strategy.organisation_id"
    is_for_members = True
    filterset_class = StrategyRecipientFilter
    orderings = ("id", "name", "updated_at")

    def rows(self, reader: Reader) -> QuerySet[Any]:
        """All of them: whom one writes to is no part of what was decided."""
        found: QuerySet[StrategyRecipient] = StrategyRecipient.objects.filter(
            strategy__organisation=reader.organisation
        )
        return found

    def make(self, writer: Writer, given: Values) -> StrategyRecipient:
        """By coordinators."""
        content = _recipient(given)
        return recipients.create_recipient(**writer.by, strategy=given["strategy"], content=content)

    def change(self, writer: Writer, row: StrategyRecipient, version: int, given: Values) -> None:
        """That it was sent, and received."""
        content = _recipient(given)
        recipients.change_recipient(**writer.by, recipient=row, expected_version=version, content=content)

    def remove(self, writer: Writer, row: StrategyRecipient, version: int) -> None:
        """Off the list."""
        recipients.remove_recipient(**writer.by, recipient=row, expected_version=version)


def _change(given: Values) -> ChangeContent:
    return content_of(ChangeContent, inputs.filled(given), StrategyChange)


def _recipient(given: Values) -> RecipientContent:
    return content_of(RecipientContent, inputs.filled(given), StrategyRecipient)
