"""The desks of the administration: units, people, plan types."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.models import Record
from organisations.models import Membership, MembershipUnit, Unit, User
from organisations.policies import can_administer
from organisations.services.people import Place, change_membership, end_membership, invite_person
from organisations.services.units import UnitContent, change_unit, create_unit, remove_unit
from pages.administration.forms import (
    InvitationForm,
    MembershipForm,
    PlanTypeForm,
    UnitForm,
    nothing_or_id,
    people_counted,
)
from pages.administration.selectors import (
    memberships_found,
    people_by_unit,
    plan_types_found,
    unit_choices,
    unit_tree,
)
from pages.editing import Desk, Row, Thing, Words
from pages.guards import Viewer
from pages.history.refilling import stood_at
from planning.models import PlanType
from planning.services.plan_types import (
    PlanTypeContent,
    change_plan_type,
    create_plan_type,
    remove_plan_type,
)

DEEPEST = 4
PARTS = (
    ("administration:overview", gettext_lazy("Overview")),
    ("administration:unit_list", gettext_lazy("Units")),
    ("administration:person_list", gettext_lazy("People")),
    ("administration:plan_type_list", gettext_lazy("Plan types")),
    ("administration:statistics_list", gettext_lazy("Statistics")),
    ("administration:token_list", gettext_lazy("API keys")),
    ("administration:webhook_list", gettext_lazy("Webhooks")),
    ("feedback:feedback_list", gettext_lazy("Feedback")),
    ("administration:settings_edit", gettext_lazy("Settings")),
)


def parts_of(viewer: Viewer, here: str) -> list[tuple[str, str, bool]]:
    """The parts of the administration that the viewer may open: (name, address, is it this one)."""
    slug, is_administrator = viewer.organisation.slug, can_administer(viewer.standing)
    return [
        (str(text), reverse(name, args=[slug]), name.endswith(f":{here}"))
        for name, text in PARTS
        if is_administrator or not name.endswith("_edit")
    ]


class AdministrationDesk(Desk[Thing]):
    """What administrators change and coordinators read."""

    namespace = "administration"

    def can_change(self, thing: Record | None) -> bool:
        return can_administer(self.viewer.standing)

    def trail(self) -> list[str]:
        return [_("Administration"), reverse("administration:overview", args=[self.viewer.organisation.slug])]

    def segments(self) -> list[tuple[str, str, bool]]:
        return parts_of(self.viewer, f"{self.kind}_list")


class UnitDesk(AdministrationDesk[Unit]):
    """Units, as a tree."""

    kind = "unit"
    form_class = UnitForm
    fields_of_codes = {"unit_parent_no_loop": "parent_id", "unit_key_unique": "name"}
    words = Words(
        title=gettext_lazy("Units"),
        lead=gettext_lazy("Who can be responsible for goals, plans and measures, and who people work for."),
        create=gettext_lazy("New unit"),
        created=gettext_lazy("The unit is made."),
        saved=gettext_lazy("The unit is saved."),
        remove=gettext_lazy("Close the unit"),
        removed=gettext_lazy("Closed:"),
        nothing=gettext_lazy("There are no units"),
        next_step=gettext_lazy("Make the council, its boards and the departments first."),
    )

    def found(self, text: str) -> Sequence[Unit]:
        placed = unit_tree(self.viewer.organisation)
        self.levels = {each.unit.pk: min(each.level, DEEPEST) for each in placed}
        return [each.unit for each in placed if text.casefold() in each.unit.name.casefold()]

    def things(self) -> QuerySet[Unit]:
        return Unit.objects.filter(organisation=self.viewer.organisation).select_related("parent")

    def belongs(self) -> dict[str, Any]:
        return {"organisation": self.viewer.organisation}

    def rows(self, things: Sequence[Unit]) -> list[Row]:
        people, levels = people_by_unit(things), getattr(self, "levels", {})
        return [
            Row(
                f"unit-{unit.pk}",
                unit.name,
                facts=(
                    unit.get_kind_display(),
                    *([_("below %(unit)s") % {"unit": unit.parent}] if unit.parent else []),
                    *([people_counted(people[unit.pk])] if people[unit.pk] else []),
                ),
                level=levels.get(unit.pk, 1),
                language=self.viewer.organisation.language,
            )
            for unit in things
        ]

    def form_arguments(self, thing: Unit | None) -> dict[str, Any]:
        own = str(thing.pk) if thing else ""
        return {"units": [each for each in unit_choices(self.viewer.organisation) if each[0] != own]}

    def values(self, thing: Unit) -> dict[str, Any]:
        return {"name": thing.name, "kind": thing.kind, "parent_id": thing.parent_id or ""}

    def content(self, values: dict[str, Any]) -> UnitContent:
        """What the form says of the unit."""
        return UnitContent(values["name"], values["kind"], nothing_or_id(values["parent_id"]))

    def create(self, by: User, values: dict[str, Any]) -> Unit:
        return create_unit(organisation=self.viewer.organisation, by=by, content=self.content(values))

    def change(self, by: User, thing: Unit, expected_version: int, values: dict[str, Any]) -> Unit:
        return change_unit(
            organisation=self.viewer.organisation,
            by=by,
            unit=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: Unit, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_unit(
            organisation=self.viewer.organisation, by=by, unit=thing, expected_version=expected_version
        )


class PersonDesk(AdministrationDesk[Membership]):
    """People with their roles and units."""

    has_tied = True
    kind = "person"
    form_class = MembershipForm
    fields_of_codes = {"last_administrator": "role", "own_role": "is_own_meant"}
    words = Words(
        title=gettext_lazy("People"),
        lead=gettext_lazy("Who works in the organisation, as what, and for which units."),
        create=gettext_lazy("Invite somebody"),
        created=gettext_lazy("The person is invited."),
        saved=gettext_lazy("The person's role and units are saved."),
        remove=gettext_lazy("End the membership"),
        removed=gettext_lazy("No longer a member:"),
        nothing=gettext_lazy("Nobody is here"),
        next_step=gettext_lazy("Invite somebody by e-mail."),
    )

    def found(self, text: str) -> Any:
        return memberships_found(self.viewer.organisation, text)

    def things(self) -> QuerySet[Membership]:
        return memberships_found(self.viewer.organisation, "")

    def rows(self, things: Sequence[Membership]) -> list[Row]:
        return [
            Row(
                f"person-{membership.pk}",
                str(membership.user),
                facts=(
                    *([membership.user.email] if membership.user.name else []),
                    *(unit.name for unit in membership.units.all()),
                    *([] if membership.user.has_usable_password() else [_("has not chosen a password yet")]),
                ),
                badge=membership.get_role_display(),
            )
            for membership in things
        ]

    def form_arguments(self, thing: Membership | None) -> dict[str, Any]:
        is_own = thing is not None and thing.user_id == self.viewer.user.pk
        is_administrator = thing is not None and thing.role == Membership.Role.ADMINISTRATOR
        return {"units": unit_choices(self.viewer.organisation), "is_own": is_own and is_administrator}

    def values(self, thing: Membership) -> dict[str, Any]:
        return {"role": thing.role, "units": [str(unit.pk) for unit in thing.units.all()]}

    def values_then(self, kept: Any) -> dict[str, Any]:
        units = stood_at(MembershipUnit, kept.pgh_created_at, "unit_id", membership=kept.pgh_obj_id)
        return {"role": kept.role, "units": [str(pk) for pk in units]}

    def place_of(self, values: dict[str, Any]) -> Place:
        """The role and the units that the form says."""
        units = frozenset(int(pk) for pk in values["units"])
        return Place(values["role"], units, bool(values.get("is_own_meant")))

    def create(self, by: User, values: dict[str, Any]) -> Membership:
        return invite_person(
            organisation=self.viewer.organisation,
            by=by,
            email=values["email"],
            name=values["name"],
            place=self.place_of(values),
        )

    def change(
        self, by: User, thing: Membership, expected_version: int, values: dict[str, Any]
    ) -> Membership:
        return change_membership(
            organisation=self.viewer.organisation,
            by=by,
            membership=thing,
            expected_version=expected_version,
            place=self.place_of(values),
        )

    def remove(self, by: User, thing: Membership, expected_version: int, sent: Mapping[str, str]) -> None:
        end_membership(
            organisation=self.viewer.organisation,
            by=by,
            membership=thing,
            expected_version=expected_version,
            is_own_meant=bool(sent.get("is_own_meant")),
        )


class InvitationDesk(PersonDesk):
    """People, with the form for somebody new."""

    form_class = InvitationForm

    def __init__(self, viewer: Viewer, on_created: Callable[[Membership], str]) -> None:
        super().__init__(viewer)
        self.on_created = on_created

    def after(self, made: Membership) -> str:
        return self.on_created(made)


class PlanTypeDesk(AdministrationDesk[PlanType]):
    """Plan types."""

    kind = "plan_type"
    form_class = PlanTypeForm
    fields_of_codes = {"plan_type_key_unique": "name"}
    words = Words(
        title=gettext_lazy("Plan types"),
        lead=gettext_lazy("What the organisation calls its sorts of plans. Rules look at the family only."),
        create=gettext_lazy("New plan type"),
        created=gettext_lazy("The plan type is made."),
        saved=gettext_lazy("The plan type is saved."),
        remove=gettext_lazy("Remove the plan type"),
        removed=gettext_lazy("Removed:"),
        nothing=gettext_lazy("There are no plan types"),
        next_step=gettext_lazy("Make one for each sort in the guidelines for steering documents."),
    )

    def found(self, text: str) -> Any:
        return plan_types_found(self.viewer.organisation, text)

    def things(self) -> QuerySet[PlanType]:
        return plan_types_found(self.viewer.organisation, "")

    def belongs(self) -> dict[str, Any]:
        return {"organisation": self.viewer.organisation}

    def rows(self, things: Sequence[PlanType]) -> list[Row]:
        counts = {thing.pk: getattr(thing, "plan_count", 0) for thing in things}
        return [
            Row(
                f"plan_type-{each.pk}",
                each.name,
                facts=(
                    each.get_family_display(),
                    *([each.get_steering_display()] if each.steering else []),
                    ngettext("%(n)d plan", "%(n)d plans", counts[each.pk]) % {"n": counts[each.pk]},
                ),
                language=self.viewer.organisation.language,
            )
            for each in things
        ]

    def values(self, thing: PlanType) -> dict[str, Any]:
        return {"name": thing.name, "family": thing.family, "steering": thing.steering or ""}

    def content(self, values: dict[str, Any]) -> PlanTypeContent:
        """What the form says of the plan type."""
        return PlanTypeContent(values["name"].strip(), values["family"], values["steering"] or None)

    def create(self, by: User, values: dict[str, Any]) -> PlanType:
        return create_plan_type(organisation=self.viewer.organisation, by=by, content=self.content(values))

    def change(self, by: User, thing: PlanType, expected_version: int, values: dict[str, Any]) -> PlanType:
        return change_plan_type(
            organisation=self.viewer.organisation,
            by=by,
            plan_type=thing,
            expected_version=expected_version,
            content=self.content(values),
        )

    def remove(self, by: User, thing: PlanType, expected_version: int, sent: Mapping[str, str]) -> None:
        remove_plan_type(
            organisation=self.viewer.organisation, by=by, plan_type=thing, expected_version=expected_version
        )
