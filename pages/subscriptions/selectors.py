"""What a person is told of by e-mail, as the pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from dialogue.models import Subscription
from dialogue.providers import kind_named, kind_of_model
from dialogue.selectors.subscriptions import subscriptions_of
from organisations.models import Organisation, User
from pages.guards import Viewer
from pages.subscriptions.forms import WORDS
from pages.things import Thing, things, url_or_nothing

#: The organisation itself among the kinds of things that one can be told of.
WHOLE = "organisation"
SALT = "samplan.subscription"


@dataclass(frozen=True, slots=True)
class Line:
    """A subscription in the list: of what, how often, where to change it; `is_gone` if nobody sees it now."""

    subscription: Subscription
    thing: Thing
    rhythm: str
    url: str
    is_gone: bool


def subject_named(viewer: Viewer, kind: str, pk: int) -> Any:
    """The thing that one can be told of; None if there is none that the organisation's members see."""
    if kind == WHOLE:
        return viewer.organisation if pk == viewer.organisation.pk else None
    found = kind_named(kind)
    if found is None or not found.is_subscribed:
        return None
    return found.shown(viewer.organisation).filter(pk=pk).first()


def thing_of(organisation: Organisation, kind: str, pk: int) -> Thing | None:
    """What the thing is called, and where it is shown."""
    if kind == WHOLE:
        url = url_or_nothing("dashboard:overview", organisation.slug)
        return Thing(_("The whole of %(organisation)s") % {"organisation": organisation.name}, url)
    return things(organisation, [(kind, pk)]).get((kind, pk))


def lines_of(viewer: Viewer, user: User) -> list[Line]:
    """All that the person is told of in the organisation. Some three queries a kind."""
    found = list(subscriptions_of(viewer.organisation, user))
    named = _named(viewer.organisation, found)
    lines = []
    for each in found:
        kind = kind_word(each)
        thing = named.get((kind, each.subject_id))
        lines.append(
            Line(
                subscription=each,
                thing=thing or Thing(_("something that you do not see any more")),
                rhythm=str(WORDS[Subscription.Rhythm(each.rhythm)]),
                url=edit_url(viewer.organisation, kind, each.subject_id) if thing else "",
                is_gone=thing is None,
            )
        )
    return lines


def edit_url(organisation: Organisation, kind: str, pk: int) -> str:
    """Where one chooses how often to be told of a thing."""
    return reverse("subscriptions:subscription_edit", args=[organisation.slug, kind, pk])


def kind_word(subscription: Subscription) -> str:
    """The kind of what a subscription is about, as addresses have it; empty for none that is known."""
    model = ContentType.objects.get_for_id(subscription.subject_type_id).model_class()
    if model is Organisation:
        return WHOLE
    kind = kind_of_model(model)
    return kind.name if kind else ""


def language_of(subscription: Subscription) -> str:
    """The language that the person is told in; who reads Nynorsk gets Bokmål, which the pages have."""
    language = subscription.user.language or subscription.organisation.language
    return "nb" if language == "nn" else language


def _named(organisation: Organisation, found: Iterable[Subscription]) -> dict[tuple[str, int], Thing]:
    """What the members still see of it."""
    ids: dict[str, list[int]] = {}
    for each in found:
        ids.setdefault(kind_word(each), []).append(each.subject_id)
    named: dict[tuple[str, int], Thing] = {}
    for kind_name, numbers in ids.items():
        kind = kind_named(kind_name)
        if kind is not None:
            shown = kind.shown(organisation).filter(pk__in=numbers).values_list("pk", flat=True)
            named |= things(organisation, [(kind_name, pk) for pk in shown])
        elif kind_name == WHOLE and organisation.pk in numbers:
            thing = thing_of(organisation, WHOLE, organisation.pk)
            named |= {(WHOLE, organisation.pk): thing} if thing else {}
    return named


# Ending it without logging in ---------------------------------------------------------------------


def token_of(subscription: Subscription) -> str:
    """What ends the subscription for whoever has it; it stands in the letters and opens nothing else."""
    return signing.Signer(salt=SALT).sign_object([subscription.pk, subscription.user_id], compress=False)


def subscription_of_token(token: str) -> Subscription | None:
    """The subscription that a letter's link means; None if it has ended. Raises `BadSignature`."""
    pk, user_id = signing.Signer(salt=SALT).unsign_object(token)
    found = Subscription.objects.filter(pk=pk, user=user_id)
    return found.select_related("user", "organisation").first()
