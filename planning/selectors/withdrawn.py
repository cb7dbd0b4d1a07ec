"""What was stated and then withdrawn, as the history keeps it."""

from django.apps import apps

from organisations.models import Organisation
from planning.models import Contribution

FIELDS = ("plan_id", "position_id", "measure_id", "goal_id", "recorded_by_id", "strength", "rationale")


def withdrawn_contribution(pk: int, organisation: Organisation) -> Contribution | None:
    """A contribution of the organisation that is stored no longer, as it was last; never to be saved."""
    history = apps.get_model("planning", "ContributionHistory")
    rows = history._default_manager.filter(pgh_obj_id=pk, recorded_by=organisation).order_by("-pgh_id")
    last = rows.values(*FIELDS).first()
    return Contribution(pk=pk, version=0, **last) if last else None
