"""What interchange announces."""

from django.dispatch import Signal

#: Somebody, or the night, wants statistics fetched: `run_id`.
import_asked = Signal()
