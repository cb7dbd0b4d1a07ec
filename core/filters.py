"""Filters that apps share."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 8


class WordsFilter(django_filters.CharFilter):
    """Things that have every word of what is said in one of their texts: `WordsFilter("title", "text")`."""

    def __init__(self, *names: str, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Search"))
        super().__init__(**kwargs)
        self.names = names

    def filter(self, qs: Any, value: Any) -> Any:
        """The rows with the words; all if none is said."""
        for word in (value or "").split()[:MOST_WORDS]:
            found = Q()
            for name in self.names:
                found |= Q(**{f"{name}__icontains": word})
            qs = qs.filter(found)
        return qs


class IdFilter(django_filters.Filter):
    """Things that name another thing, by its id. An id that nothing has finds nothing."""

    field_class = forms.IntegerField
    api_type = int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=2**63 - 1, **kwargs)


class YearFilter(django_filters.Filter):
    """Things of a year."""

    field_class = forms.IntegerField
    api_type = int

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=9999, **kwargs)


class FlagFilter(django_filters.ChoiceFilter):
    """Things of which something is so (`true`), or is not (`false`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("All"))
        super().__init__(*args, choices=(("true", _("Yes")), ("false", _("No"))), **kwargs)

    def filter(self, qs: Any, value: Any) -> Any:
        """The rows of which it is so; all if nothing is asked."""
        return super().filter(qs, value == "true" if value else value)
