"""Plans that the law asks every municipality for, and which of them are not recorded.

Only what is confirmed: a plan is recognised by its family or by what its legal basis says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from planning.models import PlanType
from strategy.clock import NORWAY, SWEDEN

Family = PlanType.Family


@dataclass(frozen=True, slots=True)
class Required:
    """A plan that a municipality has to have: its name, its law, and how one is recognised."""

    name: Promise
    law: str
    pattern: str
    families: tuple[str, ...] = ()

    def is_met_by(self, family: str, basis: str | None) -> bool:
        """Whether a plan of that family and legal basis is such a one."""
        return family in self.families or bool(re.search(self.pattern, basis or "", re.IGNORECASE))


#: Norway's laws: plan- og bygningsloven (pbl.) and kommuneloven (koml.).
REQUIRED: dict[str, tuple[Required, ...]] = {
    SWEDEN: (
        Required(_("Comprehensive plan"), "PBL 3 kap.", r"\bPBL 3 kap\.? ?1\b", (Family.COMPREHENSIVE,)),
        Required(_("Budget and plan for several years"), "KL 11 kap. 5–6 §§", r"\bKL 11\b", (Family.BUDGET,)),
        Required(_("Programme for private providers"), "KL 5 kap. 3 §", r"\bKL 5 kap\.? ?3\b"),
        Required(_("Waste plan"), "MB 15 kap.", r"\b(MB|miljöbalken) 15\b"),
        Required(_("Action plan against crime"), "SFS 2023:196", r"\b2023:196\b"),
        Required(_("Library plan"), "SFS 2013:801 17 §", r"\b2013:801\b"),
        Required(_("Action plan for the supply of housing"), "SFS 2000:1383", r"\b2000:1383\b"),
    ),
    NORWAY: (
        Required(_("Kommuneplanens samfunnsdel"), "pbl. § 11-2", r"§+ ?11-2\b"),
        Required(_("Kommuneplanens arealdel"), "pbl. § 11-5", r"§+ ?11-5\b", (Family.COMPREHENSIVE,)),
        Required(_("Financial plan"), "koml. § 14-4", r"\bkoml\.? (§ ?|kap\.? ?)14\b", (Family.BUDGET,)),
    ),
}


def missing(country: str | None, recorded: Iterable[tuple[str, str | None]]) -> list[Required]:
    """What the country's law asks for and none of the plans (family and legal basis) is."""
    plans = list(recorded)
    return [
        each
        for each in REQUIRED.get(country or "", ())
        if not any(each.is_met_by(family, basis) for family, basis in plans)
    ]
