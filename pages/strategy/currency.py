"""The currency of the comprehensive plan on a strategy's page: each requirement with its verdict."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from pages.guards import Viewer
from strategy.models import LAW, OF_COUNTRY, PlanningStrategy, Requirement, RequirementVerdict, Verdict
from strategy.policies import can_run_strategy

TONES = {
    Verdict.CURRENT: "ok",
    Verdict.KEPT: "ok",
    Verdict.NOT_CURRENT: "broken",
    Verdict.REVISED_WHOLLY: "broken",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement with its law and what is judged; addresses as the viewer's rights allow."""

    anchor: str
    name: str
    law: str
    verdict: RequirementVerdict | None
    tone: str
    url: str
    edit_url: str


def currency_of(viewer: Viewer, strategy: PlanningStrategy) -> list[Judged]:
    """Every requirement of the country's law with the strategy's verdict on it. One query."""
    found = {each.requirement: each for each in strategy.verdicts.select_related("unit")}
    return [
        judged(viewer, strategy, each, found.get(each))
        for each in OF_COUNTRY.get(viewer.organisation.country or "", ())
    ]


def judged(
    viewer: Viewer, strategy: PlanningStrategy, requirement: str, verdict: RequirementVerdict | None
) -> Judged:
    """One requirement with the verdict on it."""
    at = [viewer.organisation.slug, strategy.pk]
    url = edit_url = ""
    if verdict and viewer.is_member:
        url = reverse("strategy:verdict_detail", args=[*at, verdict.pk])
    if can_run_strategy(viewer.standing):
        asked = urlencode({"requirement": requirement})
        create_url = f"{reverse('strategy:verdict_create', args=at)}?{asked}"
        edit_url = reverse("strategy:verdict_edit", args=[*at, verdict.pk]) if verdict else create_url
    return Judged(
        anchor=f"verdict-{verdict.pk}" if verdict else f"requirement-{requirement}",
        name=str(Requirement(requirement).label),
        law=LAW[requirement],
        verdict=verdict,
        tone=TONES.get(Verdict(verdict.verdict), "partial") if verdict else "neutral",
        url=url,
        edit_url=edit_url,
    )
