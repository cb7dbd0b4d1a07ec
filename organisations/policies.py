"""What a person's role lets them do in an organisation."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from core.errors import NotAllowed
from core.prepared import Given, Prepared
from organisations.models import Membership, Organisation

Role = Membership.Role
EDITING = {Role.EDITOR, Role.COORDINATOR, Role.ADMINISTRATOR}
COORDINATING = {Role.COORDINATOR, Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's role in one organisation, and the ids of the units they work for; nobody has role None."""

    role: str | None
    unit_ids: frozenset[int]

    @property
    def is_member(self) -> bool:
        """Sees drafts, comments and internal reports."""
        return self.role is not None

    @property
    def is_coordinator(self) -> bool:
        """Edits everything and decides hand-overs and conflicts."""
        return self.role in COORDINATING

    @property
    def is_administrator(self) -> bool:
        """Keeps people, units and settings."""
        return self.role == Role.ADMINISTRATOR

    def edits(self, unit_id: int | None) -> bool:
        """Whether the person may edit what that unit is responsible for."""
        return self.is_coordinator or (self.role == Role.EDITOR and unit_id in self.unit_ids)


NOBODY = Standing(None, frozenset())


def standing(user: Any, organisation: Organisation) -> Standing:
    """The person's standing in the organisation (one query; keep it for the request)."""
    if not user.is_authenticated:
        return NOBODY
    memberships = Membership.objects.filter(user=user, organisation=organisation).order_by()
    rows = list(memberships.values_list("role", "unit_rows__unit_id"))
    if not rows:
        return NOBODY
    return Standing(rows[0][0], frozenset(unit for _role, unit in rows if unit is not None))


def keyed_with_standing(user: Any, key: str) -> tuple[Organisation | None, Standing]:
    """The organisation of that key, if there is one, and the person's standing in it. One query."""
    found: list[Any] = KEYED.ask(key=key, user=user.pk)
    return (found[0], standing_of(found[0].mine)) if found else (None, NOBODY)


def memberships(**whose: Any) -> ArraySubquery:
    """Somebody's membership of an organisation as a column: a row for each unit that they work for."""
    mine = Membership.objects.filter(**whose).order_by()
    return ArraySubquery(mine.values(row=JSONObject(role="role", unit="unit_rows__unit_id")))


def standing_of(mine: "list[dict[str, Any]]") -> Standing:
    """The standing that a column of `memberships` says."""
    if not mine:
        return NOBODY
    return Standing(mine[0]["role"], frozenset(row["unit"] for row in mine if row["unit"] is not None))


KEYED = Prepared(
    lambda: (
        Organisation.objects.filter(key=Given("key"))
        .annotate(mine=memberships(user=Given("user"), organisation=OuterRef("pk")))
        .order_by()
    )
)


def can_see(standing: Standing, organisation: Organisation) -> bool:
    """Members, and everybody where it is public: what `visible_to` asks of the database."""
    return organisation.is_public or standing.is_member


def can_see_internal(user: Any, organisation: Organisation) -> bool:
    """Members see drafts and the internal report."""
    return standing(user, organisation).is_member


def check_edits(user: Any, organisation: Organisation, unit_id: int | None) -> None:
    """Raises `NotAllowed` unless the person may edit what the unit is responsible for."""
    if not standing(user, organisation).edits(unit_id):
        raise NotAllowed(
            _("Only those who work for the responsible unit, and coordinators, can change this.")
        )


def can_write(standing: Standing) -> bool:
    """Whether somebody of that standing changes anything at all: readers do not."""
    return standing.role in EDITING


def check_writes(standing: Standing) -> None:
    """Raises `NotAllowed` unless `can_write`."""
    if not can_write(standing):
        raise NotAllowed(_("You read here, but change nothing: that takes an editor."))


def can_administer(standing: Standing) -> bool:
    """Administrators keep units, people, settings and plan types."""
    return standing.is_administrator


def can_read_administration(standing: Standing) -> bool:
    """Coordinators see how the organisation is set up; administrators change it."""
    return standing.is_coordinator


def check_administers(user: Any, organisation: Organisation) -> None:
    """Raises `NotAllowed` unless the person administers the organisation."""
    if not can_administer(standing(user, organisation)):
        raise NotAllowed(_("Only the organisation's administrators can change this."))


def can_adopt(standing: Standing) -> bool:
    """Coordinators say which plans of other organisations are the organisation's, too."""
    return standing.is_coordinator


def check_adopts(standing: Standing) -> None:
    """Raises `NotAllowed` unless `can_adopt`."""
    if not can_adopt(standing):
        raise NotAllowed(_("Only coordinators and administrators adopt plans of others."))
