"""The currency of the comprehensive plan: verdicts on what the law asks of it, each with its reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Problem
from core.integrity import explained
from core.versions import locked, write
from organisations.models import Organisation, Unit, User
from organisations.policies import standing
from strategy.events import verdict_changed
from strategy.models import OF_COUNTRY, VERDICTS, PlanningStrategy, RequirementVerdict
from strategy.policies import check_can_run_strategy
from strategy.services.checking import check_own_strategy, raise_first

REFUSALS = {
    "verdict_once_a_requirement": gettext_lazy("This is judged already. Change that verdict."),
}


@dataclass(frozen=True, slots=True)
class VerdictContent:
    """What is judged, how, and why; who prepares it, and whether it is agreed."""

    requirement: str
    verdict: str
    reason: str
    state: str = RequirementVerdict.State.PROPOSED
    unit: Unit | None = None


def create_verdict(
    *, organisation: Organisation, by: User, strategy: PlanningStrategy, content: VerdictContent
) -> RequirementVerdict:
    """Judge a requirement that the law of the organisation's country makes.

    Raises `NotAllowed`; `DomainError` for another country's requirement or verdict, without reasons, for what
    is judged already or is another organisation's. Announces `verdict_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    check_own_strategy(organisation, strategy)
    raise_first(_problems(organisation, content))
    with explained(REFUSALS), transaction.atomic():
        made = RequirementVerdict.objects.create(
            strategy=strategy, requirement=content.requirement, **_columns(content)
        )
        verdict_changed.send(sender=RequirementVerdict, organisation=organisation, verdict=made)
    return made


@transaction.atomic
def change_verdict(
    *,
    organisation: Organisation,
    by: User,
    verdict: RequirementVerdict,
    expected_version: int,
    content: VerdictContent,
) -> RequirementVerdict:
    """Judge it otherwise, or put the reasons better; what is judged stays.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `verdict_changed` if anything differs.
    """
    check_can_run_strategy(standing(by, organisation))
    raise_first(_problems(organisation, content))
    stored = _locked(organisation, verdict, expected_version)
    if write(stored, _columns(content)):
        verdict_changed.send(sender=RequirementVerdict, organisation=organisation, verdict=stored)
    return stored


@transaction.atomic
def remove_verdict(
    *, organisation: Organisation, by: User, verdict: RequirementVerdict, expected_version: int
) -> None:
    """Take a verdict back: the requirement is not judged then.

    Raises `NotAllowed`, `Changed`. Announces `verdict_changed`.
    """
    check_can_run_strategy(standing(by, organisation))
    stored = _locked(organisation, verdict, expected_version)
    stored.delete()
    verdict_changed.send(sender=RequirementVerdict, organisation=organisation, verdict=stored)


def _locked(
    organisation: Organisation, verdict: RequirementVerdict, expected_version: int
) -> RequirementVerdict:
    own = RequirementVerdict.objects.filter(strategy__organisation=organisation)
    return locked(own, pk=verdict.pk, expected_version=expected_version)


def _columns(content: VerdictContent) -> dict[str, Any]:
    return {
        "verdict": content.verdict,
        "reason": content.reason.strip(),
        "state": content.state,
        "unit_id": content.unit.pk if content.unit else None,
    }


def _problems(organisation: Organisation, content: VerdictContent) -> Iterator[Problem]:
    country = organisation.country or ""
    if content.requirement not in OF_COUNTRY.get(country, ()):
        yield Problem("requirement", "verdict_of_country", _("The law here makes no such requirement."))
    elif content.verdict not in VERDICTS[country]:
        yield Problem("verdict", "verdict_fits_requirement", _("Choose one of the verdicts."))
    if not content.reason.strip():
        yield Problem("reason", "verdict_has_reason", _("Give the reasons for the verdict."))
    if content.unit is not None and content.unit.organisation_id != organisation.pk:
        yield Problem("unit_id", "unit", _("Choose a unit of the organisation."))
