"""Trigrams, for searching by parts of words."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0005_weighing'),
    ]

    operations = [
        TrigramExtension(),
    ]
