"""Trees are looked at again at commit, after revisions are settled: all take their locks in that order."""

import core.operations
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

SETTLE = """
CREATE FUNCTION organisations_settle() RETURNS void LANGUAGE plpgsql AS $$
DECLARE ids bigint[];
BEGIN
    WITH gone AS (
        DELETE FROM organisations_change WHERE transaction = pg_current_xact_id()::text::bigint
        RETURNING organisation_id
    )
    SELECT array_agg(DISTINCT organisation_id) INTO ids FROM gone;
    IF ids IS NULL THEN RETURN; END IF;
    PERFORM 1 FROM organisations_organisation WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;
    UPDATE organisations_organisation SET revision = revision + 1 WHERE id = ANY(ids);
END;
$$;
COMMENT ON FUNCTION organisations_settle() IS
    'Moves the revision of each organisation that the running transaction concerns, in the order of their ids.';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(SETTLE, "DROP FUNCTION organisations_settle()"),
        core.operations.Batch(
            operations=[
                pgtrigger.migrations.RemoveTrigger(
                    model_name='change',
                    name='settle',
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='change',
                    trigger=pgtrigger.compiler.Trigger(name='settle', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    PERFORM organisations_settle();\n    RETURN NULL;\n', hash='aefa6b90c3ea4bd63102dba8b62b655046be0c8f', operation='INSERT', pgid='pgtrigger_settle_e917b', table='organisations_change', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='organisation_parent_no_loop_at_commit', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)', constraint='CONSTRAINT', declare='DECLARE problem text;', func='\nPERFORM organisations_settle();\nPERFORM pg_advisory_xact_lock(hashtextextended(\'trees\', 0));\nSELECT fault INTO problem\nFROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM (SELECT * FROM organisations_organisation WHERE id = NEW.id) AS moved WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN organisations_organisation t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.name) AS fault\n        FROM way JOIN organisations_organisation t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations\nLIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'organisation_parent_no_loop\', MESSAGE = problem;\nEND IF;\nRETURN NULL;\n', hash='1e9031bd302fe7abe73f84ab0ee46a944c714435', operation='UPDATE', pgid='pgtrigger_organisation_parent_no_loop_at_commit_a5bae', table='organisations_organisation', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='unit_parent_no_loop_at_commit', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)', constraint='CONSTRAINT', declare='DECLARE problem text;', func='\nPERFORM organisations_settle();\nPERFORM pg_advisory_xact_lock(hashtextextended(\'trees\', 0));\nSELECT fault INTO problem\nFROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM (SELECT * FROM organisations_unit WHERE id = NEW.id) AS moved WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN organisations_unit t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.name) AS fault\n        FROM way JOIN organisations_unit t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations\nLIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'unit_parent_no_loop\', MESSAGE = problem;\nEND IF;\nRETURN NULL;\n', hash='8d2fe299373baea7d20a752ad176630118daeed3', operation='UPDATE', pgid='pgtrigger_unit_parent_no_loop_at_commit_0f665', table='organisations_unit', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
            ],
        ),
    ]
