"""Forms of hand-overs: offering, taking in, returning."""

from typing import Any, Self

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from pages.choosing import ChoosingForm
from pages.conflicts.forms import ViewedForm
from pages.fields import TextField
from planning.models import HandOver, Plan, Position, Section
from planning.selectors.handing_over import receivers, receiving_plans
from planning.selectors.searching import positions_matching
from planning.services.arranging import Place
from planning.services.handing_over import AsPosition, IntoPosition, Offer

WORDS_OF_A_CHOICE = 20


class OfferForm(ViewedForm):
    """Which comprehensive plan a position is offered to, and why."""

    plan = forms.ModelChoiceField(
        label=_("Offered to"),
        queryset=Plan.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("A draft can take it in as a new position; a plan in force only into one that it has."),
    )
    rationale = TextField(
        label=_("Why it belongs in the comprehensive plan"),
        rows=3,
        required=False,
        help_text=_("One or two sentences for those who write that plan."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["plan"]
        field.queryset = receivers(self.viewer.organisation)
        field.label_from_instance = lambda plan: f"{plan.title} ({plan.get_status_display().lower()})"

    @classmethod
    def of(cls, kept: Any, **kwargs: Any) -> Self:
        """The form as it opens; `kept`: filled in as an offer that was taken back had it at a moment."""
        if kept is None:
            return cls(**kwargs)
        into = Position.objects.filter(pk=kept.target_id or 0).values_list("plan_id", flat=True).first()
        return cls(initial={"plan": kept.target_plan_id or into, "rationale": kept.rationale}, **kwargs)

    @property
    def offer(self) -> Offer:
        """What the valid form says."""
        return Offer(self.cleaned_data["plan"], self.cleaned_data["rationale"])


class AnswerForm(ViewedForm):
    """What is said of an offer or an assignment; `thing` is the one that it is about."""

    merged_fields: tuple[str, ...] = ("answer",)
    #: Fields that open with what the thing says so far.
    opens_with: tuple[str, ...] = ()

    def __init__(self, *args: Any, thing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thing = thing

    @classmethod
    def of(cls, thing: Any, kept: Any = None, **kwargs: Any) -> Self:
        """The form as it opens; `kept`: filled in as the thing's history has it at a moment."""
        values = {name: getattr(thing, name) for name in cls.opens_with}
        if kept is not None and kept is not thing:
            columns = {
                name: f"{name}_id" if hasattr(kept, f"{name}_id") else name for name in cls.base_fields
            }
            values |= {name: getattr(kept, at) for name, at in columns.items() if hasattr(kept, at)}
        return cls(initial=values | {"version": thing.version}, thing=thing, **kwargs)


class AcceptForm(AnswerForm):
    """Where in the draft a new position is made of what is offered."""

    section = forms.ModelChoiceField(
        label=_("Section of the draft"),
        queryset=Section.objects.none(),
        required=False,
        empty_label=_("In no section"),
    )
    answer = TextField(label=_("Note to those who offered it"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft_of(self.thing)
        fields: Any = self.fields
        fields["section"].queryset = Section.objects.filter(plan=self.draft).order_by("order", "pk")

    @property
    def new(self) -> AsPosition:
        """What the valid form says."""
        plan = self.draft or self.thing.receiver
        return AsPosition(Place(plan, self.cleaned_data["section"]), self.cleaned_data["answer"])


def draft_of(hand_over: HandOver) -> Plan | None:
    """The plan in which a new position can be made of what is offered: one that is not decided yet."""
    return next((plan for plan in receiving_plans(hand_over.receiver) if not plan.is_decided), None)


class MergeForm(AnswerForm, ChoosingForm):
    """Into which position of the comprehensive plan something is taken."""

    opens_with = ("target",)
    chooses = "target"
    target = forms.ModelChoiceField(
        label=_("Position that it becomes part of"),
        queryset=Position.objects.none(),
        empty_label=_("Choose a position"),
        error_messages={"required": _("Choose the position that it becomes part of.")},
    )
    answer = TextField(label=_("Note to those who offered it"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = receiving_plans(self.thing.receiver)
        active = Position.objects.filter(plan__in=plans, status=Position.Status.ACTIVE)
        self.choose_among(
            active.select_related("plan").defer("geometry").order_by("plan", "order", "pk"),
            lambda text: positions_matching(
                self.viewer.organisation, text, plans=Plan.objects.filter(pk__in=[plan.pk for plan in plans])
            ),
            lambda part: _named(part, with_plan=len(plans) > 1),
        )

    @property
    def into(self) -> IntoPosition:
        """What the valid form says."""
        return IntoPosition(self.cleaned_data["target"], self.cleaned_data["answer"])


def _named(position: Position, *, with_plan: bool) -> str:
    text = Truncator(str(position)).words(WORDS_OF_A_CHOICE, truncate=" …")
    return f"{text} ({position.plan.title})" if with_plan else text


class ReturnForm(AnswerForm):
    """Why something is returned."""

    answer = TextField(
        label=_("Why it is returned"), rows=3, help_text=_("Those who offered it read this, and can answer.")
    )


class ChangeOfferForm(AnswerForm):
    """Another reason for an offer that waits, or another plan that it goes to."""

    merged_fields = ("receiver", "rationale")
    opens_with = ("receiver", "rationale")
    receiver = forms.ModelChoiceField(label=_("Offered to"), queryset=Plan.objects.none(), empty_label=None)
    rationale = TextField(label=_("Why it belongs in the comprehensive plan"), rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["receiver"]
        field.queryset = receivers(self.viewer.organisation)
        field.label_from_instance = lambda plan: f"{plan.title} ({plan.get_status_display().lower()})"

    @classmethod
    def of(cls, thing: Any, kept: Any = None, **kwargs: Any) -> Self:
        """As for any answer; the history keeps only which plan it was offered to."""
        form = super().of(thing, kept, **kwargs)
        if kept is not None and kept is not thing and kept.target_plan_id:
            form.initial["receiver"] = kept.target_plan_id
        return form

    @property
    def offer(self) -> Offer:
        """What the valid form says."""
        return Offer(self.cleaned_data["receiver"], self.cleaned_data["rationale"])


class OfferAgainForm(AnswerForm):
    """Why something that was returned is offered again."""

    merged_fields = ("rationale",)
    opens_with = ("rationale",)
    rationale = TextField(
        label=_("Why it is offered again"), rows=3, required=False, help_text=_("What has changed since.")
    )
