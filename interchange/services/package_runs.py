"""An organisation's own package, brought in over the network: at once, or in the background if it is large.

Who runs the commands answers for the whole database; here an organisation's administrator brings in that
organisation's package, and names of others only what its members may read.
"""

from dataclasses import asdict, dataclass
from typing import Any

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from redis import RedisError

from core.compressed import compressed, decompressed
from core.errors import DomainError, InUse
from interchange.events import package_import_asked
from interchange.models import PackageImport
from interchange.packages.problems import PackageError
from interchange.packages.reading import Unreadable, parse
from interchange.policies import check_imports_packages
from interchange.selectors.package_runs import KEY
from interchange.services.packages import ImportOptions, Outcome, Progress, Source, import_packages
from organisations.models import Organisation, User
from organisations.policies import standing

log = structlog.get_logger()
KEPT_RUNS = 20
#: What an import is told of stays readable so long after its last step.
PROGRESS_SECONDS = 600
GOING_ON = gettext_lazy("A package of the organisation is being imported already.")
#: What the messages call what was sent.
NAME = "package"


class UnreadablePackage(PackageError):
    """What was sent is no JSON document at all."""

    status = 400


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to import: nothing written, also what was changed since the export, what is lacking removed."""

    is_dry_run: bool = False
    overwrite: bool = False
    prune: str = ""


def import_own_package(
    *, organisation: Organisation, by: User, sent: bytes, wanted: Wanted
) -> Outcome | PackageImport:
    """Import the organisation's package; a large one later, then the answer is the run.

    Raises `NotAllowed`, `UnreadablePackage`, what `import_packages` does, and `InUse` for a large one while
    another is under way. Announces `organisation_imported`, or `package_import_asked`.
    """
    check_imports_packages(standing(by, organisation))
    if size_of(sent) > settings.PACKAGE_OBJECTS_AT_ONCE:
        return _asked(organisation, by, sent, wanted)
    return _imported(organisation, by, sent, wanted)


def size_of(sent: bytes) -> int:
    """How many objects a package has. Raises `UnreadablePackage`."""
    try:
        document = parse(sent, NAME)
    except Unreadable as error:
        raise UnreadablePackage(
            _("Nothing was imported."), code="unreadable", problems=[error.problem]
        ) from error
    return sum(len(rows) for rows in document.values() if isinstance(rows, list))


def carry_out_package_import(*, run_id: int) -> bool:
    """Import what waits, as whoever sent it may by now; whether there was anything to do.

    A run is begun once: what was stopped half-way wrote nothing and is sent again by whoever sent it.
    """
    begun = PackageImport.objects.filter(pk=run_id, state=PackageImport.State.WAITING)
    if not begun.update(state=PackageImport.State.RUNNING, started_at=timezone.now()):
        return False
    run = PackageImport.objects.select_related("organisation", "asked_by").get(pk=run_id)
    if run.asked_by is None:
        end_package_import(run=run, state=PackageImport.State.STOPPED)
        return True
    wanted = Wanted(run.is_dry_run, run.overwrite, run.prune)
    sent = decompressed(run.package)
    with translation.override(run.language):
        try:
            check_imports_packages(standing(run.asked_by, run.organisation))
            outcome = _imported(run.organisation, run.asked_by, sent, wanted, progress_of(run_id))
        except DomainError as error:
            run.problem = told_problem(error)
            end_package_import(run=run, state=PackageImport.State.REFUSED)
        else:
            run.result = told_outcome(outcome, is_dry_run=run.is_dry_run)
            end_package_import(run=run, state=PackageImport.State.DONE)
    return True


@transaction.atomic
def end_package_import(*, run: PackageImport, state: str) -> None:
    """The run is over, and what was sent is forgotten. Of an organisation's runs the last twenty are kept."""
    run.state, run.ended_at, run.package = state, timezone.now(), b""
    run.save(update_fields=["state", "ended_at", "package", "result", "problem"])
    ended = PackageImport.objects.filter(organisation=run.organisation_id, ended_at__isnull=False)
    old = ended.order_by("-asked_at", "-pk").values_list("pk", flat=True)[KEPT_RUNS:]
    PackageImport.objects.filter(pk__in=list(old)).delete()


def stop_package_import(*, run_id: int) -> None:
    """The run has taken too long, and wrote nothing."""
    run = PackageImport.objects.filter(pk=run_id, ended_at__isnull=True).first()
    if run is not None:
        end_package_import(run=run, state=PackageImport.State.STOPPED)


def told_outcome(outcome: Outcome, *, is_dry_run: bool) -> dict[str, Any]:
    """What an import did, or would do, in plain values."""
    lists = [asdict(one) for one in outcome.lists]
    counted = {"written": outcome.written, "removed": outcome.removed, "prune_token": outcome.prune_token}
    return {"dry_run": is_dry_run, **counted, "lists": lists}


def told_problem(error: DomainError) -> dict[str, Any]:
    """Why nothing was imported, as a problem document."""
    errors = [{"path": each.path, "code": each.code, "message": each.message} for each in error.problems]
    said = {"type": "about:blank", "title": error.message, "status": error.status}
    return {**said, "detail": error.message, "errors": errors}


@dataclass(slots=True)
class Step:
    """How far a run has come: of a phase so many steps, of so many."""

    phase: str
    done: int
    of: int


def progress_of(run_id: int) -> Progress:
    """Notes how far the run has come where others can see it before it ends; without a cache nowhere."""
    at = Step("", 0, 0)

    def start(phase: str, steps: int) -> None:
        at.phase, at.done, at.of = phase, 0, steps
        note(run_id, at)

    def step(_what: str, steps: int) -> None:
        at.done += steps
        note(run_id, at)

    return Progress(start=start, step=step)


def note(run_id: int, at: Step) -> None:
    """Keep how far a run has come for a while."""
    try:
        cache.set(KEY.format(run_id), asdict(at), PROGRESS_SECONDS)
    except (RedisError, OSError) as error:
        log.warning("cache away", error=str(error))


def _imported(
    organisation: Organisation, by: User, sent: bytes, wanted: Wanted, progress: Progress | None = None
) -> Outcome:
    options = ImportOptions(wanted.is_dry_run, wanted.overwrite, wanted.prune, by, organisation)
    return import_packages(sources=[Source(NAME, lambda: sent)], options=options, progress=progress)


def _asked(organisation: Organisation, by: User, sent: bytes, wanted: Wanted) -> PackageImport:
    with transaction.atomic():
        # Whoever asks at the same time waits here, and then sees the run.
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        for other in organisation.package_imports.filter(ended_at__isnull=True):
            if other.is_alive:
                raise InUse(str(GOING_ON), code="package_import_one_at_a_time")
            end_package_import(run=other, state=PackageImport.State.STOPPED)
        run = PackageImport.objects.create(
            organisation=organisation,
            asked_by=by,
            package=compressed(sent),
            is_dry_run=wanted.is_dry_run,
            overwrite=wanted.overwrite,
            prune=wanted.prune,
            language=translation.get_language() or settings.LANGUAGE_CODE,
        )
        package_import_asked.send(sender=PackageImport, run_id=run.pk)
    return run
