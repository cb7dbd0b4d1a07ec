"""Forms of documents: shape and messages; rules live in policies and services."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogue.services.documents import MEDIA_TYPES
from pages.versioned import VersionedForm

LONGEST_TITLE = 300


class DocumentForm(VersionedForm):
    """What a document is called; what it holds stays as it was filed."""

    merged_fields = ("title",)
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, show_hidden_initial=True)


class NewDocumentForm(VersionedForm):
    """A file, and what it is called."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(MEDIA_TYPES)}),
        max_length=LONGEST_TITLE,
        help_text=_(
            "At most 50 MB. Whoever sees what it belongs to sees it: the public from its adoption on."
        ),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=_("Left out, the document is called as the file."),
    )
