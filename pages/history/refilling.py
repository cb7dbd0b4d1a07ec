"""Filling in a form as its thing was at a moment of its history: saving it takes that back."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from core.templatetags.ui import day
from pages.guards import Request

MOMENT = "historik"


def as_asked(request: Request, subject: Any) -> Any:
    """The thing as its history has it at the moment of the address (`?historik=`, a row's number).

    As it is, if no such moment is asked for; otherwise the page says what it shows.
    """
    asked = request.GET.get(MOMENT, "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return subject
    kept = subject.history.filter(pgh_id=int(asked)).first()
    if kept is None:
        return subject
    on = day(kept.pgh_created_at)
    messages.info(request, _("Filled in as it was on %(day)s. Save to take that back.") % {"day": on})
    return kept
