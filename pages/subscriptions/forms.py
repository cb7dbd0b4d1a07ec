"""How often one wants to hear of a thing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogue.models import Subscription
from organisations.models import Organisation

Rhythm = Subscription.Rhythm
#: What each rhythm means of a goal; of the whole organisation one hears weekly.
WORDS = {
    Rhythm.AT_ONCE: _("At once, when the goal's chain breaks or mends"),
    Rhythm.WEEKLY: _("On Monday mornings, if something has changed"),
}


def rhythms_of(subject: Any) -> list[tuple[str, Any]]:
    """The rhythms that a thing can have, in words."""
    only = [Rhythm.WEEKLY] if isinstance(subject, Organisation) else list(Rhythm)
    return [(rhythm.value, WORDS[rhythm]) for rhythm in only]


class RhythmForm(forms.Form):
    """The choice of a rhythm."""

    rhythm = forms.ChoiceField(
        label=_("How often?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often."), "invalid_choice": _("Choose how often.")},
    )

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhythm"].choices = rhythms_of(subject)  # type: ignore[attr-defined]  # it is a choice
