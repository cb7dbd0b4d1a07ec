"""Findings as sentences that a person reads, with links to where they are put right.

One sentence for each code of section 9 of the alignment rules. `finding_rows` is what lists use.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alignment.models import Finding
from core.asking import Asking, answered
from core.templatetags.ui import day, signed
from organisations.models import Organisation
from pages.things import Reference, Thing, gone, things_asked

#: Two targets that contradict each other: pages show them side by side.
DISAGREE = "targets_disagree"
#: What the law says of the planning strategy and the comprehensive plan.
STATUTORY = ("strategy_overdue", "comprehensive_plan_not_current")
MEND_TEXTS: dict[str, Promise] = {
    DISAGREE: gettext_lazy("See them side by side"),
    **dict.fromkeys(STATUTORY, gettext_lazy("To the planning strategy")),
}
#: The sentence of each code; `first` and `second` are the subjects in the order of the rules.
SENTENCES: dict[str, Promise] = {
    "goal_not_planned": gettext_lazy("No plan in effect takes up the goal {first}."),
    "goal_not_implemented": gettext_lazy(
        "Plans take up the goal {first}, but no measure for it is planned, under way or done."
    ),
    "goal_not_measurable": gettext_lazy("The goal {first} has no target and cannot be followed up."),
    "goal_behind": gettext_lazy("The goal {first} is behind its targets."),
    "goal_counteracted": gettext_lazy("{second} counteracts the goal {first}{strength}{supported}."),
    "targets_disagree": gettext_lazy(
        "The goals {first} and {second} set targets for the same indicator that contradict each other."
    ),
    "target_below_higher_level": gettext_lazy(
        "The target of {first} asks for less, or later, than that of {second} at a higher level."
    ),
    "plan_without_goals": gettext_lazy("{first} is not linked to any goal."),
    "position_not_linked": gettext_lazy("The position “{first}” is not linked to any goal."),
    "position_not_in_comprehensive_plan": gettext_lazy(
        "The position “{first}” is about land or water, but is not carried into the comprehensive plan."
    ),
    "position_not_implemented": gettext_lazy(
        "Nobody carries out the comprehensive plan's position “{first}”."
    ),
    "plan_expired": gettext_lazy("The time of {first} ran out on {day}, but the plan is still in effect."),
    "plan_based_on_past": gettext_lazy("{first} rests on {second}, which is no longer in effect."),
    "measure_overdue": gettext_lazy("The measure {first} should have been done by {day}."),
    "measure_not_funded": gettext_lazy("The measure {first} is not paid for."),
    "funding_unknown": gettext_lazy("Nobody has said how the measure {first} is paid for."),
    "conflict_open": gettext_lazy("The conflict of interest “{first}” has not been weighed and decided."),
    "link_conflict": gettext_lazy(
        "{first} and {second} are said to conflict, but no conflict of interest has been registered."
    ),
    "link_outdated": gettext_lazy(
        "The link between “{first}” and the goal {second} should be reviewed: the wording has changed."
    ),
    "link_to_superseded_goal": gettext_lazy(
        "“{first}” is linked to {second}, a goal that has been superseded."
    ),
    "strategy_overdue": gettext_lazy(
        "The legal deadline for the planning strategy has passed, and none has been adopted."
    ),
    "comprehensive_plan_not_current": gettext_lazy("The comprehensive plan {first} is no longer current."),
}
#: What a finding's sentence needs, where a page shows no more of it than that.
SPOKEN = (
    *("code", "severity", "decides", "is_public", "subjects", "details", "public_details"),
    "unit__name",
)
APPLIED_FOR = gettext_lazy("Funds for the measure {first} have been applied for, but not decided.")


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding as lists show it."""

    severity: str
    severity_word: str
    sentence: SafeString
    unit: str
    anchor: str
    finding: Finding
    mend_url: str = ""
    mend_text: str = ""


def only_spoken(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Findings with what `finding_rows` puts into words, and no more."""
    return findings.defer(None).select_related("unit").only(*SPOKEN)


def finding_rows(
    findings: Sequence[Finding],
    organisation: Organisation,
    at_hand: Mapping[Reference, Thing] = MappingProxyType({}),
) -> list[FindingRow]:
    """The findings as rows, in the same order; at most one query.

    Give findings that the reader may see (with `unit`): what their subjects are called is not asked again.
    `at_hand`: things that the page has read already.
    """
    return answered(finding_rows_asked(findings, organisation, at_hand))


def finding_rows_asked(
    findings: Sequence[Finding],
    organisation: Organisation,
    at_hand: Mapping[Reference, Thing] = MappingProxyType({}),
) -> Asking[list[FindingRow]]:
    """The same, asked for."""
    read = yield from things_asked(organisation, named_by(findings) - at_hand.keys())
    return rows_of(findings, organisation, {**at_hand, **read})


def named_by(findings: Iterable[Finding]) -> set[Reference]:
    """Everything that the sentences of findings name."""
    return {reference for finding in findings for reference in references(finding)}


def rows_of(
    findings: Iterable[Finding], organisation: Organisation, known: Mapping[Reference, Thing]
) -> list[FindingRow]:
    """The findings as rows; `known` holds what `named_by` named."""
    return [
        FindingRow(
            severity=finding.severity,
            severity_word=str(Finding.Severity(finding.severity).label),
            sentence=sentence(finding, known),
            unit=str(finding.unit) if finding.unit else _("The coordinators"),
            anchor=f"finding-{finding.pk}",
            finding=finding,
            mend_url=mend_url(finding, organisation),
            mend_text=str(MEND_TEXTS.get(finding.code, "")),
        )
        for finding in findings
    ]


def mend_url(finding: Finding, organisation: Organisation) -> str:
    """Where it is put right, for findings whose subjects' own pages are not the place; else nothing.

    Targets of two goals that contradict each other stand beside each other; what the council has missed is
    recorded on the page of its planning strategies.
    """
    if finding.code in STATUTORY:
        return reverse("strategy:strategy_list", args=[organisation.slug])
    if finding.code != DISAGREE:
        return ""
    keys = [part for each in finding.subjects for part in each["name"].partition(":")[2].split("/", 1)]
    return reverse("goals:disagreement_detail", args=[organisation.slug, *keys])


def references(finding: Finding) -> list[Reference]:
    """The subjects as kind and id."""
    return [(subject["kind"], subject["id"]) for subject in finding.subjects if subject.get("id")]


def sentence(finding: Finding, known: Mapping[Reference, Thing]) -> SafeString:
    """The finding as a sentence, its subjects as links; `known` holds what they are called."""
    subjects = [known.get((subject["kind"], subject.get("id") or 0), gone()) for subject in finding.subjects]
    parts = {name: thing.link for name, thing in zip(("first", "second"), subjects, strict=False)}
    return format_html(str(wording(finding)), **parts, **detail_parts(finding))


def wording(finding: Finding) -> str | Promise:
    """The sentence of the finding's code, before its parts are filled in."""
    if finding.code == "measure_not_funded" and known_details(finding).get("funding") == "applied":
        return APPLIED_FOR
    return SENTENCES.get(finding.code, finding.code)


def known_details(finding: Finding) -> dict[str, Any]:
    """The details as everybody may read them, where everybody may read the finding."""
    details: dict[str, Any] = finding.public_details if finding.is_public else finding.details
    return details


def detail_parts(finding: Finding) -> dict[str, str]:
    """What sentences say beside the subjects: a day, a strength, how many plans support the goal."""
    details = known_details(finding)
    on = details.get("end") or details.get("valid_to")
    strength = details.get("strength")
    return {
        "day": day(date.fromisoformat(on)) if on else "",
        "strength": f" ({signed(strength)})" if strength is not None else "",
        "supported": supported_by(len(details.get("supporting_plans") or ())),
    }


def supported_by(plans: int) -> str:
    """How many plans in effect pull the other way, as a subordinate clause."""
    if not plans:
        return ""
    text = ngettext(
        ", which %(plans)d plan in effect supports", ", which %(plans)d plans in effect support", plans
    )
    return text % {"plans": plans}
