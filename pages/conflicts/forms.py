"""Forms of conflicts: what one is about, how it is weighed, what was decided."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.models import Record
from goals.models import Framework, Goal
from organisations.models import Unit
from pages.differing import differing
from pages.fields import DayField, TextField
from pages.guards import Viewer
from pages.positions.forms import GoalSelect, label_of
from pages.versioned import Theirs, VersionedForm
from planning.models import Conflict, Plan, Position
from planning.selectors.conflicts import named_at
from planning.selectors.goals import GoalGroup, goals_in_scope
from planning.selectors.searching import LONGEST_QUERY, plans_matching, positions_matching
from planning.services.conflicts import Clash, Decision, Weighing

MOST_NAMED = 50
WORDS_OF_A_CHOICE = 24


class PickedField(forms.TypedMultipleChoiceField):
    """Things that were chosen already or found by a search, to be ticked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, widget=forms.CheckboxSelectMultiple, **kwargs)


class ViewedForm(VersionedForm):
    """A form that knows who fills it in."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer


class ConflictForm(ViewedForm):
    """What a conflict is about. Plans and positions are searched for (`find`) and ticked."""

    title = forms.CharField(label=_("What the conflict is called"), max_length=300)
    goal = forms.ModelChoiceField(
        label=_("Goal at stake"), queryset=Goal.objects.none(), widget=GoalSelect, required=False
    )
    plans = PickedField(label=_("Plans"))
    positions = PickedField(label=_("Positions"))
    find = forms.CharField(
        label=_("Search for plans and positions that collide"), max_length=LONGEST_QUERY, required=False
    )
    unit = forms.ModelChoiceField(
        label=_("Responsible unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("The coordinators"),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        fields: Any = self.fields
        organisation = viewer.organisation
        groups = self.goals_offered()
        fields["goal"].queryset = Goal.objects.filter(
            pk__in=[goal.pk for group in groups for goal in group.goals]
        ).select_related("framework")
        fields["goal"].widget.groups = groups
        fields["unit"].queryset = Unit.objects.filter(organisation=organisation)
        text = str(self.value_of("find") or "")
        plans = Plan.objects.followed_by(organisation).select_related("organisation")
        positions = Position.objects.filter(plan__in=plans).select_related("plan").defer("geometry")
        self.found_plans = self.offered("plans", plans, plans_matching(organisation, text))
        self.found_positions = self.offered("positions", positions, positions_matching(organisation, text))
        fields["plans"].choices = [(pk, plan.title) for pk, plan in self.found_plans.items()]
        fields["positions"].choices = [(pk, named(part)) for pk, part in self.found_positions.items()]

    @classmethod
    def of(cls, conflict: Conflict, viewer: Viewer, kept: Any = None) -> Self:
        """The form as it opens for a change; `kept`: filled in as its history has it at a moment."""
        values = values_of(conflict) | {"version": conflict.version}
        if kept is not None and kept is not conflict:
            plans, positions = named_at(conflict, kept.pgh_created_at)
            values |= {"title": kept.title, "goal": kept.goal_id, "unit": kept.unit_id}
            values |= {"plans": plans, "positions": positions}
        return cls(initial=values, viewer=viewer)

    @classmethod
    def searched(cls, sent: Any, viewer: Viewer) -> Self:
        """The form as it was sent, with what a search found; nothing is judged yet."""
        values = {name: sent.get(name, "") for name in ("version", "title", "goal", "unit", "find")}
        picked = {name: numbers(sent.getlist(name)) for name in ("plans", "positions")}
        return cls(initial=values | picked, viewer=viewer)

    @classmethod
    def merged(cls, sent: Mapping[str, Any], stored: Record, **kwargs: Any) -> Self:
        """The form as the person sent it, upon what is stored now; what differs there is told beside it."""
        data: Any = sent
        data = data.copy()
        data["version"] = str(stored.version)
        form, other = cls(data, **kwargs), cls(initial=values_of(stored), **kwargs)
        pairs = ((str(form[name].label), form.told(name), other.told(name)) for name in ABOUT)
        form.theirs = tuple(
            Theirs(label, differing(mine, theirs)) for label, mine, theirs in pairs if mine != theirs
        )
        return form

    def clean(self) -> dict[str, Any]:
        """A conflict is about something."""
        values = super().clean() or self.cleaned_data
        named_fields = ("goal", "plans", "positions")
        if not any(values.get(name) for name in named_fields) and not self.errors.keys() & set(named_fields):
            self.add_error("goal", _("Name a goal, a plan or a position that the conflict is about."))
        return values

    @property
    def clash(self) -> Clash:
        """What the valid form says."""
        values = self.cleaned_data
        return Clash(
            title=values["title"],
            goal=values["goal"],
            plans=tuple(self.found_plans[pk] for pk in values["plans"]),
            positions=tuple(self.found_positions[pk] for pk in values["positions"]),
            unit=values["unit"],
        )

    def goals_offered(self) -> list[GoalGroup]:
        """Goals in scope, and the one that is chosen already although it is in scope no longer."""
        organisation = self.viewer.organisation
        groups = goals_in_scope(organisation)
        known = {goal.pk for group in groups for goal in group.goals}
        chosen = [pk for pk in numbers([self.value_of("goal")]) if pk not in known]
        if not chosen:
            return groups
        followed = Goal.objects.filter(framework__in=Framework.objects.followed_by(organisation))
        kept = followed.filter(pk__in=chosen).select_related("framework__organisation")
        return [*groups, *(GoalGroup(goal.framework, (goal,)) for goal in kept)]

    def offered(self, name: str, followed: Any, found: Iterable[Any]) -> dict[int, Any]:
        """What can be ticked: what is chosen already, then what the search found; by id."""
        chosen = numbers(self.value_of(name) or ())[:MOST_NAMED]
        there = followed.in_bulk(chosen)
        return {pk: there[pk] for pk in chosen if pk in there} | {one.pk: one for one in found}

    def value_of(self, name: str) -> Any:
        """What a field holds: as sent, else as the form opened."""
        if not self.is_bound:
            return self.initial.get(name)
        data: Any = self.data
        return data.getlist(name) if name in {"plans", "positions"} else data.get(name)

    def told(self, name: str) -> str:
        """What a field holds, in words."""
        value = self.value_of(name)
        if name in {"plans", "positions"}:
            words = {str(pk): str(label) for pk, label in self.fields[name].choices}  # type: ignore[attr-defined]  # a field of choices
            return "\n".join(words[str(pk)] for pk in numbers(value or ()) if str(pk) in words)
        if name == "title" or not value:
            return str(value or "")
        queryset: Any = self.fields[name].queryset  # type: ignore[attr-defined]  # a field of one model
        found = queryset.filter(pk__in=numbers([value])).first()
        return (label_of(found) if isinstance(found, Goal) else str(found)) if found else ""


ABOUT = ("title", "goal", "plans", "positions", "unit")


def values_of(conflict: Any) -> dict[str, Any]:
    """What a conflict is about, as the form's fields hold it."""
    return {
        "title": conflict.title,
        "goal": conflict.goal_id,
        "unit": conflict.unit_id,
        "plans": [plan.pk for plan in conflict.plans.all()],
        "positions": [position.pk for position in conflict.positions.all()],
    }


def numbers(values: Iterable[Any]) -> list[int]:
    """The ids among what was sent, each once, in their order."""
    texts = [str(value) for value in values]
    return list(
        dict.fromkeys(int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 16)
    )


def named(position: Position) -> str:
    """A position in a list of choices, with its plan."""
    words = Truncator(str(position)).words(WORDS_OF_A_CHOICE, truncate=" …")
    return f"{words} ({position.plan.title})"


class WeighingForm(ViewedForm):
    """What speaks for and against, and what else was considered."""

    merged_fields = ("arguments_for", "arguments_against", "considered")
    arguments_for = TextField(
        label=_("For"),
        rows=4,
        required=False,
        help_text=_("What speaks for letting these plans and positions have their way."),
    )
    arguments_against = TextField(
        label=_("Against"), rows=4, required=False, help_text=_("What speaks against it.")
    )
    considered = TextField(
        label=_("Considered"),
        rows=3,
        required=False,
        help_text=_("Other ways out that were looked at, and what they would mean."),
    )

    @classmethod
    def of(cls, conflict: Conflict, viewer: Viewer, kept: Any = None) -> Self:
        """The form as it opens; `kept`: filled in as its history has it at a moment."""
        values = {name: getattr(kept or conflict, name) or "" for name in cls.merged_fields}
        return cls(initial=values | {"version": conflict.version}, viewer=viewer)

    @property
    def weighing(self) -> Weighing:
        """What the valid form says."""
        values = self.cleaned_data
        return Weighing(values["arguments_for"], values["arguments_against"], values["considered"])


class DecisionForm(ViewedForm):
    """How the conflict was resolved, who decided, and when."""

    merged_fields = ("resolution", "decided_by", "resolved_on")
    resolution = TextField(
        label=_("What was decided"), rows=4, help_text=_("What gives way to what, where, and why.")
    )
    decided_by = forms.CharField(
        label=_("Who decided"),
        max_length=200,
        show_hidden_initial=True,
        help_text=_("The council, a committee or a person, and where the minutes are found."),
    )
    resolved_on = DayField(
        label=_("Decided on"),
        show_hidden_initial=True,
    )

    @classmethod
    def of(cls, conflict: Conflict, viewer: Viewer, kept: Any = None) -> Self:
        """The form as it opens: decided today, if nothing else is said; `kept`: as it was once decided."""
        values: dict[str, Any] = {"resolved_on": viewer.today.isoformat(), "version": conflict.version}
        if kept is not None and kept.resolved_on:
            values |= {name: getattr(kept, name) for name in ("resolution", "decided_by")}
            values["resolved_on"] = kept.resolved_on.isoformat()
        return cls(initial=values, viewer=viewer)

    def clean_resolved_on(self) -> Any:
        """No decision has been made on a day that has not come."""
        day = self.cleaned_data["resolved_on"]
        if day > self.viewer.today:
            raise forms.ValidationError(_("The day of the decision has not come yet."))
        return day

    @property
    def decision(self) -> Decision:
        """What the valid form says."""
        values = self.cleaned_data
        return Decision(values["resolution"], values["decided_by"], values["resolved_on"])
