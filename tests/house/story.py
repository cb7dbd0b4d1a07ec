"""A municipality that makes its planning over the API, thing by thing: what the schema's examples show.

What is sent is what the examples show as sent, so it is worded for whoever reads the documentation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from dialogue.models import Comment
from interchange.models import Delivery, PackageImport, Webhook
from organisations.models import Organisation, User
from planning.models import Plan
from tests import factories
from tests.conftest import person

Body = dict[str, Any]
PLACE = {
    "type": "Point",
    "coordinates": [14.636, 63.179],
    "crs": {"type": "name", "properties": {"name": "EPSG:4326"}},
}


@dataclass
class Story:
    """Whose it is, who tells it, and what they have made so far, by its kind."""

    organisation: Organisation
    by: User
    made: dict[str, Body] = field(default_factory=dict)

    def key(self, kind: str) -> Any:
        """How the thing that was made is named: by its key, else by its id."""
        return self.made[kind].get("key", self.made[kind]["id"])

    def id(self, kind: str) -> int:
        """The id of the thing that was made."""
        found: int = self.made[kind]["id"]
        return found


def begin() -> Story:
    """What is there before: a plan in force, one of the land, a region, a strategy that was adopted."""
    home = factories.OrganisationFactory(key="ostersund", name="Östersunds kommun", is_public=True)
    own = {"organisation": home}
    unit = factories.UnitFactory(**own, key="bun", name="Barn och utbildning")
    overview = factories.PlanTypeFactory(**own, key="op", name="Översiktsplan", family="comprehensive")
    programme = factories.PlanTypeFactory(**own, key="program", name="Program")
    climate = factories.PlanFactory(**own, key="klimat", title="Klimatprogram", type=programme, unit=unit)
    factories.PlanFactory(**own, key="op-2040", title="Översiktsplan 2040", type=overview, status="drafting")
    factories.PlanEventFactory(plan=climate, status="adopted", on="2024-05-20", title="Antogs av fullmäktige")
    place = factories.PositionFactory(
        plan=climate, key="torget", statement="Stortorget är till för gående.", spatial=True, geometry=PLACE
    )
    factories.MeasureFactory(plan=climate, key="bro", title="Ny gångbro", status="ongoing", unit=unit)
    factories.SectionFactory(plan=climate, key="resor", heading="Resor")
    decided = {"status": "resolved", "resolution": "Bron byggs.", "decided_by": "Kommunfullmäktige"}
    factories.ConflictFactory(
        **own, key="bron", title="Bro eller badplats", resolved_on="2024-05-20", **decided
    )
    region = factories.OrganisationFactory(
        key="jamtland", name="Region Jämtland", kind="region", is_public=True
    )
    aims = factories.FrameworkFactory(organisation=region, key="mal", level="regional", title="Regionens mål")
    factories.GoalFactory(framework=aims, key="klimat", title="Fossilfria resor")
    factories.PlanFactory(organisation=region, key="trafikforsorjning", title="Trafikförsörjningsprogram")
    past = factories.TermFactory(**own, elected_on="2018-09-09")
    adopted = factories.AdoptedStrategyFactory(
        term=past, key="strategi-2020", title="Planeringsstrategi 2020"
    )
    factories.RequirementVerdictFactory(strategy=adopted, requirement="se-3-3", reason="Inriktningen håller.")
    factories.PlanNeedFactory(strategy=adopted, plan=climate, key="klimat-2020", reason="Målen har skärpts.")
    factories.ScenarioFactory(strategy=adopted, key="lugn", title="Lugn tillväxt")
    teller = person(home, "administrator")
    said = {"subject": place, "created_by": teller}
    factories.CommentFactory(**said, text="Gäller det också lördagar?", resolved_at=timezone.now())
    removed = factories.CommentFactory(**said, text="Skrevs av misstag.")
    Comment.objects.filter(pk=removed.pk).update(text="", removed_at=timezone.now())
    return Story(home, teller)


#: What makes a thing of each kind, in this order; each may name what was made before.
NEW: Mapping[str, Callable[[Story], Body]] = {
    "units": lambda _: {"name": "Samhällsbyggnad", "kind": "department"},
    "frameworks": lambda _: {"title": "Klimatmål 2040", "level": "municipal"},
    "goals": lambda s: {
        "framework": s.key("frameworks"),
        "title": "Fler åker kollektivt",
        "unit": s.key("units"),
    },
    "framework-adoptions": lambda _: {"framework": "mal", "tracked_depth": 1},
    "goal-links": lambda s: {
        "source": s.key("goals"),
        "target": "jamtland:mal/klimat",
        "relation": "contributes",
        "rationale": "Bussarna går på el.",
    },
    "indicators": lambda _: {"title": "Resor med buss", "unit": "%", "direction": "up"},
    "targets": lambda s: {
        "goal": s.key("goals"),
        "indicator": s.key("indicators"),
        "year": 2040,
        "value": "25",
    },
    "observations": lambda s: {"indicator": s.key("indicators"), "year": 2025, "value": "14.5"},
    "plan-types": lambda _: {"name": "Trafikplan", "family": "plan"},
    "plans": lambda s: {
        "title": "Trafikplan 2040",
        "type": s.key("plan-types"),
        "unit": s.key("units"),
        "summary": "Hur vi reser i staden.",
    },
    "plan-adoptions": lambda _: {
        "plan": Plan.objects.get(key="trafikforsorjning").pk,
        "adopted_on": "2025-05-20",
        "reference": "KF § 45",
    },
    "sections": lambda s: {"plan": s.key("plans"), "heading": "Buss"},
    "positions": lambda s: {"plan": s.key("plans"), "statement": "Bussen går var tionde minut."},
    "measures": lambda s: {
        "plan": s.key("plans"),
        "title": "Ny hållplats",
        "unit": s.key("units"),
        "start": "2027-01-01",
        "implements": [s.key("positions")],
    },
    "status-updates": lambda s: {
        "measure": s.key("measures"),
        "on": "2025-01-15",
        "status": "ongoing",
        "text": "Marken är köpt.",
    },
    "budget-lines": lambda s: {"measure": s.key("measures"), "year": 2027, "amount": 500_000},
    "contributions": lambda s: {
        "position": s.key("positions"),
        "goal": s.key("goals"),
        "strength": 2,
        "rationale": "Tätare turer gör att fler väljer bussen.",
    },
    "plan-links": lambda s: {"source": s.key("plans"), "target": "klimat", "relation": "based_on"},
    "position-links": lambda s: {
        "source": s.key("positions"),
        "target": "torget",
        "relation": "supports",
    },
    "hand-overs": lambda _: {"source": "torget", "target_plan": "op-2040"},
    "conflicts": lambda s: {"title": "Buss eller bil på Strandgatan", "plans": [s.key("plans"), "klimat"]},
    "comments": lambda s: {"about": "position", "subject": s.id("positions"), "text": "Också om natten?"},
    "memberships": lambda s: {
        "email": "nils@ostersund.example",
        "name": "Nils Nyman",
        "role": "editor",
        "units": [s.key("units")],
    },
    "terms": lambda _: {"elected_on": "2022-09-11"},
    "planning-strategies": lambda s: {"term": s.key("terms"), "title": "Planeringsstrategi 2024"},
    "requirement-verdicts": lambda s: {
        "strategy": s.key("planning-strategies"),
        "requirement": "se-3-5-1",
        "verdict": "current",
        "reason": "Utvecklingen följer planen.",
    },
    "plan-needs": lambda s: {
        "strategy": s.key("planning-strategies"),
        "stance": "new",
        "title": "Cykelplan",
        "type": s.key("plan-types"),
    },
    "changed-conditions": lambda s: {
        "strategy": s.key("planning-strategies"),
        "title": "Fler bor ensamma",
        "goals": [s.key("goals")],
    },
    "situation-reports": lambda s: {
        "unit": s.key("units"),
        "year": 2025,
        "situation": "Fler reser, på samma gator.",
    },
    "cooperations": lambda s: {"report": s.key("situation-reports"), "unit": "bun", "title": "Skolskjuts"},
    "capacities": lambda s: {
        "strategy": s.key("planning-strategies"),
        "unit": s.key("units"),
        "person_months": 4,
        "first": "2025-Q1",
        "last": "2025-Q2",
    },
    "strategy-changes": lambda _: {
        "strategy": "strategi-2020",
        "decided_on": "2025-04-01",
        "decided_by": "Kommunfullmäktige",
        "reference": "KF § 3",
        "summary": "Trafikplanen tas med.",
    },
    "strategy-recipients": lambda s: {
        "strategy": s.key("planning-strategies"),
        "name": "Åre kommun",
        "sort": "municipality",
    },
    "scenarios": lambda s: {
        "strategy": s.key("planning-strategies"),
        "title": "75 000 invånare",
        "population": 75_000,
        "year": 2040,
        "drivers": "Nya industrier lockar fler hit.",
    },
    "robustness-verdicts": lambda s: {
        "scenario": s.id("scenarios"),
        "goal": s.key("goals"),
        "verdict": "partly",
        "reason": "Bussarna räcker inte till alla.",
    },
    "population-figures": lambda s: {
        "strategy": s.key("planning-strategies"),
        "sort": "goal",
        "number": 75_000,
        "year": 2040,
    },
    "documents": lambda _: {
        "about": "plan",
        "subject": Plan.objects.get(key="klimat").pk,
        "name": "protokoll.pdf",
        "content": "JVBERi0xLjc=",
    },
    "webhooks": lambda _: {
        "name": "Diariet",
        "address": "https://diariet.example.se/samplan",
        "events": ["plan.changed", "report.computed"],
    },
}

#: What is said of what is done to a thing, where anything is.
DEEDS: Mapping[tuple[str, str], Callable[[Story], Body]] = {
    ("plans", "transitions"): lambda _: {"to": "consultation", "on": "2025-02-03", "title": "Ut på samråd"},
    ("positions", "carry"): lambda _: {"plan": "op-2040"},
    ("hand-overs", "accept"): lambda _: {"plan": "op-2040", "answer": "Tas in i utkastet."},
    ("hand-overs", "return"): lambda _: {"reason": "Torget ligger utanför planen."},
    ("hand-overs", "offer-again"): lambda _: {"rationale": "Planen har blivit större."},
    ("conflicts", "decide"): lambda _: {
        "resolution": "Bussen får gatan.",
        "decided_by": "Kommunfullmäktige",
        "resolved_on": "2025-02-03",
    },
    ("cooperations", "measure"): lambda _: {"plan": "op-2040", "title": "Skolskjuts till badet"},
    ("planning-strategies", "adopt"): lambda _: {
        "adopted_on": "2024-10-01",
        "decided_by": "Kommunfullmäktige",
        "reference": "KF § 61",
    },
}


def tell_the_rest(story: Story) -> None:
    """What nobody makes over the API, or others have done: returned, filed, fetched, brought in."""
    climate = Plan.objects.get(key="klimat")
    returned = factories.PositionFactory(plan=climate, key="kajen", statement="Kajen är allas.", spatial=True)
    factories.PositionFactory(plan=climate, key="badet", statement="Badet är allas.", spatial=True)
    target = Plan.objects.get(key="op-2040")
    factories.HandOverFactory(
        source=returned, target=None, target_plan=target, state="returned", recorded_by=story.organisation
    )
    hook = {"nonce": "n", "digest": "d", "events": ["plan.changed"], "url": "https://gis.example.se/samplan"}
    paused = {"paused_at": timezone.now(), "paused_because": "by_hand"}
    other = Webhook.objects.create(organisation=story.organisation, **hook, **paused, name="Kartan")
    sent = {"event": "plan.changed", "body": "{}", "state": "delivered", "attempts": 1}
    Delivery.objects.create(**sent, webhook=other, event_id=UUID(int=1))
    PackageImport.objects.create(organisation=story.organisation, asked_by=story.by)


def package(story: Story) -> Body:
    """A package that says one thing more."""
    home = story.organisation
    about = {"key": home.key, "name": home.name, "kind": home.kind, "country": home.country}
    units = [{"key": "kultur", "name": "Kultur och fritid", "kind": "department"}]
    return {"format": "samplan-package", "version": 1, "organisation": about, "units": units}
