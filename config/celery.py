"""The Celery application: `celery -A config worker` with `-Q now`, `-Q fan_out` and `-Q deliveries`, and
`celery -A config beat`.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("samplan")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Who asks for an organisation that others' edits concern says so; everything else is quick and goes first.
# Receivers of webhooks may be slow: they hold up a queue of their own.
app.conf.task_routes = {
    "alignment.tasks.*": {"queue": "now"},
    "interchange.tasks.deliver*": {"queue": "deliveries"},
}
app.autodiscover_tasks()
