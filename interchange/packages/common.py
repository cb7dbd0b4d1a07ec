"""Fields and rules that the tables of packages share."""

from typing import Any

from django.utils.translation import gettext as _

from interchange.packages.fields import Faults, Field, Values
from interchange.packages.kinds import Choice, Text
from interchange.packages.names import KEY
from interchange.packages.references import Reference

KEY_HINT = "a key: a-z 0-9 - . _ /, at most 100 characters"
KEY_FIELD = Field("key", Text(pattern=KEY, hint=KEY_HINT), required=True)
TITLE = Field("title", Text(required=True), required=True)
NAME = Field("name", Text(required=True), required=True)
CODE = Field("code", Text())
RATIONALE = Field("rationale", Text())
UNIT = Field("unit", Reference("unit", own=True))
STATUS = Field("status", Choice(), required=True)
MONEY = 2**63 - 1


def ordered(first: str, last: str) -> Any:
    """A rule: the first day is not after the last."""

    def check(values: Values) -> Faults:
        if values[first] and values[last] and values[first] > values[last]:
            yield last, _("%(last)s is before %(name)s, %(first)s") % {
                "last": values[last], "name": first, "first": values[first],
            }  # fmt: skip

    return check
