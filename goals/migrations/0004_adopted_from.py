"""From which organisations an organisation has adopted something: there it can record statements."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

VIEW = """
CREATE VIEW goals_adopted_from (organisation_id, owner_id) AS
SELECT a.organisation_id, f.organisation_id
FROM goals_frameworkadoption a JOIN goals_framework f ON f.id = a.framework_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('goals', '0003_framework_follower'),
    ]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW goals_adopted_from"),
        pgtrigger.migrations.RemoveTrigger(
            model_name='goallink',
            name='goal_link_adopted_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='goallink',
            name='goal_link_adopted_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='target',
            name='target_goal_adopted_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='target',
            name='target_goal_adopted_update',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goallink',
            trigger=pgtrigger.compiler.Trigger(name='goal_link_adopted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.source_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.target_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_link_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='4313c3bd05ad0752d9fbf2f36dab3d55474d35c0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_goal_link_adopted_insert_db188', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_goallink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goallink',
            trigger=pgtrigger.compiler.Trigger(name='goal_link_adopted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."key", n."source_id", n."target_id", n."relation", n."strength", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."key", o."source_id", o."target_id", o."relation", o."strength", o."rationale")) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.source_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.target_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_link_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='a2884a243fcbb68373a103a856f8feee49a76bae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_goal_link_adopted_update_666f5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_goallink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='target_goal_adopted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.goal_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'target_goal_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='7bcda09d86e18dcdc3c405db0fc1cb770cc6a5ef', level='STATEMENT', operation='INSERT', pgid='pgtrigger_target_goal_adopted_insert_b6c71', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_target', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='target_goal_adopted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."key", n."goal_id", n."indicator_id", n."scope", n."year", n."value", n."baseline_year", n."baseline_value", n."desired", n."accepted") IS DISTINCT FROM ROW(o."recorded_by_id", o."key", o."goal_id", o."indicator_id", o."scope", o."year", o."value", o."baseline_year", o."baseline_value", o."desired", o."accepted")) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.goal_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'target_goal_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='4996c57c91c3184eff14ac0efceb78e83a940829', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_target_goal_adopted_update_a10ea', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_target', when='AFTER')),
        ),
    ]
