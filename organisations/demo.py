"""The demonstration's people. They can log in only where `settings.DEMO` is set, as `make run` sets it."""

from dataclasses import dataclass

from django.db import transaction

from organisations.models import Membership, Organisation, Unit, User

Role = Membership.Role


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A person who can be logged in as, and what they may do. `units` are keys in the organisation."""

    role: str
    name: str
    email: str
    password: str
    organisation_key: str
    membership_role: Role = Role.EDITOR
    units: tuple[str, ...] = ()


def demo_accounts() -> list[DemoAccount]:
    """Everybody of the demonstration; the first four are of Östersund, one for each role."""
    return [
        DemoAccount("politician", "Pia Politiker", "politiker@ostersund.example", "demo-politiker",
                    "ostersund", Role.READER),
        DemoAccount("planner", "Per Planerare", "planerare@ostersund.example", "demo-planerare",
                    "ostersund", Role.EDITOR, ("sam", "msn")),
        DemoAccount("coordinator", "Siv Samordnare", "samordnare@ostersund.example", "demo-samordnare",
                    "ostersund", Role.COORDINATOR),
        DemoAccount("administrator", "Adam Administratör", "admin@ostersund.example", "demo-admin",
                    "ostersund", Role.ADMINISTRATOR),
        DemoAccount("planner in Falun", "Fia Planerare", "planerare@falun.example", "demo-falun",
                    "falun", Role.EDITOR),
        DemoAccount("planner in Trondheim", "Tor Planlegger", "planlegger@trondheim.example",
                    "demo-trondheim", "trondheim", Role.EDITOR),
    ]  # fmt: skip


@transaction.atomic
def create_demo_accounts() -> None:
    """Creates the people whose organisations are there. Raises IntegrityError if one exists already.

    A planner without units named here works for every unit of the organisation but external ones.
    """
    for account in demo_accounts():
        organisation = Organisation.objects.filter(key=account.organisation_key).first()
        if organisation is None:
            continue
        user = User.objects.create_user(
            account.email, account.password, name=account.name, language=organisation.language, is_demo=True
        )
        membership = Membership.objects.create(
            user=user, organisation=organisation, role=account.membership_role
        )
        for unit in units_of(account, organisation):
            membership.unit_rows.create(unit=unit)


def units_of(account: DemoAccount, organisation: Organisation) -> list[Unit]:
    """The units that the person works for; only editors need any."""
    if account.membership_role != Role.EDITOR:
        return []
    units = organisation.units.exclude(kind=Unit.Kind.EXTERNAL)
    return list(units.filter(key__in=account.units) if account.units else units)
