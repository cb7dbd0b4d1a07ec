"""What alignment announces."""

from django.dispatch import Signal

#: A report was stored or confirmed: `organisation_id`, `number`, `is_new`.
report_computed = Signal()
#: Somebody wants a report computed: `organisation_id`, `cause` (a word or two for the report).
recompute_requested = Signal()
