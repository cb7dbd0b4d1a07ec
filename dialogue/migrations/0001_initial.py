import core.operations
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('organisations', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.operations.Batch(
            operations=[
                migrations.CreateModel(
                    name='Comment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('subject_id', models.BigIntegerField()),
                        ('text', models.TextField()),
                        ('resolved_at', models.DateTimeField(blank=True, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='dialogue.comment')),
                        ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('created_at', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='CommentHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('subject_id', models.BigIntegerField()),
                        ('text', models.TextField()),
                        ('resolved_at', models.DateTimeField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dialogue.comment')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='dialogue.comment')),
                        ('resolved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('subject_type', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contenttypes.contenttype')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('subject_id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=300)),
                        ('file', models.FileField(max_length=300, upload_to='documents/%Y/%m/')),
                        ('media_type', models.CharField(max_length=100)),
                        ('size_bytes', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('title', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='DocumentHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('subject_id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=300)),
                        ('file', models.FileField(max_length=300, upload_to='documents/%Y/%m/')),
                        ('media_type', models.CharField(max_length=100)),
                        ('size_bytes', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='dialogue.document')),
                        ('subject_type', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contenttypes.contenttype')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Mention',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='dialogue.comment')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='MentionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('comment', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dialogue.comment')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='dialogue.mention')),
                        ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Notification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject_id', models.BigIntegerField()),
                        ('text', models.TextField()),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('-created_at', '-id'),
                    },
                ),
                migrations.CreateModel(
                    name='Subscription',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject_id', models.BigIntegerField()),
                        ('rhythm', models.CharField(choices=[('at_once', 'At once'), ('weekly', 'Weekly')], max_length=10)),
                        ('created_at', models.DateTimeField(auto_now_add=True)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('subject_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subscriptions', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
            ],
        ),
        core.operations.Batch(
            operations=[
                migrations.AddIndex(
                    model_name='comment',
                    index=models.Index(fields=['subject_type', 'subject_id'], name='comment_of_subject'),
                ),
                migrations.AddIndex(
                    model_name='document',
                    index=models.Index(fields=['subject_type', 'subject_id'], name='document_of_subject'),
                ),
                migrations.AddConstraint(
                    model_name='document',
                    constraint=models.CheckConstraint(condition=models.Q(('size_bytes__lte', 52428800)), name='document_at_most_50_mebibytes'),
                ),
                migrations.AddConstraint(
                    model_name='mention',
                    constraint=models.UniqueConstraint(fields=('comment', 'user'), name='mention_once'),
                ),
                migrations.AddIndex(
                    model_name='notification',
                    index=models.Index(fields=['user', 'read_at'], name='notification_unread'),
                ),
                migrations.AddConstraint(
                    model_name='subscription',
                    constraint=models.UniqueConstraint(fields=('user', 'subject_type', 'subject_id'), name='subscription_once'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='comment',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='b8e00a8bccc1590c60782a480c88131e6730ccd1', operation='INSERT', pgid='pgtrigger_stamp_insert_d9257', table='dialogue_comment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='comment',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."subject_type_id", NEW."subject_id", NEW."parent_id", NEW."text", NEW."resolved_at", NEW."resolved_by_id")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."subject_type_id", OLD."subject_id", OLD."parent_id", OLD."text", OLD."resolved_at", OLD."resolved_by_id")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='c8af3282e96422b62f6ecef1cfadd7817918cb8b', operation='UPDATE', pgid='pgtrigger_stamp_update_802f1', table='dialogue_comment', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='comment',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dialogue_commenthistory" ("id", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "subject_id", "subject_type_id", "text") SELECT new_values."id", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."resolved_at", new_values."resolved_by_id", new_values."subject_id", new_values."subject_type_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='52172b42ac3cc525b3d5935b495b6acb9354de1d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cfc54', referencing='REFERENCING NEW TABLE AS new_values ', table='dialogue_comment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='comment',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dialogue_commenthistory" ("id", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "subject_id", "subject_type_id", "text") SELECT new_values."id", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."resolved_at", new_values."resolved_by_id", new_values."subject_id", new_values."subject_type_id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."resolved_at" IS DISTINCT FROM (new_values."resolved_at") OR old_values."resolved_by_id" IS DISTINCT FROM (new_values."resolved_by_id") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."subject_type_id" IS DISTINCT FROM (new_values."subject_type_id") OR old_values."text" IS DISTINCT FROM (new_values."text")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='19b6fbfd908dcb44d99dde27e4cb07277e71ecc6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4f015', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='dialogue_comment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='comment',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dialogue_commenthistory" ("id", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolved_at", "resolved_by_id", "subject_id", "subject_type_id", "text") SELECT old_values."id", old_values."organisation_id", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."resolved_at", old_values."resolved_by_id", old_values."subject_id", old_values."subject_type_id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='507e5c417cd70235c3e1f034fbe2193d00877257', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_730d6', referencing='REFERENCING OLD TABLE AS old_values ', table='dialogue_comment', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='commenthistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='87355ce024cf0d3f85e4bd771e75618139ac1c5f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_14267', table='dialogue_commenthistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='document',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='08cbbc7dc9cc5b5ff0f0cd6cc3c88222a8ff028d', operation='INSERT', pgid='pgtrigger_stamp_insert_e10b3', table='dialogue_document', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='document',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."subject_type_id", NEW."subject_id", NEW."title", NEW."file", NEW."media_type", NEW."size_bytes", NEW."sha256")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."subject_type_id", OLD."subject_id", OLD."title", OLD."file", OLD."media_type", OLD."size_bytes", OLD."sha256")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='5e7d5967327d2653e181bd6dc54b65a49e8f6224', operation='UPDATE', pgid='pgtrigger_stamp_update_6599d', table='dialogue_document', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='document',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dialogue_documenthistory" ("file", "id", "media_type", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size_bytes", "subject_id", "subject_type_id", "title") SELECT new_values."file", new_values."id", new_values."media_type", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sha256", new_values."size_bytes", new_values."subject_id", new_values."subject_type_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='13f0d010a1f83ddbbf952a718f0cfedea773e2bb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1d2b4', referencing='REFERENCING NEW TABLE AS new_values ', table='dialogue_document', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='document',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dialogue_documenthistory" ("file", "id", "media_type", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size_bytes", "subject_id", "subject_type_id", "title") SELECT new_values."file", new_values."id", new_values."media_type", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sha256", new_values."size_bytes", new_values."subject_id", new_values."subject_type_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."file" IS DISTINCT FROM (new_values."file") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."media_type" IS DISTINCT FROM (new_values."media_type") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."size_bytes" IS DISTINCT FROM (new_values."size_bytes") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."subject_type_id" IS DISTINCT FROM (new_values."subject_type_id") OR old_values."title" IS DISTINCT FROM (new_values."title")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='30a8451ae0d1b0071cffb1abd107e7dc7cb87df3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2075f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='dialogue_document', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='document',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dialogue_documenthistory" ("file", "id", "media_type", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size_bytes", "subject_id", "subject_type_id", "title") SELECT old_values."file", old_values."id", old_values."media_type", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."sha256", old_values."size_bytes", old_values."subject_id", old_values."subject_type_id", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='60d9c33de1e88c92691a910f5a0ff971a679448e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2e7d1', referencing='REFERENCING OLD TABLE AS old_values ', table='dialogue_document', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='documenthistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e3a0bc9b7f2a70728808c4292873d37fe0735bf0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_68880', table='dialogue_documenthistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mention',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dialogue_mentionhistory" ("comment_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."comment_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c03246ab706d0ffbdb03da4253417dff66886f56', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2ed2a', referencing='REFERENCING NEW TABLE AS new_values ', table='dialogue_mention', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mention',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dialogue_mentionhistory" ("comment_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT new_values."comment_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='80bd8fe67b80fa40f7e77659a70befceb8874ebf', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_28945', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='dialogue_mention', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mention',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "dialogue_mentionhistory" ("comment_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") SELECT old_values."comment_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."user_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='130d0ac22197604487ed0412bd624c3c780992ff', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fb92d', referencing='REFERENCING OLD TABLE AS old_values ', table='dialogue_mention', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='mentionhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bdaf7667f081635a5a517d17b3dd19b09ead2be3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7ae96', table='dialogue_mentionhistory', when='BEFORE')),
                ),
            ],
        ),
    ]
