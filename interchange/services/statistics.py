"""Fetching statistics: what the sources of an organisation's indicators have, one transaction an indicator.

A worker may be killed at any point: an indicator is fetched wholly or not at all, and who carries the run on
begins with the first that it has not looked at.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pghistory
import structlog
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.errors import DomainError
from goals.models import Indicator
from goals.services.fetched import Fetched, Written, write_fetched
from interchange.models import ImportRun, IndicatorImport
from interchange.selectors.statistics import fetched_indicators, places_of
from interchange.services.import_runs import end_import
from interchange.sources import Delivery, Fault, Place, SourceError, Wanted, opened
from organisations.models import Organisation

log = structlog.get_logger()

SINCE_YEAR = 2000
#: A source that so many indicators in turn get no answer from is left alone for the rest of the run.
ENOUGH_SILENCE = 3
SILENT = {Fault.UNAVAILABLE, Fault.BUSY}
MOST_TOLD = 200
WRITING_ATTEMPTS = 3

#: Called before an indicator is looked at, with how many have been and how many there are, and its title.
Told = Callable[[int, int, str], None]


def quiet(done: int, total: int, title: str) -> None:
    """Tells nobody."""


def carry_on_import(*, run_id: int, seconds: float = float("inf"), told: Told = quiet) -> bool:
    """Go on with a run for so many seconds; whether there is nothing more to be done for it here.

    Nothing is done where somebody else is at it. Announces `followup_changed` for what is written.
    """
    run = ImportRun.objects.open().select_related("organisation").filter(pk=run_id).first()
    if run is None:
        return True
    with _alone(run.organisation_id) as is_alone, pghistory.context(import_run=run_id):
        if not is_alone:
            return True
        run.refresh_from_db()
        if run.ended_at is not None:
            return True
        if not _Fetch(run, told).carry_on(time.monotonic() + seconds):
            return False
        end_import(run=run, state=ImportRun.State.DONE)
    log.info("statistics fetched", organisation=run.organisation.key, problems=len(run.problems))
    return True


def rehearse_import(*, organisation: Organisation, source: str = "", told: Told = quiet) -> ImportRun:
    """What a run would come to: asks the sources, and writes nothing."""
    run = ImportRun(organisation=organisation, source=source)
    _Fetch(run, told).carry_on(float("inf"))
    return run


class _Fetch:
    """One run as it is carried on by one process."""

    def __init__(self, run: ImportRun, told: Told) -> None:
        self.run = run
        self.told = told
        found = places_of(run.organisation)
        self.names = {each.pk: each.name for each in found}
        self.places = [Place(each.pk, each.kind, each.country or "", each.code or "") for each in found]

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing is to be written."""
        return self.run.pk is None

    def carry_on(self, until: float) -> bool:
        """Looks at one indicator after the other; whether all have been looked at when the time is up."""
        indicators = list(fetched_indicators(self.run.organisation, self.run.source))
        pending = [each for each in indicators if self.is_rehearsal or not self._has_seen(each)]
        self._begin(self.run.looked_at + len(pending))
        by_source: dict[str, list[Indicator]] = defaultdict(list)
        for indicator in pending:
            by_source[indicator.source].append(indicator)
        return all(self._of_source(source, some, until) for source, some in by_source.items())

    def _has_seen(self, indicator: Indicator) -> bool:
        known = getattr(indicator, "fetching", None)
        return known is not None and known.run_id == self.run.pk

    def _begin(self, total: int) -> None:
        self.run.indicators = total
        if self.run.state == ImportRun.State.WAITING:
            self.run.state, self.run.started_at = ImportRun.State.RUNNING, timezone.now()
        self._save("indicators", "state", "started_at")

    def _of_source(self, source: str, indicators: Sequence[Indicator], until: float) -> bool:
        by_number: dict[str, list[Indicator]] = defaultdict(list)
        for indicator in indicators:
            by_number[(indicator.external_id or "").strip()].append(indicator)
        wanted = [Wanted(number, self._mark_of(some)) for number, some in by_number.items()]
        silence = self._silence_of(source)
        with opened(source) as asked:
            for delivery in asked.deliveries(wanted, self.places, SINCE_YEAR):
                for indicator in by_number.pop(delivery.external_id, ()):
                    self._keep(indicator, delivery)
                silence = silence + 1 if delivery.error and delivery.error.fault in SILENT else 0
                if silence >= ENOUGH_SILENCE and delivery.error:
                    self._give_up(by_number, delivery.error)
                    break
                if time.monotonic() > until and by_number:
                    return False
        return True

    def _give_up(self, by_number: dict[str, list[Indicator]], error: SourceError) -> None:
        for number, indicators in by_number.items():
            for indicator in indicators:
                self._keep(indicator, Delivery(number, error=error))

    def _silence_of(self, source: str) -> int:
        """How many in turn have got no answer, in what has been done of this run before."""
        seen = IndicatorImport.objects.filter(run=self.run.pk or 0, indicator__source=source)
        last = list(seen.order_by("-asked_at", "-pk").values_list("fault", flat=True)[:ENOUGH_SILENCE])
        return next((place for place, fault in enumerate(last) if fault not in SILENT), len(last))

    def _mark_of(self, indicators: Sequence[Indicator]) -> str:
        """What came with the last delivery, if it was about the same as is asked for now."""
        known = [getattr(each, "fetching", None) for each in indicators]
        marks = {
            state.mark if state and state.asked_for == self._asks_for(each) else ""
            for each, state in zip(indicators, known, strict=True)
        }
        return marks.pop() if len(marks) == 1 else ""

    def _asks_for(self, indicator: Indicator) -> str:
        places = sorted(f"{place.organisation_id}={place.country}:{place.code}" for place in self.places)
        return " ".join([indicator.source, indicator.external_id or "", str(SINCE_YEAR), *places])

    # Keeping --------------------------------------------------------------------------------------

    def _keep(self, indicator: Indicator, delivery: Delivery) -> None:
        self.told(self.run.looked_at, self.run.indicators, indicator.title)
        error, lost = delivery.error, ""
        for _attempt in range(WRITING_ATTEMPTS):
            try:
                self._write(indicator, delivery, error)
            except DomainError as refused:
                error = SourceError(Fault.UNFIT, refused.message)
            except IntegrityError as clash:
                # Somebody has entered the same year just now, or removed the indicator.
                lost = type(clash).__name__
            else:
                return
            if not self.is_rehearsal:
                self.run.refresh_from_db()
        self._count(indicator, Written(), SourceError(Fault.BROKEN, lost))

    @transaction.atomic
    def _write(self, indicator: Indicator, delivery: Delivery, error: SourceError | None) -> None:
        """Values, what is known of the source, and the run's account: all or nothing."""
        written = Written()
        if error is None:
            fetched = [
                Fetched(each.place.organisation_id, each.year, each.gender, each.value, each.is_deleted)
                for each in delivery.values
            ]
            written = write_fetched(indicator=indicator, fetched=fetched, at=timezone.now())
        self._note(indicator, delivery, error)
        self._count(indicator, written, error)
        if self.is_rehearsal:
            transaction.set_rollback(True)

    def _note(self, indicator: Indicator, delivery: Delivery, error: SourceError | None) -> None:
        if self.is_rehearsal:
            return
        now = timezone.now()
        said = {"run": self.run, "asked_at": now, "fault": error.fault if error else ""}
        said |= {"detail": error.detail if error else ""}
        if error is None:
            said |= {"fetched_at": now, "mark": delivery.mark, "asked_for": self._asks_for(indicator)}
        IndicatorImport.objects.update_or_create(indicator=indicator, defaults=said)

    def _count(self, indicator: Indicator, written: Written, error: SourceError | None) -> None:
        run = self.run
        run.looked_at += 1
        run.created += len(written.created)
        run.changed += len(written.changed)
        run.removed += len(written.removed)
        if error is not None and len(run.problems) < MOST_TOLD:
            about = {"indicator": indicator.pk, "title": indicator.title}
            run.problems.append(about | {"fault": str(error.fault), "detail": error.detail})
        for each in written.differing[: MOST_TOLD - len(run.differing)]:
            about = {"indicator": indicator.pk, "title": indicator.title, "year": each.year}
            about |= {"organisation": self.names[each.organisation_id], "gender": each.gender}
            run.differing.append(about | {"ours": str(each.value), "theirs": str(each.fetched_value)})
        self._save("looked_at", "created", "changed", "removed", "problems", "differing")

    def _save(self, *names: str) -> None:
        if not self.is_rehearsal:
            self.run.moved_at = timezone.now()
            self.run.save(update_fields=[*names, "moved_at"])


@contextmanager
def _alone(organisation_id: int) -> Iterator[bool]:
    """Whether nobody else fetches for the organisation. The lock goes with the connection."""
    name = f"import:{organisation_id}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])
