"""Statements concern adopters, found without joining every plan or goal to every statement."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0003_adopted_from'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='contribution',
            name='concerns_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contribution',
            name='concerns_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contribution',
            name='concerns_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='handover',
            name='concerns_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='handover',
            name='concerns_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='handover',
            name='concerns_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planlink',
            name='concerns_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planlink',
            name='concerns_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='planlink',
            name='concerns_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='positionlink',
            name='concerns_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='positionlink',
            name='concerns_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='positionlink',
            name='concerns_delete',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contribution',
            trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\n\nLEFT JOIN planning_position s ON s.id = c.position_id\nLEFT JOIN planning_measure m ON m.id = c.measure_id\n\nJOIN planning_planadoption f ON f.plan_id = COALESCE(c.plan_id, s.plan_id, m.plan_id)\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='ffd4298600bd90c9808c04ab3de3de0246e4877e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_b0f8f', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_contribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contribution',
            trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."plan_id", n."position_id", n."measure_id", n."goal_id", n."strength", n."rationale", n."reviewed_on", n."reviewed_by_id", n."reviewed_at") IS DISTINCT FROM ROW(o."recorded_by_id", o."plan_id", o."position_id", o."measure_id", o."goal_id", o."strength", o."rationale", o."reviewed_on", o."reviewed_by_id", o."reviewed_at") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."plan_id", n."position_id", n."measure_id", n."goal_id", n."strength", n."rationale", n."reviewed_on", n."reviewed_by_id", n."reviewed_at") IS DISTINCT FROM ROW(o."recorded_by_id", o."plan_id", o."position_id", o."measure_id", o."goal_id", o."strength", o."rationale", o."reviewed_on", o."reviewed_by_id", o."reviewed_at")) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\n\nLEFT JOIN planning_position s ON s.id = c.position_id\nLEFT JOIN planning_measure m ON m.id = c.measure_id\n\nJOIN planning_planadoption f ON f.plan_id = COALESCE(c.plan_id, s.plan_id, m.plan_id)\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='72f3decb56c7a39f447b27c954268afe1e3a094d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_3d4f0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_contribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contribution',
            trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\n\nLEFT JOIN planning_position s ON s.id = c.position_id\nLEFT JOIN planning_measure m ON m.id = c.measure_id\n\nJOIN planning_planadoption f ON f.plan_id = COALESCE(c.plan_id, s.plan_id, m.plan_id)\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='2cc9c55c92db11f8a30c44754b48a948e0d7d211', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_8e228', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_contribution', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_position s ON s.id = c.source_id\nJOIN planning_planadoption f ON f.plan_id = s.plan_id\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='7ad8d742b042696ed5731f39bfb82e320f58f274', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_ee9a7', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_handover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."source_id", n."target_id", n."state", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."source_id", o."target_id", o."state", o."rationale") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."source_id", n."target_id", n."state", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."source_id", o."target_id", o."state", o."rationale")) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_position s ON s.id = c.source_id\nJOIN planning_planadoption f ON f.plan_id = s.plan_id\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='f99b5c317464dfc483bf321e3b8b1f6b75ebe9bb', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_d4643', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_handover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handover',
            trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_position s ON s.id = c.source_id\nJOIN planning_planadoption f ON f.plan_id = s.plan_id\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='45d890a5d22b74e9d50585ced220475eb4d0bdc2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_12c16', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_handover', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planlink',
            trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\n\nJOIN planning_planadoption f ON f.plan_id = c.source_id\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='66b25de7e4eded39ea0a7016d4ba7aba9db39a36', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_99edd', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_planlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planlink',
            trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."source_id", n."target_id", n."relation", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."source_id", o."target_id", o."relation", o."rationale") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."source_id", n."target_id", n."relation", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."source_id", o."target_id", o."relation", o."rationale")) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\n\nJOIN planning_planadoption f ON f.plan_id = c.source_id\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='6af75f01e6388c1a900d4d24dbc56c6aaeea89e0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_0615f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_planlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='planlink',
            trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\n\nJOIN planning_planadoption f ON f.plan_id = c.source_id\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='7e202fbc470a361e4c02e7f7f9a88df46198db49', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_535b0', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_planlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='positionlink',
            trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_position s ON s.id = c.source_id\nJOIN planning_planadoption f ON f.plan_id = s.plan_id\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='acd04e983bea30d28dc4cb393136cf7fe8c9ef34', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_ab615', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_positionlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='positionlink',
            trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."source_id", n."target_id", n."relation", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."source_id", o."target_id", o."relation", o."rationale") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."source_id", n."target_id", n."relation", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."source_id", o."target_id", o."relation", o."rationale")) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_position s ON s.id = c.source_id\nJOIN planning_planadoption f ON f.plan_id = s.plan_id\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='d0df35b0bee2e11cd4995a0d166dc93f5d50a5d6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_13653', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_positionlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='positionlink',
            trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT recorded_by_id AS organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_position s ON s.id = c.source_id\nJOIN planning_planadoption f ON f.plan_id = s.plan_id\nWHERE (SELECT p.organisation_id FROM planning_plan p WHERE p.id = f.plan_id) = c.recorded_by_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='77c125d6ab3a9ee9b97455f317213fd7bb5e06ad', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_4d667', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_positionlink', when='AFTER')),
        ),
    ]
