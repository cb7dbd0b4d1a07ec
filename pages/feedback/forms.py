"""The form with which anybody says something of the pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogue.models import Feedback


class FeedbackForm(forms.Form):
    """What somebody wants to say, of which page, and where they can be answered."""

    text = forms.CharField(
        label=_("What does not work, or what do you miss?"),
        max_length=Feedback.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what you want to say.")},
    )
    page = forms.CharField(
        label=_("Which page is it about?"),
        max_length=500,
        required=False,
        help_text=_("Its address or its heading."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        required=False,
        help_text=_(
            "If you want an answer. It is shown to those who answer and removed with what you wrote."
        ),
    )
    #: Seen by nobody: programs that fill in every field give themselves away.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_of_a_program(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.data.get("website"))
