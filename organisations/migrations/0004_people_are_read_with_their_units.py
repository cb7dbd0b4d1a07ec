"""A person's units belong to what a form over the person has read: their coming and going moves its version."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0003_slugs_not_reserved'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='membershipunit',
            trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE organisations_membership SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM new_values) SELECT membership_id FROM changed);\n\nRETURN NULL;', hash='dbc31b253206af431cc58470202378eb101c9926', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_7f425', referencing='REFERENCING NEW TABLE AS new_values ', table='organisations_membershipunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membershipunit',
            trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE organisations_membership SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM old_values) SELECT membership_id FROM changed);\n\nRETURN NULL;', hash='cd72d820716d83aee0a4099fe4e27cbb10d98c42', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_c82f7', referencing='REFERENCING OLD TABLE AS old_values ', table='organisations_membershipunit', when='AFTER')),
        ),
    ]
