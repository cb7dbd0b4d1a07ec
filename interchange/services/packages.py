"""Importing and exporting packages (docs/packages.md)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path

import pghistory
from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from core.integrity import violated
from interchange.packages.checking import check
from interchange.packages.comparing import Difference, conflicts, differences, prune_token
from interchange.packages.contents import Contents, read_contents
from interchange.packages.exporting import package_of
from interchange.packages.problems import PackageConflict, PackageError, PackageProblem
from interchange.packages.pruning import prune
from interchange.packages.reading import Document, Unreadable, parse, read_file
from interchange.packages.verifying import misfits
from interchange.packages.world import World
from interchange.packages.writing import write
from organisations.events import organisation_imported
from organisations.models import Organisation, User


@dataclass(frozen=True)
class Source:
    """A package to import: what to call it in messages, and how to get its bytes."""

    name: str
    read: Callable[[], bytes]

    @classmethod
    def file(cls, path: Path) -> "Source":
        """A package in a file."""
        return cls(path.name, lambda: read_file(path))


@dataclass(frozen=True)
class ImportOptions:
    """How to import.

    `is_dry_run`: write nothing. `overwrite`: also what was changed since the export. `prune`: the token
    of a dry run, to remove what the packages lack. `by`: who does it. `home`: the organisation whose package
    alone it may be, which names of others only what its members may read.
    """

    is_dry_run: bool = False
    overwrite: bool = False
    prune: str = ""
    by: User | None = None
    home: Organisation | None = None


@dataclass(frozen=True)
class ListOutcome:
    """What became of one list of one organisation: the identities of its objects."""

    organisation: str
    name: str
    created: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    absent: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would do. `prune_token` is empty where nothing is absent."""

    lists: tuple[ListOutcome, ...]
    prune_token: str = ""
    removed: int = 0

    @property
    def written(self) -> int:
        """How many objects were, or would be, created or changed."""
        return sum(len(one.created) + len(one.changed) for one in self.lists)


@dataclass
class Progress:
    """Hears how an import goes: `start` of a phase with so many steps, `step` forward."""

    start: Callable[[str, int], None] = field(default=lambda _phase, _steps: None)
    step: Callable[[str, int], None] = field(default=lambda _what, _steps: None)


def import_packages(
    *, sources: Sequence[Source], options: ImportOptions | None = None, progress: Progress | None = None
) -> Outcome:
    """Imports packages, all or nothing, in one transaction.

    Raises `PackageError` with every problem, `PackageConflict` for objects that were changed since the
    export, `PruneRefused` for what others refer to. Announces `organisation_imported` once for each
    organisation in which something was written, within the transaction.
    """
    options, progress = options or ImportOptions(), progress or Progress()
    packages = list(read_packages(sources, progress))
    refuse_others(packages, options.home)
    with readable_refusals(), transaction.atomic(), history(options.by):
        if not options.is_dry_run:
            wait_for_turn(contents.owner for contents in packages)
        read = [contents for contents in packages if contents.owner]
        world = World(read, is_pruned=bool(options.prune), home=options.home)
        check(world)
        refuse_if([problem for contents in packages for problem in contents.problems])
        found = differences(world)
        return carry_out(world, found, options, progress)


def carry_out(world: World, found: list[Difference], options: ImportOptions, progress: Progress) -> Outcome:
    """Writes the differences, if nothing stands in the way and they are wanted written."""
    refuse_conflicts([] if options.overwrite else conflicts(found))
    token = prune_token(found) if any(one.absent for one in found) else ""
    outcome = Outcome(list_outcomes(found), token)
    if options.prune and options.prune != token and token:
        raise PackageError(
            _(
                "This is not the token of a dry run of these packages as everything is now. Do a "
                "dry run again and look at what would be removed."
            ),
            code="stale_token",
        )
    if options.is_dry_run:
        return outcome
    progress.start("Writing", outcome.written)
    write(world, found, progress.step)
    removed = prune(found, names_all=options.home is None) if options.prune else 0
    refuse_if(list(misfits(found)))
    announce(found, is_pruned=bool(removed))
    return Outcome(outcome.lists, token, removed)


def read_packages(sources: Sequence[Source], progress: Progress) -> Iterator[Contents]:
    """Reads and checks each package by itself. Raises `PackageError` if one cannot be read at all."""
    progress.start("Reading", len(sources))
    unreadable: list[PackageProblem] = []
    for source in sources:
        try:
            data = source.read()
            yield read_contents(parse(data, source.name), source.name, sha256(data).hexdigest())
        except Unreadable as error:
            unreadable.append(error.problem)
        progress.step(source.name, 1)
    refuse_if(unreadable)


def refuse_others(packages: Sequence[Contents], home: Organisation | None) -> None:
    """Raises `PackageError` for the package of another organisation than the one whose alone it may be."""
    if home is None:
        return
    message = _('only the package of "%(key)s" can be imported here') % {"key": home.key}
    refuse_if(
        [
            PackageProblem("/organisation/key", "other_organisation", message, contents.source)
            for contents in packages
            if contents.owner not in ("", home.key)
        ]
    )


def refuse_if(problems: Sequence[PackageProblem]) -> None:
    """Raises `PackageError` if there are problems."""
    if problems:
        raise PackageError(_("Nothing was imported."), code="invalid_package", problems=problems)


def refuse_conflicts(problems: Sequence[PackageProblem]) -> None:
    """Raises `PackageConflict` if there are conflicts."""
    if problems:
        message = _("Nothing was imported: objects were changed since the export.")
        raise PackageConflict(message, code="changed", problems=problems)


@contextmanager
def readable_refusals() -> Iterator[None]:
    """What the database refuses in spite of all checks, as a `PackageError`."""
    try:
        yield
    except (IntegrityError, DataError) as error:
        reason = getattr(getattr(error.__cause__, "diag", None), "message_primary", None) or str(error)
        problem = PackageProblem("", violated(error) or "refused", _("the database refuses: %s") % reason)
        raise PackageError(_("Nothing was imported."), code="refused", problems=[problem]) from error


@contextmanager
def history(by: User | None) -> Iterator[None]:
    """The context that the history of an import's changes shows.

    An unset `pgtrigger.ignore` makes every trigger of every row raise and catch an error: a large
    import takes five times as long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
    with pghistory.context(command="import_package", **({"user": by.pk} if by else {})):
        yield


def wait_for_turn(keys: Iterable[str]) -> None:
    """One import of an organisation at a time; nobody else waits. The lock goes with the transaction."""
    with connection.cursor() as cursor:
        for key in sorted({key for key in keys if key}):
            digest = blake2b(f"import_package {key}".encode(), digest_size=8).digest()
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, "big", signed=True)])


def list_outcomes(found: Sequence[Difference]) -> tuple[ListOutcome, ...]:
    """What became of each list, organisation by organisation; both sorts of a mixed list together."""
    lists: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for one in sorted(found, key=lambda one: one.contents.owner):
        lists[one.contents.owner, one.table.name].append(one)
    return tuple(list_outcome(organisation, name, parts) for (organisation, name), parts in lists.items())


def list_outcome(organisation: str, name: str, parts: Sequence[Difference]) -> ListOutcome:
    """What became of a list, in words."""
    return ListOutcome(
        organisation=organisation,
        name=name,
        created=tuple(one.table.label(entry.values) for one in parts for entry in one.created),
        changed=tuple(one.table.label(entry.values) for one in parts for entry, _stored in one.changed),
        unchanged=sum(one.unchanged for one in parts),
        absent=tuple(label for one in parts for _pk, label in one.absent),
    )


def announce(found: Sequence[Difference], *, is_pruned: bool) -> None:
    """Tells of each organisation in which something was written."""
    keys = {one.contents.owner for one in found if one.created or one.changed or (is_pruned and one.absent)}
    for organisation in Organisation.objects.filter(key__in=keys).order_by("key"):
        organisation_imported.send(sender=Organisation, organisation=organisation)


def export_package(*, organisation: Organisation) -> Document:
    """The organisation's package, as everything is at one moment."""
    if connection.in_atomic_block:
        return package_of(organisation)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return package_of(Organisation.objects.get(pk=organisation.pk))
