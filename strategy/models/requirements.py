"""What a planning strategy judges, requirement by requirement, with the law that asks for each.

Sweden: how far the comprehensive plan is current against PBL 3 kap. 3 §, 4 § second paragraph 1 and 2,
and 5 § (PBL 3 kap. 23 § first paragraph). Norway: whether the parts of the kommuneplan are to be revised
(pbl. § 10-1).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from strategy.clock import NORWAY, SWEDEN


class Requirement(models.TextChoices):
    """A requirement, by a code of ours."""

    LAND_USE = "se-3-3", _("Land and water use and the built environment")
    NATIONAL_INTERESTS = "se-3-4-1", _("How national interests are met")
    ENVIRONMENTAL_QUALITY = "se-3-4-2", _("How environmental quality norms are followed")
    HOUSING = "se-3-5-1", _("The long-term need of housing")
    COORDINATION = "se-3-5-2", _("Coordination with national and regional goals, plans and programmes")
    RURAL_SHORES = "se-3-5-3", _("Rural development near shores")
    CLIMATE_RISKS = "se-3-5-4", _("Climate-related risks to the built environment")
    REGIONAL_PLAN = "se-3-5-5", _("Deviation from a regional plan")
    SHARED_MATTERS = "se-3-5-6", _("Matters of several municipalities or of regional weight")
    SAMFUNNSDEL = "no-samfunnsdel", _("Kommuneplanens samfunnsdel")
    AREALDEL = "no-arealdel", _("Kommuneplanens arealdel")


class Verdict(models.TextChoices):
    """The council's verdict: in Sweden whether the plan is current, in Norway what becomes of the part."""

    CURRENT = "current", pgettext_lazy("a comprehensive plan", "Current")
    PARTLY_CURRENT = "partly_current", pgettext_lazy("a comprehensive plan", "Partly current")
    NOT_CURRENT = "not_current", pgettext_lazy("a comprehensive plan", "Not current")
    KEPT = "kept", pgettext_lazy("a part of the kommuneplan", "Kept as it is")
    REVISED_PARTLY = "revised_partly", pgettext_lazy("a part of the kommuneplan", "Revised partly")
    REVISED_WHOLLY = "revised_wholly", pgettext_lazy("a part of the kommuneplan", "Revised wholly")


#: The paragraph that asks for each.
LAW: dict[str, str] = {
    Requirement.LAND_USE: "PBL 3 kap. 3 §",
    Requirement.NATIONAL_INTERESTS: "PBL 3 kap. 4 § andra stycket 1",
    Requirement.ENVIRONMENTAL_QUALITY: "PBL 3 kap. 4 § andra stycket 2",
    Requirement.HOUSING: "PBL 3 kap. 5 § 1",
    Requirement.COORDINATION: "PBL 3 kap. 5 § 2",
    Requirement.RURAL_SHORES: "PBL 3 kap. 5 § 3",
    Requirement.CLIMATE_RISKS: "PBL 3 kap. 5 § 4",
    Requirement.REGIONAL_PLAN: "PBL 3 kap. 5 § 5",
    Requirement.SHARED_MATTERS: "PBL 3 kap. 5 § 6",
    Requirement.SAMFUNNSDEL: "pbl. §§ 10-1, 11-2",
    Requirement.AREALDEL: "pbl. §§ 10-1, 11-5",
}
#: By country: what is judged, and which verdicts there are.
OF_COUNTRY: dict[str, tuple[Requirement, ...]] = {
    SWEDEN: tuple(each for each in Requirement if each.startswith("se-")),
    NORWAY: tuple(each for each in Requirement if each.startswith("no-")),
}
VERDICTS: dict[str, tuple[Verdict, ...]] = {
    SWEDEN: (Verdict.CURRENT, Verdict.PARTLY_CURRENT, Verdict.NOT_CURRENT),
    NORWAY: (Verdict.KEPT, Verdict.REVISED_PARTLY, Verdict.REVISED_WHOLLY),
}
