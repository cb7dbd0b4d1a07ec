"""A window that somebody has open on the overview while somebody else edits."""

import re
import time
from http import HTTPStatus

from django.conf import settings
from django.urls import reverse

from bench.measures.pages import client_of
from bench.processes import get
from organisations.models import Organisation, User

NUMBER = re.compile(r"nummer=(\d+)")
INTERVAL = re.compile(r'data-seconds="([0-9.]+)"')


class Window:
    """The overview in a browser: it asks for news every `interval_seconds`, which the page itself says."""

    def __init__(self, port: int, organisation: Organisation, user: User) -> None:
        """Log in and load the page, which asks at once. Raises `ValueError` if it is not as expected."""
        session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        self._port = port
        self._headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
        self._overview = reverse("dashboard:overview", args=[organisation.slug])
        self._freshness = reverse("dashboard:freshness", args=[organisation.slug])
        interval = INTERVAL.search(self._fetch(self._overview)[1])
        number = NUMBER.search(self._fetch(self._freshness)[1])
        if not interval or not number:
            raise ValueError(
                "the overview does not say how often to ask for news, or the badge which report there is"
            )
        self.interval_seconds = float(interval[1])
        self._number = number[1]

    def show_news(self) -> bool:
        """Ask whether there is another report than the one shown; if so, fetch what the page shows now."""
        news, badge = self._fetch(f"{self._freshness}?nummer={self._number}", {"HX-Request": "true"})
        if "report-changed" not in news:
            return False
        self._fetch(self._overview, {"HX-Request": "true"})
        number = NUMBER.search(badge)
        self._number = number[1] if number else self._number
        return True

    def wait_for_news(self, *, first_after_seconds: float, patience_seconds: float) -> float:
        """Ask at the page's own pace until there is news; the instant when the page showed it.

        Raises `TimeoutError` when that takes too long.
        """
        due = time.perf_counter() + first_after_seconds
        deadline = due + patience_seconds
        while due < deadline:
            time.sleep(max(0.0, due - time.perf_counter()))
            if self.show_news():
                return time.perf_counter()
            due += self.interval_seconds
        raise TimeoutError("no new report came to the page")

    def _fetch(self, path: str, headers: dict[str, str] | None = None) -> tuple[str, str]:
        status, news, body = get(self._port, path, self._headers | (headers or {}))
        if status != HTTPStatus.OK:
            raise ValueError(f"{path} answered {status}")
        return news, body
