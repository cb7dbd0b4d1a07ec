import core.operations
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.operations.Batch(
            operations=[
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('email', models.EmailField(max_length=254, unique=True, verbose_name='e-mail address')),
                        ('name', models.CharField(blank=True, max_length=150)),
                        ('language', models.CharField(blank=True, choices=[('sv', 'Swedish'), ('nb', 'Norwegian Bokmål'), ('nn', 'Norwegian Nynorsk'), ('en', 'English')], max_length=2)),
                        ('is_demo', models.BooleanField(default=False, help_text='May log in only where settings.DEMO is set.')),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name': 'user',
                        'verbose_name_plural': 'users',
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Change',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('organisation_id', models.BigIntegerField()),
                        ('transaction', models.BigIntegerField()),
                    ],
                    options={
                        'db_table': 'organisations_change',
                        'indexes': [models.Index(fields=['transaction', 'organisation_id'], name='change_of_transaction')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('role', models.CharField(choices=[('reader', 'Reader'), ('editor', 'Editor'), ('coordinator', 'Coordinator'), ('administrator', 'Administrator')], max_length=20)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('organisation', 'user'),
                    },
                ),
                migrations.CreateModel(
                    name='MembershipUnit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unit_rows', to='organisations.membership')),
                    ],
                ),
                migrations.CreateModel(
                    name='Organisation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, unique=True, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('slug', models.SlugField(max_length=100, unique=True)),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('international', 'International'), ('national', 'National'), ('region', 'Region'), ('municipality', 'Municipality')], max_length=20)),
                        ('country', models.CharField(blank=True, max_length=2, null=True)),
                        ('code', models.CharField(blank=True, max_length=20, null=True)),
                        ('language', models.CharField(choices=[('sv', 'Swedish'), ('nb', 'Norwegian Bokmål'), ('nn', 'Norwegian Nynorsk'), ('en', 'English')], default='sv', max_length=2)),
                        ('time_zone', models.CharField(default='Europe/Stockholm', max_length=50)),
                        ('accent', models.CharField(default='#1a5f7a', max_length=7)),
                        ('note', models.TextField(blank=True)),
                        ('is_public', models.BooleanField(default=False)),
                        ('revision', models.PositiveBigIntegerField(default=0, editable=False)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisations.organisation')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('name', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='MembershipHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(choices=[('reader', 'Reader'), ('editor', 'Editor'), ('coordinator', 'Coordinator'), ('administrator', 'Administrator')], max_length=20)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='organisations.membership')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='membership',
                    name='organisation',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation'),
                ),
                migrations.CreateModel(
                    name='ApiToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('access', models.CharField(choices=[('read', 'Read'), ('write', 'Read and write')], default='read', max_length=10)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('expires_at', models.DateTimeField()),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('last_used_at', models.DateTimeField(blank=True, null=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to='organisations.organisation')),
                    ],
                    options={
                        'ordering': ('-created_at',),
                    },
                ),
                migrations.CreateModel(
                    name='OrganisationHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('slug', models.SlugField(db_index=False, max_length=100)),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('international', 'International'), ('national', 'National'), ('region', 'Region'), ('municipality', 'Municipality')], max_length=20)),
                        ('country', models.CharField(blank=True, max_length=2, null=True)),
                        ('code', models.CharField(blank=True, max_length=20, null=True)),
                        ('language', models.CharField(choices=[('sv', 'Swedish'), ('nb', 'Norwegian Bokmål'), ('nn', 'Norwegian Nynorsk'), ('en', 'English')], default='sv', max_length=2)),
                        ('time_zone', models.CharField(default='Europe/Stockholm', max_length=50)),
                        ('accent', models.CharField(default='#1a5f7a', max_length=7)),
                        ('note', models.TextField(blank=True)),
                        ('is_public', models.BooleanField(default=False)),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='organisations.organisation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Unit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('council', 'Council'), ('board', 'Board'), ('committee', 'Committee'), ('department', 'Department'), ('company', 'Company'), ('external', 'External actor')], max_length=20)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='organisations.organisation')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisations.unit')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('organisation', 'name', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='MembershipUnitHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('membership', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.membership')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='organisations.membershipunit')),
                        ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.unit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='membershipunit',
                    name='unit',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.unit'),
                ),
                migrations.AddField(
                    model_name='membership',
                    name='units',
                    field=models.ManyToManyField(related_name='memberships', through='organisations.MembershipUnit', to='organisations.unit'),
                ),
                migrations.CreateModel(
                    name='UnitHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('name', models.CharField(max_length=200)),
                        ('kind', models.CharField(choices=[('council', 'Council'), ('board', 'Board'), ('committee', 'Committee'), ('department', 'Department'), ('company', 'Company'), ('external', 'External actor')], max_length=20)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.unit')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='organisations.unit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
            ],
        ),
        core.operations.Batch(
            operations=[
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='organisation_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(('accent__regex', '^#[0-9a-f]{6}$')), name='organisation_accent_is_colour'),
                ),
                migrations.AddConstraint(
                    model_name='unit',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='unit_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='unit',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='unit_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='membershipunit',
                    constraint=models.UniqueConstraint(fields=('membership', 'unit'), name='membership_unit_once'),
                ),
                migrations.AddConstraint(
                    model_name='membership',
                    constraint=models.UniqueConstraint(fields=('user', 'organisation'), name='membership_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='change',
                    trigger=pgtrigger.compiler.Trigger(name='settle', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', declare='DECLARE ids bigint[];', func='\n    WITH gone AS (\n        DELETE FROM organisations_change WHERE transaction = pg_current_xact_id()::text::bigint\n        RETURNING organisation_id\n    )\n    SELECT array_agg(DISTINCT organisation_id) INTO ids FROM gone;\n    IF ids IS NULL THEN RETURN NULL; END IF;\n    PERFORM 1 FROM organisations_organisation WHERE id = ANY(ids) ORDER BY id FOR NO KEY UPDATE;\n    UPDATE organisations_organisation SET revision = revision + 1 WHERE id = ANY(ids);\n    RETURN NULL;\n', hash='0f6fe0eee24e8383c363959f7f22e038ba337105', operation='INSERT', pgid='pgtrigger_settle_e917b', table='organisations_change', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT id AS organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='a340422ac638880ad0ebd5cebe18fe701cce4805', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_61511', referencing='REFERENCING NEW TABLE AS new_values ', table='organisations_organisation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."key", n."slug", n."name", n."kind", n."country", n."code", n."parent_id", n."language", n."time_zone", n."accent", n."note", n."is_public") IS DISTINCT FROM ROW(o."key", o."slug", o."name", o."kind", o."country", o."code", o."parent_id", o."language", o."time_zone", o."accent", o."note", o."is_public") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."key", n."slug", n."name", n."kind", n."country", n."code", n."parent_id", n."language", n."time_zone", n."accent", n."note", n."is_public") IS DISTINCT FROM ROW(o."key", o."slug", o."name", o."kind", o."country", o."code", o."parent_id", o."language", o."time_zone", o."accent", o."note", o."is_public")) SELECT id AS organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='f464258078e3e4e6c54e20dbd8fb70a635e3d89b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_5b9ad', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_organisation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT id AS organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='64453e3d66f299d77a2fff498a5ca96b1bed4048', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_ebcdc', referencing='REFERENCING OLD TABLE AS old_values ', table='organisations_organisation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='organisation_parent_no_loop_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN organisations_organisation t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.name) AS fault\n        FROM way JOIN organisations_organisation t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'organisation_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='125a9dc18b2367d9658de784fa68a9bd86349d16', level='STATEMENT', operation='INSERT', pgid='pgtrigger_organisation_parent_no_loop_insert_fda05', referencing='REFERENCING NEW TABLE AS new_values ', table='organisations_organisation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='organisation_parent_no_loop_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."key", n."slug", n."name", n."kind", n."country", n."code", n."parent_id", n."language", n."time_zone", n."accent", n."note", n."is_public") IS DISTINCT FROM ROW(o."key", o."slug", o."name", o."kind", o."country", o."code", o."parent_id", o."language", o."time_zone", o."accent", o."note", o."is_public")) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN organisations_organisation t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.name) AS fault\n        FROM way JOIN organisations_organisation t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'organisation_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='e21e32c9fe67a4a7c3500d4b6a0266169b8bbd8e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_organisation_parent_no_loop_update_67f0e', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_organisation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='4b02e167bc1c8f0f6bf9aaf97feca902cf503786', operation='INSERT', pgid='pgtrigger_stamp_insert_c642a', table='organisations_organisation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."key", NEW."slug", NEW."name", NEW."kind", NEW."country", NEW."code", NEW."parent_id", NEW."language", NEW."time_zone", NEW."accent", NEW."note", NEW."is_public")) IS DISTINCT FROM (ROW(OLD."key", OLD."slug", OLD."name", OLD."kind", OLD."country", OLD."code", OLD."parent_id", OLD."language", OLD."time_zone", OLD."accent", OLD."note", OLD."is_public")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='17be084d78d3d6e4cc6c7ff6d8bc0e82a036cddf', operation='UPDATE', pgid='pgtrigger_stamp_update_96622', table='organisations_organisation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_organisationhistory" ("accent", "code", "country", "id", "is_public", "key", "kind", "language", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "time_zone") SELECT new_values."accent", new_values."code", new_values."country", new_values."id", new_values."is_public", new_values."key", new_values."kind", new_values."language", new_values."name", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."slug", new_values."time_zone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f4c2ac5a5b9deab9c4072bd542b52866ddb07e87', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_040c9', referencing='REFERENCING NEW TABLE AS new_values ', table='organisations_organisation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_organisationhistory" ("accent", "code", "country", "id", "is_public", "key", "kind", "language", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "time_zone") SELECT new_values."accent", new_values."code", new_values."country", new_values."id", new_values."is_public", new_values."key", new_values."kind", new_values."language", new_values."name", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."slug", new_values."time_zone" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."accent" IS DISTINCT FROM (new_values."accent") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_public" IS DISTINCT FROM (new_values."is_public") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."slug" IS DISTINCT FROM (new_values."slug") OR old_values."time_zone" IS DISTINCT FROM (new_values."time_zone")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c6b028d41bba4f097bfff016a0bbd5ccde4dfc5a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0b99b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_organisation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisation',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_organisationhistory" ("accent", "code", "country", "id", "is_public", "key", "kind", "language", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "time_zone") SELECT old_values."accent", old_values."code", old_values."country", old_values."id", old_values."is_public", old_values."key", old_values."kind", old_values."language", old_values."name", old_values."note", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."slug", old_values."time_zone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0416175679717351fee15d2684524eb6e1c829ae', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_57a4b', referencing='REFERENCING OLD TABLE AS old_values ', table='organisations_organisation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershiphistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fae5b89600f0b28c1a6cc8e2d4730baba550675e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0f910', table='organisations_membershiphistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='organisationhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f9f1b82b614142d45e51dfe123f9dc41e282d5f0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dd976', table='organisations_organisationhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='d98aad11d69e356ccc84bb0eca4d3862e2771599', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_ee2b1', referencing='REFERENCING NEW TABLE AS new_values ', table='organisations_unit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."name", n."kind", n."parent_id") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."name", o."kind", o."parent_id") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."name", n."kind", n."parent_id") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."name", o."kind", o."parent_id")) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='9670053a15ccf0dce36f29999da8ab3fbb8a807a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_63333', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_unit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='b4ec76a3a25bf5c2f6005cf3cbe06db2c3b212f4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_525aa', referencing='REFERENCING OLD TABLE AS old_values ', table='organisations_unit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='unit_parent_no_loop_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN organisations_unit t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.name) AS fault\n        FROM way JOIN organisations_unit t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'unit_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='92b1cc297f372993d3a3265842c2d70ab1bef8ba', level='STATEMENT', operation='INSERT', pgid='pgtrigger_unit_parent_no_loop_insert_366d8', referencing='REFERENCING NEW TABLE AS new_values ', table='organisations_unit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='unit_parent_no_loop_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."name", n."kind", n."parent_id") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."name", o."kind", o."parent_id")) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN organisations_unit t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.name) AS fault\n        FROM way JOIN organisations_unit t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'unit_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='e82fb29526e9cbc2dec108fad829918a34fe7918', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_unit_parent_no_loop_update_fb871', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_unit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='d60be2bdf56e78b0e82dbddb28bc75cc6a2b7acf', operation='INSERT', pgid='pgtrigger_stamp_insert_0627a', table='organisations_unit', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."key", NEW."name", NEW."kind", NEW."parent_id")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."key", OLD."name", OLD."kind", OLD."parent_id")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='e7c7fc55a893f0bd4294097ceebf1bbac0022d10', operation='UPDATE', pgid='pgtrigger_stamp_update_00345', table='organisations_unit', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_unithistory" ("id", "key", "kind", "name", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."key", new_values."kind", new_values."name", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b935ae28b15b135bd15ce32b74c5c0b9c9eb36f7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dce7b', referencing='REFERENCING NEW TABLE AS new_values ', table='organisations_unit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_unithistory" ("id", "key", "kind", "name", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."key", new_values."kind", new_values."name", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1745ce018d0b2ffbf1c2519d7d1564902742d5f9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a7406', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_unit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unit',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_unithistory" ("id", "key", "kind", "name", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."key", old_values."kind", old_values."name", old_values."organisation_id", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='afb0431769c803ea9c8abbc06095dd442e2b8e9c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3ecda', referencing='REFERENCING OLD TABLE AS old_values ', table='organisations_unit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipunithistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7e646b60d260486e90b06c0f9004623f0da4677b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d1d84', table='organisations_membershipunithistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipunit',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_membershipunithistory" ("id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."id", new_values."membership_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='989843ac179faabb15e0f8c4f2c69f2b69f50d6a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_38fe5', referencing='REFERENCING NEW TABLE AS new_values ', table='organisations_membershipunit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipunit',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_membershipunithistory" ("id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."id", new_values."membership_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4745228a3090cd099296c95deb3c03bf8406b413', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_69b79', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_membershipunit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membershipunit',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_membershipunithistory" ("id", "membership_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT old_values."id", old_values."membership_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7f4e531c73156a43f1583a601cbb265041604c93', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_488f7', referencing='REFERENCING OLD TABLE AS old_values ', table='organisations_membershipunit', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='7893a2041fa60da28b19735951675f2bf0c814b8', operation='INSERT', pgid='pgtrigger_stamp_insert_1e087', table='organisations_membership', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."user_id", NEW."organisation_id", NEW."role")) IS DISTINCT FROM (ROW(OLD."user_id", OLD."organisation_id", OLD."role")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='040cbc10eebe2ce13f1b43efae661654e3f6796f', operation='UPDATE', pgid='pgtrigger_stamp_update_a5388', table='organisations_membership', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_membershiphistory" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c746cea7430f201d31b617b1aeb1bb356f0c5e88', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ea1f9', referencing='REFERENCING NEW TABLE AS new_values ', table='organisations_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_membershiphistory" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."role", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."role" IS DISTINCT FROM (new_values."role") OR old_values."user_id" IS DISTINCT FROM (new_values."user_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d417be2a3b629603d4533d30ee1489086b218fb5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8973b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='organisations_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='membership',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisations_membershiphistory" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") SELECT old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='724b5d18b98446d1aabbe93d9575b59b807f26ff', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b591d', referencing='REFERENCING OLD TABLE AS old_values ', table='organisations_membership', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='unithistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='66d081762174ed6a8648cbd70a0ab390da3395c3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d8cb5', table='organisations_unithistory', when='BEFORE')),
                ),
            ],
        ),
    ]
