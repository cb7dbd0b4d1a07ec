"""Statements concern adopters, found without joining every plan or goal to every statement."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('goals', '0004_adopted_from'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='goallink',
            name='concerns_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='goallink',
            name='concerns_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='goallink',
            name='concerns_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='target',
            name='concerns_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='target',
            name='concerns_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='target',
            name='concerns_delete',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goallink',
            trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN goals_goal g ON g.id = c.source_id\nJOIN goals_frameworkadoption f ON f.framework_id = g.framework_id\nWHERE (SELECT w.organisation_id FROM goals_framework w WHERE w.id = f.framework_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='560201dfcb9ad975a00b2cb23249df63d0244d9c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_a04f7', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_goallink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goallink',
            trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."key", n."source_id", n."target_id", n."relation", n."strength", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."key", o."source_id", o."target_id", o."relation", o."strength", o."rationale") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."key", n."source_id", n."target_id", n."relation", n."strength", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."key", o."source_id", o."target_id", o."relation", o."strength", o."rationale")) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN goals_goal g ON g.id = c.source_id\nJOIN goals_frameworkadoption f ON f.framework_id = g.framework_id\nWHERE (SELECT w.organisation_id FROM goals_framework w WHERE w.id = f.framework_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='c4b5604720e874b7cf5a1e23f146a1aec4d80edd', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_8f746', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_goallink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='goallink',
            trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN goals_goal g ON g.id = c.source_id\nJOIN goals_frameworkadoption f ON f.framework_id = g.framework_id\nWHERE (SELECT w.organisation_id FROM goals_framework w WHERE w.id = f.framework_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='b2907b43e1eb0ab0da1240a297ffaae11e70365b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_c966e', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_goallink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN goals_goal g ON g.id = c.goal_id\nJOIN goals_frameworkadoption f ON f.framework_id = g.framework_id\nWHERE (SELECT w.organisation_id FROM goals_framework w WHERE w.id = f.framework_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='f73cf549eebd5e575dca5d7ef289ef7a19ab6d60', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_5a021', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_target', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."key", n."goal_id", n."indicator_id", n."scope", n."year", n."value", n."baseline_year", n."baseline_value", n."desired", n."accepted") IS DISTINCT FROM ROW(o."recorded_by_id", o."key", o."goal_id", o."indicator_id", o."scope", o."year", o."value", o."baseline_year", o."baseline_value", o."desired", o."accepted") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."key", n."goal_id", n."indicator_id", n."scope", n."year", n."value", n."baseline_year", n."baseline_value", n."desired", n."accepted") IS DISTINCT FROM ROW(o."recorded_by_id", o."key", o."goal_id", o."indicator_id", o."scope", o."year", o."value", o."baseline_year", o."baseline_value", o."desired", o."accepted")) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN goals_goal g ON g.id = c.goal_id\nJOIN goals_frameworkadoption f ON f.framework_id = g.framework_id\nWHERE (SELECT w.organisation_id FROM goals_framework w WHERE w.id = f.framework_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='980a471494191dd3d4bd60e801a00f9121dfaa79', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_8830a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_target', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='target',
            trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN goals_goal g ON g.id = c.goal_id\nJOIN goals_frameworkadoption f ON f.framework_id = g.framework_id\nWHERE (SELECT w.organisation_id FROM goals_framework w WHERE w.id = f.framework_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='d17faeb4a1dd53748818728253954f648fce4a96', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_fed30', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_target', when='AFTER')),
        ),
    ]
