"""Forms of contributions: shape and messages; rules live in policies."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from goals.models import Goal
from pages.fields import TextField
from pages.versioned import VersionedForm
from planning.models import Contribution
from planning.models.links import Strength
from planning.selectors.goals import GoalGroup


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
    def of(cls, contribution: Contribution, kept: Any = None) -> "ContributionForm":
        """The form as it opens for a change; `kept`: filled in as its history has it at a moment."""
        shown = kept or contribution
        values = {"strength": shown.strength, "rationale": shown.rationale or ""}
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
