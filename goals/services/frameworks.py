"""The organisation's own frameworks of goals."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from core.integrity import explained
from core.keys import key_from
from core.versions import locked, write
from goals.events import goals_changed
from goals.models import Framework
from goals.policies import can_keep_frameworks, check_allowed
from organisations.models import Organisation, User
from organisations.policies import standing
from organisations.services.references import check_unused

REFUSALS = {
    "framework_key_unique": gettext_lazy(
        "Somebody made a framework of that name just now. Look at the list again."
    ),
    "framework_tracked_depth_positive": gettext_lazy("At least the uppermost goals are followed up."),
}


@dataclass(frozen=True, slots=True)
class FrameworkContent:
    """Title, level, edition (none: not said), how many levels of goals are followed up, and where it is."""

    title: str
    level: str
    version_label: str | None
    tracked_depth: int
    source: str | None


def create_framework(*, organisation: Organisation, by: User, content: FrameworkContent) -> Framework:
    """Make a framework of one's own. Raises `NotAllowed`, `DomainError`. Announces `goals_changed`."""
    check_allowed(can_keep_frameworks(standing(by, organisation)))
    _check(content)
    with explained(REFUSALS), transaction.atomic():
        return begun(organisation, content)


def begun(organisation: Organisation, content: FrameworkContent) -> Framework:
    """A new framework; for services, inside their transaction and after their own policy.

    Announces `goals_changed`.
    """
    taken = set(organisation.frameworks.values_list("key", flat=True))
    key = key_from(content.title, taken, otherwise="mal")
    framework = Framework.objects.create(organisation=organisation, key=key, **asdict(content))
    goals_changed.send(sender=Framework, organisation=organisation)
    return framework


def change_framework(
    *,
    organisation: Organisation,
    by: User,
    framework: Framework,
    expected_version: int,
    content: FrameworkContent,
) -> Framework:
    """Change an own framework, also how deep it is followed up.

    Raises `NotAllowed`, `Changed`, `DomainError`. Announces `goals_changed` if anything differs.
    """
    check_allowed(can_keep_frameworks(standing(by, organisation)))
    _check(content)
    with explained(REFUSALS), transaction.atomic():
        own = Framework.objects.filter(organisation=organisation)
        stored = locked(own, pk=framework.pk, expected_version=expected_version)
        if write(stored, asdict(content)):
            goals_changed.send(sender=Framework, organisation=organisation)
    return stored


@transaction.atomic
def remove_framework(
    *, organisation: Organisation, by: User, framework: Framework, expected_version: int
) -> None:
    """Remove an own framework without goals that nobody follows.

    Raises `NotAllowed`, `Changed`, or `InUse` with what refers to it. Announces `goals_changed`.
    """
    check_allowed(can_keep_frameworks(standing(by, organisation)))
    own = Framework.objects.filter(organisation=organisation)
    stored = locked(own, pk=framework.pk, expected_version=expected_version)
    check_unused(stored)
    stored.delete()
    goals_changed.send(sender=Framework, organisation=organisation)


def _check(content: FrameworkContent) -> None:
    if not content.title.strip():
        raise DomainError(_("A framework has a title."), code="title")
