"""`manage.py load_demo`: fills an empty database with the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, no_translations

from interchange.management.reporting import Lines, plain_failures
from interchange.services.demo import demo_files, load_demo
from organisations.demo import demo_accounts


class Command(BaseCommand):
    """Loads the packages in data/ and people to log in as; never over anything."""

    help = "Load the demonstration into a database that has no organisation."

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        with plain_failures("nothing was loaded."):
            outcome = load_demo(files=demo_files(), progress=Lines(self.stdout).progress())
        if outcome is None:
            self.stdout.write("There is data already; the demonstration was not loaded.")
            return
        self.stdout.write(f"Loaded {outcome.written} objects. Figures and links are illustrative. Log in as:")
        for account in demo_accounts():
            self.stdout.write(f"  {account.role:22} {account.email:30} {account.password}")
