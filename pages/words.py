"""The field's words where the models do not carry them: stages, states, statuses, findings in short."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alignment.models import Stage
from planning.models import Measure, Plan

#: The six stages of the goal chain in their order.
STAGES = tuple(Stage.values)

STAGE_NAMES = {
    "measurable": pgettext_lazy("stage", "Can be followed up"),
    "planned": pgettext_lazy("stage", "In a plan"),
    "anchored": pgettext_lazy("stage", "In the comprehensive plan"),
    "implemented": pgettext_lazy("stage", "Being done"),
    "funded": pgettext_lazy("stage", "Paid for"),
    "on_track": pgettext_lazy("stage", "On track"),
}

STATE_NAMES = {
    "ok": pgettext_lazy("state", "Yes"),
    "partial": pgettext_lazy("state", "Partly"),
    "broken": pgettext_lazy("state", "No"),
    "na": pgettext_lazy("state", "Not applicable"),
}

#: Why a stage stands as it does (alignment rules, section 5), to be read after the stage's name.
STAGE_REASONS: dict[str, dict[str, str | Promise]] = {
    "measurable": {
        "ok": _("There is at least one target to judge the goal by."),
        "broken": _("There is no target, so nobody can say whether it works."),
        "na": _("Others follow this goal up; the organisation has no target of its own."),
    },
    "planned": {
        "ok": _("Something in a plan in effect contributes clearly."),
        "partial": _("What the plans in effect hold contributes only to some degree."),
        "broken": _("No plan in effect contributes to it."),
    },
    "anchored": {
        "ok": _("What the goal asks of land and water is in the comprehensive plan."),
        "partial": _(
            "Some of what the goal asks of land and water is not in the comprehensive plan in effect."
        ),
        "broken": _("What the goal asks of land and water is not in the comprehensive plan."),
        "na": _("No plan asks anything of land and water for this goal."),
    },
    "implemented": {
        "ok": _("At least one measure is under way, or all are done."),
        "partial": _("There are measures, but none is under way in time."),
        "broken": _("No measure that contributes is planned, under way or done."),
    },
    "funded": {
        "ok": _("All measures that contribute are paid for."),
        "partial": _("Only some of the measures that contribute are paid for."),
        "broken": _("No measure that contributes is paid for."),
    },
    "on_track": {
        "ok": _("All targets that can be judged are reached or on track."),
        "partial": _("Some targets are reached or on track, others are not."),
        "broken": _("No target that should be judged is reached or on track."),
        "na": _("There is no target that can be judged."),
    },
}

#: The weakest link of a chain, as a phrase after a goal's title.
WEAKEST_LINKS = {
    ("measurable", "broken"): _("has no target"),
    ("planned", "broken"): _("no plan in effect takes it up"),
    ("planned", "partial"): _("only weakly taken up in plans"),
    ("anchored", "broken"): _("missing in the comprehensive plan"),
    ("anchored", "partial"): _("only partly in the comprehensive plan"),
    ("implemented", "broken"): _("nobody is doing anything"),
    ("implemented", "partial"): _("measures have not started or are late"),
    ("funded", "broken"): _("no measure is paid for"),
    ("funded", "partial"): _("only partly paid for"),
    ("on_track", "broken"): _("does not reach its targets"),
    ("on_track", "partial"): _("reaches only some of its targets"),
}

TARGET_WORDS: dict[str, tuple[str | Promise, str]] = {
    "reached": (pgettext_lazy("target", "Reached"), "ok"),
    "on_track": (pgettext_lazy("target", "On track"), "ok"),
    "behind": (pgettext_lazy("target", "Behind"), "partial"),
    "missed": (pgettext_lazy("target", "Missed"), "broken"),
    "no_data": (pgettext_lazy("target", "No data"), "neutral"),
    "open": (pgettext_lazy("target", "Cannot be judged yet"), "neutral"),
}

PLAN_TONES: dict[str, str] = {
    Plan.Status.ADOPTED: "ok",
    Plan.Status.IN_FORCE: "ok",
    Plan.Status.SUPERSEDED: "neutral",
    Plan.Status.REPEALED: "neutral",
}
MEASURE_TONES: dict[str, str] = {
    Measure.Status.PLANNED: "info",
    Measure.Status.ONGOING: "partial",
    Measure.Status.DONE: "ok",
    Measure.Status.PAUSED: "neutral",
    Measure.Status.CANCELLED: "neutral",
}
FUNDING_TONES: dict[str, str] = {
    Measure.Funding.WITHIN_BUDGET: "ok",
    Measure.Funding.DECIDED: "ok",
    Measure.Funding.APPLIED: "partial",
    Measure.Funding.UNFUNDED: "broken",
    Measure.Funding.UNKNOWN: "neutral",
}

#: What officers' findings are called in lists: singular headings of a group.
FINDING_NAMES: dict[str, str | Promise] = {
    "goal_not_planned": _("Goals that no plan takes up"),
    "goal_not_implemented": _("Goals that nobody is doing anything for"),
    "goal_not_measurable": _("Goals that cannot be followed up"),
    "goal_behind": _("Goals that are behind"),
    "goal_counteracted": _("Plans that counteract a goal"),
    "targets_disagree": _("Targets that contradict each other"),
    "target_below_higher_level": _("Targets below those of a higher level"),
    "plan_without_goals": _("Plans that are not linked to any goal"),
    "position_not_linked": _("Positions that are not linked to any goal"),
    "position_not_in_comprehensive_plan": _("Spatial positions missing in the comprehensive plan"),
    "position_not_implemented": _("Positions of the comprehensive plan that nobody carries out"),
    "plan_expired": _("Plans whose time has run out"),
    "plan_based_on_past": _("Plans that rest on a plan no longer in effect"),
    "measure_overdue": _("Overdue measures"),
    "measure_not_funded": _("Measures that are not paid for"),
    "funding_unknown": _("Measures whose funding is not known"),
    "conflict_open": _("Conflicts of interest to be weighed"),
    "link_conflict": _("Links that say conflict, without a conflict registered"),
    "link_outdated": _("Links to review after a change of wording"),
    "link_to_superseded_goal": _("Links to goals that have been superseded"),
    "strategy_overdue": _("The planning strategy is overdue"),
    "comprehensive_plan_not_current": _("The comprehensive plan is no longer current"),
}


def stage_name(stage: str) -> str:
    """The stage in a few words, for column headings and screen readers."""
    return str(STAGE_NAMES[stage])


def state_name(state: str) -> str:
    """The state in a word."""
    return str(STATE_NAMES[state])


def stage_reason(stage: str, state: str) -> str:
    """Why the stage stands so."""
    return str(STAGE_REASONS[stage].get(state, ""))


def weakest_link(stage: str | None, state: str | None) -> str:
    """The weakest link as a phrase; empty if the chain is whole."""
    return str(WEAKEST_LINKS.get((stage or "", state or ""), ""))


def finding_name(code: str) -> str:
    """What a group of findings of that code is called."""
    return str(FINDING_NAMES.get(code, code))
