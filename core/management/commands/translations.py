"""Bring the files of translations up to date with the texts of the product, or check that they are."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.messages import Message, messages, placeholders

MOST_SHOWN = 40
HEADERS = {
    "Project-Id-Version": "Samplan",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Command(BaseCommand):
    """Reads all texts; adds new ones to each language's file and drops unused ones, or checks only."""

    help = "Update locale/*/LC_MESSAGES/django.po; with --check say what is missing, fuzzy, unused or broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if anything is to be done"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = messages(Path(settings.BASE_DIR))
        faults: list[str] = []
        for language in translated_languages():
            path = po_path(language)
            catalogue = polib.pofile(str(path)) if path.exists() else empty(language)
            if not options["check"]:
                update(catalogue, wanted)
                path.parent.mkdir(parents=True, exist_ok=True)
                catalogue.save(str(path))
            faults += [f"{language}: {fault}" for fault in faults_of(catalogue, wanted)]
        if faults and options["check"]:
            more = f"\n… and {len(faults) - MOST_SHOWN} more" if len(faults) > MOST_SHOWN else ""
            raise CommandError("\n".join(faults[:MOST_SHOWN]) + more)
        self.stdout.write(f"{len(wanted)} texts, {len(faults)} to be looked at")


def translated_languages() -> list[str]:
    """The languages of the pages other than English, which the texts are written in."""
    return [code for code, _name in settings.LANGUAGES if code != "en"]


def po_path(language: str) -> Path:
    """Where a language's translations are."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def empty(language: str) -> polib.POFile:
    """A file without texts."""
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = HEADERS | {"Language": language}
    return catalogue


def message_of(entry: polib.POEntry) -> Message:
    """The text that an entry translates."""
    return Message(entry.msgid, entry.msgctxt or "", entry.msgid_plural or "")


def update(catalogue: polib.POFile, wanted: dict[Message, list[str]]) -> None:
    """Keep what is still used, add what is new with nothing in it, drop the rest; in alphabetical order."""
    known = {message_of(entry): entry for entry in catalogue if not entry.obsolete}
    catalogue.clear()
    catalogue.wrapwidth = 110
    for message, places in wanted.items():
        entry = known.get(message) or polib.POEntry(
            msgid=message.singular,
            msgctxt=message.context or None,
            msgid_plural=message.plural,
            msgstr_plural={0: "", 1: ""} if message.plural else {},
        )
        entry.occurrences = [(place, "") for place in places]
        entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
        catalogue.append(entry)


def faults_of(catalogue: polib.POFile, wanted: dict[Message, list[str]]) -> list[str]:
    """What is missing, unused, fuzzy, empty, or has other placeholders than its text."""
    known = {message_of(entry): entry for entry in catalogue if not entry.obsolete}
    faults = [f"missing: {message.singular!r}" for message in wanted if message not in known]
    faults += [f"unused: {message.singular!r}" for message in known if message not in wanted]
    for message, entry in known.items():
        texts = list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
        if entry.fuzzy:
            faults.append(f"fuzzy: {message.singular!r}")
        if not all(texts):
            faults.append(f"not translated: {message.singular!r}")
        elif any(not fits(message, text) for text in texts):
            faults.append(f"placeholders differ: {message.singular!r} → {texts!r}")
    return faults


def fits(message: Message, text: str) -> bool:
    """Whether a translation fills in the same things; the form for one may leave out the number."""
    found = placeholders(text)
    return found == message.placeholders or (bool(message.plural) and found == placeholders(message.singular))
