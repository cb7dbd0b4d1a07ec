"""Links to a page's content as documents. `{% load documents %}`."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pages.documents.formats import FORMS, SLIDES, SLIDES_NAME

register = template.Library()


@register.simple_tag
def downloads(
    view: str, *names: Any, query: str = "", title: str = "", has_slides: bool = False
) -> SafeString:
    """Links to the document in each form: `{% downloads "documents:goal_detail" slug owner framework key %}`.

    `query` is handed on, as `request.GET.urlencode` writes it; `title` says what is downloaded.
    """
    forms = [(str(form.name), word) for word, form in FORMS.items()]
    if has_slides:
        forms.append((str(SLIDES_NAME), SLIDES))
    end = f"?{query}" if query else ""
    links = [(name, f"{reverse(view, args=[*names, word])}{end}") for name, word in forms]
    return render_to_string("documents/downloads.html", {"title": title or _("Download:"), "forms": links})
