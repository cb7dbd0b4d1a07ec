"""Forms of a plan's course and editions: shape and messages; rules live in policies and services."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from pages.differing import differing
from pages.fields import DayField, TextField
from pages.versioned import Theirs, VersionedForm
from planning.models import Plan
from planning.policies import DECISIONS
from planning.services.editions import CORRECTABLE, NEVER_EMPTY, Correctable, Correction
from planning.services.transitions import Step

EARLIEST_YEAR, LATEST_YEAR = 1850, 2200
LABELS = {
    "title": _("Title"),
    "summary": _("Summary"),
    "heading": _("Heading"),
    "statement": _("Statement"),
    "rationale": _("Why"),
    "text": _("Text"),
}


def validate_day(day: date) -> None:
    """A day that a plan can have had."""
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise forms.ValidationError(_("Choose a day that a plan can have had."))


class StepForm(VersionedForm):
    """A step in a plan's course: the day, what is told of it, and the decision if it rests on one."""

    to = forms.ChoiceField(choices=Plan.Status, widget=forms.HiddenInput)
    on = DayField(label=_("Day"))
    decided_by = forms.CharField(
        label=_("Decided by"), max_length=200, required=False, help_text=_("Such as Kommunfullmäktige.")
    )
    reference = forms.CharField(
        label=_("Paragraph"), max_length=200, required=False, help_text=_("Such as KF § 12.")
    )
    case_number = forms.CharField(label=_("Case number"), max_length=100, required=False)
    title = forms.CharField(
        label=_("What has happened"),
        max_length=300,
        required=False,
        help_text=_("Left empty, the event is named after the step."),
    )
    more = TextField(label=_("More about it"), rows=3, required=False)
    field_order = ("version", "to", "on", "decided_by", "reference", "case_number", "title", "more")

    def __init__(self, *args: Any, to: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if to not in DECISIONS:
            for name in ("decided_by", "reference", "case_number"):
                del self.fields[name]

    @property
    def step(self) -> Step:
        """What the person says has happened."""
        said = self.cleaned_data
        return Step(
            to=said["to"],
            on=said["on"],
            title=said["title"],
            text=said["more"],
            decided_by=said.get("decided_by", ""),
            reference=said.get("reference", ""),
            case_number=said.get("case_number", ""),
        )


class CorrectionForm(VersionedForm):
    """A wording of a decided plan, put right, with day and reason."""

    on = DayField(label=_("Day"))
    reason = TextField(
        label=_("Why it is put right"), rows=2, help_text=_("Everybody reads it in the plan's story.")
    )
    meaning_changed = forms.BooleanField(
        label=_("The meaning changes: links to goals have to be looked at again"), required=False
    )

    def __init__(self, *args: Any, item: Correctable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = CORRECTABLE[type(item)]
        for name in names:
            length = getattr(item._meta.get_field(name), "max_length", None)
            self.fields[name] = self._text(name, length)
        self.merged_fields = names
        self.order_fields(["version", *names, "on", "reason", "meaning_changed"])

    def _text(self, name: str, length: int | None) -> forms.CharField:
        required = name in NEVER_EMPTY
        if length is None:
            return TextField(label=LABELS[name], rows=4, required=required)
        return forms.CharField(
            label=LABELS[name], max_length=length, required=required, show_hidden_initial=True
        )

    @property
    def correction(self) -> Correction:
        """What the person puts right."""
        said = self.cleaned_data
        texts = {name: said[name] for name in self.merged_fields}
        return Correction(texts, said["on"], said["reason"], said["meaning_changed"])

    @classmethod
    def opened(cls, item: Correctable, today: Any) -> "CorrectionForm":
        """The form as it opens."""
        texts = {name: getattr(item, name) or "" for name in CORRECTABLE[type(item)]}
        return cls(item=item, initial=texts | {"version": item.version, "on": today})

    @classmethod
    def over(cls, sent: Mapping[str, Any], stored: Any, item: Correctable) -> "CorrectionForm":
        """What the person sent, upon what is stored now: saving it again overwrites knowingly."""
        data = {name: sent.get(name, "") for name in sent}
        form = cls(data | {"version": str(stored.version)}, item=item)
        pairs = {name: (form.sent_text(name), getattr(stored, name) or "") for name in form.merged_fields}
        form.theirs = tuple(
            Theirs(str(form[name].label), differing(mine, theirs))
            for name, (mine, theirs) in pairs.items()
            if mine != theirs
        )
        return form


class DayForm(forms.Form):
    """The day that somebody asks about."""

    datum = DayField(label=_("Day"), validators=[validate_day])


def add_problems(form: forms.Form, error: DomainError) -> None:
    """Puts what a rule says no to beside the fields that it is about, the rest above them."""
    if not error.problems:
        form.add_error(None, error.message)
    for problem in error.problems:
        form.add_error(problem.path if problem.path in form.fields else None, problem.message)
