"""What the administration and the organisation's own goals add to the walk of all routes and services."""

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from dialogue.models import Feedback, Subscription
from goals.models import Framework, Goal, Indicator, Observation, Target
from goals.services import fetched, frameworks, goals, indicators, observations, targets
from interchange.models import Delivery, Webhook
from interchange.services import import_runs, package_runs, webhooks
from organisations.models import ApiToken, Membership, Organisation, Unit, User
from organisations.services import people, settings, tokens, units
from planning.models import PlanType
from planning.services import plan_types
from tests import factories

ADMINISTRATOR = "administrator"
COORDINATORS = ("coordinator", "administrator")
#: Routes by which anybody who may write makes something of their own, whatever the address.
MAKES_ANEW = {
    "goals:framework_create",
    "goals:indicator_create",
    "goals:adoption_create",
    "administration:statistics_fetch",
}
#: Routes where an editor of another unit may write too, but not for this unit: the form refuses.
REFUSED_BY_THE_FORM = {
    "goals:own_goal_create",
    "strategy:report_create",
    "strategy:cooperation_create",
}
#: Routes where editors of any unit make something of their own.
ANY_EDITOR = {"goals:indicator_create"}
ACTS_ANEW = {"create_framework", "create_indicator", "adopt_framework", "ask_for_import"}
ACTS_OF_ANY_EDITOR = {"create_indicator"}
WEBHOOK_ACTIONS = ("detail", "edit", "pause", "end", "try")


def package_of(organisation: Organisation) -> bytes:
    """A package that has one more unit."""
    about = {"key": organisation.key, "name": organisation.name, "kind": organisation.kind, "country": "SE"}
    units = [{"key": "inskickad", "name": "Inskickad enhet", "kind": "department"}]
    package = {"format": "samplan-package", "version": 1, "organisation": about, "units": units}
    return json.dumps(package).encode()


def build(organisation: Organisation, goal: Goal) -> None:
    """Things that nothing refers to, so that they can be removed; `goal` is measured."""
    own = {"organisation": organisation}
    factories.UnitFactory(**own, key="tom", name="Tom enhet")
    Feedback.objects.create(**own, text="Kartan syns inte.", email="nagon@example.org")
    factories.PlanTypeFactory(**own, key="ledig", name="Ledig typ")
    factories.FrameworkFactory(**own, key="tomt", title="Tomt ramverk")
    someone = factories.MembershipFactory(**own, role="reader", user__email="annan@example.org")
    Subscription.objects.create(**own, subject=goal, user=someone.user, rhythm="at_once")
    ends = timezone.now() + timedelta(days=90)
    hook = {"nonce": "n", "digest": "d", "events": ["plan.changed"], "url": "https://example.org/hook"}
    active = Webhook.objects.create(**own, **hook, name="Aktiv")
    Webhook.objects.create(**own, **hook, name="Pausad", paused_at=timezone.now(), paused_because="by_hand")
    sent = {"event": "plan.changed", "body": "{}", "state": "delivered", "attempts": 1}
    Delivery.objects.create(**sent, webhook=active, event_id=UUID(int=1))
    ApiToken.objects.create(**own, user=someone.user, name="Diariet", digest="0" * 64, expires_at=ends)
    measure = factories.IndicatorFactory(**own, key="matt")
    factories.TargetFactory(recorded_by=organisation, goal=goal, indicator=measure, key="v")
    factories.IndicatorFactory(**own, key="omatt")
    factories.ObservationFactory(indicator=measure)
    factories.ObservationFactory(indicator=measure, year=2019, fetched_value=7, fetched_at=timezone.now())


def form(organisation: Organisation, unit_id: int | None) -> dict[str, Any]:
    """What a person who may write would send to any of the routes."""
    measured = Indicator.objects.get(organisation=organisation, key="matt")
    return {
        "name": "Annat namn",
        "kind": "committee",
        "family": "strategy",
        "role": "editor",
        "email": "inbjuden@example.org",
        "slug": organisation.slug,
        "language": "sv",
        "time_zone": "Europe/Oslo",
        "accent": "#123456",
        "open_data_licence": "cc_by",
        "is_public": "on",
        "title": "Annan titel",
        "level": "municipal",
        "tracked_depth": 2,
        "scope": "society",
        "unit_id": unit_id or "",
        "value_type": "number",
        "max_age_years": 4,
        "year": 2031,
        "days": 90,
        "access": "write",
        "value": "12,5",
        "indicator_id": measured.pk,
        "rhythm": "weekly",
        "url": "https://example.se/samplan",
        "events": ["plan.changed"],
        "sending": "active",
    }


def of_route(name: str) -> dict[str, Any]:
    """What the same field is called for another sort of thing."""
    if name.startswith("goals:indicator"):
        return {"source": "kolada", "external_id": "N00945"}
    return {"kind": "outcome"} if name.startswith("goals:observation") else {}


def arguments(organisation: Organisation, *, secret: bool) -> dict[str, list[dict[str, Any]]]:
    """The arguments of the routes; nothing of the administration is secret to members."""
    own = {"organisation": organisation}
    empty = {"pk": Unit.objects.get(**own, key="tom").pk}
    someone = {"pk": Membership.objects.get(**own, user__email="annan@example.org").pk}
    unused = {"pk": PlanType.objects.get(**own, key="ledig").pk}
    bare = {"pk": Framework.objects.get(**own, key="tomt").pk}
    goal = Goal.objects.get(framework__organisation=organisation, key="h" if secret else "ny")
    inside = {"framework": goal.framework_id}
    unmeasured = {"pk": Indicator.objects.get(**own, key="omatt").pk}
    value = Observation.objects.get(recorded_by=organisation, year=2025)
    target = Target.objects.get(recorded_by=organisation, key="v")
    values, aims = {"indicator": value.indicator_id}, {"goal": target.goal_id}
    found: dict[str, list[dict[str, Any]]] = {}
    for stem, argument in (
        ("administration:unit", empty),
        ("administration:person", someone),
        ("administration:plan_type", unused),
        ("goals:framework", bare),
        ("goals:own_goal", inside | {"pk": goal.pk}),
        ("goals:indicator", {"pk": value.indicator_id}),
        ("goals:observation", values | {"pk": value.pk}),
        ("goals:target", aims | {"pk": target.pk}),
    ):
        found |= {f"{stem}_{action}": [argument] for action in ("detail", "edit", "remove")}
    found["goals:indicator_remove"] = [unmeasured]
    found["subscriptions:subscription_edit"] = [
        {"kind": "goal", "pk": goal.pk},
        {"kind": "organisation", "pk": organisation.pk},
    ]
    found["subscriptions:subscription_end"] = [{"pk": Subscription.objects.earliest("pk").pk}]
    found["administration:token_end"] = [{"pk": ApiToken.objects.get(**own).pk}]
    active, paused = ({"pk": Webhook.objects.get(**own, name=name).pk} for name in ("Aktiv", "Pausad"))
    found |= {f"administration:webhook_{action}": [active] for action in WEBHOOK_ACTIONS}
    found["administration:webhook_resume"] = [paused]
    found["administration:delivery_replay"] = [{"pk": Delivery.objects.get(event_id=UUID(int=1)).pk}]
    otherwise = {"pk": Observation.objects.get(recorded_by=organisation, year=2019).pk}
    found["administration:statistics_take"] = [otherwise]
    said = {"pk": Feedback.objects.get(**own).pk}
    found |= {f"feedback:feedback_{action}": [said] for action in ("settle", "remove")}
    for stem, argument in (("own_goal", inside), ("observation", values), ("target", aims)):
        found |= {f"goals:{stem}_{action}": [argument] for action in ("list", "create")}
    return found


def writers(name: str) -> str:
    """Who writes at the route: the name of a fixture."""
    if name.startswith("administration:"):
        return ADMINISTRATOR
    is_coordinators = (
        name.startswith(("goals:framework", "goals:adoption", "feedback:", "strategy:"))
        or name == "goals:indicator_remove"
    )
    return "coordinator" if is_coordinators else "planner"


def by(world: Any, user: User) -> dict[str, Any]:
    return {"organisation": world.organisation, "by": user}


def thing(world: Any, model: Any, name: str, **lookup: Any) -> dict[str, Any]:
    return {name: model.objects.get(organisation__key="ostersund", **lookup), "expected_version": 1}


UNIT = units.UnitContent("Annan", "committee", None)
PLAN_TYPE = plan_types.PlanTypeContent("Annan", "strategy", None)
PLACE = people.Place("editor", frozenset())
FRAMEWORK = frameworks.FrameworkContent("Annat", "municipal", None, 2, None)
SETTINGS = settings.Settings(
    "Annan",
    "annan",
    "sv",
    "Europe/Oslo",
    "#123456",
    is_public=True,
    contact_email="oppet@example.org",
    open_data_licence="cc_by",
)


def goal(world: Any) -> goals.GoalContent:
    return goals.GoalContent(None, "Annat", None, "society", None, world.open_position.unit_id)


INDICATOR = indicators.IndicatorContent("Annan", None, "up", "number", (), 3)
VALUE = observations.ObservationContent(2031, "outcome", Decimal("12.5"), None, "")


def target_content() -> targets.TargetContent:
    return targets.TargetContent(Indicator.objects.get(key="matt").pk, "society", 2031, Decimal(7))


WEBHOOK = webhooks.WebhookContent("Annan", "https://example.se/", ["report.computed"])


def webhook(name: str) -> dict[str, Any]:
    return {"webhook": Webhook.objects.get(name=name)}


def differing(world: Any) -> Observation:
    """A value that was put otherwise than its source says."""
    return Observation.objects.get(recorded_by__key="ostersund", year=2019)


def someone(world: Any) -> dict[str, Any]:
    return thing(world, Membership, "membership", user__email="annan@example.org")


ACTS: dict[str, Any] = {
    "create_unit": lambda w, user: units.create_unit(**by(w, user), content=UNIT),
    "change_unit": lambda w, user: units.change_unit(
        **by(w, user), **thing(w, Unit, "unit", key="tom"), content=UNIT
    ),
    "remove_unit": lambda w, user: units.remove_unit(**by(w, user), **thing(w, Unit, "unit", key="tom")),
    "invite_person": lambda w, user: people.invite_person(
        **by(w, user), email="ny@example.org", name="Ny", place=PLACE
    ),
    "change_membership": lambda w, user: people.change_membership(**by(w, user), **someone(w), place=PLACE),
    "end_membership": lambda w, user: people.end_membership(**by(w, user), **someone(w)),
    "create_token": lambda w, user: tokens.create_token(**by(w, user), name="Kartan", days=90),
    "end_token": lambda w, user: tokens.end_token(**by(w, user), token=ApiToken.objects.get()),
    "change_settings": lambda w, user: settings.change_settings(
        **by(w, user), expected_version=1, settings=SETTINGS
    ),
    "create_plan_type": lambda w, user: plan_types.create_plan_type(**by(w, user), content=PLAN_TYPE),
    "change_plan_type": lambda w, user: plan_types.change_plan_type(
        **by(w, user), **thing(w, PlanType, "plan_type", key="ledig"), content=PLAN_TYPE
    ),
    "remove_plan_type": lambda w, user: plan_types.remove_plan_type(
        **by(w, user), **thing(w, PlanType, "plan_type", key="ledig")
    ),
    "create_framework": lambda w, user: frameworks.create_framework(**by(w, user), content=FRAMEWORK),
    "change_framework": lambda w, user: frameworks.change_framework(
        **by(w, user), **thing(w, Framework, "framework", key="tomt"), content=FRAMEWORK
    ),
    "remove_framework": lambda w, user: frameworks.remove_framework(
        **by(w, user), **thing(w, Framework, "framework", key="tomt")
    ),
    "ask_for_import": lambda w, user: import_runs.ask_for_import(**by(w, user)),
    "create_goal": lambda w, user: goals.create_goal(
        **by(w, user), framework=w.new_goal.framework, content=goal(w)
    ),
    "change_goal": lambda w, user: goals.change_goal(
        **by(w, user), goal=w.new_goal, expected_version=1, content=goal(w)
    ),
    "remove_goal": lambda w, user: goals.remove_goal(**by(w, user), goal=w.new_goal, expected_version=1),
}
ACTS |= {
    "import_own_package": lambda w, user: package_runs.import_own_package(
        **by(w, user), sent=package_of(w.organisation), wanted=package_runs.Wanted()
    ),
    "create_webhook": lambda w, user: webhooks.create_webhook(**by(w, user), content=WEBHOOK),
    "change_webhook": lambda w, user: webhooks.change_webhook(
        **by(w, user), **webhook("Aktiv"), expected_version=1, content=WEBHOOK
    ),
    "pause_webhook": lambda w, user: webhooks.pause_webhook(**by(w, user), **webhook("Aktiv")),
    "resume_webhook": lambda w, user: webhooks.resume_webhook(**by(w, user), **webhook("Pausad")),
    "end_webhook": lambda w, user: webhooks.end_webhook(**by(w, user), **webhook("Aktiv")),
    "try_webhook": lambda w, user: webhooks.try_webhook(**by(w, user), **webhook("Aktiv")),
    "replay_delivery": lambda w, user: webhooks.replay_delivery(
        **by(w, user), delivery=Delivery.objects.get(event_id=UUID(int=1))
    ),
}
ACTS |= {
    "create_indicator": lambda w, user: indicators.create_indicator(**by(w, user), content=INDICATOR),
    "change_indicator": lambda w, user: indicators.change_indicator(
        **by(w, user), **thing(w, Indicator, "indicator", key="matt"), content=INDICATOR
    ),
    "remove_indicator": lambda w, user: indicators.remove_indicator(
        **by(w, user), **thing(w, Indicator, "indicator", key="omatt")
    ),
    "record_observation": lambda w, user: observations.record_observation(
        **by(w, user), indicator=Indicator.objects.get(key="matt"), content=VALUE
    ),
    "change_observation": lambda w, user: observations.change_observation(
        **by(w, user), **thing(w, Observation, "observation", year=2025), content=VALUE
    ),
    "remove_observation": lambda w, user: observations.remove_observation(
        **by(w, user), **thing(w, Observation, "observation", year=2025)
    ),
    "take_fetched": lambda w, user: fetched.take_fetched(
        **by(w, user), observation=differing(w), expected_version=1
    ),
    "create_target": lambda w, user: targets.create_target(
        **by(w, user), goal=w.new_goal, content=target_content()
    ),
    "change_target": lambda w, user: targets.change_target(
        **by(w, user), target=Target.objects.get(key="v"), expected_version=1, content=target_content()
    ),
    "remove_target": lambda w, user: targets.remove_target(
        **by(w, user), target=Target.objects.get(key="v"), expected_version=1
    ),
}
EDITORS_TOO = {"create_indicator", "change_indicator", "take_fetched"}
#: Who may, where it is not everybody who edits what the unit is responsible for.
ONLY: dict[str, tuple[str, ...]] = {
    act: COORDINATORS if act.endswith(("_framework", "_indicator", "_import")) else (ADMINISTRATOR,)
    for act in ACTS
    if not act.endswith(("_goal", "_observation", "_target")) and act not in EDITORS_TOO
}
