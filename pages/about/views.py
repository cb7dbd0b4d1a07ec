"""What is about the product itself."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from pages.guards import Request
from pages.rendering import render_page
from planning.models.links import Strength

CHAINS = (
    ("ok", "ok", "ok", "ok", "ok", "ok"),
    ("ok", "partial", "na", "ok", "partial", "broken"),
    ("broken", "broken", "broken", "broken", "broken", "na"),
)


class GalleryForm(forms.Form):
    """A form that shows every kind of field."""

    name = forms.CharField(
        label=gettext_lazy("Name"), help_text=gettext_lazy("As it stands in the decision.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("a", "A"), ("b", "B")])
    reason = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label=gettext_lazy("Only what is in effect"), required=False)


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding of the gallery, as `finding_row` wants it."""

    severity: str
    severity_word: str
    sentence: str
    unit: str = ""
    mend_url: str = ""
    mend_text: str = ""
    anchor: str = ""


@require_GET
def gallery(request: Request) -> HttpResponse:
    """Every component, with what it looks like in each of its states."""
    form = GalleryForm({"kind": "a"})
    form.is_valid()
    stages = ("measurable", "planned", "anchored", "implemented", "funded", "on_track")
    return render_page(
        request,
        "about/gallery.html",
        {
            "form": form,
            "chains": [dict(zip(stages, chain, strict=True)) for chain in CHAINS],
            "strengths": sorted(Strength.values, reverse=True),
            "tones": ("ok", "partial", "broken", "neutral", "info", "accent"),
            "page": Paginator(range(200), 20).page(3),
            "choices": [(_("Current"), "?", True), (_("If adopted"), "?view=if_adopted", False)],
            "pairs": [(_("Responsible"), "Samhällsbyggnad"), (_("Decided"), "2025-06-17, § 112")],
            "findings": shown_findings(),
        },
    )


def shown_findings() -> list[ShownFinding]:
    """A finding of each severity."""
    return [
        ShownFinding(
            "high",
            _("High"),
            format_html(_("No plan in effect takes up {goal}."), goal="Klimatneutralt 2030"),
        ),
        ShownFinding(
            "medium",
            _("Medium"),
            _("A measure is overdue."),
            "Samhällsbyggnad",
            "#findings",
            _("Open the plan"),
        ),
        ShownFinding("low", _("Low"), _("A position is not linked to any goal.")),
    ]
