"""What of others a package cannot name when its organisation brings it in itself, over the network.

Whoever runs the commands has the whole database. An organisation's own people may name of others what they
may read: what is public, what the organisation follows, and what it names already. Anything else is told
as if it did not exist, so that nobody learns of another's drafts by guessing keys.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from goals.models import Framework, Goal, Indicator
from interchange.packages.names import Name
from interchange.packages.references import Item, Referring
from interchange.packages.stored import stored_rows
from interchange.packages.tables import TABLES
from organisations.models import Organisation
from planning.models import Measure, Plan, Position
from planning.models.plans import PlanQuerySet
from planning.selectors.plans import working_frameworks

Ids = Mapping[str, Mapping[str, int]]


def hidden(home: Organisation, ids: Ids) -> set[Name]:
    """Those of the things (ids by kind and absolute name) that are others' and not to be named.

    A query or two for each kind that something of others is named of, and one for each owner of frameworks.
    """
    found = {name for kind in ids for name in _unreadable(home, kind, ids[kind])}
    return found.difference(_named_already(home)) if found else found


def _unreadable(home: Organisation, kind: str, ids: Mapping[str, int]) -> Iterator[Name]:
    others = {Name(kind, text): pk for text, pk in ids.items() if Name(kind, text).owner != home.key}
    if kind not in READABLE or not others:
        return
    rows = READABLE[kind](home, {name.owner for name in others}).filter(pk__in=set(others.values()))
    readable = set(rows.order_by().values_list("pk", flat=True))
    yield from (name for name, pk in others.items() if pk not in readable)


def _organisations(home: Organisation, owners: set[str]) -> QuerySet[Any]:
    return Organisation.objects.public()


def _frameworks(home: Organisation, owners: set[str]) -> QuerySet[Any]:
    """Of public organisations, but for what only proposed plans lay down; and those that are followed."""
    public = list(Organisation.objects.public().filter(key__in=owners))
    working = {pk for owner in public for pk in working_frameworks(owner, owner.today())}
    shown = Q(organisation__in=public) & ~Q(pk__in=working)
    followed = Framework.objects.followed_by(home).order_by().values("pk")
    return Framework.objects.filter(shown | Q(pk__in=followed))


def _goals(home: Organisation, owners: set[str]) -> QuerySet[Any]:
    return Goal.objects.filter(framework__in=_frameworks(home, owners).order_by().values("pk"))


def _indicators(home: Organisation, owners: set[str]) -> QuerySet[Any]:
    return Indicator.objects.filter(organisation__is_public=True)


def _plans(home: Organisation, owners: set[str]) -> PlanQuerySet:
    """Decided ones of public organisations, and those that are followed."""
    public = Plan.objects.visible_to(AnonymousUser()).order_by().values("pk")
    followed = Plan.objects.followed_by(home).order_by().values("pk")
    return Plan.objects.filter(Q(pk__in=public) | Q(pk__in=followed))


def _positions(home: Organisation, owners: set[str]) -> QuerySet[Any]:
    found: QuerySet[Any] = Position.objects.filter(plan__in=_plans(home, owners).order_by().values("pk"))
    return found


def _measures(home: Organisation, owners: set[str]) -> QuerySet[Any]:
    found: QuerySet[Any] = Measure.objects.filter(plan__in=_plans(home, owners).order_by().values("pk"))
    return found


#: By kind, what may be read; of other kinds a package names its own only.
READABLE: Mapping[str, Callable[[Organisation, set[str]], QuerySet[Any]]] = {
    "organisation": _organisations,
    "framework": _frameworks,
    "goal": _goals,
    "indicator": _indicators,
    "plan": _plans,
    "position": _positions,
    "measure": _measures,
}


def _named_already(home: Organisation) -> Iterator[Name]:
    """What the organisation's things name as they are on record: an export can always be brought back."""
    for table in TABLES:
        for stored in stored_rows(table, home.key):
            for field in table.referring:
                if isinstance(field.kind, Referring):
                    yield from _names(field.kind, stored.values[field.name])


def _names(kind: Referring, value: Any) -> Iterator[Name]:
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(kind, Item) and text:
            sort, _colon, name = text.partition(":")
            yield Name(sort, name)
        elif text:
            yield Name(kind.target, text)
