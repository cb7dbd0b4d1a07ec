"""Positions that have a place on the map."""

from django.db.models import Q

from planning.models import Plan, Position

#: They hold, or are proposed; what is withdrawn, or stands in a plan that is past, has no place any more.
PLACED = Q(geometry__isnull=False, status=Position.Status.ACTIVE) & ~Q(plan__status__in=Plan.PAST)
