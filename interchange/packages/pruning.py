"""Removing what a package lacks, unless other organisations refer to it."""

from collections.abc import Iterator, Sequence

from django.db import models
from django.db.models import Count, ProtectedError
from django.utils.translation import gettext as _

from goals.models import EvidenceGoal
from interchange.packages.comparing import Difference
from interchange.packages.problems import PackageProblem, PruneRefused
from interchange.packages.tables import ORGANISATION, TABLES
from interchange.packages.writing import batches

#: How to find whose a row is that may refer to something, and what to call it.
OWNERS: dict[type[models.Model], tuple[str, str]] = {
    EvidenceGoal: ("evidence__organisation__key", "evidence"),
    **{
        kind.through: (f"{kind.parent}__{table.owner_key}", f"{table.name}/{field.name}")
        for table in TABLES
        for field, kind in table.parts
    },
    **{table.model: (table.owner_key, table.name) for table in TABLES if table is not ORGANISATION},
}


def prune(found: Sequence[Difference], *, names_all: bool = True) -> int:
    """Removes the absent rows, those that refer first. Raises `PruneRefused` with every refusal.

    `names_all`: whether who refers is named even if nobody else may see that organisation.
    """
    problems: list[PackageProblem] = []
    removed = 0
    for one in reversed(found):
        if one.table is ORGANISATION or not one.absent:
            continue
        refused = list(refusals(one, names_all=names_all))
        problems += refused
        if not problems:
            remove(one)
            removed += len(one.absent)
    if problems:
        raise PruneRefused(
            _("Nothing was imported: other organisations refer to what would be removed."),
            code="in_use",
            problems=problems,
        )
    return removed


def refusals(one: Difference, *, names_all: bool) -> Iterator[PackageProblem]:
    """What other organisations refer to, and which do."""
    labels = dict(one.absent)
    for relation in one.table.model._meta.related_objects:
        model = relation.related_model
        if not isinstance(model, type) or model not in OWNERS:
            continue
        owner, name = OWNERS[model]
        column = relation.field.name
        for batch in batches(list(labels)):
            rows = model._default_manager.filter(**{f"{column}__in": batch}).exclude(
                **{owner: one.contents.owner}
            )
            named = (column, owner, f"{owner.removesuffix('key')}is_public")
            for pk, organisation, is_public, count in (
                rows.order_by(column, owner).values_list(*named).annotate(Count("pk"))
            ):
                message = _('"%(organisation)s" refers to it (%(name)s: %(count)d)')
                if not (is_public or names_all):
                    message = _("another organisation refers to it (%(name)s)")
                message %= {"organisation": organisation, "name": name, "count": count}
                yield PackageProblem(f"{one.table.name} {labels[pk]}", "in_use", message, one.contents.source)


def remove(one: Difference) -> None:
    """Deletes the absent rows of a table."""
    model = one.table.model
    between = {
        field.name: None
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is model
    }
    for batch in batches([pk for pk, _label in one.absent]):
        rows = model._default_manager.filter(pk__in=batch)
        if between:
            rows.update(**between)
    for batch in batches([pk for pk, _label in one.absent]):
        try:
            model._default_manager.filter(pk__in=batch).delete()
        except ProtectedError as error:
            names = ", ".join(str(thing) for thing in list(error.protected_objects)[:5])
            message = _("still in use by: %(names)s") % {"names": names}
            raise PruneRefused(
                _("Nothing was imported: something that would be removed is in use."),
                code="in_use",
                problems=[PackageProblem(one.table.name, "in_use", message, one.contents.source)],
            ) from error
