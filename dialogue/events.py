"""What dialogue announces: each carries `organisation` (whose edit it is) and the thing itself."""

from django.dispatch import Signal

#: A comment was written, changed, resolved, reopened or removed: `organisation`, `comment`.
comment_changed = Signal()
