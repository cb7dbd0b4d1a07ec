"""What planning announces: each carries `organisation` (whose edit it is) and the thing itself."""

from django.dispatch import Signal

#: A position's wording changed: `organisation`, `position`.
position_reworded = Signal()
#: A contribution was stated, changed, confirmed or withdrawn: `organisation`, `contribution`.
contribution_changed = Signal()
#: A plan type was made, changed or removed: `organisation`, `plan_type`.
plan_type_changed = Signal()
