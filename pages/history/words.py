"""What the fields of things are called in their history."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELD_NAMES: dict[str, str | Promise] = {
    "accent": _("Colour"),
    "accepted": _("Accepted range"),
    "adopted_on": _("Adopted on"),
    "applies_to": _("Applies to"),
    "answer": _("Answer"),
    "arguments_against": _("Against"),
    "arguments_for": _("For"),
    "aspect": _("Aspect"),
    "baseline_value": _("Baseline value"),
    "baseline_year": _("Baseline year"),
    "body": _("Text"),
    "case_number": _("Case number"),
    "code": _("Code"),
    "colour": _("Colour"),
    "considered": _("Considered"),
    "contact_email": _("E-mail address for the public"),
    "cost": _("Cost"),
    "country": _("Country"),
    "decided_by": _("Decided by"),
    "desired": _("Desired range"),
    "direction": _("Direction"),
    "due": _("Answer wanted by"),
    "end": _("End"),
    "expects_measures": _("Expects measures"),
    "external_id": _("Number at its source"),
    "family": _("Family"),
    "fetched_at": _("Fetched on"),
    "framework": _("Framework of goals"),
    "funding": _("Funding"),
    "gender": _("Gender"),
    "geometry": _("Place on the map"),
    "goal": _("Goal"),
    "heading": _("Heading"),
    "in_force_on": _("In force on"),
    "indicator": _("Indicator"),
    "is_public": _("Open to the public"),
    "key": _("Key"),
    "kind": _("Sort"),
    "land_use": _("Land use"),
    "language": _("Language of the content"),
    "level": _("Level"),
    "max_age_years": _("Years until a value is too old"),
    "measure": _("Measure"),
    "message": _("What is expected"),
    "name": _("Name"),
    "next_check_on": _("Next check of currency"),
    "note": _("Note"),
    "order": _("Place in the order"),
    "open_data_licence": _("Licence of the open data"),
    "parent": _("Part of"),
    "plan": _("Plan"),
    "position": _("Position"),
    "rationale": _("Why"),
    "reference": _("Reference"),
    "relation": _("Relation"),
    "resolution": _("How it was weighed"),
    "resolved_on": _("Resolved on"),
    "responsible_role": _("Responsible role"),
    "reviewed_by": _("Reviewed by"),
    "reviewed_on": _("Reviewed on"),
    "revises": _("Revises"),
    "revision_role": _("Responsible for revision"),
    "role": _("Role"),
    "scope": _("Scope"),
    "section": _("Section"),
    "slug": _("Address"),
    "source": _("From"),
    "spatial": _("Spatial"),
    "stages": _("Stages"),
    "start": _("Start"),
    "state": _("State"),
    "statement": _("Statement"),
    "status": _("Status"),
    "statutory": _("Required by law"),
    "statutory_basis": _("Legal basis"),
    "steering": _("Level of steering"),
    "strength": _("How it bears on the goal"),
    "summary": _("Summary"),
    "superseded_by": _("Superseded by"),
    "target": _("To"),
    "target_plan": _("Offered to"),
    "text": _("Text"),
    "time_zone": _("Time zone"),
    "title": _("Title"),
    "titles": _("Title in other languages"),
    "tracked_depth": _("Levels of goals that are followed up"),
    "type": _("Type"),
    "unit": _("Responsible unit"),
    "user": _("Person"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid to"),
    "value": _("Value"),
    "value_type": _("Sort of value"),
    "version_label": _("Version"),
    "year": _("Year"),
}

#: Where a field of that name is something else: by the model's name.
NAMES_OF_ITS_OWN: dict[tuple[str, str], str | Promise] = {
    ("framework", "source"): _("Where it can be read"),
    ("indicator", "source"): _("Where it can be read"),
    ("indicator", "unit"): _("Unit of the values"),
    ("observation", "source"): _("Source of the value"),
    ("plan", "reference"): _("Paragraph"),
    ("unit", "parent"): _("Part of the unit"),
}

EVENTS: dict[str, str | Promise] = {
    "insert": pgettext_lazy("history", "Created"),
    "update": pgettext_lazy("history", "Changed"),
    "delete": pgettext_lazy("history", "Removed"),
}


def field_name(name: str, of: str = "") -> str:
    """The field in words; `of`: the name of the model, in small letters."""
    named = NAMES_OF_ITS_OWN.get((of, name)) or FIELD_NAMES.get(name)
    return str(named) if named else name.replace("_", " ").capitalize()


def event_name(label: str) -> str:
    """What happened, in a word."""
    return str(EVENTS.get(label, label))
