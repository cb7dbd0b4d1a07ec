"""What a plan brings a goal, as a signed number with a colour and words."""

from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.templatetags.ui import number

#: A net of so much or more has the strongest colour.
STRONG, CLEAR = 6, 3


def net_tone(net: int) -> str:
    """The colour of a net: `p3 p2 p1 0 n1 n2 n3`."""
    if net == 0:
        return "0"
    size = 3 if abs(net) >= STRONG else 2 if abs(net) >= CLEAR else 1
    return f"{'p' if net > 0 else 'n'}{size}"


def net_words(net: int, items: int) -> str:
    """The net as a screen reader says it: contributes, net 5, 3 items."""
    return worded(net, items, get_language() or "")


def change_words(net: int) -> str:
    """What a net changes by, as a screen reader says it: rises by 5."""
    if net == 0:
        return _("stays the same")
    word = _("rises by %(net)s") if net > 0 else _("falls by %(net)s")
    return word % {"net": number(abs(net))}


@lru_cache(maxsize=4096)
def worded(net: int, items: int, language: str) -> str:  # what gettext answers depends on it
    """The words; a page has up to 2,400 cells, of few kinds."""
    word = _("contributes") if net > 0 else _("counteracts") if net < 0 else _("evens out or has no effect")
    counted = ngettext("%(items)d item", "%(items)d items", items) % {"items": items}
    return _("%(word)s, net %(net)s, %(counted)s") % {"word": word, "net": number(net), "counted": counted}
