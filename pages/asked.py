"""Who asks the API, as somebody who looks at pages: for what pages gather from several apps."""

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from rest_framework.request import Request

from organisations.api.reader import Reader, reader_of
from pages.guards import Viewer


@contextmanager
def viewer_asking(request: Request) -> Iterator[tuple[Reader, Viewer]]:
    """The caller in the organisation that the address names, in its time zone; 404 if they may not see it."""
    reader = reader_of(request)
    organisation = reader.organisation
    with timezone.override(zoneinfo.ZoneInfo(organisation.time_zone)):
        yield reader, Viewer(organisation, reader.user, reader.standing, organisation.today())
