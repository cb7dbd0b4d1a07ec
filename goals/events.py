"""What goals announces: each carries `organisation` (whose edit it is)."""

from django.dispatch import Signal

#: A framework, goal or link between goals changed: `organisation`.
goals_changed = Signal()
#: An indicator, target or observation changed: `organisation`.
followup_changed = Signal()
