"""Every route of the product, and a small world in which each has something to show and to hide."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from alignment.models import Finding
from alignment.services.recomputing import recompute_report
from goals.models import Goal
from organisations.models import Organisation, Unit
from pages.positions.views import SALT
from planning.models import Contribution, Plan, Position
from planning.services.contributions import Withdrawn
from tests import factories
from tests.house import administration

SECRET = "Hemlig nedläggning av Frösö skola"
SECRET_KEY = "hemlig-plan-xyzzy"


@dataclass(frozen=True, slots=True)
class World:
    """A municipality with a plan in force and a secret draft that is linked to everything."""

    organisation: Organisation
    open_position: Position
    draft_position: Position
    open_contribution: Contribution
    draft_contribution: Contribution
    new_goal: Goal
    """Nothing has been said of it yet."""


def build_world(organisation: Organisation, unit: Unit) -> World:
    """Builds the world; everything belongs to `unit`, and the report is computed."""
    own = {"organisation": organisation}
    framework = factories.FrameworkFactory(**own, key="mal", title="Kommunens mål")
    hidden = factories.FrameworkFactory(**own, key=f"{SECRET_KEY}-mal", title=f"{SECRET} mål")
    goal = factories.GoalFactory(framework=framework, key="g", title="Öppet mål", unit=unit)
    hidden_goal = factories.GoalFactory(framework=hidden, key="h", title=f"{SECRET} som mål", unit=unit)
    kind = factories.PlanTypeFactory(**own, key="program")
    comprehensive = factories.PlanTypeFactory(**own, key="op", name="Översiktsplan", family="comprehensive")
    plan = factories.PlanFactory(**own, key="oppen", title="Öppen plan", type=comprehensive, unit=unit)
    draft = factories.PlanFactory(
        **own,
        key=SECRET_KEY,
        title=f"{SECRET} (plan)",
        type=kind,
        unit=unit,
        status="drafting",
        framework=hidden,
    )
    draft.supersession_rows.create(superseded=plan)
    position = factories.PositionFactory(
        plan=plan, key="p", statement="Öppet ställningstagande.", unit=unit, spatial=True
    )
    secret = factories.PositionFactory(
        plan=draft, key=f"{SECRET_KEY}-p", statement=f"{SECRET}.", rationale=SECRET, unit=unit, spatial=True
    )
    factories.SectionFactory(plan=draft, key=f"{SECRET_KEY}-s", heading=SECRET, body=f"<p>{SECRET}</p>")
    measure = factories.MeasureFactory(plan=plan, key="m", title="Öppen åtgärd", unit=unit, status="ongoing")
    secret_measure = factories.MeasureFactory(
        plan=draft, key=f"{SECRET_KEY}-m", title=SECRET, unit=unit, cost=987654321
    )
    measure.implementation_rows.create(position=secret)
    secret_measure.implementation_rows.create(position=position)
    recorded = {"recorded_by": organisation}
    open_contribution = factories.ContributionFactory(position=position, goal=goal, strength=2, **recorded)
    factories.ContributionFactory(
        position=position, goal=hidden_goal, strength=-3, rationale=SECRET, **recorded
    )
    draft_contribution = factories.ContributionFactory(
        position=secret, goal=goal, strength=-3, rationale=SECRET, **recorded
    )
    factories.HandOverFactory(source=secret, target=position, state="offered", rationale=SECRET, **recorded)
    factories.PositionLinkFactory(
        source=position, target=secret, relation="conflicts", rationale=SECRET, **recorded
    )
    factories.PlanLinkFactory(source=plan, target=draft, relation="conflicts", rationale=SECRET, **recorded)
    factories.GoalLinkFactory(source=hidden_goal, target=goal, rationale=SECRET, **recorded)
    factories.CommentFactory(subject=position, text=SECRET)
    clash(draft, goal)
    report(organisation)
    administration.build(organisation, goal)
    return World(
        organisation,
        position,
        secret,
        open_contribution,
        draft_contribution,
        factories.GoalFactory(framework=framework, key="ny", title="Nytt mål", unit=unit),
    )


def clash(draft: Plan, goal: Goal) -> None:
    """A conflict that the draft is part of."""
    conflict = factories.ConflictFactory(
        organisation=draft.organisation,
        key=f"{SECRET_KEY}-k",
        title=f"{SECRET} som konflikt",
        goal=goal,
        unit=draft.unit,
    )
    conflict.plan_rows.create(plan=draft)


def report(organisation: Organisation) -> None:
    """Computes the report, and acknowledges every second finding: there are some of each to try."""
    recompute_report(organisation_id=organisation.pk)
    numbers = Finding.objects.filter(organisation=organisation).order_by("pk").values_list("pk", flat=True)
    Finding.objects.filter(pk__in=list(numbers)[::2]).update(
        acknowledged_at=timezone.now(), acknowledged_because=SECRET
    )


def form(world: World) -> dict[str, Any]:
    """What a person who may write would send to any of the routes."""
    withdrawn = Withdrawn(
        kind="position",
        item_id=world.open_position.pk,
        goal_id=world.new_goal.pk,
        strength=1,
        rationale="Togs tillbaka.",
        reviewed_on=None,
        reviewed_by_id=None,
        reviewed_at=None,
    )
    return administration.form(world.organisation, world.open_position.unit_id) | {
        "version": 1,
        "statement": "Annan lydelse.",
        "goal": world.new_goal.pk,
        "strength": -1,
        "rationale": "Annat skäl.",
        "because": "Det får stå.",
        "token": signing.dumps(withdrawn.as_dict(), salt=SALT),
    }


def names() -> list[str]:
    """Names of all routes of the organisations' pages: those with a slug."""
    return sorted({name for name, pattern in _walk(get_resolver(), "", "") if "<slug:slug>" in pattern})


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> list[tuple[str, str]]:
    found = []
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            found += _walk(entry, inner, pattern)
        elif isinstance(entry, URLPattern) and entry.name:
            found.append((f"{namespace}{entry.name}", pattern))
    return found


def addresses(world: World, name: str, *, secret: bool) -> list[str]:
    """The route's addresses for the open things of the world, or for the secret ones."""
    slug = {"slug": world.organisation.slug}
    return [reverse(name, kwargs=slug | extra) for extra in _arguments(world, name, secret=secret)]


def _arguments(world: World, name: str, *, secret: bool) -> list[dict[str, Any]]:
    plan = (None, SECRET_KEY if secret else "oppen")
    position = (None, world.draft_position.key if secret else "p")
    measure = (None, f"{SECRET_KEY}-m" if secret else "m")
    goal = {
        "owner": world.organisation.key,
        "framework": f"{SECRET_KEY}-mal" if secret else "mal",
        "goal": "h" if secret else "g",
    }
    contribution = world.draft_contribution if secret else world.open_contribution
    findings = Finding.objects.filter(organisation=world.organisation, is_public=not secret)
    known: dict[str, list[dict[str, Any]]] = {
        "goals:goal_detail": [goal],
        "plans:plan_detail": [{"ref": plan}],
        "matrix:cell_detail": [{"plan": plan, **goal}],
        "positions:position_detail": [{"ref": position}],
        "positions:position_edit": [{"ref": position}],
        "positions:measure_detail": [{"ref": measure}],
        "positions:plan_contributions": [{"ref": plan}],
        "positions:contribution_create": [
            {"kind": "plan", "ref": plan},
            {"kind": "position", "ref": position},
            {"kind": "measure", "ref": measure},
        ],
        "positions:contribution_edit": [{"pk": contribution.pk}],
        "positions:contribution_confirm": [{"pk": contribution.pk}],
        "positions:contribution_withdraw": [{"pk": contribution.pk}],
        "findings:finding_detail": [{"pk": finding.pk} for finding in findings],
        "findings:finding_acknowledge": [{"pk": finding.pk} for finding in findings],
        "findings:finding_reopen": [{"pk": finding.pk} for finding in findings],
    }
    known |= administration.arguments(world.organisation, secret=secret)
    return known.get(name, [{}])
