"""What people say about things, and what is filed with them; works on any object."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.triggers import recorded
from organisations.models import Organisation


class About(models.Model):
    """Something that is about any object of an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.BigIntegerField()
    subject: Any = GenericForeignKey("subject_type", "subject_id")

    class Meta:
        abstract = True


@recorded()
class Comment(About, Record):
    """A remark on an object, perhaps an answer to another remark, perhaps calling on people by name."""

    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("created_at", "id")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="comment_of_subject")]

    def __str__(self) -> str:
        return self.text[:80]


@recorded()
class Mention(models.Model):
    """A person whom a comment calls on."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.comment_id}"


class Notification(About):
    """Something a person should know of; read or not."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["user", "read_at"], name="notification_unread")]

    def __str__(self) -> str:
        return self.text[:80]


@recorded()
class Document(About, Record):
    """A file that belongs to an object, kept privately and handed out as an attachment only."""

    title = models.CharField(max_length=300)
    file = models.FileField(upload_to="documents/%Y/%m/", max_length=300)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("title", "id")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="document_of_subject")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(size_bytes__lte=50 * 1024 * 1024), name="document_at_most_50_mebibytes"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Subscription(About):
    """A person's wish to hear of an object by e-mail."""

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        WEEKLY = "weekly", _("Weekly")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscriptions")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "subject_type", "subject_id"], name="subscription_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.get_rhythm_display()}"
