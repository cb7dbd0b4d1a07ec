"""A goal moves to another framework only together with those below it."""

import core.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('goals', '0005_moves_that_cross'),
    ]

    operations = [
        core.operations.Batch(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='goal',
                    name='goal_parent_in_framework_insert',
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name='goal',
                    name='goal_parent_in_framework_update',
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='goal_parent_in_framework_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'"%s" is in another framework than its parent "%s"\', c.title, p.title) AS fault\n    FROM changed c JOIN goals_goal p ON p.id = c.parent_id WHERE p.framework_id <> c.framework_id\n    UNION ALL\n    SELECT format(\'"%s" is in another framework than its parent "%s"\', b.title, c.title)\n    FROM changed c JOIN goals_goal b ON b.parent_id = c.id WHERE b.framework_id <> c.framework_id\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_parent_in_framework\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='87d87600a46647655d106e81916693c74fc6e365', level='STATEMENT', operation='INSERT', pgid='pgtrigger_goal_parent_in_framework_insert_a65a5', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='goal_parent_in_framework_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."framework_id", n."key", n."parent_id", n."code", n."title", n."titles", n."text", n."scope", n."unit_id", n."valid_from", n."valid_to", n."superseded_by_id", n."colour") IS DISTINCT FROM ROW(o."framework_id", o."key", o."parent_id", o."code", o."title", o."titles", o."text", o."scope", o."unit_id", o."valid_from", o."valid_to", o."superseded_by_id", o."colour")) SELECT fault INTO problem FROM (\n    SELECT format(\'"%s" is in another framework than its parent "%s"\', c.title, p.title) AS fault\n    FROM changed c JOIN goals_goal p ON p.id = c.parent_id WHERE p.framework_id <> c.framework_id\n    UNION ALL\n    SELECT format(\'"%s" is in another framework than its parent "%s"\', b.title, c.title)\n    FROM changed c JOIN goals_goal b ON b.parent_id = c.id WHERE b.framework_id <> c.framework_id\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_parent_in_framework\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='40d106df322cd21b6cd6452f8c84b31a7d70298a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_goal_parent_in_framework_update_8339f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
            ],
        ),
    ]
