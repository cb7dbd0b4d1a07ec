"""What interchange announces."""

from django.dispatch import Signal

#: Something waits to be sent to webhooks: `webhook_ids`.
deliveries_waiting = Signal()
#: Somebody, or the night, wants statistics fetched: `run_id`.
import_asked = Signal()
#: A large package waits to be imported: `run_id`.
package_import_asked = Signal()
