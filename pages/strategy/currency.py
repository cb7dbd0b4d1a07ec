"""The currency of the comprehensive plan on a strategy's page: each requirement with its verdict."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from core.asking import Asking, ask
from pages.guards import Viewer
from pages.strategy.parts import Head, Part, PartLine, PartTable
from pages.things import Thing
from strategy.clock import NORWAY, SWEDEN
from strategy.models import LAW, OF_COUNTRY, PlanningStrategy, Requirement, RequirementVerdict, Verdict
from strategy.policies import can_run_strategy

TONES = {
    Verdict.CURRENT: "ok",
    Verdict.KEPT: "ok",
    Verdict.NOT_CURRENT: "broken",
    Verdict.REVISED_WHOLLY: "broken",
}
TABLE = PartTable(
    heads=(Head(_("What is judged")), Head(_("Verdict")), Head(_("Reasons")), Head(_("Prepared by"))),
    cells="strategy/currency_cells.html",
)
#: What the part is called, and what stands below that; a country without a name of its own has Sweden's.
HEADINGS = {
    SWEDEN: (
        _("Currency of the comprehensive plan"),
        _(
            "What the council judges, requirement by requirement, as the law asks it to. The verdict on the "
            "whole is part of its decision."
        ),
    ),
    NORWAY: (
        _("The kommuneplan"),
        _("Whether each part of the kommuneplan is revised or kept in the term, as the law asks."),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(PartLine):
    """A requirement with its law and what is judged."""

    verdict: RequirementVerdict | None
    tone: str

    @property
    def is_filled(self) -> bool:
        return self.verdict is not None


def currency_asked(viewer: Viewer, strategy: PlanningStrategy) -> Asking[Part]:
    """Every requirement of the country's law with the strategy's verdict on it."""
    verdicts = yield from ask(strategy.verdicts.select_related("unit"))
    found = {each.requirement: each for each in verdicts}
    country = viewer.organisation.country or ""
    title, note = HEADINGS.get(country, HEADINGS[SWEDEN])
    return Part(
        name="currency",
        kind="verdict",
        title=title,
        note=note,
        has_gaps=True,
        table=TABLE,
        lines=[judged(viewer, strategy, each, found.get(each)) for each in OF_COUNTRY.get(country, ())],
        above="strategy/currency_above.html",
    )


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
        name=Thing(str(Requirement(requirement).label)),
        sub=LAW[requirement],
        mark=requirement,
        verdict=verdict,
        tone=TONES.get(Verdict(verdict.verdict), "partial") if verdict else "neutral",
        url=url,
        edit_url=edit_url,
        edit_words=pgettext("a link", "Change") if verdict else str(_("Judge")),
    )
