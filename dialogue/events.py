"""What dialogue announces: each carries `organisation` (whose edit it is) and the thing itself."""

from django.dispatch import Signal

#: A comment was written, changed, resolved, reopened, removed or put back: `organisation`, `comment`.
comment_changed = Signal()
#: A document was filed, renamed, removed or put back: `organisation`, `document`.
document_changed = Signal()
