"""What every record that people edit has in common."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

#: Fields that the database fills in by itself: a change of nothing else is no change.
AUTOMATIC_FIELDS = ("version", "created_at", "created_by", "updated_at", "updated_by")


class Record(models.Model):
    """A row that people edit: it counts its versions and remembers who touched it first and last.

    All five fields are kept by triggers (`core.triggers.recorded`), so that a bulk update or plain
    SQL counts as much as a form. `created_by` and `updated_by` are the person of the request.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )
    updated_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
