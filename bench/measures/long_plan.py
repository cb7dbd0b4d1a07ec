"""A plan of 400 positions: opening it, reading it whole, and changing one position."""

from collections.abc import Iterator
from typing import Any

from django.test import Client, override_settings
from django.urls import reverse

from bench import worlds
from bench.measures.pages import client_of, member_of
from bench.table import Line, duration, limited
from bench.timing import median, repeated
from goals.models import Goal
from organisations.models import Organisation
from planning.models import Contribution, Measure, Plan, Position, Section

TITLE = (
    "A plan of 400 positions, 100 measures and 400 contributions, for a coordinator, nothing kept (medians)"
)
LIMIT_SECONDS = 0.15
KEY, SECTIONS, POSITIONS, MEASURES = "lang-plan", 40, 400, 100
RUNS, FEW = 15, 3
WORDS = " ".join(["Kommunen ska främja hållbara resor och korta vägar mellan bostad och arbete."] * 2)


def lines(sizes: list[str]) -> list[Line]:
    """For each size: the page, the twentieth part of it, the document, the PDF, and saving one position."""
    return [line for size in sizes for line in _lines(size, worlds.ensure(size)[0])]


def _lines(size: str, organisation: Organisation) -> Iterator[Line]:
    plan = Plan.objects.filter(organisation=organisation, key=KEY).first() or written(organisation)
    client = client_of(member_of(organisation))
    named: dict[str, Any] = {"args": [organisation.slug, (None, plan.key)]}
    page = reverse("plans:plan_detail", **named)
    with override_settings(KEEP_PAGES_SECONDS=0):
        for what, address in (("its page", page), ("its page, part 20", f"{page}?page=20")):
            seconds = median(repeated(lambda at=address: client.get(at), times=RUNS))
            yield limited(f"{size}: {what}", seconds, LIMIT_SECONDS, "")
        for what, route, times in (
            ("as a document", "reading_detail", RUNS),
            ("as a PDF", "pdf_detail", FEW),
        ):
            address = reverse(f"plans:{route}", **named)
            seconds = median(repeated(lambda at=address: client.get(at), times=times))
            yield Line(f"{size}: {what}", duration(seconds), "", "")
        yield _saving(size, organisation, client)


def _saving(size: str, organisation: Organisation, client: Client) -> Line:
    """What comes back when a position is saved: its own card, as a fragment."""
    key = f"{KEY}-p200"
    address = reverse("positions:position_edit", args=[organisation.slug, (None, key)])
    answers: list[int] = []

    def save() -> None:
        stored = Position.objects.get(organisation=organisation, key=key)
        sent = {
            "version": stored.version,
            "statement": f"{WORDS} {len(answers)}",
            "initial-statement": stored.statement,
            "rationale": "",
            "expects_measures": "",
        }
        answers.append(len(client.post(address, sent, headers={"HX-Request": "true"}).content))

    seconds = median(repeated(save, times=RUNS))
    return Line(
        f"{size}: saving one position", duration(seconds), "", f"{answers[-1] / 1000:.0f} kB come back"
    )


def written(organisation: Organisation) -> Plan:
    """The plan, in the database."""
    like = Plan.objects.filter(organisation=organisation, status="in_force").order_by("pk")[0]
    plan = Plan.objects.create(
        organisation=organisation,
        key=KEY,
        title="Lång plan",
        type=like.type,
        unit=like.unit,
        status="drafting",
    )
    own = {"organisation": organisation, "plan": plan}
    sections = Section.objects.bulk_create(
        Section(**own, key=f"{KEY}-s{n}", heading=f"Avsnitt {n}", body=f"<p>{WORDS * 4}</p>", order=n)
        for n in range(SECTIONS)
    )
    positions = Position.objects.bulk_create(
        Position(
            **own, key=f"{KEY}-p{n}", code=str(n + 1), statement=f"{WORDS} {n}", rationale=WORDS, order=n,
            section=sections[n * SECTIONS // POSITIONS],
        )
        for n in range(POSITIONS)
    )  # fmt: skip
    Measure.objects.bulk_create(
        Measure(
            **own, key=f"{KEY}-m{n}", code=str(n + 1), title=f"Åtgärd {n}", status="planned", cost=1000,
            order=n, section=sections[n % SECTIONS],
        )
        for n in range(MEASURES)
    )  # fmt: skip
    goals = list(Goal.objects.filter(framework__organisation=organisation).order_by("pk")[:SECTIONS])
    Contribution.objects.bulk_create(
        Contribution(
            recorded_by=organisation,
            position=position,
            goal=goals[n % len(goals)],
            strength=2,
            rationale=WORDS,
        )
        for n, position in enumerate(positions)
    )
    return plan
