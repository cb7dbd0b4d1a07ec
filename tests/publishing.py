"""A publisher of statistics for tests: a real server process that speaks Kolada's and PxWeb's formats."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

BEFOLKNING = "START/BE/BE0101/BE0101A/BefolkningNy"


class Published:
    """What a test stages, and what the publisher was asked since."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.said: dict[str, Any] = {}

    def stage(self, **said: Any) -> None:
        """What there is, and what goes wrong; what is not named stays as it was staged last."""
        self.said |= said
        httpx.post(f"{self.url}/_stage", json=self.said, trust_env=False).raise_for_status()

    @property
    def asked(self) -> list[str]:
        """Method and address of each question, with what was sent."""
        found: list[str] = httpx.get(f"{self.url}/_asked", trust_env=False).json()
        return found


@contextmanager
def publishing() -> Iterator[Published]:
    """The publisher, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.interchange.sources.publisher", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        wait(port)
        yield Published(f"http://127.0.0.1:{port}")
    finally:
        process.kill()
        process.wait()


def wait(port: int) -> None:
    """Until somebody listens there."""
    for _attempt in range(200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(port)


def row(kpi: str, place: str, year: int, published: str = "2020-01-01", **values: Any) -> dict[str, Any]:
    """A row of Kolada: `T=31.3` a value by gender; `None` not known, `"deleted"` withdrawn."""
    return {
        "kpi": kpi,
        "municipality": place,
        "period": year,
        "published": published,
        "values": [
            {
                "gender": gender,
                "count": 1,
                "status": "" if value is not None else "Missing",
                "value": None if value == "deleted" else value,
                "isdeleted": value == "deleted",
            }
            for gender, value in values.items()
        ],
    }


def population(**more: Any) -> dict[str, Any]:
    """SCB's table of the population: the total is what is left out, there are two contents."""
    cells = {}
    for content, factor in (("BE0101N1", 1), ("BE0101N2", 0)):
        for region, people in (("2380", 64000), ("23", 132000)):
            for place, year in enumerate(("2022", "2023")):
                total = (people + 100 * place) * factor + (1 - factor) * place
                cells[f"{region}/{content}/{year}"] = total
                cells[f"{region}/1/{content}/{year}"] = total // 2
                cells[f"{region}/2/{content}/{year}"] = total - total // 2
    cells["23/BE0101N1/2023"] = None
    variables = [
        {"code": "Region", "text": "region", "values": ["00", "01", "23", "2380"], "elimination": True},
        {"code": "Civilstand", "text": "civilstånd", "values": ["OG", "G"], "elimination": True},
        {"code": "Kon", "text": "kön", "values": ["1", "2"], "elimination": True},
        {"code": "ContentsCode", "text": "tabellinnehåll", "values": ["BE0101N1", "BE0101N2"]},
        {"code": "Tid", "text": "år", "values": ["2021", "2022", "2023"], "time": True},
    ]
    return {
        "title": "Folkmängden efter region, civilstånd, kön, tabellinnehåll och år",
        "updated": "2024-02-22T08:00:00",
        "variables": variables,
        "cells": cells,
    } | more
