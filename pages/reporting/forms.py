"""Choosing two reports to compare, and naming the meeting that a report is pinned to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.services.pinning import LONGEST_NAME

HIGHEST = 2**31 - 1


class CompareForm(forms.Form):
    """Two reports by number."""

    fran = forms.IntegerField(label=_("From report"), min_value=1, max_value=HIGHEST)
    till = forms.IntegerField(label=_("To report"), min_value=1, max_value=HIGHEST)


class PinForm(forms.Form):
    """The meeting's name; empty to let go of the report."""

    name = forms.CharField(
        label=_("Pin to a meeting"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("For example: the council, 15 December 2026. A report that is pinned is kept for ever."),
    )
    expected_name = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST_NAME)
