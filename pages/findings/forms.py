"""Saying why a finding may stand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.services.findings import LONGEST_REASON


class AcknowledgeForm(forms.Form):
    """The reason for an acknowledgement."""

    because = forms.CharField(
        label=_("Why it may stand for now"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Colleagues read it; the public does not."),
    )
