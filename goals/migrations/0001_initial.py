import core.operations
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.operations.Batch(
            operations=[
                migrations.CreateModel(
                    name='Evidence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('title', models.CharField(max_length=300)),
                        ('source', models.CharField(max_length=500)),
                        ('year', models.SmallIntegerField(blank=True, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='organisations.organisation')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'evidence',
                        'ordering': ('title', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='EvidenceGoal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goal_rows', to='goals.evidence')),
                    ],
                ),
                migrations.CreateModel(
                    name='EvidenceHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('title', models.CharField(max_length=300)),
                        ('source', models.CharField(max_length=500)),
                        ('year', models.SmallIntegerField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.evidence')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Framework',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('title', models.CharField(max_length=300)),
                        ('level', models.CharField(choices=[('international', 'International'), ('national', 'National'), ('regional', 'Regional'), ('municipal', 'Municipal')], max_length=20)),
                        ('version_label', models.CharField(blank=True, max_length=50, null=True)),
                        ('tracked_depth', models.PositiveSmallIntegerField(default=1)),
                        ('source', models.URLField(blank=True, max_length=500, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='frameworks', to='organisations.organisation')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('organisation', 'key'),
                    },
                ),
                migrations.CreateModel(
                    name='FrameworkAdoption',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('tracked_depth', models.PositiveSmallIntegerField(default=1)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='goals.framework')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='framework_adoptions', to='organisations.organisation')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('organisation', 'framework'),
                    },
                ),
                migrations.CreateModel(
                    name='AdoptionExclusion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('adoption', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exclusions', to='goals.frameworkadoption')),
                    ],
                ),
                migrations.CreateModel(
                    name='FrameworkAdoptionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('tracked_depth', models.PositiveSmallIntegerField(default=1)),
                        ('framework', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.framework')),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.frameworkadoption')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='FrameworkHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('title', models.CharField(max_length=300)),
                        ('level', models.CharField(choices=[('international', 'International'), ('national', 'National'), ('regional', 'Regional'), ('municipal', 'Municipal')], max_length=20)),
                        ('version_label', models.CharField(blank=True, max_length=50, null=True)),
                        ('tracked_depth', models.PositiveSmallIntegerField(default=1)),
                        ('source', models.URLField(blank=True, max_length=500, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.framework')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Goal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('code', models.CharField(blank=True, max_length=50, null=True)),
                        ('title', models.CharField(max_length=500)),
                        ('titles', models.JSONField(blank=True, default=dict)),
                        ('text', models.TextField(blank=True, null=True)),
                        ('scope', models.CharField(choices=[('society', 'Society'), ('organisation', 'Organisation')], default='society', max_length=20)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('colour', models.CharField(blank=True, max_length=7, null=True)),
                        ('wording_changed_at', models.DateTimeField(editable=False, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('framework', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='goals.framework')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='goals.goal')),
                        ('superseded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='goals.goal')),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='organisations.unit')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('framework', 'key'),
                    },
                ),
                migrations.AddField(
                    model_name='frameworkadoption',
                    name='excluded',
                    field=models.ManyToManyField(related_name='excluded_by', through='goals.AdoptionExclusion', to='goals.goal'),
                ),
                migrations.CreateModel(
                    name='EvidenceGoalHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('evidence', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.evidence')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.evidencegoal')),
                        ('goal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.goal')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='evidencegoal',
                    name='goal',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence_rows', to='goals.goal'),
                ),
                migrations.AddField(
                    model_name='evidence',
                    name='goals',
                    field=models.ManyToManyField(related_name='evidence', through='goals.EvidenceGoal', to='goals.goal'),
                ),
                migrations.CreateModel(
                    name='AdoptionExclusionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.adoptionexclusion')),
                        ('adoption', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.frameworkadoption')),
                        ('goal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.goal')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='adoptionexclusion',
                    name='goal',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exclusions', to='goals.goal'),
                ),
                migrations.CreateModel(
                    name='GoalHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('code', models.CharField(blank=True, max_length=50, null=True)),
                        ('title', models.CharField(max_length=500)),
                        ('titles', models.JSONField(blank=True, default=dict)),
                        ('text', models.TextField(blank=True, null=True)),
                        ('scope', models.CharField(choices=[('society', 'Society'), ('organisation', 'Organisation')], default='society', max_length=20)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('colour', models.CharField(blank=True, max_length=7, null=True)),
                        ('framework', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.framework')),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.goal')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.goal')),
                        ('superseded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.goal')),
                        ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.unit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='GoalLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('relation', models.CharField(choices=[('contributes', 'Contributes to'), ('conflicts', 'Conflicts with')], max_length=20)),
                        ('strength', models.PositiveSmallIntegerField(default=2)),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goal_links', to='organisations.organisation')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_out', to='goals.goal')),
                        ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_in', to='goals.goal')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('recorded_by', 'key'),
                    },
                ),
                migrations.CreateModel(
                    name='GoalLinkHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('relation', models.CharField(choices=[('contributes', 'Contributes to'), ('conflicts', 'Conflicts with')], max_length=20)),
                        ('strength', models.PositiveSmallIntegerField(default=2)),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.goallink')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.goal')),
                        ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.goal')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Indicator',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('title', models.CharField(max_length=300)),
                        ('unit', models.CharField(blank=True, max_length=100, null=True)),
                        ('direction', models.CharField(blank=True, choices=[('up', 'More is better'), ('down', 'Less is better'), ('level', 'A level to hold')], max_length=10, null=True)),
                        ('value_type', models.CharField(choices=[('number', 'Number'), ('stages', 'Ordered stages'), ('boolean', 'Yes or no')], default='number', max_length=10)),
                        ('stages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                        ('source', models.CharField(choices=[('manual', 'Entered by hand'), ('kolada', 'Kolada'), ('scb', 'SCB'), ('ssb', 'SSB')], default='manual', max_length=10)),
                        ('external_id', models.CharField(blank=True, max_length=200, null=True)),
                        ('max_age_years', models.PositiveSmallIntegerField(default=3)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='organisations.organisation')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('organisation', 'title', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='IndicatorHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('title', models.CharField(max_length=300)),
                        ('unit', models.CharField(blank=True, max_length=100, null=True)),
                        ('direction', models.CharField(blank=True, choices=[('up', 'More is better'), ('down', 'Less is better'), ('level', 'A level to hold')], max_length=10, null=True)),
                        ('value_type', models.CharField(choices=[('number', 'Number'), ('stages', 'Ordered stages'), ('boolean', 'Yes or no')], default='number', max_length=10)),
                        ('stages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                        ('source', models.CharField(choices=[('manual', 'Entered by hand'), ('kolada', 'Kolada'), ('scb', 'SCB'), ('ssb', 'SSB')], default='manual', max_length=10)),
                        ('external_id', models.CharField(blank=True, max_length=200, null=True)),
                        ('max_age_years', models.PositiveSmallIntegerField(default=3)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.indicator')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Observation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('year', models.SmallIntegerField()),
                        ('gender', models.CharField(choices=[('T', 'Total'), ('K', 'Women'), ('M', 'Men')], default='T', max_length=1)),
                        ('kind', models.CharField(choices=[('outcome', 'Outcome'), ('forecast', 'Forecast')], default='outcome', max_length=10)),
                        ('value', models.DecimalField(blank=True, decimal_places=18, max_digits=38, null=True)),
                        ('note', models.TextField(blank=True, null=True)),
                        ('source', models.CharField(blank=True, max_length=300)),
                        ('fetched_at', models.DateTimeField(blank=True, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='goals.indicator')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='organisations.organisation')),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations_recorded', to='organisations.organisation')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('indicator', 'organisation', 'year', 'gender', 'kind'),
                    },
                ),
                migrations.CreateModel(
                    name='ObservationHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('year', models.SmallIntegerField()),
                        ('gender', models.CharField(choices=[('T', 'Total'), ('K', 'Women'), ('M', 'Men')], default='T', max_length=1)),
                        ('kind', models.CharField(choices=[('outcome', 'Outcome'), ('forecast', 'Forecast')], default='outcome', max_length=10)),
                        ('value', models.DecimalField(blank=True, decimal_places=18, max_digits=38, null=True)),
                        ('note', models.TextField(blank=True, null=True)),
                        ('source', models.CharField(blank=True, max_length=300)),
                        ('fetched_at', models.DateTimeField(blank=True, null=True)),
                        ('indicator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.indicator')),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.observation')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Target',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('scope', models.CharField(choices=[('society', 'Society'), ('organisation', 'Organisation')], default='society', max_length=20)),
                        ('year', models.SmallIntegerField()),
                        ('value', models.DecimalField(blank=True, decimal_places=18, max_digits=38, null=True)),
                        ('baseline_year', models.SmallIntegerField(blank=True, null=True)),
                        ('baseline_value', models.DecimalField(blank=True, decimal_places=18, max_digits=38, null=True)),
                        ('desired', django.contrib.postgres.fields.ranges.DecimalRangeField(blank=True, default_bounds='[]', null=True)),
                        ('accepted', django.contrib.postgres.fields.ranges.DecimalRangeField(blank=True, default_bounds='[]', null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='goals.goal')),
                        ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='goals.indicator')),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='targets', to='organisations.organisation')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('recorded_by', 'key'),
                    },
                ),
                migrations.CreateModel(
                    name='TargetHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('scope', models.CharField(choices=[('society', 'Society'), ('organisation', 'Organisation')], default='society', max_length=20)),
                        ('year', models.SmallIntegerField()),
                        ('value', models.DecimalField(blank=True, decimal_places=18, max_digits=38, null=True)),
                        ('baseline_year', models.SmallIntegerField(blank=True, null=True)),
                        ('baseline_value', models.DecimalField(blank=True, decimal_places=18, max_digits=38, null=True)),
                        ('desired', django.contrib.postgres.fields.ranges.DecimalRangeField(blank=True, default_bounds='[]', null=True)),
                        ('accepted', django.contrib.postgres.fields.ranges.DecimalRangeField(blank=True, default_bounds='[]', null=True)),
                        ('goal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.goal')),
                        ('indicator', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.indicator')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='goals.target')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
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
                    model_name='framework',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='framework_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='framework',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._-]{1,100}$')), name='framework_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='framework',
                    constraint=models.CheckConstraint(condition=models.Q(('tracked_depth__gte', 1)), name='framework_tracked_depth_positive'),
                ),
                migrations.AddConstraint(
                    model_name='goal',
                    constraint=models.UniqueConstraint(fields=('framework', 'key'), name='goal_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='goal',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='goal_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='goal',
                    constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_from__lte', models.F('valid_to')), _connector='OR'), name='goal_validity_ordered'),
                ),
                migrations.AddConstraint(
                    model_name='goal',
                    constraint=models.CheckConstraint(condition=models.Q(('superseded_by', models.F('id')), _negated=True), name='goal_not_superseded_by_itself'),
                ),
                migrations.AddConstraint(
                    model_name='goal',
                    constraint=models.CheckConstraint(condition=models.Q(('colour__isnull', True), ('colour__regex', '^#[0-9A-Fa-f]{6}$'), _connector='OR'), name='goal_colour_is_colour'),
                ),
                migrations.AddConstraint(
                    model_name='frameworkadoption',
                    constraint=models.UniqueConstraint(fields=('organisation', 'framework'), name='framework_adopted_once'),
                ),
                migrations.AddConstraint(
                    model_name='frameworkadoption',
                    constraint=models.CheckConstraint(condition=models.Q(('tracked_depth__gte', 1)), name='adoption_tracked_depth_positive'),
                ),
                migrations.AddConstraint(
                    model_name='evidencegoal',
                    constraint=models.UniqueConstraint(fields=('evidence', 'goal'), name='evidence_goal_once'),
                ),
                migrations.AddConstraint(
                    model_name='adoptionexclusion',
                    constraint=models.UniqueConstraint(fields=('adoption', 'goal'), name='exclusion_once'),
                ),
                migrations.AddConstraint(
                    model_name='goallink',
                    constraint=models.UniqueConstraint(fields=('recorded_by', 'key'), name='goal_link_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='goallink',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='goal_link_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='goallink',
                    constraint=models.CheckConstraint(condition=models.Q(('strength__range', (1, 3))), name='goal_link_strength_in_range'),
                ),
                migrations.AddConstraint(
                    model_name='goallink',
                    constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='goal_link_between_two'),
                ),
                migrations.AddConstraint(
                    model_name='indicator',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='indicator_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='indicator',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='indicator_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='indicator',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('value_type', 'stages'), _negated=True), ('stages__len__gte', 2), _connector='OR'), name='indicator_stages_are_named'),
                ),
                migrations.AddConstraint(
                    model_name='observation',
                    constraint=models.UniqueConstraint(fields=('recorded_by', 'organisation', 'indicator', 'year', 'gender', 'kind'), name='observation_once'),
                ),
                migrations.AddConstraint(
                    model_name='target',
                    constraint=models.UniqueConstraint(fields=('recorded_by', 'key'), name='target_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='target',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='target_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='target',
                    constraint=models.CheckConstraint(condition=models.Q(('value__isnull', False), ('desired__isnull', False), ('accepted__isnull', False), _connector='OR'), name='target_has_value_or_band'),
                ),
                migrations.AddConstraint(
                    model_name='target',
                    constraint=models.CheckConstraint(condition=models.Q(('baseline_year__isnull', True), ('baseline_year__lt', models.F('year')), _connector='OR'), name='target_baseline_before_year'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidencehistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f97c7d6b507cf6840ad698bf0fca3b6ec090c2a3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c465d', table='goals_evidencehistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='framework',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c JOIN goals_framework_follower f ON f.framework_id = c.id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='10593aab2f3fcaf43a0ef0a80aa73fdd50d481b9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_970af', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_framework', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='framework',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."title", n."level", n."version_label", n."tracked_depth", n."source") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."title", o."level", o."version_label", o."tracked_depth", o."source") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."title", n."level", n."version_label", n."tracked_depth", n."source") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."title", o."level", o."version_label", o."tracked_depth", o."source")) \nSELECT organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c JOIN goals_framework_follower f ON f.framework_id = c.id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='173b62389a60c51faf9ff92df7c997ffc57c2991', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_ecb41', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_framework', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='framework',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c JOIN goals_framework_follower f ON f.framework_id = c.id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='3dbf09b2493fc6ab531651417da99e7807a42645', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_99f6d', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_framework', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='framework',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='3fddf805a7984e375e13226c46478e64290b563c', operation='INSERT', pgid='pgtrigger_stamp_insert_1b394', table='goals_framework', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='framework',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."key", NEW."title", NEW."level", NEW."version_label", NEW."tracked_depth", NEW."source")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."key", OLD."title", OLD."level", OLD."version_label", OLD."tracked_depth", OLD."source")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='fa77176d751d9e8076fbf1affc9c0f4e935e100e', operation='UPDATE', pgid='pgtrigger_stamp_update_af1e8', table='goals_framework', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='framework',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_frameworkhistory" ("id", "key", "level", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "tracked_depth", "version_label") SELECT new_values."id", new_values."key", new_values."level", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."title", new_values."tracked_depth", new_values."version_label" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b82deda8e1456bcfb94403c873ebddb5ba755ef0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e618d', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_framework', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='framework',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_frameworkhistory" ("id", "key", "level", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "tracked_depth", "version_label") SELECT new_values."id", new_values."key", new_values."level", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."title", new_values."tracked_depth", new_values."version_label" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."level" IS DISTINCT FROM (new_values."level") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."tracked_depth" IS DISTINCT FROM (new_values."tracked_depth") OR old_values."version_label" IS DISTINCT FROM (new_values."version_label")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='68ec09c0b56f480e8cc424a5b2ef8bdd56bbf56e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cd62b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_framework', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='framework',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_frameworkhistory" ("id", "key", "level", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "tracked_depth", "version_label") SELECT old_values."id", old_values."key", old_values."level", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."title", old_values."tracked_depth", old_values."version_label" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='966354f19320c017fe0a82205dc8cd24502ebf68', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e61f4', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_framework', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkadoptionhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='61c2d1d1fa945fb75635408e66fca1a465322ce7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_739f7', table='goals_frameworkadoptionhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8f4ff15a8ccd569ea38ef9d477d83109f5108d2c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_41dec', table='goals_frameworkhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT f.organisation_id FROM changed c JOIN goals_framework_follower f USING (framework_id)\nUNION SELECT l.recorded_by_id FROM changed c JOIN goals_goallink l ON l.source_id = c.id\nUNION SELECT l.recorded_by_id FROM changed c JOIN goals_goallink l ON l.target_id = c.id\nUNION SELECT t.recorded_by_id FROM changed c JOIN goals_target t ON t.goal_id = c.id\nUNION SELECT s.recorded_by_id FROM changed c JOIN planning_contribution s ON s.goal_id = c.id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='14bab804e6f9854bb060b5f0d19f14ce0a373cd8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_d3f86', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."framework_id", n."key", n."parent_id", n."code", n."title", n."titles", n."text", n."scope", n."unit_id", n."valid_from", n."valid_to", n."superseded_by_id", n."colour") IS DISTINCT FROM ROW(o."framework_id", o."key", o."parent_id", o."code", o."title", o."titles", o."text", o."scope", o."unit_id", o."valid_from", o."valid_to", o."superseded_by_id", o."colour") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."framework_id", n."key", n."parent_id", n."code", n."title", n."titles", n."text", n."scope", n."unit_id", n."valid_from", n."valid_to", n."superseded_by_id", n."colour") IS DISTINCT FROM ROW(o."framework_id", o."key", o."parent_id", o."code", o."title", o."titles", o."text", o."scope", o."unit_id", o."valid_from", o."valid_to", o."superseded_by_id", o."colour")) \nSELECT f.organisation_id FROM changed c JOIN goals_framework_follower f USING (framework_id)\nUNION SELECT l.recorded_by_id FROM changed c JOIN goals_goallink l ON l.source_id = c.id\nUNION SELECT l.recorded_by_id FROM changed c JOIN goals_goallink l ON l.target_id = c.id\nUNION SELECT t.recorded_by_id FROM changed c JOIN goals_target t ON t.goal_id = c.id\nUNION SELECT s.recorded_by_id FROM changed c JOIN planning_contribution s ON s.goal_id = c.id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='ace38b798a492535123d455ccbb284b49c34ab98', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_4b470', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT f.organisation_id FROM changed c JOIN goals_framework_follower f USING (framework_id)\nUNION SELECT l.recorded_by_id FROM changed c JOIN goals_goallink l ON l.source_id = c.id\nUNION SELECT l.recorded_by_id FROM changed c JOIN goals_goallink l ON l.target_id = c.id\nUNION SELECT t.recorded_by_id FROM changed c JOIN goals_target t ON t.goal_id = c.id\nUNION SELECT s.recorded_by_id FROM changed c JOIN planning_contribution s ON s.goal_id = c.id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='a5fe130efb056ad9c1a99d3c624e24d6b6f9aff5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_49da1', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='goal_parent_no_loop_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN goals_goal t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.title) AS fault\n        FROM way JOIN goals_goal t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='e23f29af2dc19a5a4140bc386df811d75731ef52', level='STATEMENT', operation='INSERT', pgid='pgtrigger_goal_parent_no_loop_insert_b0e6c', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='goal_parent_no_loop_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."framework_id", n."key", n."parent_id", n."code", n."title", n."titles", n."text", n."scope", n."unit_id", n."valid_from", n."valid_to", n."superseded_by_id", n."colour") IS DISTINCT FROM ROW(o."framework_id", o."key", o."parent_id", o."code", o."title", o."titles", o."text", o."scope", o."unit_id", o."valid_from", o."valid_to", o."superseded_by_id", o."colour")) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN goals_goal t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.title) AS fault\n        FROM way JOIN goals_goal t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='07cfbd2623c8a19e5df5a5435acd611c414bcccc', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_goal_parent_no_loop_update_07e78', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='goal_parent_in_framework_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'"%s" is in another framework than its parent "%s"\', c.title, p.title) AS fault\n    FROM changed c JOIN goals_goal p ON p.id = c.parent_id WHERE p.framework_id <> c.framework_id\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_parent_in_framework\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='cb712f3bac0305915a4bae9a9467b2f264110ae2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_goal_parent_in_framework_insert_a65a5', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='goal_parent_in_framework_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."framework_id", n."key", n."parent_id", n."code", n."title", n."titles", n."text", n."scope", n."unit_id", n."valid_from", n."valid_to", n."superseded_by_id", n."colour") IS DISTINCT FROM ROW(o."framework_id", o."key", o."parent_id", o."code", o."title", o."titles", o."text", o."scope", o."unit_id", o."valid_from", o."valid_to", o."superseded_by_id", o."colour")) SELECT fault INTO problem FROM (\n    SELECT format(\'"%s" is in another framework than its parent "%s"\', c.title, p.title) AS fault\n    FROM changed c JOIN goals_goal p ON p.id = c.parent_id WHERE p.framework_id <> c.framework_id\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_parent_in_framework\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='5a469af34686825d4b148177003a38292c70a878', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_goal_parent_in_framework_update_8339f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='0b0bcc1e3389c4864ac47dc32fe916d86d49003c', operation='INSERT', pgid='pgtrigger_stamp_insert_9379d', table='goals_goal', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."framework_id", NEW."key", NEW."parent_id", NEW."code", NEW."title", NEW."titles", NEW."text", NEW."scope", NEW."unit_id", NEW."valid_from", NEW."valid_to", NEW."superseded_by_id", NEW."colour")) IS DISTINCT FROM (ROW(OLD."framework_id", OLD."key", OLD."parent_id", OLD."code", OLD."title", OLD."titles", OLD."text", OLD."scope", OLD."unit_id", OLD."valid_from", OLD."valid_to", OLD."superseded_by_id", OLD."colour")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='b9f5f3cf394226ef5bbbc9e38e81f7f9282f577b', operation='UPDATE', pgid='pgtrigger_stamp_update_dd1e5', table='goals_goal', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_wording', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."title", NEW."text")) IS DISTINCT FROM (ROW(OLD."title", OLD."text")) THEN\n    NEW.wording_changed_at := clock_timestamp();\nEND IF;\nRETURN NEW;\n', hash='6523a16272262f01a4e24e5032f348a11589168c', operation='UPDATE', pgid='pgtrigger_stamp_wording_dfe1a', table='goals_goal', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_goalhistory" ("code", "colour", "framework_id", "id", "key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "superseded_by_id", "text", "title", "titles", "unit_id", "valid_from", "valid_to") SELECT new_values."code", new_values."colour", new_values."framework_id", new_values."id", new_values."key", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."scope", new_values."superseded_by_id", new_values."text", new_values."title", new_values."titles", new_values."unit_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='44de1c225a4f0a04188ec034ced0f8675a9fe6af', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_feafb', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_goalhistory" ("code", "colour", "framework_id", "id", "key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "superseded_by_id", "text", "title", "titles", "unit_id", "valid_from", "valid_to") SELECT new_values."code", new_values."colour", new_values."framework_id", new_values."id", new_values."key", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."scope", new_values."superseded_by_id", new_values."text", new_values."title", new_values."titles", new_values."unit_id", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."colour" IS DISTINCT FROM (new_values."colour") OR old_values."framework_id" IS DISTINCT FROM (new_values."framework_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."scope" IS DISTINCT FROM (new_values."scope") OR old_values."superseded_by_id" IS DISTINCT FROM (new_values."superseded_by_id") OR old_values."text" IS DISTINCT FROM (new_values."text") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."titles" IS DISTINCT FROM (new_values."titles") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."valid_from" IS DISTINCT FROM (new_values."valid_from") OR old_values."valid_to" IS DISTINCT FROM (new_values."valid_to")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='29f999fd382f97de2a37caf384447f133b320caa', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_97a4d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goal',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_goalhistory" ("code", "colour", "framework_id", "id", "key", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "superseded_by_id", "text", "title", "titles", "unit_id", "valid_from", "valid_to") SELECT old_values."code", old_values."colour", old_values."framework_id", old_values."id", old_values."key", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."scope", old_values."superseded_by_id", old_values."text", old_values."title", old_values."titles", old_values."unit_id", old_values."valid_from", old_values."valid_to" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1eefc95d482371d5d456376911dcd4f6ee8d5528', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b960f', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_goal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkadoption',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='e5b421191d6c891b7a07d634c4705e47fb1d8b77', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_f890d', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_frameworkadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkadoption',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."framework_id", n."tracked_depth") IS DISTINCT FROM ROW(o."organisation_id", o."framework_id", o."tracked_depth") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."framework_id", n."tracked_depth") IS DISTINCT FROM ROW(o."organisation_id", o."framework_id", o."tracked_depth")) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='0003ebc1b25680eca6fbd850428c1f1d62c5094e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_edc9a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_frameworkadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkadoption',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='e96690bd397c9d4d224972779c25da79d69d2f56', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_2b2d0', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_frameworkadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkadoption',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='94fe1e2cc1625f8b61ac9439b9c5f2b43c915ee1', operation='INSERT', pgid='pgtrigger_stamp_insert_223a1', table='goals_frameworkadoption', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkadoption',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."framework_id", NEW."tracked_depth")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."framework_id", OLD."tracked_depth")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='b3db199734fdab801f3de4450101d6240398325d', operation='UPDATE', pgid='pgtrigger_stamp_update_909b5', table='goals_frameworkadoption', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkadoption',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_frameworkadoptionhistory" ("framework_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tracked_depth") SELECT new_values."framework_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."tracked_depth" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='26e612700888ca6bebc3a9cc7dcbb3b682498597', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_a1fa9', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_frameworkadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkadoption',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_frameworkadoptionhistory" ("framework_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tracked_depth") SELECT new_values."framework_id", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."tracked_depth" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."framework_id" IS DISTINCT FROM (new_values."framework_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."tracked_depth" IS DISTINCT FROM (new_values."tracked_depth")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b0ee72fec70129813ef330a4b1f137e374f8b6a3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_79234', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_frameworkadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='frameworkadoption',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_frameworkadoptionhistory" ("framework_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tracked_depth") SELECT old_values."framework_id", old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."tracked_depth" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='093f8561b1fe2bf90385c67293367f95c568e22d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_13e4d', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_frameworkadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidencegoalhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='68d906aec3fca8c68f0ce9b84f92fb4b1cd12f12', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b91ee', table='goals_evidencegoalhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidencegoal',
                    trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE goals_evidence SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM new_values) SELECT evidence_id FROM changed);\n\nRETURN NULL;', hash='6ba89f3aab09b7c49e4ff224cdb624c27a094c87', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_cc278', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_evidencegoal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidencegoal',
                    trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE goals_evidence SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM old_values) SELECT evidence_id FROM changed);\n\nRETURN NULL;', hash='15a0da75b2fea2a3e7c5e9e9598a01b77d1ae0eb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_350fd', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_evidencegoal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidencegoal',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_evidencegoalhistory" ("evidence_id", "goal_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."evidence_id", new_values."goal_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3726fe46e198e9e5692c656a1795f6d6835e12a6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9bf31', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_evidencegoal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidencegoal',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_evidencegoalhistory" ("evidence_id", "goal_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."evidence_id", new_values."goal_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d2e4d10b3b6bc0e7df5eedd7127f80c43afe0e72', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3ffbc', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_evidencegoal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidencegoal',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_evidencegoalhistory" ("evidence_id", "goal_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."evidence_id", old_values."goal_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bc4993326e16bfe04b18cd31c9ad1c28d48cdf67', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_87ad8', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_evidencegoal', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidence',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='f678f4dd6757b3721abcfcb1a35117e307a55b95', operation='INSERT', pgid='pgtrigger_stamp_insert_2d04a', table='goals_evidence', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidence',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."title", NEW."source", NEW."year")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."title", OLD."source", OLD."year")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='8e59395441fe84cd6f4c8cc140916fc98eca4317', operation='UPDATE', pgid='pgtrigger_stamp_update_e35b6', table='goals_evidence', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidence',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_evidencehistory" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "year") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."title", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5a7dd1937588ac989c7e759c72f64da5d3052a67', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_eeb62', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_evidence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidence',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_evidencehistory" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "year") SELECT new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."title", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7572a55a25c2936d0ecf85252a50ab15039fec29', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7281a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_evidence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='evidence',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_evidencehistory" ("id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "year") SELECT old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."title", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='de30f8d39a1270d39d7d97d4019a2588e5ac5c5f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a554a', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_evidence', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusionhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='274228a99818a99f16c2f00876356c49061cc3ea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b097e', table='goals_adoptionexclusionhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT a.organisation_id FROM changed c JOIN goals_frameworkadoption a ON a.id = c.adoption_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='97c0afa2c2f67beba353836690dfec10a9177bb7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_0c501', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."adoption_id", n."goal_id") IS DISTINCT FROM ROW(o."adoption_id", o."goal_id") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."adoption_id", n."goal_id") IS DISTINCT FROM ROW(o."adoption_id", o."goal_id")) \nSELECT a.organisation_id FROM changed c JOIN goals_frameworkadoption a ON a.id = c.adoption_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='a3f79b604849cf2a98356736236b9a792335aea2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_61cb7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT a.organisation_id FROM changed c JOIN goals_frameworkadoption a ON a.id = c.adoption_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='98bb3856a90698ec0a43ea5d5bb0f5b755f8440c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_c01fa', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE goals_frameworkadoption SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM new_values) SELECT adoption_id FROM changed);\n\nRETURN NULL;', hash='876b6c8b0dfcf6d874cbb7f1aab63107f1877e23', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_03007', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE goals_frameworkadoption SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM old_values) SELECT adoption_id FROM changed);\n\nRETURN NULL;', hash='259d5d2d705d370c6c3b861cccc3afd359a8ec03', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_52a1c', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='exclusion_in_framework_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'goal "%s" is not in the adopted framework\', g.title) AS fault\n    FROM changed c\n    JOIN goals_frameworkadoption a ON a.id = c.adoption_id\n    JOIN goals_goal g ON g.id = c.goal_id WHERE g.framework_id <> a.framework_id\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'exclusion_in_framework\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='70cda70a99c803e257da769d66f8dd2837266a59', level='STATEMENT', operation='INSERT', pgid='pgtrigger_exclusion_in_framework_insert_b10e3', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='exclusion_in_framework_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."adoption_id", n."goal_id") IS DISTINCT FROM ROW(o."adoption_id", o."goal_id")) SELECT fault INTO problem FROM (\n    SELECT format(\'goal "%s" is not in the adopted framework\', g.title) AS fault\n    FROM changed c\n    JOIN goals_frameworkadoption a ON a.id = c.adoption_id\n    JOIN goals_goal g ON g.id = c.goal_id WHERE g.framework_id <> a.framework_id\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'exclusion_in_framework\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='1b73b49736f60073023c7413ed411841768387d6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_exclusion_in_framework_update_1e964', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_adoptionexclusionhistory" ("adoption_id", "goal_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."adoption_id", new_values."goal_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a7023069eaf9d7f97630da309220ef65cc29e542', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b1734', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_adoptionexclusionhistory" ("adoption_id", "goal_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."adoption_id", new_values."goal_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c981981aa1ae990f0f5291cd8562ba5973d7292d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_21b5d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='adoptionexclusion',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_adoptionexclusionhistory" ("adoption_id", "goal_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."adoption_id", old_values."goal_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='63d9fe300c8d00d7973c5a7eb448752f65391ccc', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_45288', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_adoptionexclusion', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goalhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d2bdddca5a63bf8ec5391f6b3bc32e6cc87e1f8d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_11fdd', table='goals_goalhistory', when='BEFORE')),
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
                    model_name='goallink',
                    trigger=pgtrigger.compiler.Trigger(name='goal_link_adopted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.source_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.target_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_link_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='4313c3bd05ad0752d9fbf2f36dab3d55474d35c0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_goal_link_adopted_insert_db188', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_goallink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goallink',
                    trigger=pgtrigger.compiler.Trigger(name='goal_link_adopted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."key", n."source_id", n."target_id", n."relation", n."strength", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."key", o."source_id", o."target_id", o."relation", o."strength", o."rationale")) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.source_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.target_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'goal_link_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='a2884a243fcbb68373a103a856f8feee49a76bae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_goal_link_adopted_update_666f5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_goallink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goallink',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='0ff5d639ced963853f42ff1a32a8e29b1cf722b0', operation='INSERT', pgid='pgtrigger_stamp_insert_334dd', table='goals_goallink', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goallink',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."recorded_by_id", NEW."key", NEW."source_id", NEW."target_id", NEW."relation", NEW."strength", NEW."rationale")) IS DISTINCT FROM (ROW(OLD."recorded_by_id", OLD."key", OLD."source_id", OLD."target_id", OLD."relation", OLD."strength", OLD."rationale")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='134e7cfaab920ddf5543727ab5a14c567bc383c4', operation='UPDATE', pgid='pgtrigger_stamp_update_53ba4', table='goals_goallink', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goallink',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_goallinkhistory" ("id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "relation", "source_id", "strength", "target_id") SELECT new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rationale", new_values."recorded_by_id", new_values."relation", new_values."source_id", new_values."strength", new_values."target_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8300109dcd46d83bc6b5841bd9245f72b642634f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1786f', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_goallink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goallink',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_goallinkhistory" ("id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "relation", "source_id", "strength", "target_id") SELECT new_values."id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rationale", new_values."recorded_by_id", new_values."relation", new_values."source_id", new_values."strength", new_values."target_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."rationale" IS DISTINCT FROM (new_values."rationale") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."relation" IS DISTINCT FROM (new_values."relation") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."strength" IS DISTINCT FROM (new_values."strength") OR old_values."target_id" IS DISTINCT FROM (new_values."target_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fa3ba96795866ff5b987ea5aa74077662b486e54', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e6e4b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_goallink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goallink',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_goallinkhistory" ("id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "relation", "source_id", "strength", "target_id") SELECT old_values."id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rationale", old_values."recorded_by_id", old_values."relation", old_values."source_id", old_values."strength", old_values."target_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8b1798fe9438e31552ab771c6a7c65e490670b79', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f3b00', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_goallink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='goallinkhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4af8b6e0344c14c9319a9fd2fe6e88ca9405627a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_34fb8', table='goals_goallinkhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT organisation_id FROM changed\nUNION SELECT t.recorded_by_id FROM changed c JOIN goals_target t ON t.indicator_id = c.id\nUNION SELECT f.organisation_id FROM changed c\nJOIN goals_target t ON t.indicator_id = c.id\nJOIN goals_goal g ON g.id = t.goal_id\nJOIN goals_framework_follower f ON f.framework_id = g.framework_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='d8d9c338d7720c801daf387ec60bbd70d911820a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_d6bf0', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_indicator', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."title", n."unit", n."direction", n."value_type", n."stages", n."source", n."external_id", n."max_age_years") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."title", o."unit", o."direction", o."value_type", o."stages", o."source", o."external_id", o."max_age_years") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."title", n."unit", n."direction", n."value_type", n."stages", n."source", n."external_id", n."max_age_years") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."title", o."unit", o."direction", o."value_type", o."stages", o."source", o."external_id", o."max_age_years")) \nSELECT organisation_id FROM changed\nUNION SELECT t.recorded_by_id FROM changed c JOIN goals_target t ON t.indicator_id = c.id\nUNION SELECT f.organisation_id FROM changed c\nJOIN goals_target t ON t.indicator_id = c.id\nJOIN goals_goal g ON g.id = t.goal_id\nJOIN goals_framework_follower f ON f.framework_id = g.framework_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='f2dd69c7a7e39370064693b4097388f2a00e99b9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_b5b84', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_indicator', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT organisation_id FROM changed\nUNION SELECT t.recorded_by_id FROM changed c JOIN goals_target t ON t.indicator_id = c.id\nUNION SELECT f.organisation_id FROM changed c\nJOIN goals_target t ON t.indicator_id = c.id\nJOIN goals_goal g ON g.id = t.goal_id\nJOIN goals_framework_follower f ON f.framework_id = g.framework_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='4679d2339c45259f690f6d75da512634ce8995c8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_8e821', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_indicator', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='a4dd1492691af855e68b8fa6f996dea796bb41eb', operation='INSERT', pgid='pgtrigger_stamp_insert_c71eb', table='goals_indicator', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."key", NEW."title", NEW."unit", NEW."direction", NEW."value_type", NEW."stages", NEW."source", NEW."external_id", NEW."max_age_years")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."key", OLD."title", OLD."unit", OLD."direction", OLD."value_type", OLD."stages", OLD."source", OLD."external_id", OLD."max_age_years")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='521121782c8d5199ef1d04052906462d4361d5da', operation='UPDATE', pgid='pgtrigger_stamp_update_66386', table='goals_indicator', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_indicatorhistory" ("direction", "external_id", "id", "key", "max_age_years", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "stages", "title", "unit", "value_type") SELECT new_values."direction", new_values."external_id", new_values."id", new_values."key", new_values."max_age_years", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."stages", new_values."title", new_values."unit", new_values."value_type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='131ceeffe29b986779d1941a6c4f8373d43add9d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ea501', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_indicator', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_indicatorhistory" ("direction", "external_id", "id", "key", "max_age_years", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "stages", "title", "unit", "value_type") SELECT new_values."direction", new_values."external_id", new_values."id", new_values."key", new_values."max_age_years", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."stages", new_values."title", new_values."unit", new_values."value_type" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."direction" IS DISTINCT FROM (new_values."direction") OR old_values."external_id" IS DISTINCT FROM (new_values."external_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."max_age_years" IS DISTINCT FROM (new_values."max_age_years") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."stages" IS DISTINCT FROM (new_values."stages") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."unit" IS DISTINCT FROM (new_values."unit") OR old_values."value_type" IS DISTINCT FROM (new_values."value_type")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='330dc48166070f8fb3493ec12b4e2ec0212f96d2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_89159', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_indicator', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicator',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_indicatorhistory" ("direction", "external_id", "id", "key", "max_age_years", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "stages", "title", "unit", "value_type") SELECT old_values."direction", old_values."external_id", old_values."id", old_values."key", old_values."max_age_years", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source", old_values."stages", old_values."title", old_values."unit", old_values."value_type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='48a776abd19049deceab10606b04ede375956938', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1399b', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_indicator', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='indicatorhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6759a2c32d9bfb8912de8ec0d136b14e6ee7ea0a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2219e', table='goals_indicatorhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT organisation_id FROM changed UNION SELECT recorded_by_id FROM changed\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='0a30ef4df110d4f586b0c4f7b691f8d2890d2827', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_c8574', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_observation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."indicator_id", n."organisation_id", n."year", n."gender", n."kind", n."value", n."note", n."source", n."fetched_at") IS DISTINCT FROM ROW(o."recorded_by_id", o."indicator_id", o."organisation_id", o."year", o."gender", o."kind", o."value", o."note", o."source", o."fetched_at") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."indicator_id", n."organisation_id", n."year", n."gender", n."kind", n."value", n."note", n."source", n."fetched_at") IS DISTINCT FROM ROW(o."recorded_by_id", o."indicator_id", o."organisation_id", o."year", o."gender", o."kind", o."value", o."note", o."source", o."fetched_at")) \nSELECT organisation_id FROM changed UNION SELECT recorded_by_id FROM changed\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='bd9fd4ea285d394528edb45f575d20a4916d222a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_0ea59', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_observation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT organisation_id FROM changed UNION SELECT recorded_by_id FROM changed\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='ac785c27b1c6fde8a62826cf56bfe65d20423998', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_49688', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_observation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='observation_recorder_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'%s can record "%s" neither as its owner nor about itself\', o.name, i.title) AS fault\n    FROM changed c\n    JOIN goals_indicator i ON i.id = c.indicator_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    WHERE c.recorded_by_id <> c.organisation_id AND c.recorded_by_id <> i.organisation_id\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'observation_recorder\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='4d3eb4cb277831d0ba0c1ad6f0770c423d057626', level='STATEMENT', operation='INSERT', pgid='pgtrigger_observation_recorder_insert_4ebdf', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_observation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='observation_recorder_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."indicator_id", n."organisation_id", n."year", n."gender", n."kind", n."value", n."note", n."source", n."fetched_at") IS DISTINCT FROM ROW(o."recorded_by_id", o."indicator_id", o."organisation_id", o."year", o."gender", o."kind", o."value", o."note", o."source", o."fetched_at")) SELECT fault INTO problem FROM (\n    SELECT format(\'%s can record "%s" neither as its owner nor about itself\', o.name, i.title) AS fault\n    FROM changed c\n    JOIN goals_indicator i ON i.id = c.indicator_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    WHERE c.recorded_by_id <> c.organisation_id AND c.recorded_by_id <> i.organisation_id\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'observation_recorder\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='b89dc53aae1b5d52ad85c389765630dc42ebd0fe', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_observation_recorder_update_884f9', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_observation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='4733edd3d657c3d901b9827fff847abfb5a3c033', operation='INSERT', pgid='pgtrigger_stamp_insert_99640', table='goals_observation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."recorded_by_id", NEW."indicator_id", NEW."organisation_id", NEW."year", NEW."gender", NEW."kind", NEW."value", NEW."note", NEW."source", NEW."fetched_at")) IS DISTINCT FROM (ROW(OLD."recorded_by_id", OLD."indicator_id", OLD."organisation_id", OLD."year", OLD."gender", OLD."kind", OLD."value", OLD."note", OLD."source", OLD."fetched_at")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='bdaa22556e56e82a825ba042e48f8c88415339f0', operation='UPDATE', pgid='pgtrigger_stamp_update_c5c57', table='goals_observation', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_observationhistory" ("fetched_at", "gender", "id", "indicator_id", "kind", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "source", "value", "year") SELECT new_values."fetched_at", new_values."gender", new_values."id", new_values."indicator_id", new_values."kind", new_values."note", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_by_id", new_values."source", new_values."value", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='45a888f46183e4b474e38506d5a5de648b8e0972', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1c287', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_observation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_observationhistory" ("fetched_at", "gender", "id", "indicator_id", "kind", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "source", "value", "year") SELECT new_values."fetched_at", new_values."gender", new_values."id", new_values."indicator_id", new_values."kind", new_values."note", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_by_id", new_values."source", new_values."value", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."fetched_at" IS DISTINCT FROM (new_values."fetched_at") OR old_values."gender" IS DISTINCT FROM (new_values."gender") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."indicator_id" IS DISTINCT FROM (new_values."indicator_id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."value" IS DISTINCT FROM (new_values."value") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a493fc920b3cfc2abef318fcf8016b167049ca4f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ae2f5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_observation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observation',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_observationhistory" ("fetched_at", "gender", "id", "indicator_id", "kind", "note", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "source", "value", "year") SELECT old_values."fetched_at", old_values."gender", old_values."id", old_values."indicator_id", old_values."kind", old_values."note", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_by_id", old_values."source", old_values."value", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5a0ddd5fd22336ddce3df0e5d81023d5681650c5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e7ad4', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_observation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='observationhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='44552967d472b181538238a8f20a3d7ebf893303', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_181df', table='goals_observationhistory', when='BEFORE')),
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
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='target_goal_adopted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.goal_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'target_goal_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='7bcda09d86e18dcdc3c405db0fc1cb770cc6a5ef', level='STATEMENT', operation='INSERT', pgid='pgtrigger_target_goal_adopted_insert_b6c71', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='target_goal_adopted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."key", n."goal_id", n."indicator_id", n."scope", n."year", n."value", n."baseline_year", n."baseline_value", n."desired", n."accepted") IS DISTINCT FROM ROW(o."recorded_by_id", o."key", o."goal_id", o."indicator_id", o."scope", o."year", o."value", o."baseline_year", o."baseline_value", o."desired", o."accepted")) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.goal_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'target_goal_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='4996c57c91c3184eff14ac0efceb78e83a940829', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_target_goal_adopted_update_a10ea', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='d0589c926cdab504c6439571b629e7a56440d927', operation='INSERT', pgid='pgtrigger_stamp_insert_129b7', table='goals_target', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."recorded_by_id", NEW."key", NEW."goal_id", NEW."indicator_id", NEW."scope", NEW."year", NEW."value", NEW."baseline_year", NEW."baseline_value", NEW."desired", NEW."accepted")) IS DISTINCT FROM (ROW(OLD."recorded_by_id", OLD."key", OLD."goal_id", OLD."indicator_id", OLD."scope", OLD."year", OLD."value", OLD."baseline_year", OLD."baseline_value", OLD."desired", OLD."accepted")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='2ddac2a0cfddf171fa3bb7f7687e2af44f9577f6', operation='UPDATE', pgid='pgtrigger_stamp_update_45eb2', table='goals_target', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_targethistory" ("accepted", "baseline_value", "baseline_year", "desired", "goal_id", "id", "indicator_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "scope", "value", "year") SELECT new_values."accepted", new_values."baseline_value", new_values."baseline_year", new_values."desired", new_values."goal_id", new_values."id", new_values."indicator_id", new_values."key", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_by_id", new_values."scope", new_values."value", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='86f321eb6d6b99c38c233ff2cdfd77bb5c6f936c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_be174', referencing='REFERENCING NEW TABLE AS new_values ', table='goals_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_targethistory" ("accepted", "baseline_value", "baseline_year", "desired", "goal_id", "id", "indicator_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "scope", "value", "year") SELECT new_values."accepted", new_values."baseline_value", new_values."baseline_year", new_values."desired", new_values."goal_id", new_values."id", new_values."indicator_id", new_values."key", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_by_id", new_values."scope", new_values."value", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."accepted" IS DISTINCT FROM (new_values."accepted") OR old_values."baseline_value" IS DISTINCT FROM (new_values."baseline_value") OR old_values."baseline_year" IS DISTINCT FROM (new_values."baseline_year") OR old_values."desired" IS DISTINCT FROM (new_values."desired") OR old_values."goal_id" IS DISTINCT FROM (new_values."goal_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."indicator_id" IS DISTINCT FROM (new_values."indicator_id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."scope" IS DISTINCT FROM (new_values."scope") OR old_values."value" IS DISTINCT FROM (new_values."value") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='54decd1d469a24b39c82b85b3b981d0ac2b47078', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f6cde', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='goals_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='target',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "goals_targethistory" ("accepted", "baseline_value", "baseline_year", "desired", "goal_id", "id", "indicator_id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "scope", "value", "year") SELECT old_values."accepted", old_values."baseline_value", old_values."baseline_year", old_values."desired", old_values."goal_id", old_values."id", old_values."indicator_id", old_values."key", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_by_id", old_values."scope", old_values."value", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a5db36d5f36007cc0eca0ac4a55294a64d4fd133', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_89321', referencing='REFERENCING OLD TABLE AS old_values ', table='goals_target', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='targethistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='50a3ab2fa8ac703ae2215c78e2a0d911bef8bcb7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_91047', table='goals_targethistory', when='BEFORE')),
                ),
            ],
        ),
    ]
