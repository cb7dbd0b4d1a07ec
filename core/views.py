"""Addresses for machines that watch the service, and the answer when something fails."""

import sys

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.views import defaults
from django.views.decorators.http import require_GET

from core.middleware import database_away


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Answers 200 while this process and its database work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answers 500; 503 where a middleware (session, history) failed because the database is away."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return database_away(request)
    return defaults.server_error(request)
