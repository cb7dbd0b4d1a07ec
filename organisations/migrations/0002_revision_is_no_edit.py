"""A new revision is no new version of the organisation: nobody edited it."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='organisation_parent_no_loop_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='stamp_update',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='organisation_parent_no_loop_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."key", n."slug", n."name", n."kind", n."country", n."code", n."parent_id", n."language", n."time_zone", n."accent", n."note", n."is_public") IS DISTINCT FROM ROW(o."key", o."slug", o."name", o."kind", o."country", o."code", o."parent_id", o."language", o."time_zone", o."accent", o."note", o."is_public")) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN organisations_organisation t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.name) AS fault\n        FROM way JOIN organisations_organisation t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'organisation_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='e21e32c9fe67a4a7c3500d4b6a0266169b8bbd8e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_organisation_parent_no_loop_update_67f0e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."key", NEW."slug", NEW."name", NEW."kind", NEW."country", NEW."code", NEW."parent_id", NEW."language", NEW."time_zone", NEW."accent", NEW."note", NEW."is_public")) IS DISTINCT FROM (ROW(OLD."key", OLD."slug", OLD."name", OLD."kind", OLD."country", OLD."code", OLD."parent_id", OLD."language", OLD."time_zone", OLD."accent", OLD."note", OLD."is_public")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='17be084d78d3d6e4cc6c7ff6d8bc0e82a036cddf', operation='UPDATE', pgid='pgtrigger_stamp_update_96622', table='organisations_organisation', when='BEFORE')),
        ),
    ]
