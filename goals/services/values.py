"""What a value can be: a number, the place of a stage in its list, or 0 and 1 for no and yes."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.errors import DomainError
from goals.models import Indicator


def check_value(indicator: Indicator, value: Decimal | None, *, code: str) -> None:
    """Raises `DomainError` with that code for a value that the indicator cannot have."""
    if value is None or indicator.value_type == Indicator.ValueType.NUMBER:
        return
    names = indicator.stages if indicator.value_type == Indicator.ValueType.STAGES else [_("No"), _("Yes")]
    if value not in range(len(names)):
        listed = ", ".join(f"{place} = {name}" for place, name in enumerate(names))
        raise DomainError(
            _("The value is the number of a stage: %(stages)s.") % {"stages": listed}, code=code
        )
