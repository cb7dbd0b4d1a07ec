"""Words of the planning strategy that pages share."""

from django.utils.translation import gettext as _


def quarter_words(quarter: str | None) -> str:
    """A quarter as people say it: Q1 2027 for 2027-Q1; nothing for none."""
    if not quarter:
        return ""
    year, _sign, number = quarter.partition("-Q")
    return _("Q%(quarter)s %(year)s") % {"quarter": number, "year": year}
