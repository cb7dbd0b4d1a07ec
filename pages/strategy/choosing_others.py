"""Choosing whose strategies are shown beside one's own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from strategy.selectors.others import Other, Relation

#: So many fit beside one's own.
MOST = 3
FIELDS = tuple(f"med{place}" for place in range(1, MOST + 1))
LABELS = (_("First organisation"), _("Second organisation"), _("Third organisation"))
RELATION_WORDS: dict[Relation, Promise] = {
    Relation.REGION: _("The region"),
    Relation.IN_REGION: _("In the region"),
    Relation.SAME_REGION: _("In the same region"),
    Relation.RECIPIENT: _("On the mailing list"),
    Relation.SHARED_PLANS: _("Has plans in common"),
}
Choice = tuple[str, str]


class OthersForm(forms.Form):
    """Up to three others; as long as the address names none, the nearest are what is chosen.

    Where none is near, those are that come first: of the same country before those abroad.
    """

    def __init__(self, asked: Mapping[str, Any], *, others: Sequence[Other]) -> None:
        is_asked = any(name in asked for name in FIELDS)
        nearest = [each for each in others if each.relation] or others
        slugs = [each.organisation.slug for each in nearest[:MOST]]
        initial = dict(zip(FIELDS, slugs, strict=False))
        super().__init__(asked if is_asked else initial)
        for name, label in zip(FIELDS, LABELS, strict=True):
            self.fields[name] = forms.ChoiceField(label=label, choices=_choices(others), required=False)


def chosen_others(form: OthersForm, others: Sequence[Other]) -> list[Other]:
    """Whom the form names, each once; what cannot be chosen is left out, and said by the form."""
    form.is_valid()
    by_slug = {each.organisation.slug: each for each in others}
    chosen = dict.fromkeys(form.cleaned_data.get(name, "") for name in FIELDS)
    return [by_slug[slug] for slug in chosen if slug in by_slug]


def _choices(others: Sequence[Other]) -> list[Choice | tuple[Promise, list[Choice]]]:
    near, far = _named(others, is_near=True), _named(others, is_near=False)
    groups = ((_("The region and neighbours"), near), (_("Others"), far))
    return [("", "–"), *((words, choices) for words, choices in groups if choices)]


def _named(others: Iterable[Other], *, is_near: bool) -> list[Choice]:
    return [
        (each.organisation.slug, each.organisation.name) for each in others if bool(each.relation) is is_near
    ]
