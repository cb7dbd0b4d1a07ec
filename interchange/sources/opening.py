"""Which sources there are, and at which addresses."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import httpx
from django.conf import settings

from interchange.sources.asking import ATTEMPTS, Asker, Manners
from interchange.sources.kolada import Kolada
from interchange.sources.port import IndicatorSource
from interchange.sources.pxweb import PxWeb

AGENT = "Samplan (open source planning for municipalities)"


@contextmanager
def opened(name: str, *, is_patient: bool = True) -> Iterator[IndicatorSource]:
    """The source of that name (`Indicator.Source`), until its connections are closed.

    Not patient: somebody waits for the answer, so nothing is asked twice.
    """
    seconds = float(settings.STATISTICS_TIMEOUT_SECONDS)
    manners = Manners(seconds, settings.STATISTICS_PAUSE_MILLISECONDS / 1000, ATTEMPTS if is_patient else 1)
    headers = {"User-Agent": AGENT, "Accept": "application/json"}
    with httpx.Client(timeout=seconds, headers=headers, verify=trusted()) as client:
        if name == "kolada":
            yield Kolada(Asker(client, settings.KOLADA_URL, manners))
        elif name == "scb":
            yield PxWeb(Asker(client, settings.SCB_URL, manners), country="SE")
        elif name == "ssb":
            yield PxWeb(Asker(client, settings.SSB_URL, manners), country="NO")
        else:
            raise ValueError(name)


@cache
def trusted() -> ssl.SSLContext:
    """Which certificates are believed; reading them takes a tenth of a second."""
    return httpx.create_ssl_context()
