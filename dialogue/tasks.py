"""What is filed, by the clock."""

from celery import shared_task

from dialogue.services.documents import forget_documents


@shared_task(expires=3600, soft_time_limit=300, time_limit=310)
def forget_removed_documents() -> None:
    """Delete what was removed more than thirty days ago; its twin is `manage.py forget_documents`."""
    forget_documents()
