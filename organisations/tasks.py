"""What the bottom of the house does by the clock."""

from celery import shared_task

from organisations.services.repeating import forget_answers


@shared_task(expires=3600, soft_time_limit=60, time_limit=70)
def forget_kept_answers() -> None:
    """Forget what the API has answered more than a day ago."""
    forget_answers()
