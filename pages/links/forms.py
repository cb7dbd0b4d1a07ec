"""Forms of links: what is linked to what, how, and why."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.conflicts.forms import ViewedForm, named, numbers
from pages.fields import TextField
from planning.models import Measure, Plan, PlanLink, Position, PositionLink
from planning.policies import Item
from planning.selectors.searching import LONGEST_QUERY, plans_matching, positions_matching
from planning.services.links import Link, Tie


class TieForm(ViewedForm):
    """How two things are related, and why; a measure simply implements a position."""

    merged_fields: tuple[str, ...] = ("relation", "rationale")
    relation = forms.ChoiceField(label=_("How they are related"), show_hidden_initial=True)
    rationale = TextField(
        label=_("Reason"), rows=3, help_text=_("One or two sentences that a colleague understands.")
    )

    def __init__(self, *args: Any, source: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        fields: Any = self.fields
        if isinstance(source, Measure):
            self.merged_fields = ()
            del fields["relation"], fields["rationale"]
        else:
            relations = PlanLink.Relation if isinstance(source, Plan) else PositionLink.Relation
            fields["relation"].choices = relations.choices

    @classmethod
    def of(cls, link: Link, kept: Any = None, **kwargs: Any) -> Self:
        """The form as it opens for a change; `kept`: filled in as its history has it at a moment."""
        shown = kept or link
        values = {"relation": shown.relation, "rationale": shown.rationale or "", "version": link.version}
        return cls(initial=values, **kwargs)

    @property
    def tie(self) -> Tie:
        """What the valid form says."""
        return Tie(self.cleaned_data["relation"], self.cleaned_data["rationale"])


class NewLinkForm(TieForm):
    """What a plan, position or measure is linked to: searched for (`find`), then chosen."""

    find = forms.CharField(
        label=_("Search"),
        max_length=LONGEST_QUERY,
        required=False,
        help_text=_("Words of the text, or a code; your own plans and those you have adopted."),
    )
    target = forms.TypedChoiceField(
        label=_("Linked to"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Search, and choose what it is linked to.")},
    )
    field_order = ("version", "find", "target", "relation", "rationale")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["target"]
        self.targets = self._offered()
        field.choices = [
            (pk, one.title if isinstance(one, Plan) else named(one)) for pk, one in self.targets.items()
        ]

    @classmethod
    def searched(cls, sent: Mapping[str, Any], **kwargs: Any) -> Self:
        """The form as it was sent, with what a search found; nothing is judged yet."""
        names = ("find", "target", "relation", "rationale")
        return cls(initial={name: sent.get(name, "") for name in names}, **kwargs)

    @property
    def chosen(self) -> Any:
        """The plan or position that was chosen in the valid form."""
        return self.targets[self.cleaned_data["target"]]

    def _offered(self) -> dict[int, Any]:
        """What can be chosen: what is chosen already, then what the search found; never the thing itself."""
        organisation, values = self.viewer.organisation, self.data if self.is_bound else self.initial
        text, chosen = str(values.get("find") or ""), numbers([values.get("target") or ""])
        plans = Plan.objects.followed_by(organisation)
        if isinstance(self.source, Plan):
            there: Any = plans.select_related("organisation").in_bulk(chosen)
            found: Any = plans_matching(organisation, text)
        else:
            positions = Position.objects.filter(plan__in=plans).select_related("plan__organisation")
            there = positions.defer("geometry").in_bulk(chosen)
            found = positions_matching(organisation, text)
        offered = there | {one.pk: one for one in found}
        if not isinstance(self.source, Measure):
            offered.pop(self.source.pk, None)
        return dict(offered)
