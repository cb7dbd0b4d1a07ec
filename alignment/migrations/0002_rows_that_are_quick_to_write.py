"""Lines behind numbers are made of what items say when they are looked at; cells carry no constraints that
each row pays for."""

import django.db.models.deletion
from django.db import migrations, models

LINES = ("items", "internal_items", "public_items")
# What is stored lacks what lines are made of: the next run writes it.
WRITE_AGAIN = """
UPDATE alignment_goalalignment SET digest = '';
UPDATE alignment_reportstate SET rules_version = 0;
"""


def unconstrained(name, model):
    return migrations.AlterField(
        model_name="matrixcell",
        name=name,
        field=models.ForeignKey(
            db_constraint=False,
            db_index=False,
            on_delete=django.db.models.deletion.CASCADE,
            related_name="+",
            to=model,
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("alignment", "0001_initial")]
    operations = [
        *(migrations.RemoveField(model_name="goalalignment", name=name) for name in LINES),
        migrations.AddField(
            model_name="goalalignment", name="below", field=models.JSONField(default=list)
        ),
        migrations.AddField(
            model_name="goalalignment", name="origins", field=models.BinaryField(default=b"")
        ),
        unconstrained("organisation", "organisations.organisation"),
        unconstrained("plan", "planning.plan"),
        unconstrained("goal", "goals.goal"),
        migrations.RunSQL(WRITE_AGAIN, migrations.RunSQL.noop),
    ]
