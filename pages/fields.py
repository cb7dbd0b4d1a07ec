"""Fields of forms: running text, rich text, days; what is sent comes out as the database keeps it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django import forms
from django.utils.choices import CallableChoiceIterator

from core.rich_text import simplest
from pages.rich_text import RichTextarea

#: What is sent, and what is read.
Choice = tuple[Any, str]
ISO = "%Y-%m-%d"
LONGEST_TEXT = 10_000
#: Tags count too.
LONGEST_RICH_TEXT = 50_000


class TextField(forms.CharField):
    """Running text; lines end as the database keeps them, not as browsers send them."""

    def __init__(
        self,
        *,
        rows: int,
        widget: type[forms.Textarea] = forms.Textarea,
        longest: int = LONGEST_TEXT,
        **kwargs: Any,
    ) -> None:
        shown = widget(attrs={"rows": rows})
        super().__init__(max_length=longest, widget=shown, show_hidden_initial=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class RichTextField(TextField):
    """Rich or plain text, cleaned as it is kept, so that the same text never counts as changed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=RichTextarea, longest=LONGEST_RICH_TEXT, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return simplest(text) if isinstance(text, str) else text


class LongSelect(forms.Select):
    """A select with hundreds of options: each is a value and its text, and no more."""

    def create_option(self, name: str, value: Any, label: Any, selected: Any, *_: Any, **__: Any) -> Any:
        """An option as `{% options %}` draws it."""
        return {"value": value, "label": label, "attrs": {"selected": True} if selected else {}}

    def choose_later(self, read: Callable[[], list[Choice]]) -> None:
        """What can be chosen is read once, when it is drawn."""
        self.choices = CallableChoiceIterator(cache(read))


class DayInput(forms.DateInput):
    """The browser's own choice of a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format=ISO)


class DayField(forms.DateField):
    """A day, as browsers send and show it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DayInput(), input_formats=[ISO], **kwargs)


class OptionalDayField(DayField):
    """A day that may be left out, in a form that two may save at once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, show_hidden_initial=True, **kwargs)


class ManyField(forms.MultipleChoiceField):
    """Several of a list, each with a box to tick."""

    is_group = True
    widget = forms.CheckboxSelectMultiple


class FoldedField(forms.TypedMultipleChoiceField):
    """Several of a long list of things, which is folded up; in a form that two may save at once."""

    is_folded = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            coerce=int,
            required=False,
            show_hidden_initial=True,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )
