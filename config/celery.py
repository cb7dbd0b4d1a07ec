"""The Celery application; `celery -A config worker -Q now` and `-Q fan_out`, `celery -A config beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("samplan")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Who asks for an organisation that others' edits concern says so; everything else is quick and goes first.
app.conf.task_routes = {"alignment.tasks.*": {"queue": "now"}}
app.autodiscover_tasks()
