"""Filling in a form as its thing was at a moment of its history: saving it takes that back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from core.templatetags.ui import day
from pages.guards import Request
from pages.versioned import VersionedForm

MOMENT = "historik"
#: Before a moment's time, where no row of the thing's own history names it.
AT = "t"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Form = TypeVar("Form", bound=VersionedForm)


def as_asked(request: Request, subject: Any, of: Callable[[Any], Form]) -> Form:
    """The form of a thing as its history has it at the moment of the address (`?historik=`).

    The moment is a row's number, or a time; the row that holds then has the time of the moment.
    As it is, if no such moment is asked for; otherwise the page says what it shows. `of` opens the form as
    the thing was. What differs from today counts as the person's change, should somebody be faster.
    """
    kept = _asked(request, subject.history.all())
    if kept is None:
        return of(subject)
    form = of(kept)
    form.today = of(subject)
    return form


def gone_as_asked(request: Request, model: type[Model], **about: Any) -> Any:
    """A thing that is there no longer, as it was at the moment of the address; None if none is asked for.

    `about` says whose things may be asked for: nothing else of the history is shown.
    """
    return _asked(request, history_of_model(model).filter(**about))


def history_of_model(model: type[Model]) -> QuerySet[Any]:
    """All rows that the history keeps of a model's things."""
    kept_by: Any = model._meta.get_field("history").related_model
    rows: QuerySet[Any] = kept_by._default_manager.all()
    return rows


def microseconds(at: datetime) -> int:
    """A time as addresses have it."""
    return (at - EPOCH) // timedelta(microseconds=1)


def stood_at(model: type[Model], at: datetime, column: str, **about: Any) -> list[int]:
    """What stood in a column of all rows of a model at a moment, as the history has them. One query."""
    rows = history_of_model(model).filter(pgh_created_at__lte=at, **about)
    last = rows.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    there = (getattr(row, column) for row in last if row.pgh_label != "delete")
    return sorted(there)


def hung_on(model: type[Model], kept: Any, column: str, **about: Any) -> list[int]:
    """What stood there at the moment of a row of the history; if the thing was removed, what went with it."""
    if kept.pgh_label != "delete":
        return stood_at(model, kept.pgh_created_at, column, **about)
    gone = history_of_model(model).filter(pgh_label="delete", pgh_created_at=kept.pgh_created_at, **about)
    return sorted(gone.values_list(column, flat=True))


def _asked(request: Request, rows: QuerySet[Any]) -> Any:
    asked = request.GET.get(MOMENT, "")
    number = asked.removeprefix(AT)
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    if asked == number:
        kept = rows.filter(pgh_id=int(number)).first()
    else:
        at = EPOCH + timedelta(microseconds=int(number))
        kept = rows.filter(pgh_created_at__lte=at).order_by("-pgh_id").first()
        if kept is not None:
            kept.pgh_created_at = at
    if kept is None:
        return None
    on = day(kept.pgh_created_at)
    messages.info(request, _("Filled in as it was on %(day)s. Save to take that back.") % {"day": on})
    return kept
