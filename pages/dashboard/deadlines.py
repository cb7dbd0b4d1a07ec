"""A day on the clock, and how long it is until then, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.guards import Viewer
from pages.things import Thing
from strategy import clock
from strategy.clock import Notice


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day on the clock: what is due, how long is left, by which rule; `on` is None if nobody can reckon it.

    `is_certain`: whether a day that has passed means that something has been missed. `note` says how it is
    reckoned, or what to do; `thing` is the plan that it is about.
    """

    title: str
    on: date | None
    left: str = ""
    notice: Notice | None = None
    rule: str = ""
    note: str = ""
    thing: Thing | None = None
    is_certain: bool = True

    @property
    def warning(self) -> str:
        """How near it is in words, from a year ahead on; else nothing."""
        words: dict[Notice | None, str] = {
            Notice.PASSED: _("The time has passed"),
            Notice.MONTH: _("Within a month"),
            Notice.HALF_YEAR: _("Within six months"),
            Notice.YEAR: _("Within a year"),
        }
        return words.get(self.notice, "")

    @property
    def tone(self) -> str:
        """How a badge shows the warning: nothing is said to be missed that nobody knows."""
        if self.notice == Notice.PASSED and self.is_certain:
            return "broken"
        return "neutral" if self.notice == Notice.YEAR else "partial"

    @property
    def sign(self) -> str:
        """The sign of the badge."""
        return "" if self.tone == "neutral" else self.tone


def dated(viewer: Viewer, title: str, on: date, **more: Any) -> Deadline:
    """A deadline with how long is left, and how near it is."""
    left = time_left(viewer.today, on)
    return Deadline(title, on, left=left, notice=clock.notice(on, viewer.today), **more)


def time_left(today: date, on: date) -> str:
    """How long is left until the day, or how long ago it was, in words."""
    if on == today:
        return _("today")
    span = clock.time_between(min(today, on), max(today, on))
    return (_("%(time)s left") if on > today else _("%(time)s ago")) % {"time": in_words(span)}


def in_words(span: clock.Left) -> str:
    """A span as people say it: years and months; months, if it is less than a year; else days."""
    years = ngettext("%(count)d year", "%(count)d years", span.years) % {"count": span.years}
    months = ngettext("%(count)d month", "%(count)d months", span.months) % {"count": span.months}
    if span.years:
        return _("%(years)s and %(months)s") % {"years": years, "months": months} if span.months else years
    if span.months:
        return months
    return ngettext("%(count)d day", "%(count)d days", span.days) % {"count": span.days}
