"""What a row of a history offers: to take back what the thing said then, or in words why not."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.errors import DomainError
from pages.history.refilling import AT, MOMENT, microseconds

Kept = Any
#: Among the columns: what hangs on the thing in tables of its own.
TIED = "*"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment at which only what hangs on a thing changed: it is named by its time."""

    pgh_created_at: datetime
    pgh_label: str = "update"

    @property
    def pgh_id(self) -> str:
        """What an address calls it; `pages.history.refilling` reads it."""
        return f"{AT}{microseconds(self.pgh_created_at)}"


@dataclass(frozen=True, slots=True)
class Offer:
    """A link to a form that is filled in as it was; with `sent`, a button that sends that to `url`."""

    text: str | Promise
    url: str
    sent: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How some fields of a thing (by their columns) are taken back: at `url`, or `why_not` now, in words.

    With `sent`, a button sends that of a moment to `url`; else `url` is a form that the moment fills in.
    `only`: the way leads there only from moments at which those fields were so. `is_back`: it makes anew
    what is gone. With `TIED` among the fields, what hangs on the thing is taken back too.
    """

    text: str | Promise
    fields: Collection[str] = ()
    url: str = ""
    why_not: str = ""
    sent: Callable[[Kept], Mapping[str, Any]] | None = None
    only: Mapping[str, Any] = field(default_factory=dict)
    is_back: bool = False

    def leads_to(self, kept: Kept, differing: Collection[str]) -> bool:
        """Whether it would give back anything that was otherwise at that moment."""
        if self.is_back:
            return bool(kept.pgh_label == "delete" or differing)
        fits = all(getattr(kept, name) == value for name, value in self.only.items())
        return fits and any(name in self.fields for name in differing)

    def offer(self, kept: Kept) -> Offer:
        """What stands beside the moment."""
        if self.sent is not None:
            return Offer(self.text, self.url, tuple(self.sent(kept).items()))
        return Offer(self.text, f"{self.url}?{MOMENT}={kept.pgh_id}")


def offered(ways: Sequence[Way], kept: Kept, differing: Mapping[str, str]) -> tuple[tuple[Offer, ...], str]:
    """What a moment offers, else why it offers nothing; `differing`: columns other than today, with names."""
    leading = [way for way in ways if way.leads_to(kept, differing)]
    open_ways = [way for way in leading if not way.why_not]
    if open_ways:
        return tuple(way.offer(kept) for way in open_ways), ""
    if leading:
        return (), " ".join(dict.fromkeys(way.why_not for way in leading))
    if not differing:
        is_gone = any(way.is_back for way in ways)
        return (), _("This is how it stood when it was removed.") if is_gone else _(
            "This is how it stands now."
        )
    said = _("What differs from today is changed by steps of its own, not from here: %(fields)s.")
    return (), said % {"fields": ", ".join(differing.values())}


def reason(check: Callable[..., None], *about: Any) -> str:
    """Why a policy does not allow something now; empty if it does."""
    try:
        check(*about)
    except DomainError as error:
        return error.message
    return ""


def columns(model: type[Model], names: Collection[str]) -> frozenset[str]:
    """The columns of those fields of the model; names that are no fields of it are left out."""
    fields = model._meta.concrete_fields
    return frozenset(each.attname for each in fields if each.name in names or each.attname in names)
