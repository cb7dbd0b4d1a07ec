"""A publisher of statistics that speaks Kolada's and PxWeb's formats: `python -m ….publisher PORT`.

A process of its own, as the sources are. What it has, and how it fails, is put to `/_stage` as JSON; what it
was asked is read from `/_asked`.
"""

import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from math import prod
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

MOST_IDS = 25


class Stage:
    """What there is, what goes wrong, and what was asked."""

    def __init__(self) -> None:
        self.set({})

    def set(self, said: dict[str, Any]) -> None:
        self.kpis: dict[str, str] = said.get("kpis", {})
        self.rows: list[dict[str, Any]] = said.get("rows", [])
        self.tables: dict[str, dict[str, Any]] = said.get("tables", {})
        self.faults: list[dict[str, Any]] = said.get("faults", [])
        self.rows_per_page: int = said.get("rows_per_page", 5000)
        self.asked: list[str] = []

    def fault(self, address: str) -> dict[str, Any] | None:
        for fault in self.faults:
            if fault["at"] in address and fault.get("times", 1) > 0:
                fault["times"] = fault.get("times", 1) - 1
                return fault
        return None


STAGE = Stage()


class Publisher(BaseHTTPRequestHandler):
    """Answers as the sources do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer(None)

    def do_POST(self) -> None:
        self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def answer(self, body: Any) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/_stage":
            STAGE.set(body)
            return self.send(200, {})
        if parts.path == "/_asked":
            return self.send(200, STAGE.asked)
        STAGE.asked.append(f"{self.command} {unquote(self.path)}" + (f" {json.dumps(body)}" if body else ""))
        fault = STAGE.fault(unquote(self.path))
        if fault:
            return self.fail(fault)
        names = [name for name in unquote(parts.path).split("/") if name]
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if names[:1] == ["v3"]:
            return self.kolada(names[1:], asked)
        if names[:1] == ["px"]:
            return self.pxweb("/".join(names[1:]), body)
        return self.send(404, {"title": "Not found"})

    def fail(self, fault: dict[str, Any]) -> None:
        if fault.get("seconds"):
            time.sleep(fault["seconds"])
        raw = fault.get("body", "<html><body>Sorry</body></html>").encode()
        self.send_response(fault["status"])
        for name, value in fault.get("headers", {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def send(self, status: int, content: Any) -> None:
        raw = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    # Kolada ---------------------------------------------------------------------------------------

    def kolada(self, names: list[str], asked: dict[str, str]) -> None:
        if names[:1] == ["kpi"]:
            ids = names[1].split(",") if len(names) > 1 else list(STAGE.kpis)
            word = asked.get("title", "").casefold()
            found = [
                {"id": each, "title": STAGE.kpis[each]}
                for each in ids
                if each in STAGE.kpis and word in STAGE.kpis[each].casefold()
            ]
            return self.paged(found, asked)
        said = dict(zip(names[1::2], (part.split(",") for part in names[2::2]), strict=False))
        if names[:1] != ["data"] or len(said) < 2 or not set(said) <= {"kpi", "municipality", "year"}:
            return self.send(404, {"detail": "Not Found"})
        if any(len(ids) > MOST_IDS for ids in said.values()):
            return self.send(400, {"detail": "at most 25"})
        rows = [
            {name: value for name, value in row.items() if name != "published"}
            for row in STAGE.rows
            if all(str(row["period" if key == "year" else key]) in ids for key, ids in said.items())
            and row.get("published", "2020-01-01") >= asked.get("from_date", "")
        ]
        return self.paged(rows, asked)

    def paged(self, rows: list[Any], asked: dict[str, str]) -> None:
        size = min(int(asked.get("per_page", 5000)), STAGE.rows_per_page)
        page = int(asked.get("page", 1))
        shown = rows[(page - 1) * size : page * size]
        after = None
        if page * size < len(rows):
            query = "&".join(f"{name}={value}" for name, value in {**asked, "page": str(page + 1)}.items())
            after = f"http://{self.headers['Host']}{urlsplit(self.path).path}?{query}"
        self.send(200, {"count": len(shown), "next_url": after, "previous_url": None, "values": shown})

    # PxWeb ----------------------------------------------------------------------------------------

    def pxweb(self, path: str, body: Any) -> None:
        table = STAGE.tables.get(path)
        if table is None:
            inside = [name for name in STAGE.tables if path and name.startswith(f"{path}/")]
            rows = [
                {"id": name.rpartition("/")[2], "type": "t", "updated": STAGE.tables[name]["updated"]}
                for name in inside
            ]
            return self.send(200, rows) if rows else self.send(404, {"error": "Not found"})
        if body is None:
            return self.send(200, {"title": table["title"], "variables": table["variables"]})
        chosen = {each["code"]: each["selection"]["values"] for each in body["query"]}
        variables = {each["code"]: each for each in table["variables"]}
        for code, variable in variables.items():
            if code not in chosen and not variable.get("elimination"):
                return self.send(400, {"error": "Missing mandatory variable"})
            if not set(chosen.get(code, ())) <= set(variable["values"]):
                return self.send(400, {"error": "Parameter error"})
        return self.send(200, dataset(table, chosen, variables))


def dataset(table: dict[str, Any], chosen: dict[str, list[str]], variables: dict[str, Any]) -> dict[str, Any]:
    """The answer in json-stat2: `layout` says how a server writes what may be written in several ways."""
    names = [code for code in variables if code in chosen]
    codes = [chosen[name] for name in names]
    found = [table["cells"].get("/".join(key)) for key in product(*codes)]
    missing = {str(place): ".." for place, value in enumerate(found) if value is None}
    layout = table.get("layout", "lists")
    return {
        "version": "2.0",
        "class": "dataset",
        "label": table["title"],
        "updated": table["updated"],
        "id": names,
        "size": [len(each) for each in codes],
        "dimension": {
            name: {
                "label": name,
                "category": {"index": some if layout == "lists" else {c: i for i, c in enumerate(some)}},
            }
            for name, some in zip(names, codes, strict=True)
        },
        "value": found
        if layout == "lists"
        else {str(place): value for place, value in enumerate(found) if value is not None},
        "status": missing
        if layout != "lists"
        else [missing.get(str(at)) for at in range(prod(map(len, codes)))],
    }


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Publisher).serve_forever()
