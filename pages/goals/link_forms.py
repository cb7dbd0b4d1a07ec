"""Forms of links between goals, and of following other organisations' frameworks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from core.models import Record
from goals.models import Goal, GoalLink
from pages.differing import differing
from pages.fields import ManyField, TextField
from pages.positions.forms import GoalSelect
from pages.versioned import Theirs, VersionedForm
from planning.selectors.goals import GoalGroup

Choices = Sequence[tuple[str, str]]
STRENGTHS = (
    (1, _("To some degree")),
    (2, _("Clearly")),
    (3, _("It cannot be reached without")),
)


class GoalLinkForm(VersionedForm):
    """How a goal hangs together with another, and why."""

    merged_fields = ("target_id", "relation", "strength", "rationale")
    target_id = forms.ModelChoiceField(
        label=_("The other goal"),
        queryset=Goal.objects.none(),
        widget=GoalSelect,
        show_hidden_initial=True,
    )
    relation = forms.ChoiceField(
        label=_("How they are related"), choices=GoalLink.Relation, show_hidden_initial=True
    )
    strength = forms.TypedChoiceField(
        label=_("How strongly it contributes"),
        choices=STRENGTHS,
        coerce=int,
        show_hidden_initial=True,
        help_text=_("Says nothing where the goals conflict."),
    )
    rationale = TextField(
        label=_("Reason"), rows=3, help_text=_("One or two sentences that a colleague understands.")
    )

    def __init__(self, *args: Any, groups: Iterable[GoalGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = list(groups)
        field: Any = self.fields["target_id"]
        field.queryset = Goal.objects.filter(pk__in=[goal.pk for group in groups for goal in group.goals])
        field.widget.groups = groups
        # The page puts a search above it.
        field.is_goal_choice = True


class AdoptionForm(VersionedForm):
    """How deep a framework is followed up, and which of its goals are left out."""

    tracked_depth = forms.IntegerField(
        label=_("Levels of goals that are followed up"),
        min_value=1,
        max_value=9,
        initial=1,
        help_text=_("1 follows up the uppermost goals only, 2 also those right below them."),
    )
    excluded = ManyField(
        label=_("Goals that are left out"),
        required=False,
        help_text=_("A goal that is left out takes all goals below it along."),
    )

    def __init__(self, *args: Any, goals: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["excluded"]
        field.choices = goals

    @classmethod
    def merged(cls, sent: Mapping[str, Any], stored: Record, **kwargs: Any) -> Self:
        """The form as the person sent it; what is stored now stands beside it where it differs."""
        data: Any = sent
        data = data.copy()
        data["version"] = str(stored.version)
        form = cls(data, **kwargs)
        form.theirs = tuple(form.differences(stored))
        return form

    def differences(self, stored: Any) -> list[Theirs]:
        """Where the stored depth and goals are others than those of the form."""
        mine: Any = self["excluded"].data or []
        pairs = (
            ("tracked_depth", (str(self.data.get("tracked_depth", "")), str(stored.tracked_depth))),
            ("excluded", (self._named(mine), self._named(stored.excluded))),
        )
        return [
            Theirs(str(self[name].label), differing(one, other))
            for name, (one, other) in pairs
            if one != other
        ]

    def _named(self, chosen: Iterable[str]) -> str:
        return ", ".join(self.shown("excluded", pk) for pk in sorted(chosen)) or "–"


class NewAdoptionForm(VersionedForm):
    """A framework to follow; which of its goals are left out is said afterwards."""

    framework_id = forms.ChoiceField(label=_("Framework"))
    tracked_depth = forms.IntegerField(
        label=_("Levels of goals that are followed up"),
        min_value=1,
        max_value=9,
        initial=1,
        help_text=_("1 follows up the uppermost goals only, 2 also those right below them."),
    )

    def __init__(self, *args: Any, frameworks: Sequence[tuple[str, Choices]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["framework_id"]
        field.choices = [("", _("Choose a framework")), *frameworks]
