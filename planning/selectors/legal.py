"""The law that a plan rests on, by its family and country."""

from planning.models import PlanType

Family = PlanType.Family
#: Plan- och bygglagen (2010:900) chapter 3, kommunallagen (2017:725) chapter 11; plan- og bygningsloven
#: (2008) chapter 11, kommuneloven (2018) chapter 14.
BASES: dict[tuple[str, str], str] = {
    ("SE", Family.COMPREHENSIVE): "PBL 3 kap.",
    ("SE", Family.COMPREHENSIVE_PART): "PBL 3 kap.",
    ("SE", Family.BUDGET): "KL 11 kap.",
    ("NO", Family.COMPREHENSIVE): "pbl. kap. 11",
    ("NO", Family.COMPREHENSIVE_PART): "pbl. kap. 11",
    ("NO", Family.BUDGET): "koml. kap. 14",
}


def proposed_basis(family: str, country: str | None) -> str | None:
    """What a new plan of the family says of its legal basis; None where no law asks for such a plan."""
    return BASES.get((country or "", family))
