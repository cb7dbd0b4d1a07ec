"""Whom one can call on in an organisation."""

import re
from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from organisations.models import Organisation, User


def members_of(organisation: Organisation) -> QuerySet[User]:
    """Those who work in the organisation and can log in, by name."""
    members = User.objects.filter(memberships__organisation=organisation, is_active=True)
    return members.order_by("name", "email")


def named_in(text: str, people: Iterable[User]) -> list[User]:
    """Those whom a text calls on as `@Name`; a name that several have calls on none of them.

    The longest name counts where one begins with another, and case does not.
    """
    if "@" not in text:
        return []
    by_name = {person.name.casefold(): person for person in people if person.name}
    shared = Counter(person.name.casefold() for person in people if person.name)
    names = sorted((name for name, count in shared.items() if count == 1), key=len, reverse=True)
    if not names:
        return []
    calls = re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, names))})(?!\w)")
    return [by_name[name] for name in dict.fromkeys(calls.findall(text.casefold()))]
