import core.operations
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('goals', '0004_adopted_from'),
        ('organisations', '0001_initial'),
        ('planning', '0003_adopted_from'),
    ]

    operations = [
        core.operations.Batch(
            operations=[
                migrations.CreateModel(
                    name='ReportContent',
                    fields=[
                        ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('body', models.BinaryField()),
                    ],
                ),
                migrations.CreateModel(
                    name='AlignmentReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField()),
                        ('revision', models.PositiveBigIntegerField()),
                        ('on', models.DateField()),
                        ('rules_version', models.PositiveIntegerField()),
                        ('totals', models.JSONField()),
                        ('public_totals', models.JSONField()),
                        ('causes', models.JSONField(blank=True, default=list)),
                        ('duration_ms', models.PositiveIntegerField()),
                        ('computed_at', models.DateTimeField()),
                        ('pinned_as', models.CharField(blank=True, max_length=200)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alignment_reports', to='organisations.organisation')),
                        ('internal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alignment.reportcontent')),
                        ('public', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alignment.reportcontent')),
                    ],
                    options={
                        'ordering': ('organisation', '-number'),
                    },
                ),
                migrations.CreateModel(
                    name='ReportState',
                    fields=[
                        ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='report_state', serialize=False, to='organisations.organisation')),
                        ('revision', models.PositiveBigIntegerField()),
                        ('on', models.DateField()),
                        ('rules_version', models.PositiveIntegerField()),
                        ('checked_at', models.DateTimeField()),
                        ('latest', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='alignment.alignmentreport')),
                    ],
                ),
                migrations.CreateModel(
                    name='Finding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_public', models.BooleanField(default=False)),
                        ('digest', models.CharField(default='', editable=False, max_length=32)),
                        ('code', models.CharField(max_length=50)),
                        ('severity', models.CharField(choices=[('high', 'High'), ('medium', 'Medium'), ('low', 'Low')], max_length=10)),
                        ('severity_order', models.PositiveSmallIntegerField()),
                        ('decides', models.CharField(choices=[('politicians', 'Politicians decide'), ('officers', 'Officers mend')], max_length=20)),
                        ('is_provided', models.BooleanField(default=False)),
                        ('subjects', models.JSONField()),
                        ('details', models.JSONField(default=dict)),
                        ('public_details', models.JSONField(default=dict)),
                        ('fingerprint', models.CharField(max_length=64)),
                        ('first_seen_at', models.DateTimeField()),
                        ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                        ('acknowledged_because', models.TextField(blank=True)),
                        ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('goal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='goals.goal')),
                        ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('plan', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='planning.plan')),
                        ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.unit')),
                    ],
                    options={
                        'ordering': ('organisation', 'severity_order', 'code', 'id'),
                        'indexes': [models.Index(fields=['organisation', 'decides', 'severity_order'], name='finding_by_decider'), models.Index(fields=['organisation', 'unit', 'code'], name='finding_by_unit')],
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'fingerprint'), name='finding_once')],
                    },
                ),
                migrations.CreateModel(
                    name='GoalAlignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_public', models.BooleanField(default=False)),
                        ('digest', models.CharField(default='', editable=False, max_length=32)),
                        ('is_own', models.BooleanField()),
                        ('is_tracked', models.BooleanField()),
                        ('chain_score', models.PositiveSmallIntegerField()),
                        ('weakest_link', models.CharField(choices=[('measurable', 'Can it be followed up?'), ('planned', 'Does a plan in force take it up?'), ('anchored', 'Is it anchored in the comprehensive plan?'), ('implemented', 'Is anyone doing it?'), ('funded', 'Is it paid for?'), ('on_track', 'Does it work?')], max_length=20, null=True)),
                        ('measurable', models.CharField(choices=[('ok', 'Whole'), ('partial', 'Partly'), ('broken', 'Broken'), ('na', 'Not applicable')], max_length=10)),
                        ('planned', models.CharField(choices=[('ok', 'Whole'), ('partial', 'Partly'), ('broken', 'Broken'), ('na', 'Not applicable')], max_length=10)),
                        ('anchored', models.CharField(choices=[('ok', 'Whole'), ('partial', 'Partly'), ('broken', 'Broken'), ('na', 'Not applicable')], max_length=10)),
                        ('implemented', models.CharField(choices=[('ok', 'Whole'), ('partial', 'Partly'), ('broken', 'Broken'), ('na', 'Not applicable')], max_length=10)),
                        ('funded', models.CharField(choices=[('ok', 'Whole'), ('partial', 'Partly'), ('broken', 'Broken'), ('na', 'Not applicable')], max_length=10)),
                        ('on_track', models.CharField(choices=[('ok', 'Whole'), ('partial', 'Partly'), ('broken', 'Broken'), ('na', 'Not applicable')], max_length=10)),
                        ('current', models.JSONField()),
                        ('if_adopted', models.JSONField()),
                        ('targets', models.JSONField()),
                        ('items', models.JSONField()),
                        ('internal_items', models.JSONField(default=list)),
                        ('public_items', models.JSONField(default=list)),
                        ('framework', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='goals.framework')),
                        ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alignments', to='goals.goal')),
                        ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                    ],
                    options={
                        'ordering': ('organisation', 'goal'),
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'goal'), name='goal_alignment_once'), models.CheckConstraint(condition=models.Q(('chain_score__lte', 100)), name='goal_alignment_score_in_range')],
                    },
                ),
                migrations.CreateModel(
                    name='MatrixCell',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_public', models.BooleanField(default=False)),
                        ('support', models.PositiveIntegerField()),
                        ('opposition', models.PositiveIntegerField()),
                        ('net', models.IntegerField()),
                        ('items', models.PositiveIntegerField()),
                        ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='goals.goal')),
                        ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='planning.plan')),
                    ],
                    options={
                        'ordering': ('organisation', 'plan', 'goal'),
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'plan', 'goal'), name='matrix_cell_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PlanAlignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('is_public', models.BooleanField(default=False)),
                        ('digest', models.CharField(default='', editable=False, max_length=32)),
                        ('is_own', models.BooleanField()),
                        ('phase', models.CharField(choices=[('current', 'In effect'), ('proposed', 'Proposed')], max_length=10)),
                        ('score', models.PositiveSmallIntegerField(null=True)),
                        ('numbers', models.JSONField()),
                        ('public_numbers', models.JSONField(null=True)),
                        ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alignments', to='planning.plan')),
                    ],
                    options={
                        'ordering': ('organisation', 'plan'),
                        'constraints': [models.UniqueConstraint(fields=('organisation', 'plan'), name='plan_alignment_once')],
                    },
                ),
            ],
        ),
        core.operations.Batch(
            operations=[
                migrations.AddConstraint(
                    model_name='alignmentreport',
                    constraint=models.UniqueConstraint(fields=('organisation', 'number'), name='report_number_once'),
                ),
            ],
        ),
    ]
