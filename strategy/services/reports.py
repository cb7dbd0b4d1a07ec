"""Situation reports: what units write once a year, and what they would do together with others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, Problem
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from planning.models import Measure
from planning.services.arranging import Place
from planning.services.measures import MeasureContent, create_measure
from strategy.events import cooperation_changed, report_changed
from strategy.models import REPORT_YEARS, Cooperation, SituationReport
from strategy.policies import check_can_run_strategy, check_can_write_report
from strategy.services.checking import raise_first

REFUSALS = {
    "report_once_a_year": gettext_lazy("The unit has a report of that year already. Change that one."),
    "report_key_unique": gettext_lazy("Somebody wrote one just now. Look at the list again."),
    "cooperation_key_unique": gettext_lazy("Somebody wrote one down just now. Look at the list again."),
}
TEXTS = ("situation", "plans", "challenges", "investments")


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What a report says; empty texts are nothing."""

    situation: str = ""
    plans: str = ""
    challenges: str = ""
    investments: str = ""
    state: str = SituationReport.State.WRITING


@dataclass(frozen=True, slots=True)
class CooperationContent:
    """With which unit it would work together, on what, and why."""

    unit: Unit
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class MeasureToBe:
    """A measure that is to come of what units would do together: where it stands, and what it says."""

    place: Place
    said: MeasureContent


def create_report(
    *, organisation: Organisation, by: User, unit: Unit, year: int, content: ReportContent
) -> SituationReport:
    """Begin a unit's report of a year.

    Raises `NotAllowed` unless the person works for the unit or coordinates; `DomainError` for another
    organisation's unit, a year out of reach, or a unit that has one of that year. Announces `report_changed`.
    """
    check_can_write_report(standing(by, organisation), unit.pk)
    raise_first(_of_place(organisation, unit, year))
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.situation_reports.values_list("key", flat=True))
        key = key_from(f"{unit.key}-{year}", taken, otherwise="lagesrapport")
        own = {"organisation": organisation, "key": key, "unit": unit, "year": year}
        made = SituationReport.objects.create(**own, **_texts(content))
        report_changed.send(sender=SituationReport, organisation=organisation, report=made)
    return made


@transaction.atomic
def change_report(
    *,
    organisation: Organisation,
    by: User,
    report: SituationReport,
    expected_version: int,
    content: ReportContent,
) -> SituationReport:
    """Write on, hand in or take back to writing; whose it is and of which year stays.

    Raises `NotAllowed`, `Changed`. Announces `report_changed` if anything differs.
    """
    check_can_write_report(standing(by, organisation), report.unit_id)
    stored = _locked(organisation, report, expected_version)
    if write(stored, _texts(content)):
        report_changed.send(sender=SituationReport, organisation=organisation, report=stored)
    return stored


@transaction.atomic
def remove_report(
    *, organisation: Organisation, by: User, report: SituationReport, expected_version: int
) -> None:
    """Remove a report with what it would do together with others.

    Raises `NotAllowed`, `Changed`; `DomainError` if something came of it: a plan need or a changed
    condition. Announces `report_changed`.
    """
    check_can_write_report(standing(by, organisation), report.unit_id)
    stored = _locked(organisation, report, expected_version)
    areas = stored.cooperations.filter(Q(plan_needs__isnull=False) | Q(measure__isnull=False))
    if stored.conditions.exists() or areas.exists():
        message = _("A strategy has taken something over from the report. Take that back first.")
        raise DomainError(message, code="report_taken_over")
    stored.delete()
    report_changed.send(sender=SituationReport, organisation=organisation, report=stored)


def create_cooperation(
    *, organisation: Organisation, by: User, report: SituationReport, content: CooperationContent
) -> Cooperation:
    """Write down with whom a unit would work together, and on what.

    Raises `NotAllowed`; `DomainError` if it does not say on what, or for a unit that is the report's own
    or another organisation's. Announces `cooperation_changed`.
    """
    check_can_write_report(standing(by, organisation), report.unit_id)
    raise_first(_of_cooperation(organisation, report, content))
    with explained(REFUSALS), transaction.atomic():
        taken = set(organisation.cooperations.values_list("key", flat=True))
        key = key_from(content.title, taken, otherwise="samverkan")
        own = {"organisation": organisation, "key": key, "report": report}
        made = Cooperation.objects.create(**own, **_said(content))
        cooperation_changed.send(sender=Cooperation, organisation=organisation, cooperation=made)
    return made


@transaction.atomic
def change_cooperation(
    *,
    organisation: Organisation,
    by: User,
    cooperation: Cooperation,
    expected_version: int,
    content: CooperationContent,
) -> Cooperation:
    """Say it otherwise.

    Raises `NotAllowed`, `Changed`, `DomainError` as for a new one. Announces `cooperation_changed` if
    anything differs.
    """
    check_can_write_report(standing(by, organisation), cooperation.report.unit_id)
    raise_first(_of_cooperation(organisation, cooperation.report, content))
    own = Cooperation.objects.filter(organisation=organisation)
    stored = locked(own, pk=cooperation.pk, expected_version=expected_version)
    if write(stored, _said(content)):
        cooperation_changed.send(sender=Cooperation, organisation=organisation, cooperation=stored)
    return stored


@transaction.atomic
def remove_cooperation(
    *, organisation: Organisation, by: User, cooperation: Cooperation, expected_version: int
) -> None:
    """Take it back.

    Raises `NotAllowed`, `Changed`; `DomainError` if it has become a plan need or a measure. Announces
    `cooperation_changed`.
    """
    check_can_write_report(standing(by, organisation), cooperation.report.unit_id)
    own = Cooperation.objects.filter(organisation=organisation)
    stored = locked(own, pk=cooperation.pk, expected_version=expected_version)
    check_not_taken_up(stored)
    stored.delete()
    cooperation_changed.send(sender=Cooperation, organisation=organisation, cooperation=stored)


@transaction.atomic
def take_up_as_measure(
    *,
    organisation: Organisation,
    by: User,
    cooperation: Cooperation,
    expected_version: int,
    content: MeasureToBe,
) -> Measure:
    """Make a measure of what units would do together: in a plan that is not decided yet.

    Raises `NotAllowed` for who does not run the strategy or may not write in the plan, `Changed`;
    `DomainError` if it has become something already, and as `planning.services.measures.create_measure`.
    Announces `measure_written`, `cooperation_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    own = Cooperation.objects.filter(organisation=organisation)
    stored = locked(own, pk=cooperation.pk, expected_version=expected_version)
    check_not_taken_up(stored)
    measure = create_measure(organisation=organisation, by=by, place=content.place, content=content.said)
    write(stored, {"measure_id": measure.pk})
    cooperation_changed.send(sender=Cooperation, organisation=organisation, cooperation=stored)
    return measure


def measure_of(
    cooperation: Cooperation,
    place: Place,
    *,
    title: str = "",
    text: str | None = None,
    unit: Unit | None = None,
) -> MeasureToBe:
    """What comes of what the (joined) report asks for, in its own words where nothing else is said.

    The unit that asks does it, unless another is said; the other of the two is its partner.
    """
    asks = cooperation.report.unit
    doing = unit or asks
    said = MeasureContent(
        title or cooperation.title,
        cooperation.text if text is None else text,
        unit=doing,
        partners=[asks if doing == cooperation.unit else cooperation.unit],
    )
    return MeasureToBe(place, said)


def check_not_taken_up(cooperation: Cooperation) -> None:
    """Raises `DomainError` if something has become of it."""
    if cooperation.plan_needs.exists():
        message = _("It has become a plan need. Take that back first.")
        raise DomainError(message, code="cooperation_taken_up")
    if cooperation.measure_id is not None:
        message = _("It has become a measure. Remove that first.")
        raise DomainError(message, code="cooperation_taken_up")


def _locked(organisation: Organisation, report: SituationReport, expected_version: int) -> SituationReport:
    own = SituationReport.objects.filter(organisation=organisation)
    return locked(own, pk=report.pk, expected_version=expected_version)


def _texts(content: ReportContent) -> dict[str, Any]:
    return {name: getattr(content, name).strip() or None for name in TEXTS} | {"state": content.state}


def _said(content: CooperationContent) -> dict[str, Any]:
    return {
        "unit_id": content.unit.pk,
        "title": content.title.strip(),
        "text": content.text.strip() or None,
    }


def _of_place(organisation: Organisation, unit: Unit, year: int) -> Iterator[Problem]:
    if unit.organisation_id != organisation.pk:
        yield Problem("unit_id", "report_of_own_unit", _("Choose a unit of the organisation."))
    first, last = REPORT_YEARS
    if not first <= year <= last:
        words = {"first": first, "last": last}
        message = _("Choose a year from %(first)s to %(last)s.") % words
        yield Problem("year", "report_in_known_years", message)


def _of_cooperation(
    organisation: Organisation, report: SituationReport, content: CooperationContent
) -> Iterator[Problem]:
    if not content.title.strip():
        yield Problem("title", "cooperation_says_on_what", _("Say what it is about."))
    if content.unit.organisation_id != organisation.pk or content.unit.pk == report.unit_id:
        message = _("Choose another unit of the organisation.")
        yield Problem("unit_id", "cooperation_between_units", message)
