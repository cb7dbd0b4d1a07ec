"""Asks the API for an example of everything that its schema describes, and lets nothing in it be of today.

`core/api/examples.json` holds what was answered; the schema shows it (`core.api.examples`).
"""

import json
import re
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from alignment.services.recomputing import recompute_report
from core.api.schema import GEO_JSON, JSON
from organisations.api.representing import KINDS
from organisations.models import ApiToken
from organisations.services.tokens import create_token
from strategy.models import PlanningStrategy
from tests.house import story, writing
from tests.house.story import Story

Rows = list[dict[str, Any]]
ROOT = "/api/v1/"
HERE = "?organisation=ostersund"
#: Lists are shown as far as that: one sees what they hold.
MOST = 2
#: What is otherwise each time, and how it is shown.
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
VOLATILE = {
    "secret": "shown-once-and-never-again",
    "prune_token": "of-this-package-alone",
}
CURSOR = re.compile(r"cursor=[^&]+")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Collector:
    """Asks, and keeps what was sent and what was answered, by the operation and the code."""

    def __init__(self, told: Story) -> None:
        token = create_token(
            organisation=told.organisation, by=told.by, name="Diariet", days=90, access=ApiToken.Access.WRITE
        )
        said = {"authorization": f"Bearer {token.secret}", "accept-language": "en"}
        self.story, self.client = told, Client(headers=said)
        self.operations: dict[str, dict[str, Any]] = {}
        self.problems: dict[str, Any] = {}

    def ask(self, method: str, place: str, path: str, content: Any = None, accept: str = JSON) -> Any:
        """What is answered there; kept with the place as the schema names it, if it went well."""
        answer: Any = getattr(self.client, method)(
            ROOT + path, *([] if content is None else [content, JSON]), headers={"accept": accept}
        )
        if answer.status_code not in {200, 201, 202}:
            return answer
        kept = self.operations.setdefault(f"{method} {ROOT}{place}", {"answers": {}})
        if content is not None:
            kept["sent"] = settled(content)
        kept["answers"].setdefault(str(answer.status_code), {})[accept] = settled(answer.json())
        return answer

    def needed(self, *asked: Any, **more: Any) -> Any:
        """The same of what has to go well."""
        answer = self.ask(*asked, **more)
        assert answer.status_code < 300, (asked, answer.content.decode())
        return answer.json()

    def undone(self, *asked: Any) -> Any:
        """The same, and nothing of it stays."""
        with transaction.atomic():
            answer = self.ask(*asked)
            transaction.set_rollback(True)
        return answer

    def problem(self, code: int, method: str, path: str, content: Any = None, **headers: str) -> None:
        """Keeps a problem document, with the name of what it has in common with others."""
        sent = [] if content is None else [content, JSON]
        answer = getattr(self.client, method)(ROOT + path, *sent, headers=headers)
        assert answer.status_code == code, (path, answer.content.decode())
        is_many = isinstance(content, list)
        sort = {412: "SeveralBehind" if is_many else "Behind", 429: "TooMany"}.get(code, "Problem")
        self.problems[f"{code} of several" if is_many else str(code)] = {
            "of": sort,
            "value": settled(answer.json()),
        }


def collect() -> dict[str, Any]:
    """All examples: of each operation what is sent and answered, and of each sort of problem one."""
    begin_ids_anew()
    found = Collector(story.begin())
    for kind, new in story.NEW.items():
        found.story.made[kind] = found.needed("post", f"{kind}/", f"{kind}/{HERE}", new(found.story))
    story.tell_the_rest(found.story)
    recompute_report(organisation_id=found.story.organisation.pk)
    for kind in KINDS:
        there = rows(found, kind)
        read(found, kind, there)
        change(found, kind, there)
        act(found, kind, there)
    beside(found)
    problems(found)
    return {"operations": dict(sorted(found.operations.items())), "problems": found.problems}


def begin_ids_anew() -> None:
    """Ids are alike whatever ran before; undone with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, sequencename FROM pg_sequences WHERE sequencename !~ '^(django|auth)_'"
        )
        for schema, name in cursor.fetchall():
            cursor.execute(f'ALTER SEQUENCE "{schema}"."{name}" RESTART')


def rows(found: Collector, kind: str) -> Rows:
    """All things of the kind, what the story has made first."""
    listed = found.client.get(f"{ROOT}{kind}/{HERE if KINDS[kind].is_of_organisation else ''}")
    made = found.story.made.get(kind, {}).get("id")
    return sorted(listed.json()["results"], key=lambda row: row.get("id") != made)


def read(found: Collector, kind: str, there: Rows) -> None:
    """The list, and a thing of it; what has a place also as it is put on a map."""
    scope = HERE if KINDS[kind].is_of_organisation else "?"
    found.needed("get", f"{kind}/", f"{kind}/{scope}&page_size={MOST}")
    if hasattr(KINDS[kind], "features"):
        found.needed("get", f"{kind}/", f"{kind}/{HERE}&spatial=true&page_size={MOST}", accept=GEO_JSON)
    for row in there[:1]:
        if "id" in row:
            found.needed("get", f"{kind}/{{id}}/", f"{kind}/{row['id']}/{scope}")


def change(found: Collector, kind: str, there: Rows) -> None:
    """A thing, several, and a thing as a whole: the first that can be changed so."""
    resource: Any = KINDS[kind]
    changed = writing.CHANGES.get(kind, {})
    if "patch" not in resource.acts()["detail"]:
        return
    known = resource.input_class().fields
    for row in there:
        version = {"version": row["version"]}
        whole = version | {name: row[name] for name in row if name in known} | changed
        one = f"{kind}/{row['id']}/{HERE}"
        answers = [
            found.undone("patch", f"{kind}/{{id}}/", one, version | changed),
            found.undone("patch", f"{kind}/", f"{kind}/{HERE}", [{"id": row["id"]} | version | changed]),
            found.undone("put", f"{kind}/{{id}}/", one, whole),
        ]
        if all(each.status_code == 200 for each in answers):
            return
    raise AssertionError((kind, [each.content.decode() for each in answers]))


def act(found: Collector, kind: str, there: Rows) -> None:
    """What else is done to a thing: to the first that it can be done to."""
    resource: Any = KINDS[kind]
    for name, deed in resource.deeds.items():
        said = story.DEEDS.get((kind, name), lambda _story: {})(found.story)
        refused = []
        for row in there:
            version = {"version": row["version"]} if deed.is_guarded else {}
            asked = (f"{kind}/{{id}}/{name}/", f"{kind}/{row['id']}/{name}/{HERE}", version | said)
            refused.append(found.undone("post", *asked))
            if refused[-1].status_code < 300:
                break
        else:
            raise AssertionError((kind, name, [each.content.decode() for each in refused]))


def beside(found: Collector) -> None:
    """What is answered beside the resources."""
    get, told = partial(found.needed, "get"), found.story
    for path in ("alignment/freshness/", "alignment/reports/latest/"):
        get(path, path + HERE)
    get("alignment/reports/{number}/", f"alignment/reports/1/{HERE}")
    get("alignment/reports/compare/", f"alignment/reports/compare/{HERE}&from=1&to=1")
    statement = "alignment-statement/"
    get(f"plans/{{id}}/{statement}", f"plans/{told.id('plans')}/{statement}{HERE}")
    contents = "contents/"
    decided = PlanningStrategy.objects.get(key="strategi-2020").pk
    get(f"planning-strategies/{{id}}/{contents}", f"planning-strategies/{decided}/{contents}{HERE}")
    get("search/", f"search/{HERE}&q=buss&page_size={MOST}")
    get("history/", f"history/{HERE}&kind=measures&id={told.id('measures')}")
    get("packages/{organisation}/", "packages/ostersund/")
    run = told.organisation.package_imports.get().pk
    get("packages/{organisation}/imports/{id}/", f"packages/ostersund/imports/{run}/")
    found.undone("post", "packages/{organisation}/", "packages/ostersund/", story.package(told))
    recompute = "alignment/recompute/"
    found.needed("post", recompute, recompute + HERE)
    simulate = "alignment/simulate/"
    found.needed("post", simulate, simulate + HERE, {"drop": ["bro"]})


def problems(found: Collector) -> None:
    """What is wrong: once of each sort."""
    one, home = f"plans/{found.story.id('plans')}/{HERE}", f"plans/{HERE}"
    several = [{"id": found.story.id("plans"), "version": 7, "title": "Trafikplan 2045"}]
    found.problem(400, "get", f"{home}&colour=red")
    found.problem(401, "get", home, authorization="Bearer samplan_ended")
    found.problem(403, "get", f"conflicts/{HERE}", authorization="")
    found.problem(404, "get", f"plans/999/{HERE}")
    found.problem(422, "post", f"terms/{HERE}", {"elected_on": "2026-09-13", "ends_on": "2020-01-01"})
    found.problem(428, "patch", one, {"title": "Trafikplan 2045"})
    found.problem(412, "patch", one, {"version": 7, "title": "Trafikplan 2045"})
    found.problem(412, "patch", home, several)
    with override_settings(API_REQUESTS_PER_MINUTE_KEY=0):
        found.problem(429, "get", home)


def settled(value: Any) -> Any:
    """The value as it would be any day: but for days, secrets and long lists it is as it was answered."""
    if isinstance(value, dict):
        return {
            name: VOLATILE[name] if name in VOLATILE and each else settled(each)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [settled(each) for each in value[:MOST]]
    if not isinstance(value, str):
        return value
    text = INSTANT.sub("2026-05-20T09:30:00Z", value).replace(
        "http://testserver", "https://samplan.example.se"
    )
    text = UUID.sub("7d1f0a52-9c1e-4b5e-8a6f-3f2b1c0d9e8f", CURSOR.sub("cursor=…", text))
    return text.replace(str(timezone.localdate()), "2026-05-20")


def written(found: dict[str, Any]) -> str:
    """The examples as they are kept."""
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
