"""The mailing list of a strategy: whom it is sent to, with the days of sending and of receipts."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.templatetags.ui import day
from organisations.models import User
from pages.editing import Row, Words
from pages.fields import OptionalDayField
from pages.guards import Viewer
from pages.strategy.desks import RoundDesk
from pages.strategy.forms import validate_day
from pages.versioned import VersionedForm
from strategy.models import PlanningStrategy, StrategyRecipient
from strategy.services.recipients import (
    RecipientContent,
    change_recipient,
    create_recipient,
    remove_recipient,
)


class RecipientForm(VersionedForm):
    """Who gets the strategy, when it was sent, and when they said that they had it."""

    merged_fields = ("name", "sort", "sent_on", "received_on", "note")
    name = forms.CharField(label=gettext_lazy("Recipient"), max_length=200, show_hidden_initial=True)
    sort = forms.ChoiceField(
        label=gettext_lazy("Sort of recipient"),
        choices=StrategyRecipient.Sort.choices,
        show_hidden_initial=True,
    )
    sent_on = OptionalDayField(label=gettext_lazy("Sent on"), validators=[validate_day])
    received_on = OptionalDayField(
        label=gettext_lazy("Received on"),
        validators=[validate_day],
        help_text=gettext_lazy("The day of the receipt."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=500, required=False, show_hidden_initial=True
    )


class RecipientDesk(RoundDesk[StrategyRecipient]):
    """Recipients of one strategy."""

    kind = "recipient"
    form_class = RecipientForm
    fields_of_codes: ClassVar[Mapping[str, str]] = {"recipient_named_once": "name"}
    words = Words(
        title=gettext_lazy("Mailing list"),
        lead=gettext_lazy("Who gets the strategy, when it was sent, and when they said that they had it."),
        create=gettext_lazy("Add a recipient"),
        created=gettext_lazy("The recipient is on the list."),
        saved=gettext_lazy("The recipient is saved."),
        remove=gettext_lazy("Take off the list"),
        removed=gettext_lazy("Taken off:"),
        nothing=gettext_lazy("Nobody is on the list"),
        next_step=gettext_lazy("Put those on it whom the law names, and add others."),
    )

    def __init__(self, viewer: Viewer, strategy: PlanningStrategy) -> None:
        super().__init__(viewer)
        self.strategy = strategy

    def address(self, action: str, *args: Any) -> str:
        if action == "list":
            return reverse("strategy:recipient_list", args=[self.viewer.organisation.slug, self.strategy.pk])
        return super().address(action, *args)

    def place(self) -> list[Any]:
        return [self.strategy.pk]

    def trail(self) -> list[str]:
        terms = reverse("strategy:strategy_list", args=[self.viewer.organisation.slug])
        home = [self.viewer.organisation.slug, self.strategy.pk]
        strategy = [self.strategy.title, reverse("strategy:workbench_detail", args=home)]
        return [_("Planning strategy"), terms, *strategy, _("Mailing list"), self.list_url]

    def belongs(self) -> dict[str, Any]:
        return {"strategy_id": self.strategy.pk}

    def things(self) -> QuerySet[StrategyRecipient]:
        return self.strategy.recipients.order_by("pk")

    def rows(self, things: Sequence[StrategyRecipient]) -> list[Row]:
        language = self.viewer.organisation.language
        return [
            Row(
                f"recipient-{each.pk}",
                each.name,
                facts=tuple(_facts(each)),
                badge=_badge(each),
                language=language,
            )
            for each in things
        ]

    def values(self, thing: StrategyRecipient) -> dict[str, Any]:
        return {name: getattr(thing, name) or "" for name in RecipientForm.merged_fields}

    def content(self, values: dict[str, Any]) -> RecipientContent:
        """What the form says."""
        return RecipientContent(**{name: values[name] for name in RecipientForm.merged_fields})

    def create(self, by: User, values: dict[str, Any]) -> StrategyRecipient:
        return create_recipient(
            organisation=self.viewer.organisation,
            by=by,
            strategy=self.strategy,
            content=self.content(values),
        )

    def change(
        self, by: User, thing: StrategyRecipient, expected_version: int, values: dict[str, Any]
    ) -> StrategyRecipient:
        return change_recipient(
            organisation=self.viewer.organisation,
            by=by,
            recipient=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(
        self, by: User, thing: StrategyRecipient, expected_version: int, sent: Mapping[str, str]
    ) -> None:
        remove_recipient(
            organisation=self.viewer.organisation, by=by, recipient=thing, expected_version=expected_version
        )


def _facts(each: StrategyRecipient) -> list[str]:
    sent = [_("sent on %(day)s") % {"day": day(each.sent_on)}] if each.sent_on else []
    received = [_("received on %(day)s") % {"day": day(each.received_on)}] if each.received_on else []
    return [str(each.get_sort_display()), *sent, *received, *([each.note] if each.note else [])]


def _badge(each: StrategyRecipient) -> str:
    if each.received_on:
        return _("Received")
    return _("Sent") if each.sent_on else _("Not sent")
