"""What alignment announces."""

from django.dispatch import Signal

#: A report was stored or confirmed: `organisation_id`, `number`, `is_new`.
report_computed = Signal()
#: A report of a new number is being stored, in the transaction that stores it: `organisation_id`, `number`.
report_numbered = Signal()
#: Somebody wants a report computed: `organisation_id`, `cause` (a word or two for the report).
recompute_requested = Signal()
