"""Named constraints that several apps state alike."""

from django.db.models import CheckConstraint, F, Q

KEY_PATTERN = r"^[a-z0-9._/-]{1,100}$"
KEY_PATTERN_WITHOUT_SLASH = r"^[a-z0-9._-]{1,100}$"


def key_is_well_formed(name: str, *, slash: bool = True) -> CheckConstraint:
    """A key is made of `a-z 0-9 - . _ /` and has at most 100 characters (package format)."""
    pattern = KEY_PATTERN if slash else KEY_PATTERN_WITHOUT_SLASH
    return CheckConstraint(condition=Q(key__regex=pattern), name=name)


def ordered(name: str, first: str, last: str) -> CheckConstraint:
    """Two values stand in order where both are known."""
    absent = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return CheckConstraint(condition=absent | Q(**{f"{first}__lte": F(last)}), name=name)


def exactly_one(*fields: str) -> Q:
    """Exactly one of the fields has a value."""
    condition = Q(pk__in=[])
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return condition


def differ(name: str, one: str, other: str) -> CheckConstraint:
    """Nothing is linked to itself."""
    return CheckConstraint(condition=~Q(**{one: F(other)}), name=name)
