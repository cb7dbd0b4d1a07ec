"""The product's Celery application, whose beat looks for what is behind every other second."""

from celery.schedules import schedule

from config.celery import app

app.conf.beat_schedule["recompute-what-is-behind"]["schedule"] = schedule(2)
