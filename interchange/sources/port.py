"""What is asked of a source of statistics, and what it answers, whoever it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

#: Sources print binary fractions such as 31.299999999999997; people write six decimals at most.
SIX_DECIMALS = Decimal(1).scaleb(-6)
LARGEST_POWER = 20
YEARS = range(1900, 2201)


class Fault(TextChoices):
    """What can be wrong with an answer, in words for those who keep the indicators."""

    UNAVAILABLE = "unavailable", _("The source does not answer.")
    BUSY = "busy", _("The source asks us to come back later.")
    REFUSED = "refused", _("The source refuses the question.")
    BROKEN = "broken", _("The source answers something that cannot be understood.")
    ELSEWHERE = "elsewhere", _("The source points to another server, which is not followed.")
    UNKNOWN = "unknown", _("The source knows nothing of that number.")
    UNCLEAR = "unclear", _("The number at the source does not say what is meant.")
    NOWHERE = "nowhere", _("The source has no values of this organisation.")
    UNFIT = "unfit", _("The values are of another sort than the indicator's.")


class SourceError(Exception):
    """A question that was not answered: the fault, and a detail for who looks into it."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail[:300]


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that values are about, as the country's statistics know it."""

    organisation_id: int
    kind: str
    country: str
    code: str


@dataclass(frozen=True, slots=True)
class Value:
    """What a source says of a place in a year. None: it is not known; `is_deleted`: it was withdrawn."""

    place: Place
    year: int
    gender: str
    value: Decimal | None
    is_deleted: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """An indicator by its number at the source; `mark` is what came with the last delivery, empty: all."""

    external_id: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a source has of one indicator: values, or nothing new, or what is wrong."""

    external_id: str
    values: tuple[Value, ...] = ()
    mark: str = ""
    error: SourceError | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """An indicator as the source describes it."""

    external_id: str
    title: str


class IndicatorSource(Protocol):
    """Somebody who publishes statistics: looks indicators up, and delivers their values."""

    def search(self, text: str) -> list[Described]:
        """Indicators by words of their titles or by their number, not too many. Raises `SourceError`."""

    def deliveries(
        self, wanted: Sequence[Wanted], places: Sequence[Place], since_year: int
    ) -> Iterator[Delivery]:
        """One delivery for each that is wanted; what is wrong with one is no other's concern.

        From `since_year` on; what has changed since the delivery that `mark` came with.
        """


# Reading ------------------------------------------------------------------------------------------


def mapping(found: Any, what: str) -> Mapping[str, Any]:
    """What must be an object; raises `SourceError`."""
    if not isinstance(found, dict):
        raise SourceError(Fault.BROKEN, f"{what} is no object")
    return found


def listing(found: Any, what: str) -> list[Any]:
    """What must be a list; raises `SourceError`."""
    if not isinstance(found, list):
        raise SourceError(Fault.BROKEN, f"{what} is no list")
    return found


def text(found: Any, what: str) -> str:
    """What must be a text; raises `SourceError`."""
    if not isinstance(found, str) or "\x00" in found:
        raise SourceError(Fault.BROKEN, f"{what} is no text")
    return found


def year_of(found: Any) -> int:
    """A year; raises `SourceError`."""
    if isinstance(found, bool) or not isinstance(found, int) or found not in YEARS:
        raise SourceError(Fault.BROKEN, f"{str(found)[:40]!r} is no year")
    return found


def value_of(found: Any) -> Decimal | None:
    """A value as it is stored, or None; raises `SourceError`."""
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        raise SourceError(Fault.BROKEN, f"{str(found)[:40]!r} is no number")
    exact = Decimal(found)
    if exact and exact.adjusted() >= LARGEST_POWER:
        raise SourceError(Fault.BROKEN, f"{str(found)[:40]} is too large")
    return exact.quantize(SIX_DECIMALS, rounding=ROUND_HALF_EVEN)
