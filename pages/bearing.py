"""What a plan brings a goal, as a signed number with a colour and words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    word = _("contributes") if net > 0 else _("counteracts") if net < 0 else _("evens out or has no effect")
    counted = ngettext("%(items)d item", "%(items)d items", items) % {"items": items}
    return _("%(word)s, net %(net)d, %(counted)s") % {"word": word, "net": net, "counted": counted}
