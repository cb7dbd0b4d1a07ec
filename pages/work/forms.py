"""Choosing a unit, and saying which links still hold."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.work.selectors.scope import Scope

MOST_AT_ONCE = 200
#: Longer numbers are no ids of ours.
DIGITS = 15


class UnitForm(forms.Form):
    """Whose work is shown."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)

    @classmethod
    def of(cls, scope: Scope, everything: Any) -> "UnitForm":
        """The choice of units; `everything` is what the choice of none is called."""
        form = cls(initial={"unit": scope.chosen.key if scope.chosen else ""})
        field: Any = form.fields["unit"]
        field.choices = [("", everything), *((unit.key, unit.name) for unit in scope.choices)]
        return form


class ChosenField(forms.Field):
    """Things that were ticked, each with the version that was read: `12:3`."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[tuple[int, int]]:
        """Ids and versions; what is none of them counts as not ticked."""
        pairs = [str(each).partition(":") for each in value or []]
        return [(int(pk), int(version)) for pk, _colon, version in pairs if _is_id(pk) and _is_id(version)]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


class ConfirmForm(forms.Form):
    """The links that still hold as they are."""

    chosen = ChosenField(
        label=_("Links"), error_messages={"required": _("Choose at least one link to confirm.")}
    )

    def clean_chosen(self) -> list[tuple[int, int]]:
        """Raises `ValidationError` for more than a page sends."""
        chosen: list[tuple[int, int]] = self.cleaned_data["chosen"]
        if len(chosen) > MOST_AT_ONCE:
            raise forms.ValidationError(
                _("Confirm at most %(most)d links at a time.") % {"most": MOST_AT_ONCE}
            )
        return chosen

    @property
    def versions(self) -> dict[int, int]:
        """The version that was read of each link."""
        return dict(self.cleaned_data["chosen"])
