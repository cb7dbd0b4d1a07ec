"""When what people talk about is followed by something else: talk that is not over goes along."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, Q

from dialogue.models import Comment, Notification
from organisations.models import Organisation


def move_open_comments(*, organisation: Organisation, model: type[Model], onto: Mapping[int, Model]) -> int:
    """Moves the organisation's open comments, with their answers, from things of a model to others of it.

    `onto` gives the new subject by the id of the old one. What is resolved stays as the story of where it
    was said. Notifications lead to the new place. Says how many comments there were. For services,
    inside their transaction; asks no policy.
    """
    kind = ContentType.objects.get_for_model(model)
    about = Comment.objects.filter(organisation=organisation, subject_type=kind, subject_id__in=list(onto))
    threads = about.filter(parent=None, resolved_at=None, removed_at=None)
    ids = list(threads.values_list("pk", flat=True))
    comments = list(
        about.filter(Q(pk__in=ids) | Q(parent__in=ids)).select_for_update(no_key=True).order_by("pk")
    )
    told = list(Notification.objects.filter(comment__in=comments))
    for row in (*comments, *told):
        row.subject_id = onto[row.subject_id].pk
    Comment.objects.bulk_update(comments, ["subject_id"])
    # What was said is as it was: nobody has changed it, and who is about to change it may.
    Comment.objects.filter(pk__in=[row.pk for row in comments]).update(version=F("version") - 1)
    Notification.objects.bulk_update(told, ["subject_id"])
    return len(ids)
