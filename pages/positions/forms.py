"""Forms of positions and contributions: shape and messages; rules live in policies.

Each carries the version that the person read, and what stood in its fields then: if somebody else has
saved meanwhile, fields that the person left alone take the other's text, and the rest is shown beside it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.db.models import Model
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.rich_text import plain, simplest
from goals.models import Goal
from pages.differing import differing
from pages.rich_text import RichTextarea
from planning.models import Contribution
from planning.models.links import Strength
from planning.selectors.goals import GoalGroup

LONGEST_TEXT = 10_000
#: Tags count too.
LONGEST_RICH_TEXT = 50_000


class TextField(forms.CharField):
    """Running text; lines end as the database keeps them, not as browsers send them."""

    def __init__(
        self,
        *,
        rows: int,
        widget: type[forms.Textarea] = forms.Textarea,
        longest: int = LONGEST_TEXT,
        **kwargs: Any,
    ) -> None:
        shown = widget(attrs={"rows": rows})
        super().__init__(max_length=longest, widget=shown, show_hidden_initial=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class RichTextField(TextField):
    """Rich or plain text, cleaned as it is kept, so that the same text never counts as changed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=RichTextarea, longest=LONGEST_RICH_TEXT, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return simplest(text) if isinstance(text, str) else text


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else has saved in a field: its text in pieces, each with whether it differs from mine."""

    label: str
    pieces: tuple[tuple[bool, str], ...]


class VersionedForm(forms.Form):
    """A form over a record that others may change at the same time."""

    merged_fields: tuple[str, ...] = ()
    theirs: tuple[Theirs, ...] = ()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def expected_version(self) -> int:
        """The version that the person read; 0, which no record has, if the form does not say."""
        return int(self.cleaned_data.get("version") or 0)

    def focus_first(self) -> None:
        """Lets the keyboard start in the first field that is shown."""
        first = self.visible_fields()[0]
        first.field.widget.attrs["autofocus"] = True

    def initials(self) -> list[SafeString]:
        """Hidden fields that say what stood in the form when it opened."""
        return [self[name].as_hidden(only_initial=True) for name in self.merged_fields if name in self.fields]

    @classmethod
    def merged(cls, sent: Mapping[str, Any], stored: Record, **kwargs: Any) -> Self:
        """The form as the person sent it, upon what is stored now: saving it again overwrites knowingly.

        Fields that the person left alone take the other's text; where both differ the person's stays,
        and `theirs` shows the other's.
        """
        before = cls(sent, **kwargs)
        data = {name: sent.get(name, "") for name in sent}
        theirs = []
        for name in cls.merged_fields:
            if name not in before.fields:
                continue
            text = as_text(getattr(stored, name))
            mine, opened = before.sent_text(name), before.sent_text(f"initial-{name}")
            if name not in before.changed_data:
                data[name] = text
            elif text not in (mine, opened):
                texts = (before.shown(name, mine), before.shown(name, text))
                theirs.append(Theirs(str(before[name].label), differing(*texts)))
            data[f"initial-{name}"] = text
        form = cls(data | {"version": str(stored.version)}, **kwargs)
        form.theirs = tuple(theirs)
        return form

    def sent_text(self, name: str) -> str:
        """What was sent for a field, or stood in it when it opened (`initial-…`), as it would be stored."""
        sent = self.data.get(name, "")
        try:
            return as_text(self.fields[name.removeprefix("initial-")].to_python(sent))
        except forms.ValidationError:
            return str(sent)

    def shown(self, name: str, text: str) -> str:
        """A value as a person reads it: the words of a choice, not its number; rich text without tags."""
        if isinstance(self.fields[name], RichTextField):
            return plain(text)
        choices: Any = getattr(self.fields[name], "choices", ())
        return {str(value): str(label) for value, label in choices}.get(text, text)


def as_text(value: Any) -> str:
    """A value as a form sends it: nothing for none, the id of a thing."""
    if isinstance(value, Model):
        return str(value.pk)
    return "" if value is None else str(value)


class GoalSelect(forms.Select):
    """A select of goals grouped by framework; quick also with thousands of goals."""

    groups: Iterable[GoalGroup] = ()

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The element; `attrs` as for any widget."""
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        chosen = str(value or "")
        options = [format_html('<option value="">{}</option>', _("Choose a goal"))]
        for group in self.groups:
            rows = ((goal.pk, self.mark(goal, chosen), label_of(goal)) for goal in group.goals)
            inside = format_html_join("", '<option value="{}"{}>{}</option>', rows)
            options.append(format_html('<optgroup label="{}">{}</optgroup>', group.framework.title, inside))
        return format_html("<select{}>{}</select>", attributes, mark_safe("".join(options)))  # noqa: S308  # escaped above

    def mark(self, goal: Goal, chosen: str) -> SafeString:
        """The attribute that says that the option is chosen."""
        return mark_safe(" selected" if str(goal.pk) == chosen else "")  # noqa: S308  # one of two constants


def label_of(goal: Goal) -> str:
    """A goal in a list of goals."""
    return f"{goal.code} {goal.local_title}" if goal.code else goal.local_title


def strength_choices() -> list[tuple[int, str]]:
    """Strengths in words, the strongest support first."""
    return [(value, str(label)) for value, label in Strength.choices]


class ContributionForm(VersionedForm):
    """How an item bears on a goal: strength in words, and the reason."""

    merged_fields = ("strength", "rationale")
    strength = forms.TypedChoiceField(
        label=_("How it bears on the goal"),
        choices=strength_choices,
        coerce=int,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
    )
    rationale = TextField(
        label=_("Reason"), rows=3, help_text=_("One or two sentences that a politician understands.")
    )

    @classmethod
    def of(cls, contribution: Contribution) -> "ContributionForm":
        """The form as it opens for a change."""
        values = {"strength": contribution.strength, "rationale": contribution.rationale or ""}
        return cls(initial=values | {"version": contribution.version})


class NewContributionForm(ContributionForm):
    """How an item bears on a goal that nothing is said of yet."""

    goal = forms.ModelChoiceField(label=_("Goal"), queryset=Goal.objects.none(), widget=GoalSelect)
    field_order = ("version", "goal", "strength", "rationale")

    def __init__(self, *args: Any, groups: Iterable[GoalGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = list(groups)
        field: Any = self.fields["goal"]
        field.queryset = Goal.objects.filter(pk__in=[goal.pk for group in groups for goal in group.goals])
        field.widget.groups = groups
