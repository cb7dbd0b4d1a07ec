"""What of the matrix is shown."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from goals.models import Framework
from pages.matrix.selectors.table import FrameworkChoice, Plans
from planning.models import PlanType


class MatrixForm(forms.Form):
    """Which goals stand above, and which plans at the side."""

    level = forms.ChoiceField(label=_("Level of the goals"), required=False)
    framework = forms.ChoiceField(label=_("Framework"), required=False)
    family = forms.ChoiceField(label=_("Sort of plan"), required=False)
    unit = forms.ChoiceField(label=_("Responsible unit"), required=False)
    origin = forms.ChoiceField(label=_("Whose plans"), required=False)
    plans = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[(each.value, "") for each in Plans]
    )

    def __init__(
        self, *args: Any, units: Sequence[tuple[str, str]], frameworks: Sequence[FrameworkChoice]
    ) -> None:
        """`units`: keys and names."""
        super().__init__(*args)
        everything = [("", _("All"))]
        levels = {framework.level for framework in frameworks}
        choices: dict[str, list[Any]] = {
            "level": [(value, label) for value, label in Framework.Level.choices if value in levels],
            "framework": [(str(framework.pk), framework.title) for framework in frameworks],
            "family": list(PlanType.Family.choices),
            "unit": list(units),
            "origin": [("own", _("Own")), ("adopted", _("Adopted from others"))],
        }
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = [*everything, *values]

    def chosen(self, name: str) -> str:
        """The value that was chosen, empty for all; what is none of the choices counts as all."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")
