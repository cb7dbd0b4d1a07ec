"""What alignment announces."""

from django.dispatch import Signal

#: A report was stored or confirmed: `organisation_id`, `number`, `is_new`.
report_computed = Signal()
