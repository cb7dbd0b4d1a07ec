"""Choosing one thing, or several, among a few or among thousands: few are listed, many are searched for.

What can be chosen is what the form says that it is, whoever asks and however they found it; only what is
shown depends on the search. Without JavaScript the form is sent with the button of the search and comes
back with what was found; with htmx that comes while one types (`components/searched.html`).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from django import forms
from django.db.models import Q, QuerySet
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from pages.conflicts.forms import ViewedForm, numbers
from planning.selectors.searching import LONGEST_QUERY, MOST_WORDS

#: So many fit in a list that one reads through.
MOST_LISTED = 30
MOST_CHOSEN = 200
MOST_FOUND = 20


class ChoosingForm(ViewedForm):
    """A form in which one field (`chooses`) may have very many choices; `find` searches among them."""

    chooses = ""
    #: Whether the form is searched only: then nothing in it is judged yet.
    is_asking = False
    find = forms.CharField(
        label=_("Search"),
        max_length=LONGEST_QUERY,
        required=False,
        help_text=_("Words of the text, or a code."),
    )

    @classmethod
    def searched(cls, sent: Mapping[str, Any], **kwargs: Any) -> Self:
        """The form as it was sent, with what a search found; nothing is judged yet."""
        form = cls(sent, **kwargs)
        form.is_asking = True
        return form

    @property
    def errors(self) -> ErrorDict:
        """What is wrong; nothing while the person is still searching."""
        return ErrorDict() if self.is_asking else super().errors

    @property
    def is_long(self) -> bool:
        """Whether there is too much to list."""
        return "find" in self.fields

    @property
    def chosen(self) -> forms.BoundField:
        """The field that is searched for."""
        return self[self.chooses]

    def choose_among(
        self,
        rows: QuerySet[Any],
        matching: Callable[[str], Iterable[Any]],
        named: Callable[[Any], str] = str,
    ) -> None:
        """What can be chosen, how it is searched for, and what a thing is called.

        One query for a few; two, and those of the search, for many.
        """
        field: Any = self.fields[self.chooses]
        field.queryset = rows
        field.label_from_instance = named
        listed = list(rows[: MOST_LISTED + 1])
        is_many = isinstance(field, forms.ModelMultipleChoiceField)
        if len(listed) > MOST_LISTED:
            listed = self._found(rows, matching)
            field.widget = forms.CheckboxSelectMultiple() if is_many else forms.RadioSelect()
            field.widget.is_required = field.required
            nothing = []
        else:
            del self.fields["find"]
            nothing = [] if is_many else [("", field.empty_label)]
        field.widget.choices = [*nothing, *((one.pk, named(one)) for one in listed)]

    def _found(self, rows: QuerySet[Any], matching: Callable[[str], Iterable[Any]]) -> list[Any]:
        """What is chosen already, then what the search finds."""
        value = self.chosen.value() or ()
        chosen = numbers(value if isinstance(value, list | tuple) else [value])[:MOST_CHOSEN]
        there = rows.in_bulk(chosen)
        text = str(self["find"].value() or "").strip()
        found = list(matching(text)) if text else []
        return [*(there[pk] for pk in chosen if pk in there), *(one for one in found if one.pk not in there)]


def containing(rows: QuerySet[Any], text: str, *columns: str) -> QuerySet[Any]:
    """Rows that have each word of the text in one of the columns; the first few, in their order."""
    for word in text.replace("\x00", "")[:LONGEST_QUERY].split()[:MOST_WORDS]:
        rows = rows.filter(Q(*((f"{column}__icontains", word) for column in columns), _connector=Q.OR))
    return rows[:MOST_FOUND]
