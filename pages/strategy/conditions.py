"""Changed conditions on a strategy's page, and what the report and reports of units offer to take over."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from core.asking import Asking, ask, beside, known
from core.templatetags.ui import number
from goals.models import Framework, Goal
from pages.guards import Viewer
from pages.reports import reader
from pages.strategy.parts import Head, Part, PartLine, PartTable
from pages.things import Thing, goal_thing, plan_thing
from pages.words import TARGET_WORDS
from planning.selectors.plans import frameworks_shown, plans_shown
from strategy.models import (
    ChangedCondition,
    ChangedConditionGoal,
    ChangedConditionPlan,
    PlanningStrategy,
    SituationReport,
)
from strategy.policies import can_run_strategy
from strategy.selectors.conditions import OffTrack, conditions_shown, off_track_asked
from strategy.selectors.reports import reports_in

TABLE = PartTable(
    heads=(
        Head(gettext_lazy("What has changed")),
        Head(gettext_lazy("Effect")),
        Head(gettext_lazy("Goals and plans that it bears on")),
        Head(gettext_lazy("State")),
        Head(gettext_lazy("Prepared by")),
    ),
    cells="strategy/condition_cells.html",
)
MOST_TITLE = 300
MOST_WORDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionLine(PartLine):
    """A changed condition with what it bears on, as far as the viewer may see that."""

    condition: ChangedCondition
    bears_on: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be taken over as a changed condition: in words, and what the form would say."""

    name: str
    words: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions(Part):
    """All changed conditions, and what can be taken over as one by whoever may do so."""

    offers: tuple[Offer, ...]


def conditions_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[Conditions]:
    """The changed conditions as the viewer may see them, asked for in two steps."""
    shown = conditions_shown(viewer.organisation, to_member=viewer.is_member).filter(strategy=strategy)
    can_run = can_run_strategy(viewer.standing)
    off_track: Asking[list[OffTrack]] = off_track_asked(reader(viewer)) if can_run else known([])
    handed_in = reports_in(viewer.organisation, strategy.term).filter(state=SituationReport.State.HANDED_IN)
    reports = ask(handed_in.filter(challenges__isnull=False)) if can_run else known([])
    lines, offered, said = yield from beside(lines_asked(viewer, shown), off_track, reports)
    taken = {line.condition.indicator_id for line in lines}
    heard = {line.condition.report_id for line in lines}
    at = [viewer.organisation.slug, strategy.pk]
    return Conditions(
        name="conditions",
        kind="condition",
        title=_("Changed conditions"),
        note=_("What is otherwise than when the plans were made, and what that does to goals and plans."),
        table=TABLE,
        lines=lines,
        create_url=reverse("strategy:condition_create", args=at) if can_run else "",
        create_words=_("Write one down"),
        below="strategy/condition_offers.html",
        nothing=_("No changed condition is written down"),
        offers=(
            *(_of_indicator(viewer, each) for each in offered if each.indicator.pk not in taken),
            *(_of_report(viewer, each) for each in said if each.pk not in heard),
        ),
    )


def lines_asked(viewer: Viewer, rows: QuerySet[ChangedCondition]) -> Asking[list[ConditionLine]]:
    """A line for each, in one step: what a goal or a plan is called that the viewer may see."""
    of_those = {"condition__in": rows.order_by().values("pk")}
    plans = plans_shown(viewer.organisation, to_member=viewer.is_member).order_by().values("pk")
    goals = Goal.objects.filter(framework__in=_frameworks(viewer)).order_by().values("pk")
    found, goal_rows, plan_rows = yield from beside(
        ask(rows.select_related("unit", "indicator", "report__unit").order_by("pk")),
        ask(
            ChangedConditionGoal.objects.filter(**of_those, goal__in=goals)
            .select_related("goal__framework__organisation")
            .order_by("goal__code", "goal__title", "pk")
        ),
        ask(
            ChangedConditionPlan.objects.filter(**of_those, plan__in=plans)
            .select_related("plan__organisation")
            .order_by("plan__title", "pk")
        ),
    )
    bears_on: dict[int, list[Thing]] = defaultdict(list)
    for row in goal_rows:
        bears_on[row.condition_id].append(goal_thing(viewer.organisation, row.goal))
    for named in plan_rows:
        bears_on[named.condition_id].append(plan_thing(viewer.organisation, named.plan))
    return [_line(viewer, each, bears_on[each.pk]) for each in found]


def _frameworks(viewer: Viewer) -> Any:
    if viewer.is_member:
        return Framework.objects.followed_by(viewer.organisation).order_by().values("pk")
    return frameworks_shown(viewer.organisation, to_member=False)


def _line(viewer: Viewer, condition: ChangedCondition, bears_on: Sequence[Thing]) -> ConditionLine:
    language = viewer.organisation.language
    at = [viewer.organisation.slug, condition.strategy_id, condition.pk]
    return ConditionLine(
        anchor=f"condition-{condition.pk}",
        mark=condition.key,
        name=Thing(condition.title, language=language),
        sub=" · ".join(_known_from(viewer, condition)),
        sub_language=language,
        url=reverse("strategy:condition_detail", args=at) if viewer.is_member else "",
        edit_url=reverse("strategy:condition_edit", args=at) if can_run_strategy(viewer.standing) else "",
        edit_words=pgettext("a link", "Change"),
        condition=condition,
        bears_on=tuple(bears_on),
    )


def _known_from(viewer: Viewer, condition: ChangedCondition) -> Iterable[str]:
    if condition.source:
        yield condition.source
    if condition.indicator:
        yield condition.indicator.title
    if condition.report and viewer.is_member:
        yield _("Situation report: %(report)s") % {"report": condition.report}


def _of_indicator(viewer: Viewer, each: OffTrack) -> Offer:
    """What an indicator that is off its track would say as a changed condition, in the council's language."""
    with translation.override(viewer.organisation.language):
        effect = "\n".join(_target_words(target) for _goal, target in each.targets)
        title = _("%(indicator)s is not on the way to its target") % {"indicator": each.indicator.title}
        source = _("Follow-up of the goals")
    words = ", ".join(dict.fromkeys(str(TARGET_WORDS[target.status][0]) for _goal, target in each.targets))
    said = (
        ("title", title[:MOST_TITLE]),
        ("effect", effect),
        ("source", source),
        ("state", ChangedCondition.State.PROPOSED.value),
        ("indicator_id", str(each.indicator.pk)),
        *(("goals", str(pk)) for pk in each.goal_ids),
    )
    return Offer(each.indicator.title, words, said)


def _of_report(viewer: Viewer, report: SituationReport) -> Offer:
    """What a unit's challenges would say as a changed condition, in the council's language."""
    with translation.override(viewer.organisation.language):
        title = _("Challenges of %(unit)s") % {"unit": report.unit}
        source = _("Situation report: %(report)s") % {"report": report}
    said = (
        ("title", title[:MOST_TITLE]),
        ("effect", report.challenges or ""),
        ("source", source),
        ("state", ChangedCondition.State.PROPOSED.value),
        ("unit_id", str(report.unit_id)),
        ("report_id", str(report.pk)),
    )
    return Offer(str(report), Truncator(report.challenges or "").words(MOST_WORDS), said)


def _target_words(target: Any) -> str:
    words = {
        "year": target.year,
        "status": str(TARGET_WORDS[target.status][0]).lower(),
        "value": number(target.value),
        "latest": number(target.latest_value),
        "on": target.latest_year or "–",
    }
    return _("Target for %(year)s: %(value)s. Latest: %(latest)s (%(on)s), %(status)s.") % words
