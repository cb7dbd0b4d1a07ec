"""Forms of assignments to implement: sending, answering with measures, declining."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.models import Record
from organisations.models import Unit
from pages.choosing import ChoosingForm, containing
from pages.fields import DayField, TextField
from pages.handovers.forms import AnswerForm
from planning.models import Commission, Measure, Plan
from planning.selectors.searching import measures_matching, plans_matching
from planning.services.arranging import Place
from planning.services.commissioning import Errand, Wanted, WithMeasures, WithNewMeasure
from planning.services.measures import MeasureContent

WORDS_OF_A_CHOICE = 20


class CommissionForm(ChoosingForm):
    """Which units are asked to carry a position out, with which words, and until when."""

    chooses = "units"
    units = forms.ModelMultipleChoiceField(
        label=_("Units that are asked"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one unit.")},
    )
    message = TextField(
        label=_("What is expected"),
        rows=3,
        required=False,
        help_text=_("What the unit should think of, and what an answer should say."),
    )
    due = DayField(label=_("Answer wanted by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(organisation=self.viewer.organisation)
        self.choose_among(units, lambda text: containing(units, text, "name"), lambda unit: str(unit.name))

    @classmethod
    def of(cls, kept: Any, **kwargs: Any) -> Self:
        """The form as it opens; `kept`: filled in as an assignment that was taken back had it at a moment."""
        if kept is None:
            return cls(**kwargs)
        return cls(initial={"units": [kept.unit_id], "message": kept.message, "due": kept.due}, **kwargs)

    @property
    def errand(self) -> Errand:
        """What the valid form says."""
        values = self.cleaned_data
        return Errand(tuple(values["units"]), values["message"], values["due"])


class MeasuresForm(AnswerForm, ChoosingForm):
    """The measures of the unit that carry the position out."""

    chooses = "measures"
    measures = forms.ModelMultipleChoiceField(
        label=_("Measures that carry it out"),
        queryset=Measure.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one measure.")},
    )
    answer = TextField(label=_("Note to those who asked"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        measures = measures_of(self.thing)
        self.choose_among(
            measures, lambda text: measures_matching(self.viewer.organisation, measures, text), _named
        )
        self.is_there = self.is_long or bool(self.chosen.subwidgets)

    @classmethod
    def merged(cls, sent: Mapping[str, Any], stored: Record, **kwargs: Any) -> Self:
        """The form as the person sent it, upon what is stored now: what was ticked stays ticked."""
        data: Any = sent
        data = data.copy()
        data["version"] = str(stored.version)
        return cls(data, **kwargs)

    def focus_first(self) -> None:
        """Nothing: the first of many boxes is no better place to start than the card."""

    @property
    def with_measures(self) -> WithMeasures:
        """What the valid form says."""
        return WithMeasures(tuple(self.cleaned_data["measures"]), self.cleaned_data["answer"])


def measures_of(commission: Commission) -> QuerySet[Measure]:
    """The measures that the unit answers for, and those of its own plans; neither cancelled nor past."""
    unit = commission.unit_id
    own = Measure.objects.filter(organisation=commission.organisation_id)
    of_unit = own.filter(Q(unit=unit) | Q(plan__unit=unit)).exclude(plan__status__in=Plan.PAST)
    there = of_unit.exclude(status=Measure.Status.CANCELLED)
    found: QuerySet[Measure] = there.select_related("plan").order_by("plan__title", "plan", "order", "pk")
    return found


def _named(measure: Measure) -> str:
    text = Truncator(str(measure)).words(WORDS_OF_A_CHOICE, truncate=" …")
    return f"{text} ({measure.plan.title})"


class NewMeasureForm(AnswerForm, ChoosingForm):
    """A measure that the unit writes into a draft of its own."""

    chooses = "plan"
    plan = forms.ModelChoiceField(
        label=_("Draft that it is written in"),
        queryset=Plan.objects.none(),
        empty_label=_("Choose a plan"),
    )
    title = forms.CharField(label=_("Measure"), max_length=500)
    text = TextField(label=_("Description"), rows=3, required=False)
    end = DayField(
        label=_("Done by"),
        required=False,
    )
    answer = TextField(label=_("Note to those who asked"), rows=2, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drafts = drafts_of(self.thing)
        self.choose_among(
            drafts, lambda text: plans_matching(self.viewer.organisation, text, plans=drafts.order_by())
        )

    @property
    def new(self) -> WithNewMeasure:
        """What the valid form says."""
        values = self.cleaned_data
        content = MeasureContent(
            values["title"], values["text"] or None, unit=self.thing.unit, end=values["end"]
        )
        return WithNewMeasure(Place(values["plan"]), content, values["answer"])


def drafts_of(commission: Commission) -> QuerySet[Plan]:
    """The unit's own plans that are not decided yet."""
    own = Plan.objects.filter(organisation=commission.organisation_id, unit=commission.unit_id)
    found: QuerySet[Plan] = own.filter(status__in=Plan.PROPOSED).order_by("title", "pk")
    return found


class DeclineForm(AnswerForm):
    """Why the unit does not carry it out."""

    answer = TextField(
        label=_("Why not"), rows=3, help_text=_("Those who asked read this, and can send it again.")
    )


class WantedForm(AnswerForm):
    """What is expected and until when: said otherwise while it waits, or when it is sent again."""

    merged_fields = ("message", "due")
    opens_with = ("message", "due")
    message = TextField(label=_("What is expected"), rows=3, required=False)
    due = DayField(label=_("Answer wanted by"), required=False, show_hidden_initial=True)

    @property
    def wanted(self) -> Wanted:
        """What the valid form says."""
        return Wanted(self.cleaned_data["message"], self.cleaned_data["due"])
