"""Two moves that cross can make no loop: a tree is looked at again at commit."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('goals', '0004_adopted_from'),
        ('organisations', '0002_settle_before_trees'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='goal',
            trigger=pgtrigger.compiler.Trigger(name='goal_parent_no_loop_at_commit', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)', constraint='CONSTRAINT', declare='DECLARE problem text;', func='\nPERFORM organisations_settle();\nPERFORM pg_advisory_xact_lock(hashtextextended(\'trees\', 0));\nSELECT fault INTO problem\nFROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM (SELECT * FROM goals_goal WHERE id = NEW.id) AS moved WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN goals_goal t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.title) AS fault\n        FROM way JOIN goals_goal t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations\nLIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_parent_no_loop\', MESSAGE = problem;\nEND IF;\nRETURN NULL;\n', hash='c3ac40e528150b0fd177fb71d95e78e1c18fe58e', operation='UPDATE', pgid='pgtrigger_goal_parent_no_loop_at_commit_86901', table='goals_goal', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
