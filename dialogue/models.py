"""What people say about things, and what is filed with them; works on any object."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import Record
from core.triggers import recorded, refuses
from dialogue import triggers
from organisations.models import Organisation


class About(models.Model):
    """Something that is about any object of an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.BigIntegerField()
    subject: Any = GenericForeignKey("subject_type", "subject_id")

    class Meta:
        abstract = True


@recorded(refuses("comment_answers_one_level_down", triggers.ANSWER_ONE_LEVEL_DOWN))
class Comment(About, Record):
    """A remark on an object, perhaps an answer to another remark, perhaps calling on people by name.

    A removed one leaves its place, without its text: what was answered to it keeps its meaning.
    """

    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("created_at", "id")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="comment_of_subject")]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(removed_at__isnull=True) & ~models.Q(text=""))
                | models.Q(removed_at__isnull=False, text=""),
                name="comment_has_text_until_removed",
            ),
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True) | models.Q(parent__isnull=True),
                name="comment_resolved_with_its_answers",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_removed(self) -> bool:
        """Only its place is left."""
        return self.removed_at is not None

    @property
    def is_resolved(self) -> bool:
        """Nothing more is to be done about it."""
        return self.resolved_at is not None


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
    """Something a person should know of; read or not. It tells of a comment, or says it in its text."""

    class Cause(models.TextChoices):
        MENTIONED = "mentioned", _("Mentioned")
        ANSWERED = "answered", _("Answered")
        OTHER = "other", _("Other")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    cause = models.CharField(max_length=20, choices=Cause, default=Cause.OTHER)
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, blank=True, related_name="notifications")
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["user", "read_at"], name="notification_unread")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(comment__isnull=False, text="")
                | (models.Q(comment__isnull=True) & ~models.Q(text="")),
                name="notification_tells_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80] if self.comment is None else str(self.comment)


class DocumentQuerySet(models.QuerySet["Document"]):
    """What is filed with things."""

    def there(self) -> "DocumentQuerySet":
        """What has not been removed."""
        return self.filter(removed_at=None)


@recorded()
class Document(About, Record):
    """A file that belongs to an object, kept privately and handed out as an attachment only.

    What it holds never changes: another file is another document. A removed one can be put back for thirty
    days; then its file is deleted, too.
    """

    MOST_BYTES = 50 * 1024 * 1024

    title = models.CharField(max_length=300)
    file = models.FileField(upload_to="documents/%Y/%m/", max_length=300)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

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

    @property
    def ending(self) -> str:
        """Of which sort the file is, as people know it: PDF, DOCX."""
        return PurePath(self.file.name or "").suffix.removeprefix(".").upper()


class Subscription(About):
    """A person's wish to hear of a goal, or of the whole organisation, by e-mail.

    `told_number` is the report up to which the person knows what there was to tell; `looked_at` when it was
    last asked whether there is more.
    """

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        WEEKLY = "weekly", _("Weekly")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscriptions")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    created_at = models.DateTimeField(auto_now_add=True)
    told_number = models.PositiveIntegerField(default=0)
    looked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("organisation", "-created_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "subject_type", "subject_id"], name="subscription_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "rhythm"], name="subscription_by_rhythm")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.get_rhythm_display()}"


class Letter(models.Model):
    """An e-mail that a subscription led to: it tells of what a report says that an earlier one did not.

    No subscription tells of the same report twice: the database refuses.
    """

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="letters")
    number = models.PositiveIntegerField()
    since_number = models.PositiveIntegerField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-sent_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=["subscription", "number"], name="letter_once"),
            models.CheckConstraint(
                condition=models.Q(since_number__lt=models.F("number")), name="letter_tells_of_something_new"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subscription_id}: {self.since_number} → {self.number}"


class Feedback(models.Model):
    """What somebody outside says of the organisation's pages: that they cannot use them, or find them wrong.

    Kept without a history, so that what a person wrote of themselves is gone when it is removed.
    """

    LONGEST = 4000

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="feedback")
    text = models.TextField()
    page = models.CharField(max_length=500, blank=True)
    email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["organisation", "-created_at"], name="feedback_newest_first")]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="feedback_has_text")]

    def __str__(self) -> str:
        return self.text[:80]
