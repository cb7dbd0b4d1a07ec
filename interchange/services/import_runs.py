"""Runs that fetch statistics: asked for, opened, ended. One at a time for an organisation."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.integrity import explained
from interchange.events import import_asked
from interchange.models import ImportRun
from interchange.policies import check_fetches_statistics
from organisations.models import Organisation, User
from organisations.policies import standing

KEPT_RUNS = 50
GOING_ON = gettext_lazy("Statistics are being fetched already.")


def ask_for_import(*, organisation: Organisation, by: User, source: str = "") -> ImportRun:
    """Have the organisation's statistics fetched, from one source if it is named.

    Raises `NotAllowed`, or `DomainError` while they are being fetched. Announces `import_asked`.
    """
    check_fetches_statistics(standing(by, organisation))
    return _announced(organisation, source, by)


def ask_nightly_import(*, organisation: Organisation) -> ImportRun:
    """Have the organisation's statistics fetched, as every night.

    Raises `DomainError` while they are being fetched. Announces `import_asked`.
    """
    return _announced(organisation, "", None)


def open_import(*, organisation: Organisation, source: str = "", by: User | None = None) -> ImportRun:
    """Begin a run, which the caller carries on itself. A run that nobody is at any more is ended.

    Raises `DomainError` while another is going on.
    """
    with explained({"import_run_one_at_a_time": GOING_ON}), transaction.atomic():
        for other in organisation.import_runs.open().select_for_update():
            if other.is_alive:
                raise DomainError(str(GOING_ON), code="import_run_one_at_a_time")
            end_import(run=other, state=ImportRun.State.STOPPED)
        return ImportRun.objects.create(organisation=organisation, source=source, asked_by=by)


@transaction.atomic
def end_import(*, run: ImportRun, state: str) -> None:
    """The run is over. Of an organisation's runs the last fifty are kept."""
    run.state, run.ended_at = state, timezone.now()
    run.save(update_fields=["state", "ended_at"])
    ended = ImportRun.objects.filter(organisation=run.organisation_id, ended_at__isnull=False)
    old = ended.order_by("-asked_at", "-pk").values_list("pk", flat=True)[KEPT_RUNS:]
    ImportRun.objects.filter(pk__in=list(old)).delete()


@transaction.atomic
def _announced(organisation: Organisation, source: str, by: User | None) -> ImportRun:
    run = open_import(organisation=organisation, source=source, by=by)
    import_asked.send(sender=ImportRun, run_id=run.pk)
    return run
