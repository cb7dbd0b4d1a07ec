"""What can be talked about: apps above this one name their things, whose they are and who sees them.

An app registers its kinds when it is ready (`AppConfig.ready`); calls keep going down.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of thing that can be talked about, or told of: "position", "measure", "conflict" …

    `shown` gives those that members of an organisation see; `unit_id` the unit that answers for one.
    `is_subscribed`: whether people can be told of one by e-mail; `is_discussed`: whether they comment on it.
    `published` gives those that everybody sees; without it none is for the public.
    """

    name: str
    model: type[Model]
    shown: Callable[[Organisation], QuerySet[Any]]
    unit_id: Callable[[Any], int | None]
    is_subscribed: bool = False
    is_discussed: bool = True
    published: Callable[[Organisation], QuerySet[Any]] | None = None

    @property
    def is_filed_with(self) -> bool:
        """Whether documents can be filed with such things."""
        return self.is_discussed or self.published is not None

    def seen(self, organisation: Organisation, *, by_member: bool) -> QuerySet[Any]:
        """Those that members of an organisation see, or everybody else."""
        if by_member:
            return self.shown(organisation)
        return self.published(organisation) if self.published else self.model._default_manager.none()


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Let things of that kind be talked about; registering a name again replaces it."""
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind | None:
    """The kind of that name, if any app has registered it."""
    return _kinds.get(name)


def discussed_kinds() -> tuple[Kind, ...]:
    """The kinds of what people comment on."""
    return tuple(kind for kind in _kinds.values() if kind.is_discussed)


def filed_kinds() -> tuple[Kind, ...]:
    """The kinds of what documents are filed with."""
    return tuple(kind for kind in _kinds.values() if kind.is_filed_with)


def kind_of(subject: object) -> Kind | None:
    """The kind that a thing is of, if it can be talked about."""
    return kind_of_model(type(subject))


def kind_of_model(model: type | None) -> Kind | None:
    """The kind of a model's things, if they can be talked about."""
    return next((kind for kind in _kinds.values() if kind.model is model), None)
