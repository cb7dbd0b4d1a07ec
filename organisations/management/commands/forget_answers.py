"""`manage.py forget_answers`: forgets what the API has answered more than a day ago, without the queue."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from organisations.services.repeating import forget_answers


class Command(BaseCommand):
    help = "Forgets what the API has answered more than a day ago to what had an Idempotency-Key."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            forgotten = forget_answers()
        except (OperationalError, InterfaceError) as error:
            reason = next(iter(str(error).splitlines()), type(error).__name__)
            message = _("The database cannot be reached, try again when it is up: %(reason)s")
            raise CommandError(message % {"reason": reason}) from None
        self.stdout.write(_("Removed: %(number)s.") % {"number": forgotten})
