"""What of goals can be talked about, and which frameworks an organisation can follow."""

from typing import Any

from django.db.models import QuerySet

from dialogue.providers import Kind
from goals.models import Framework, Goal
from organisations.models import Organisation


def goals_talked_about(organisation: Organisation) -> QuerySet[Goal]:
    """Goals of own and adopted frameworks."""
    frameworks = Framework.objects.followed_by(organisation)
    return Goal.objects.filter(framework__in=frameworks).select_related("framework__organisation")


def frameworks_offered(organisation: Organisation, user: Any) -> QuerySet[Framework]:
    """Frameworks of other organisations that the person may read; a municipality's goals are its own."""
    visible = Organisation.objects.visible_to(user).exclude(pk=organisation.pk).values("pk")
    others = Framework.objects.filter(organisation__in=visible)
    return others.exclude(level=Framework.Level.MUNICIPAL)


KINDS = (Kind("goal", Goal, goals_talked_about, lambda goal: goal.unit_id, is_subscribed=True),)
