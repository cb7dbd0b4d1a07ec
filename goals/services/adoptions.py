"""Following other organisations' frameworks of goals, perhaps without some of the goals."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError, InUse
from core.integrity import explained
from core.versions import locked, write
from goals.events import goals_changed
from goals.models import Framework, FrameworkAdoption, Goal
from goals.policies import can_keep_frameworks, check_allowed
from goals.selectors import frameworks_offered
from organisations.models import Organisation, User
from organisations.policies import standing
from organisations.services.references import WORDS

REFUSALS = {
    "framework_adopted_once": gettext_lazy("The organisation follows this framework already."),
    "adoption_tracked_depth_positive": gettext_lazy("At least the uppermost goals are followed up."),
    "exclusion_in_framework": gettext_lazy("A goal that is left out belongs to the framework."),
}


@dataclass(frozen=True, slots=True)
class AdoptionContent:
    """How many levels of goals are followed up, and ids of the goals that are left out with all below."""

    tracked_depth: int
    excluded: frozenset[int] = frozenset()


def adopt_framework(
    *, organisation: Organisation, by: User, framework: Framework, content: AdoptionContent
) -> FrameworkAdoption:
    """Follow another organisation's framework.

    Raises `NotAllowed`; `DomainError` for an own framework, one that is followed already, or one that
    the person may not see. Announces `goals_changed`.
    """
    check_allowed(can_keep_frameworks(standing(by, organisation)))
    if not frameworks_offered(organisation, by).filter(pk=framework.pk).exists():
        raise DomainError(_("This framework cannot be followed by the organisation."), code="framework_id")
    with explained(REFUSALS), transaction.atomic():
        adoption = FrameworkAdoption.objects.create(
            organisation=organisation, framework=framework, tracked_depth=content.tracked_depth
        )
        _leave_out(adoption, content.excluded)
        goals_changed.send(sender=FrameworkAdoption, organisation=organisation)
    return adoption


def change_adoption(
    *,
    organisation: Organisation,
    by: User,
    adoption: FrameworkAdoption,
    expected_version: int,
    content: AdoptionContent,
) -> FrameworkAdoption:
    """Say anew how deep a framework is followed up, and which of its goals are left out.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `goals_changed` if anything differs.
    """
    check_allowed(can_keep_frameworks(standing(by, organisation)))
    with explained(REFUSALS), transaction.atomic():
        stored = locked(_own(organisation), pk=adoption.pk, expected_version=expected_version)
        has_moved = write(stored, {"tracked_depth": content.tracked_depth})
        if _leave_out(stored, content.excluded) or has_moved:
            goals_changed.send(sender=FrameworkAdoption, organisation=organisation)
    stored.refresh_from_db(fields=["version"])
    return stored


@transaction.atomic
def leave_framework(
    *, organisation: Organisation, by: User, adoption: FrameworkAdoption, expected_version: int
) -> None:
    """Follow a framework no longer.

    Raises `NotAllowed`, `Changed`; `InUse` with what the organisation still states of its goals.
    Announces `goals_changed`.
    """
    check_allowed(can_keep_frameworks(standing(by, organisation)))
    stored = locked(_own(organisation), pk=adoption.pk, expected_version=expected_version)
    uses = [str(WORDS[label] % {"n": number}) for label, number in stated_of(organisation, stored.framework)]
    if uses:
        raise InUse(
            _("“%(thing)s” cannot be left, because the organisation still has %(uses)s for its goals.")
            % {"thing": stored.framework, "uses": ", ".join(uses)},
            code="in_use",
        )
    stored.delete()
    goals_changed.send(sender=FrameworkAdoption, organisation=organisation)


def stated_of(organisation: Organisation, framework: Framework) -> list[tuple[str, int]]:
    """How many rows of each table the organisation has stated of the framework's goals."""
    found: dict[str, int] = {}
    for relation in Goal._meta.get_fields(include_hidden=True):
        related: Any = relation.related_model
        if not (relation.auto_created and relation.one_to_many and related):
            continue
        whose = {"recorded_by", "organisation"} & {field.name for field in related._meta.concrete_fields}
        label = related._meta.label_lower
        if whose and label in WORDS:
            of_goals = {f"{relation.field.name}__framework": framework, whose.pop(): organisation}  # type: ignore[union-attr]  # a foreign key's other end has it
            number = related._base_manager.filter(**of_goals).count()
            found[label] = found.get(label, 0) + number
    return sorted((label, number) for label, number in found.items() if number)


def _own(organisation: Organisation) -> QuerySet[FrameworkAdoption]:
    return FrameworkAdoption.objects.filter(organisation=organisation).select_related("framework")


def _leave_out(adoption: FrameworkAdoption, wanted: Iterable[int]) -> bool:
    """Makes the adoption leave out exactly those goals; says whether anything differed."""
    wanted = set(wanted)
    there = set(adoption.exclusions.values_list("goal_id", flat=True))
    adoption.exclusions.filter(goal_id__in=there - wanted).delete()
    for pk in sorted(wanted - there):
        adoption.exclusions.create(goal_id=pk)
    return there != wanted
