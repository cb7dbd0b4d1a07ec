"""Imports in the background: statistics that are fetched, with their sources, and large packages."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goals.models import Indicator
from organisations.models import Organisation, User

#: A run that has not moved for so long was stopped together with its worker.
MOVES_WITHIN = timedelta(minutes=10)
#: An import of a package is stopped sooner than that by its worker's limit of time, if it is alive at all.
ENDS_WITHIN = timedelta(minutes=2)


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def open(self) -> "ImportRunQuerySet":
        """Runs that have not ended."""
        return self.filter(ended_at__isnull=True)


class ImportRun(models.Model):
    """A fetch of statistics for an organisation: when, from where, asked for by whom, what it came to."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for its turn")
        RUNNING = "running", _("is being fetched")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped half-way")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="import_runs")
    source = models.CharField(max_length=10, blank=True, help_text="One source alone; empty: all.")
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    indicators = models.PositiveIntegerField(default=0)
    looked_at = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    #: Of each indicator that failed: its id and title, the fault, a detail.
    problems: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)
    #: Of each value that stayed as somebody here had put it: of what, of whom, of when, ours and theirs.
    differing: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at__isnull=True), name="import_run_one_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="import_run_latest")]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_alive(self) -> bool:
        """Whether somebody is at it, or it waits for its turn."""
        return self.ended_at is None and self.moved_at > timezone.now() - MOVES_WITHIN


class IndicatorImport(models.Model):
    """What is known of an indicator's source: when it was asked, what came with the answer, what was wrong.

    `asked_for` is the number and the places that the last answer was about; once they are others, all is
    asked for again. `mark` is what the source said then, to tell what is new since.
    """

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="fetching")
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="+")
    asked_for = models.TextField(blank=True)
    mark = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("indicator",)

    def __str__(self) -> str:
        return f"{self.indicator}: {self.fault or self.fetched_at}"


class PackageImport(models.Model):
    """A package that is too large to be imported while somebody waits: what was sent, and what came of it.

    The package itself is kept, compressed, until the run has ended.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for its turn")
        RUNNING = "running", _("is being imported")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")
        STOPPED = "stopped", _("stopped half-way")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="package_imports")
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    package = models.BinaryField(default=bytes)
    is_dry_run = models.BooleanField(default=False)
    overwrite = models.BooleanField(default=False)
    prune = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10, help_text="In which language it is told what is wrong.")
    asked_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: What was done, or would be, as the API tells it.
    result: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)
    #: Why nothing was imported: status, message, and the problems with their places.
    problem: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)

    objects = models.Manager["PackageImport"]()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_at__isnull=True),
                name="package_import_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_alive(self) -> bool:
        """Whether somebody is at it, or it waits for its turn."""
        if self.ended_at is not None:
            return False
        if self.started_at is not None:
            return self.started_at > timezone.now() - ENDS_WITHIN
        return self.asked_at > timezone.now() - MOVES_WITHIN
