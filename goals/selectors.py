"""What of goals can be talked about: who sees it, and which unit answers for it."""

from django.db.models import QuerySet

from dialogue.providers import Kind
from goals.models import Framework, Goal
from organisations.models import Organisation


def goals_talked_about(organisation: Organisation) -> QuerySet[Goal]:
    """Goals of own and adopted frameworks."""
    frameworks = Framework.objects.followed_by(organisation)
    return Goal.objects.filter(framework__in=frameworks).select_related("framework__organisation")


KINDS = (Kind("goal", Goal, goals_talked_about, lambda goal: goal.unit_id),)
