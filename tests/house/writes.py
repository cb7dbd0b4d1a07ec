"""A plugin of mypy: only services (and what they are made of) write models.

It looks at the type of what a method is called on (a Manager, a QuerySet, a Model), not at the
method's name alone, so that `form.save()` or `dict.update()` are nobody's concern.
"""

from collections.abc import Callable
from pathlib import PurePath

from mypy.plugin import MethodSigContext, Plugin
from mypy.types import FunctionLike, Instance, get_proper_type

WRITES = {
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "save",
    "set",
    "add",
    "remove",
    "clear",
}
OWNERS = (
    "django.db.models.base.Model",
    "django.db.models.query.QuerySet",
    "django.db.models.manager.BaseManager",
)
READERS = {
    "views.py",
    "tasks.py",
    "receivers.py",
    "filters.py",
    "policies.py",
    "forms.py",
    "serializers.py",
    "selectors.py",
    "models.py",
    "middleware.py",
    "guards.py",
    "rendering.py",
    "context_processors.py",
}
READING_FOLDERS = {"selectors", "commands", "api", "models", "templatetags", "pages"}


def only_reads(path: str) -> bool:
    """Whether the module at the path is one that never writes."""
    parts = PurePath(path).parts
    return parts[-1] in READERS or bool(READING_FOLDERS & set(parts[:-1]))


def refuse(context: MethodSigContext) -> FunctionLike:
    receiver = get_proper_type(context.type)
    is_store = isinstance(receiver, Instance) and any(receiver.type.has_base(owner) for owner in OWNERS)
    if is_store and only_reads(context.api.path):
        context.api.fail("Only services write models; call one, or make one", context.context)
    return context.default_signature


class ServicesWrite(Plugin):
    def get_method_signature_hook(self, fullname: str) -> Callable[[MethodSigContext], FunctionLike] | None:
        return refuse if fullname.rsplit(".", 1)[-1] in WRITES else None


def plugin(version: str) -> type[Plugin]:
    return ServicesWrite
