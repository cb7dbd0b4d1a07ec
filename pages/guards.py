"""Who may see a page, settled once for each request before its view runs."""

import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from alignment.selectors.freshness import with_report_stamps
from core.errors import DomainError, NotAllowed
from core.prepared import Given, Prepared
from organisations.models import Membership, Organisation, User
from organisations.policies import Standing, can_see, memberships, standing_of
from pages.rendering import problem_page

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at which organisation, as what, on which day (in the organisation's time zone)."""

    organisation: Organisation
    user: User | AnonymousUser
    standing: Standing
    today: date

    @property
    def is_member(self) -> bool:
        """Members see drafts and the internal report; everybody else what was adopted."""
        return self.standing.is_member

    @property
    def role_name(self) -> str:
        """The role in words; empty for those who are not members."""
        return str(Membership.Role(self.standing.role).label) if self.standing.role else ""


class Request(HttpRequest):
    """A request as the pages get it: with htmx's details, and the viewer that a guard has set."""

    htmx: HtmxDetails
    viewer: Viewer


PageView = Callable[Concatenate[Request, Viewer, P], HttpResponse]
#: The resolver hands over slug and the rest of the address by name.
RoutedView = Callable[..., HttpResponse]


def in_organisation(view: PageView[P]) -> RoutedView:
    """A page of one organisation, for everybody who may see it: `view(request, viewer, …)`.

    Answers 404 for organisations that the person may not see, and with the message of a
    `DomainError` that the view lets through.
    """

    def guarded(request: Request, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.viewer = viewer_of(request, slug)
        with timezone.override(zoneinfo.ZoneInfo(request.viewer.organisation.time_zone)):
            try:
                return view(request, request.viewer, *args, **kwargs)
            except DomainError as error:
                return problem_page(request, error)

    update_wrapper(guarded, view)
    return guarded


def for_members(view: PageView[P]) -> RoutedView:
    """A page of one organisation for its members: others log in first, or are told that they may not."""

    def guarded(request: Request, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not viewer.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not viewer.is_member:
            raise NotAllowed(_("This is for those who work in the organisation."))
        return view(request, viewer, *args, **kwargs)

    update_wrapper(guarded, view)
    return in_organisation(guarded)


def viewer_of(request: HttpRequest, slug: str) -> Viewer:
    """The viewer of the organisation with that slug; raises `Http404` if there is none to be seen."""
    found: list[Any] = NAMED.ask(slug=slug, user=request.user.pk)
    if not found:
        raise Http404
    [organisation] = found
    viewer = Viewer(organisation, request.user, standing_of(organisation.mine), organisation.today())
    if not can_see(viewer.standing, organisation):
        raise Http404
    return viewer


#: The organisation with a slug, what moves with its report, and the person's standing in it.
NAMED = Prepared(
    lambda: (
        with_report_stamps(Organisation.objects.municipalities())
        .filter(slug=Given("slug"))
        .annotate(mine=memberships(user=Given("user"), organisation=OuterRef("pk")))
        .order_by()
    )
)
