"""Stances moved on the time line: the answer draws the line as it is stored, and what hangs on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.asking import answered, beside
from core.errors import Changed, DomainError, NotAllowed
from pages.editing import person, thing_of
from pages.guards import Request, Viewer, for_members
from pages.rendering import render_page, wants_fragment
from pages.strategy.need_desk import NeedDesk
from pages.strategy.portfolio import portfolio_asked
from pages.strategy.reading import strategy_of
from pages.strategy.resources import resources_asked
from pages.strategy.words import quarter_words
from pages.versioned import sent_version
from strategy.models import PlanNeed, PlanningStrategy

ENDS = ("start", "decision")


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a move, in words, and what its button sends.

    That is where the bar stood, to undo the move; or where it was to go, if somebody else was faster
    (`warning`). `is_undone`: the move was sent by such a button, which is gone now and had the focus.
    """

    status: int = 200
    said: str = ""
    warning: str = ""
    url: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    is_undone: bool = False


@require_POST
@for_members
def need_move(request: Request, viewer: Viewer, strategy: int, pk: int) -> HttpResponse:
    """Put the work of a stance into other quarters; what makes no sense is refused, and the bar goes back."""
    desk = NeedDesk(viewer, strategy_of(viewer, strategy), {})
    need = thing_of(desk, pk)
    desk.check(need)
    moved = _move(request, desk, need)
    if wants_fragment(request):
        return _drawn(request, viewer, desk.strategy, need, moved)
    tell = messages.warning if moved.warning else messages.success
    tell(request, moved.warning or moved.said)
    return HttpResponseRedirect(desk.list_url)


def _move(request: Request, desk: NeedDesk, need: PlanNeed) -> Moved:
    stood = {name: getattr(need, name) or "" for name in ENDS}
    wanted = {name: request.POST.get(name, "") for name in ENDS}
    common: dict[str, Any] = {"url": request.path, "is_undone": "undo" in request.POST}
    try:
        stored = desk.move(person(desk.viewer), need, sent_version(request), wanted)
    except NotAllowed:
        raise
    except Changed as changed:
        return _second(need, wanted, changed, common)
    except DomainError as error:
        return Moved(status=error.status, warning=f"{need}: {error.message}", **common)
    said = _("Moved: %(plan)s, %(quarters)s.") % {"plan": need, "quarters": _quarters(wanted)}
    return Moved(said=said, fields=_sent(stood, stored.version), **common)


def _second(need: PlanNeed, wanted: Mapping[str, str], changed: Changed, common: dict[str, Any]) -> Moved:
    """Somebody else has changed the stance meanwhile: it stays as they left it, unless the person insists."""
    if not isinstance(changed.stored, PlanNeed):
        return Moved(status=409, warning=changed.message, **common)
    words = {"plan": need, "quarters": _quarters(wanted)}
    said = _("You moved %(plan)s to %(quarters)s. The time line shows where it stands now.") % words
    fields = _sent(wanted, changed.stored.version)
    return Moved(status=409, warning=changed.message, said=said, fields=fields, **common)


def _sent(quarters: Mapping[str, str], version: int) -> dict[str, Any]:
    return {**quarters, "version": version, "undo": 1}


def _quarters(quarters: Mapping[str, str]) -> str:
    """From when to when, as far as it is said."""
    said = (quarter_words(quarters[name]) for name in ENDS)
    return " – ".join(dict.fromkeys(words for words in said if words))


def _drawn(
    request: Request, viewer: Viewer, strategy: PlanningStrategy, need: PlanNeed, moved: Moved
) -> HttpResponse:
    """The time line, the stance's row in the table, and the resources that it takes."""
    asked = beside(portfolio_asked(viewer, strategy), resources_asked(viewer, strategy))
    portfolio, resources = answered(asked)
    context = {
        "strategy": strategy,
        "portfolio": portfolio,
        "resources": resources,
        "line": next((line for line in portfolio.lines if line.anchor == f"need-{need.pk}"), None),
        "moved": moved,
    }
    return render_page(request, "strategy/moved.html", context, status=moved.status)
