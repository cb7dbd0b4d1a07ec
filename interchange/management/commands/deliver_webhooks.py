"""`manage.py deliver_webhooks`: sends what is due for webhooks, without the queue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from interchange.management.reporting import plain_failures
from interchange.selectors.webhooks import webhooks_due
from interchange.services.deliveries import forget_old, send_due


class Command(BaseCommand):
    help = "Sends what is due for webhooks (docs/api/webhooks.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--forget", action="store_true", help="Remove what is older than thirty days instead."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with plain_failures(_("not everything was sent.")):
            if options["forget"]:
                self.stdout.write(_("Removed: %(number)s.") % {"number": forget_old()})
                return
            due = webhooks_due()
            for webhook_id in due:
                while send_due(webhook_id=webhook_id):
                    pass
            self.stdout.write(_("Webhooks that something was sent to: %(number)s.") % {"number": len(due)})
