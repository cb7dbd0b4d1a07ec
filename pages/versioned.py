"""Forms over records that others may change at the same time.

Each carries the version that the person read, and what stood in its fields then: if somebody else has
saved meanwhile, fields that the person left alone take the other's text, and the rest is shown beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from core.models import Record
from core.rich_text import plain
from pages.differing import differing
from pages.fields import RichTextField


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else has saved in a field: its text in pieces, each with whether it differs from mine."""

    label: str
    pieces: tuple[tuple[bool, str], ...]


class VersionedForm(forms.Form):
    """A form over a record that others may change at the same time."""

    merged_fields: tuple[str, ...] = ()
    #: Fields in which several things are ticked; each is taken or kept as a whole.
    merged_choices: tuple[str, ...] = ()
    theirs: tuple[Theirs, ...] = ()
    #: The same form with what is stored, where this one opens filled in otherwise: what differs is a change.
    today: Self | None = None
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def expected_version(self) -> int:
        """The version that the person read; 0, which no record has, if the form does not say."""
        return int(self.cleaned_data.get("version") or 0)

    def focus_first(self) -> None:
        """Lets the keyboard start in the first field that is shown."""
        first = self.visible_fields()[0]
        first.field.widget.attrs["autofocus"] = True

    def initials(self) -> list[SafeString]:
        """Hidden fields that say what stood in the form when it opened."""
        stood = self.today or self
        names = (*self.merged_fields, *self.merged_choices)
        return [stood[name].as_hidden(only_initial=True) for name in names if name in self.fields]

    @classmethod
    def merged(cls, sent: Mapping[str, Any], stored: Record, **kwargs: Any) -> Self:
        """The form as the person sent it, upon what is stored now: saving it again overwrites knowingly.

        Fields that the person left alone take the other's text; where both differ the person's stays,
        and `theirs` shows the other's.
        """
        before = cls(sent, **kwargs)
        data = MultiValueDict({name: [sent.get(name, "")] for name in sent})
        theirs = []
        for name in cls.merged_fields:
            if name not in before.fields:
                continue
            text = as_text(getattr(stored, name))
            mine, opened = before.sent_text(name), before.sent_text(f"initial-{name}")
            if name not in before.changed_data:
                data[name] = text
            elif text not in (mine, opened):
                texts = (before.shown(name, mine), before.shown(name, text))
                theirs.append(Theirs(str(before[name].label), differing(*texts)))
            data[f"initial-{name}"] = text
        for name in cls.merged_choices:
            if name in before.fields:
                theirs += before.merge_ticks(data, name, cls.ticked(stored, name))
        data["version"] = str(stored.version)
        form = cls(data, **kwargs)
        form.theirs = tuple(theirs)
        return form

    @classmethod
    def ticked(cls, stored: Any, name: str) -> list[Any]:
        """The things that are ticked, as they are stored."""
        return list(getattr(stored, name).all())

    def merge_ticks(self, data: MultiValueDict[str, str], name: str, stored: list[Any]) -> list[Theirs]:
        """Puts into `data` what shall be ticked; what somebody else has ticked, if both have changed it."""
        theirs = sorted(str(each.pk) for each in stored)
        mine, opened = (sent_list(self.data, each) for each in (name, f"initial-{name}"))
        data.setlist(name, theirs if mine == opened else mine)
        data.setlist(f"initial-{name}", theirs)
        if mine == opened or theirs in (mine, opened):
            return []
        words = ", ".join(str(each) for each in stored)
        return [Theirs(str(self[name].label), differing("", words or "–"))]

    def sent_text(self, name: str) -> str:
        """What was sent for a field, or stood in it when it opened (`initial-…`), as it would be stored."""
        sent = self.data.get(name, "")
        try:
            return as_text(self.fields[name.removeprefix("initial-")].to_python(sent))
        except forms.ValidationError:
            return str(sent)

    def shown(self, name: str, text: str) -> str:
        """A value as a person reads it: the words of a choice, not its number; rich text without tags."""
        if isinstance(self.fields[name], RichTextField):
            return plain(text)
        choices: Any = getattr(self.fields[name], "choices", ())
        return {str(value): str(label) for value, label in choices}.get(text, text)


def sent_list(sent: Mapping[str, Any], name: str) -> list[str]:
    """All that was sent for a name."""
    return sorted(sent.getlist(name)) if isinstance(sent, MultiValueDict) else []


def as_text(value: Any) -> str:
    """A value as a form sends it: nothing for none, the id of a thing."""
    if isinstance(value, Model):
        return str(value.pk)
    return "" if value is None else str(value)


def sent_version(request: HttpRequest) -> int:
    """The version that the person read; 0, which nothing has, for anything else."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
