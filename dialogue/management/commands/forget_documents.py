"""`manage.py forget_documents`: deletes documents that were removed long ago, without the queue."""

from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from dialogue.services.documents import forget_documents


class Command(BaseCommand):
    help = "Deletes documents that were removed more than thirty days ago, with their files."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            forgotten = forget_documents()
        except (OperationalError, InterfaceError) as error:
            reason = next(iter(str(error).splitlines()), type(error).__name__)
            message = _("The database cannot be reached, try again when it is up: %(reason)s")
            raise CommandError(message % {"reason": reason}) from None
        self.stdout.write(_("Removed: %(number)s.") % {"number": forgotten})
