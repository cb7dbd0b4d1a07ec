"""What a caller asks of a list or a thing, checked before anything is read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

USUAL_PAGE, LARGEST_PAGE = 100, 1_000


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be asked for: fields, those of them that can be expanded, orders, other parameters."""

    fields: Collection[str]
    expandable: Collection[str]
    orderings: Collection[str] = ()
    others: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; `fields` in the order in which they are answered."""

    fields: tuple[str, ...]
    expand: frozenset[str]
    ordering: str = "id"
    page_size: int = USUAL_PAGE
    cursor: str = ""


def asked_of_one(query: QueryDict, offered: Offered) -> Asked:
    """What is asked of one thing."""
    _check_names(query, {"fields", "expand", *offered.others})
    fields, expand = _chosen(query, offered)
    return Asked(fields, expand)


def asked_of_list(query: QueryDict, offered: Offered) -> Asked:
    """What is asked of a list; its filters look at their own parameters themselves."""
    _check_names(query, {"fields", "expand", "ordering", "page_size", "cursor", *offered.others})
    fields, expand = _chosen(query, offered)
    ordering = query.get("ordering") or "id"
    if ordering.removeprefix("-") not in offered.orderings:
        raise _unknown("ordering", [ordering], offered.orderings)
    return Asked(fields, expand, ordering, _page_size(query), query.get("cursor", ""))


def _check_names(query: QueryDict, known: Collection[str]) -> None:
    for name, values in query.lists():
        if any("\0" in text for text in (name, *values)):
            raise ValidationError({"": [_("Null characters are not allowed.")]}, code="null_character")
        if name not in known:
            message = _("There is no such parameter here. There are: %(known)s.")
            problem = message % {"known": ", ".join(sorted(known))}
            raise ValidationError({_short(name): [problem]}, code="unknown_parameter")
        if "" in values:
            raise ValidationError({name: [_("Say something here, or leave it out.")]}, code="blank")


def _chosen(query: QueryDict, offered: Offered) -> tuple[tuple[str, ...], frozenset[str]]:
    expand = _words(query, "expand", offered.expandable)
    if "fields" not in query:
        return tuple(offered.fields), frozenset(expand)
    wanted = {"id", *_words(query, "fields", offered.fields), *expand}
    return tuple(name for name in offered.fields if name in wanted), frozenset(expand)


def _words(query: QueryDict, name: str, known: Collection[str]) -> set[str]:
    words = {word.strip() for value in query.getlist(name) for word in value.split(",")} - {""}
    unknown = words.difference(known)
    if unknown:
        raise _unknown(name, unknown, known)
    return words


def _page_size(query: QueryDict) -> int:
    given = query.get("page_size", str(USUAL_PAGE))
    size = int(given) if given.isascii() and given.isdigit() and len(given) <= len(str(LARGEST_PAGE)) else 0
    if not 1 <= size <= LARGEST_PAGE:
        problem = _("Ask for between 1 and %(largest)s at a time.") % {"largest": LARGEST_PAGE}
        raise ValidationError({"page_size": [problem]}, code="page_size")
    return size


def _unknown(parameter: str, given: Iterable[str], known: Collection[str]) -> ValidationError:
    message = _("“%(given)s” cannot be asked for here. There are: %(known)s.")
    words = ", ".join(_short(word) for word in sorted(given)[:5])
    problem = message % {"given": words, "known": ", ".join(known) or "–"}
    return ValidationError({parameter: [problem]}, code=f"unknown_{parameter}")


def _short(text: str) -> str:
    """What somebody has sent, as far as it helps to see it again."""
    return text if len(text) <= 100 else f"{text[:100]}…"
