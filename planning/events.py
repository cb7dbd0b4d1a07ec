"""What planning announces: each carries `organisation` (whose edit it is) and the thing itself."""

from django.dispatch import Signal

#: A position's wording changed: `organisation`, `position`.
position_reworded = Signal()
#: A contribution was stated, changed, confirmed or withdrawn: `organisation`, `contribution`.
contribution_changed = Signal()
#: A plan took a step in its course: `organisation`, `plan`.
plan_moved = Signal()
#: The next edition of a plan was begun: `organisation`, `plan` (the new edition).
revision_started = Signal()
#: A link to an earlier edition was moved or left, once it was looked at: `organisation`, `link`.
link_reviewed = Signal()
#: The wording of a decided plan was put right: `organisation`, `item`.
wording_corrected = Signal()
