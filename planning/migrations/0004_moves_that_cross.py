"""Two moves that cross can make no loop: a tree is looked at again at commit."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0003_adopted_from'),
        ('organisations', '0002_settle_before_trees'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='plan',
            trigger=pgtrigger.compiler.Trigger(name='plan_parent_no_loop_at_commit', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)', constraint='CONSTRAINT', declare='DECLARE problem text;', func='\nPERFORM organisations_settle();\nPERFORM pg_advisory_xact_lock(hashtextextended(\'trees\', 0));\nSELECT fault INTO problem\nFROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM (SELECT * FROM planning_plan WHERE id = NEW.id) AS moved WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN planning_plan t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.title) AS fault\n        FROM way JOIN planning_plan t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations\nLIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'plan_parent_no_loop\', MESSAGE = problem;\nEND IF;\nRETURN NULL;\n', hash='09f462de156939014273cdd4e5ab3597136feeae', operation='UPDATE', pgid='pgtrigger_plan_parent_no_loop_at_commit_d0769', table='planning_plan', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='section',
            trigger=pgtrigger.compiler.Trigger(name='section_parent_no_loop_at_commit', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)', constraint='CONSTRAINT', declare='DECLARE problem text;', func='\nPERFORM organisations_settle();\nPERFORM pg_advisory_xact_lock(hashtextextended(\'trees\', 0));\nSELECT fault INTO problem\nFROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM (SELECT * FROM planning_section WHERE id = NEW.id) AS moved WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN planning_section t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.heading) AS fault\n        FROM way JOIN planning_section t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations\nLIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'section_parent_no_loop\', MESSAGE = problem;\nEND IF;\nRETURN NULL;\n', hash='eb0e09435408e9dc9bad0d7a64d6339c2c8f416b', operation='UPDATE', pgid='pgtrigger_section_parent_no_loop_at_commit_accb9', table='planning_section', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
