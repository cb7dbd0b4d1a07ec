"""What the fields of things are called in their history."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIELD_NAMES: dict[str, str | Promise] = {
    "adopted_on": _("Adopted on"),
    "answer": _("Answer"),
    "arguments_against": _("Against"),
    "arguments_for": _("For"),
    "aspect": _("Aspect"),
    "body": _("Text"),
    "considered": _("Considered"),
    "code": _("Code"),
    "colour": _("Colour"),
    "cost": _("Cost"),
    "decided_by": _("Decided by"),
    "due": _("Answer wanted by"),
    "end": _("End"),
    "expects_measures": _("Expects measures"),
    "framework": _("Framework of goals"),
    "funding": _("Funding"),
    "geometry": _("Place on the map"),
    "goal": _("Goal"),
    "heading": _("Heading"),
    "in_force_on": _("In force on"),
    "key": _("Key"),
    "land_use": _("Land use"),
    "measure": _("Measure"),
    "message": _("What is expected"),
    "order": _("Place in the order"),
    "parent": _("Part of"),
    "plan": _("Plan"),
    "position": _("Position"),
    "rationale": _("Why"),
    "reference": _("Reference"),
    "resolution": _("How it was weighed"),
    "resolved_on": _("Resolved on"),
    "reviewed_by": _("Reviewed by"),
    "reviewed_on": _("Reviewed on"),
    "revises": _("Revises"),
    "scope": _("Scope"),
    "section": _("Section"),
    "source": _("From"),
    "spatial": _("Spatial"),
    "start": _("Start"),
    "state": _("State"),
    "statement": _("Statement"),
    "status": _("Status"),
    "statutory": _("Required by law"),
    "statutory_basis": _("Legal basis"),
    "strength": _("How it bears on the goal"),
    "summary": _("Summary"),
    "superseded_by": _("Superseded by"),
    "target": _("To"),
    "target_plan": _("Offered to"),
    "text": _("Text"),
    "title": _("Title"),
    "titles": _("Title in other languages"),
    "type": _("Type"),
    "unit": _("Responsible unit"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid to"),
    "version_label": _("Version"),
}

EVENTS: dict[str, str | Promise] = {
    "insert": pgettext_lazy("history", "Created"),
    "update": pgettext_lazy("history", "Changed"),
    "delete": pgettext_lazy("history", "Removed"),
}


def field_name(name: str) -> str:
    """The field in words."""
    return str(FIELD_NAMES[name]) if name in FIELD_NAMES else name.replace("_", " ").capitalize()


def event_name(label: str) -> str:
    """What happened, in a word."""
    return str(EVENTS.get(label, label))
