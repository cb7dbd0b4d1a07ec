"""What the bottom of the house announces."""

from django.dispatch import Signal

#: Much of an organisation's data came in at once, from a package: `organisation`.
organisation_imported = Signal()
#: An organisation, its units or its people changed: `organisation`.
organisation_changed = Signal()
