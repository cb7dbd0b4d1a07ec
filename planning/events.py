"""What planning announces: each carries `organisation` (whose edit it is) and the thing itself."""

from django.dispatch import Signal

#: A position's wording changed: `organisation`, `position`.
position_reworded = Signal()
#: A contribution was stated, changed, confirmed or withdrawn: `organisation`, `contribution`.
contribution_changed = Signal()
#: Many contributions were stated at once: `organisation`, `contributions`.
contributions_stated = Signal()
#: A plan was created, or its front page changed: `organisation`, `plan`.
plan_written = Signal()
#: A section was created, changed, moved, removed or restored: `organisation`, `section`.
section_written = Signal()
#: A position was created, changed, moved, withdrawn, removed or restored: `organisation`, `position`.
position_written = Signal()
#: A measure was created, changed, moved, removed or restored: `organisation`, `measure`.
measure_written = Signal()
#: A conflict of interest was registered, changed, weighed, decided or reopened: `organisation`, `conflict`.
conflict_changed = Signal()
#: Two plans or positions, or a measure and a position, were linked, or a link changed or removed:
#: `organisation`, `link`.
link_changed = Signal()
#: A position was offered to the comprehensive plan, or the offer changed, taken back or answered:
#: `organisation`, `hand_over`.
hand_over_changed = Signal()
#: A unit was asked to carry out a position, or that was changed, taken back or answered: `organisation`,
#: `commission`.
commission_changed = Signal()
#: A plan took a step in its course: `organisation`, `plan`.
plan_moved = Signal()
#: The next edition of a plan was begun: `organisation`, `plan` (the new edition).
revision_started = Signal()
#: A link to an earlier edition was moved or left, once it was looked at: `organisation`, `link`.
link_reviewed = Signal()
#: The wording of a decided plan was put right: `organisation`, `item`.
wording_corrected = Signal()
#: A measure or section got an earlier wording back: `organisation`, `part`.
wording_restored = Signal()
#: A plan type was made, changed or removed: `organisation`, `plan_type`.
plan_type_changed = Signal()
#: Another's plan was adopted, the decision put right, or the plan left: `organisation`, `adoption`.
plan_adoption_changed = Signal()
