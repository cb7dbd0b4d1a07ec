#!/usr/bin/env python
"""Django's management commands, with PostgreSQL and Valkey at hand where none are named."""

import os
import sys

from django.core.management import execute_from_command_line

from config.servers import ServersError, servers_at_hand

WITHOUT_SERVERS = {"help", "version", "--help", "-h", "--version", "collectstatic", "compile_translations"}


def needs_servers(arguments: list[str]) -> bool:
    """Whether the command may look into the database."""
    return bool(arguments) and arguments[0] not in WITHOUT_SERVERS and not {"--help", "-h"} & set(arguments)


def main() -> int:
    """Run the command; returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not needs_servers(sys.argv[1:]):
        execute_from_command_line(sys.argv)
        return 0
    try:
        with servers_at_hand():
            execute_from_command_line(sys.argv)
    except ServersError as error:
        sys.stderr.write(f"samplan: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
