"""Finding the organisation that somebody means."""

from difflib import get_close_matches

from django.utils.translation import gettext as _

from core.errors import DomainError
from goals.models import FrameworkAdoption
from organisations.models import Organisation
from planning.models import PlanAdoption

MOST_SUGGESTIONS = 5


def organisation_by_key(key: str) -> Organisation:
    """The organisation with that key; raises `DomainError` that names it and those with similar keys."""
    # A terminal hands over bytes that are no text as half characters, which no database takes.
    key = key.encode(errors="backslashreplace").decode().replace("\0", "\\0")
    found = Organisation.objects.filter(key=key).first()
    if found is not None:
        return found
    names = dict(Organisation.objects.order_by("key").values_list("key", "name"))
    near = _near(key, names)
    if not near:
        raise DomainError(
            _("There is no organisation “%(key)s”.") % {"key": key}, code="unknown_organisation"
        )
    raise DomainError(
        _("There is no organisation “%(key)s”. Did you mean %(near)s?")
        % {"key": key, "near": ", ".join(near)},
        code="unknown_organisation",
    )


def is_followed(organisation_id: int) -> bool:
    """Whether others have adopted a framework or a plan of the organisation. One query or two."""
    return (
        FrameworkAdoption.objects.filter(framework__organisation_id=organisation_id).exists()
        or PlanAdoption.objects.filter(plan__organisation_id=organisation_id).exists()
    )


def _near(key: str, names: dict[str, str]) -> list[str]:
    """Keys that look like the one that was asked for, or whose names do."""
    wanted = key.casefold()
    by_name = {name.casefold(): known for known, name in names.items()}
    close = get_close_matches(wanted, list(names), MOST_SUGGESTIONS)
    close += [by_name[name] for name in get_close_matches(wanted, list(by_name), MOST_SUGGESTIONS)]
    close += [known for known, name in names.items() if wanted and wanted in name.casefold()]
    return list(dict.fromkeys(close))[:MOST_SUGGESTIONS]
