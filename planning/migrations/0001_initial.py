import core.operations
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
        ('goals', '0004_adopted_from'),
        ('organisations', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        core.operations.Batch(
            operations=[
                migrations.CreateModel(
                    name='BudgetLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('year', models.SmallIntegerField()),
                        ('amount', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('operating', 'Operating'), ('investment', 'Investment')], default='operating', max_length=20)),
                        ('status', models.CharField(choices=[('proposed', 'Proposed'), ('decided', 'Decided')], default='proposed', max_length=20)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('measure', 'year', 'kind'),
                    },
                ),
                migrations.CreateModel(
                    name='Conflict',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('title', models.CharField(max_length=300)),
                        ('status', models.CharField(choices=[('identified', 'Identified'), ('discussed', 'Discussed'), ('resolved', 'Resolved')], max_length=20)),
                        ('resolution', models.TextField(blank=True, null=True)),
                        ('resolved_on', models.DateField(blank=True, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('goal', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='goals.goal')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='organisations.organisation')),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='organisations.unit')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('organisation', 'title', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='ConflictHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('title', models.CharField(max_length=300)),
                        ('status', models.CharField(choices=[('identified', 'Identified'), ('discussed', 'Discussed'), ('resolved', 'Resolved')], max_length=20)),
                        ('resolution', models.TextField(blank=True, null=True)),
                        ('resolved_on', models.DateField(blank=True, null=True)),
                        ('goal', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.goal')),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.conflict')),
                        ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.unit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ConflictPlan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('conflict', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_rows', to='planning.conflict')),
                    ],
                ),
                migrations.CreateModel(
                    name='ConflictPosition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('conflict', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='position_rows', to='planning.conflict')),
                    ],
                ),
                migrations.CreateModel(
                    name='HandOver',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('state', models.CharField(choices=[('offered', 'Offered'), ('accepted', 'Accepted'), ('returned', 'Returned')], default='offered', max_length=20)),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_overs', to='organisations.organisation')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('source', 'target'),
                    },
                ),
                migrations.CreateModel(
                    name='Measure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('order', models.PositiveIntegerField(default=0)),
                        ('code', models.CharField(blank=True, max_length=50, null=True)),
                        ('title', models.CharField(max_length=500)),
                        ('text', models.TextField(blank=True, null=True)),
                        ('start', models.DateField(blank=True, null=True)),
                        ('end', models.DateField(blank=True, null=True)),
                        ('status', models.CharField(choices=[('planned', 'Planned'), ('ongoing', 'Ongoing'), ('done', 'Done'), ('paused', 'Paused'), ('cancelled', 'Cancelled')], max_length=20)),
                        ('funding', models.CharField(choices=[('within_budget', 'Within the budget'), ('decided', 'Funds decided'), ('applied', 'Funds applied for'), ('unfunded', 'Unfunded'), ('unknown', 'Funding unknown')], default='unknown', max_length=20)),
                        ('cost', models.BigIntegerField(blank=True, null=True)),
                        ('statutory', models.BooleanField(default=False)),
                        ('wording_changed_at', models.DateTimeField(editable=False, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('revises', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='revised_in', to='planning.measure')),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='organisations.unit')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('plan', 'order', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='Implementation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='implementation_rows', to='planning.measure')),
                    ],
                ),
                migrations.CreateModel(
                    name='BudgetLineHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('year', models.SmallIntegerField()),
                        ('amount', models.BigIntegerField()),
                        ('kind', models.CharField(choices=[('operating', 'Operating'), ('investment', 'Investment')], default='operating', max_length=20)),
                        ('status', models.CharField(choices=[('proposed', 'Proposed'), ('decided', 'Decided')], default='proposed', max_length=20)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.budgetline')),
                        ('measure', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.measure')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='budgetline',
                    name='measure',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='budget_lines', to='planning.measure'),
                ),
                migrations.CreateModel(
                    name='MeasurePartner',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partner_rows', to='planning.measure')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                    ],
                ),
                migrations.AddField(
                    model_name='measure',
                    name='partners',
                    field=models.ManyToManyField(related_name='partner_in', through='planning.MeasurePartner', to='organisations.unit'),
                ),
                migrations.CreateModel(
                    name='MeasurePartnerHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('measure', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.measure')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.measurepartner')),
                        ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.unit')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Plan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('title', models.CharField(max_length=300)),
                        ('status', models.CharField(choices=[('idea', 'Idea'), ('commissioned', 'Commissioned'), ('drafting', 'Drafting'), ('consultation', 'Consultation'), ('reworking', 'Reworking'), ('review', 'Review'), ('adopted', 'Adopted'), ('in_force', 'In force'), ('superseded', 'Superseded'), ('repealed', 'Repealed')], max_length=20)),
                        ('summary', models.TextField(blank=True, null=True)),
                        ('version_label', models.CharField(blank=True, max_length=50, null=True)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('adopted_on', models.DateField(blank=True, null=True)),
                        ('in_force_on', models.DateField(blank=True, null=True)),
                        ('decided_by', models.CharField(blank=True, max_length=200, null=True)),
                        ('reference', models.CharField(blank=True, max_length=200, null=True)),
                        ('statutory_basis', models.CharField(blank=True, max_length=300, null=True)),
                        ('wording_changed_at', models.DateTimeField(editable=False, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('framework', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='laid_down_by', to='goals.framework')),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='organisations.organisation')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='planning.plan')),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='organisations.unit')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('organisation', 'title', 'id'),
                    },
                ),
                migrations.AddField(
                    model_name='measure',
                    name='plan',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='planning.plan'),
                ),
                migrations.CreateModel(
                    name='Contribution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('strength', models.SmallIntegerField(choices=[(3, 'Indispensable for the goal'), (2, 'Contributes clearly'), (1, 'Contributes to some degree'), (0, 'No effect'), (-1, 'Makes it somewhat harder'), (-2, 'Counteracts'), (-3, 'Makes it impossible')])),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('reviewed_on', models.DateField(blank=True, null=True)),
                        ('reviewed_at', models.DateTimeField(editable=False, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('goal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='goals.goal')),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='organisations.organisation')),
                        ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='planning.measure')),
                        ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='planning.plan')),
                    ],
                    options={
                        'ordering': ('goal', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='ConflictPlanHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('conflict', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.conflict')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.conflictplan')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='conflictplan',
                    name='plan',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='planning.plan'),
                ),
                migrations.AddField(
                    model_name='conflict',
                    name='plans',
                    field=models.ManyToManyField(related_name='conflicts', through='planning.ConflictPlan', to='planning.plan'),
                ),
                migrations.CreateModel(
                    name='PlanAdoption',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('adopted_on', models.DateField(blank=True, null=True)),
                        ('reference', models.CharField(blank=True, max_length=200, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_adoptions', to='organisations.organisation')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='planning.plan')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('organisation', 'plan'),
                    },
                ),
                migrations.CreateModel(
                    name='PlanAdoptionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('adopted_on', models.DateField(blank=True, null=True)),
                        ('reference', models.CharField(blank=True, max_length=200, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.planadoption')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PlanEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('on', models.DateField()),
                        ('status', models.CharField(blank=True, choices=[('idea', 'Idea'), ('commissioned', 'Commissioned'), ('drafting', 'Drafting'), ('consultation', 'Consultation'), ('reworking', 'Reworking'), ('review', 'Review'), ('adopted', 'Adopted'), ('in_force', 'In force'), ('superseded', 'Superseded'), ('repealed', 'Repealed')], max_length=20, null=True)),
                        ('title', models.CharField(max_length=300)),
                        ('text', models.TextField(blank=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='planning.plan')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('plan', 'on', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='PlanEventHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('on', models.DateField()),
                        ('status', models.CharField(blank=True, choices=[('idea', 'Idea'), ('commissioned', 'Commissioned'), ('drafting', 'Drafting'), ('consultation', 'Consultation'), ('reworking', 'Reworking'), ('review', 'Review'), ('adopted', 'Adopted'), ('in_force', 'In force'), ('superseded', 'Superseded'), ('repealed', 'Repealed')], max_length=20, null=True)),
                        ('title', models.CharField(max_length=300)),
                        ('text', models.TextField(blank=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.planevent')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PlanLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('relation', models.CharField(choices=[('based_on', 'Based on'), ('details', 'Details'), ('coordinates', 'Coordinated with'), ('conflicts', 'Conflicts with')], max_length=20)),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_links', to='organisations.organisation')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_out', to='planning.plan')),
                        ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_in', to='planning.plan')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('source', 'relation', 'target'),
                    },
                ),
                migrations.CreateModel(
                    name='PlanLinkHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('relation', models.CharField(choices=[('based_on', 'Based on'), ('details', 'Details'), ('coordinates', 'Coordinated with'), ('conflicts', 'Conflicts with')], max_length=20)),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.planlink')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                        ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PlanSupersession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supersession_rows', to='planning.plan')),
                        ('superseded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='superseded_rows', to='planning.plan')),
                    ],
                ),
                migrations.AddField(
                    model_name='plan',
                    name='supersedes',
                    field=models.ManyToManyField(related_name='superseded_in', through='planning.PlanSupersession', to='planning.plan'),
                ),
                migrations.CreateModel(
                    name='PlanSupersessionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.plansupersession')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                        ('superseded', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PlanType',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('name', models.CharField(max_length=200)),
                        ('family', models.CharField(choices=[('vision', 'Vision'), ('budget', 'Budget'), ('comprehensive', 'Comprehensive plan'), ('comprehensive_part', 'Part of the comprehensive plan'), ('strategy', 'Strategy'), ('programme', 'Programme'), ('plan', 'Plan'), ('roadmap', 'Roadmap'), ('operational_plan', 'Operational plan'), ('policy', 'Policy'), ('guideline', 'Guideline'), ('rules', 'Rules')], max_length=20)),
                        ('steering', models.CharField(blank=True, choices=[('activating', 'What to achieve'), ('normative', 'How to act')], max_length=20, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_types', to='organisations.organisation')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('organisation', 'name', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='PlanHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('title', models.CharField(max_length=300)),
                        ('status', models.CharField(choices=[('idea', 'Idea'), ('commissioned', 'Commissioned'), ('drafting', 'Drafting'), ('consultation', 'Consultation'), ('reworking', 'Reworking'), ('review', 'Review'), ('adopted', 'Adopted'), ('in_force', 'In force'), ('superseded', 'Superseded'), ('repealed', 'Repealed')], max_length=20)),
                        ('summary', models.TextField(blank=True, null=True)),
                        ('version_label', models.CharField(blank=True, max_length=50, null=True)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('adopted_on', models.DateField(blank=True, null=True)),
                        ('in_force_on', models.DateField(blank=True, null=True)),
                        ('decided_by', models.CharField(blank=True, max_length=200, null=True)),
                        ('reference', models.CharField(blank=True, max_length=200, null=True)),
                        ('statutory_basis', models.CharField(blank=True, max_length=300, null=True)),
                        ('framework', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.framework')),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.plan')),
                        ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.unit')),
                        ('type', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plantype')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='plan',
                    name='type',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='planning.plantype'),
                ),
                migrations.CreateModel(
                    name='PlanTypeHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('name', models.CharField(max_length=200)),
                        ('family', models.CharField(choices=[('vision', 'Vision'), ('budget', 'Budget'), ('comprehensive', 'Comprehensive plan'), ('comprehensive_part', 'Part of the comprehensive plan'), ('strategy', 'Strategy'), ('programme', 'Programme'), ('plan', 'Plan'), ('roadmap', 'Roadmap'), ('operational_plan', 'Operational plan'), ('policy', 'Policy'), ('guideline', 'Guideline'), ('rules', 'Rules')], max_length=20)),
                        ('steering', models.CharField(blank=True, choices=[('activating', 'What to achieve'), ('normative', 'How to act')], max_length=20, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.plantype')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Position',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('order', models.PositiveIntegerField(default=0)),
                        ('code', models.CharField(blank=True, max_length=50, null=True)),
                        ('statement', models.TextField()),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('spatial', models.BooleanField(default=False)),
                        ('aspect', models.CharField(blank=True, choices=[('direction', 'Direction of development'), ('use', 'Use of land and water'), ('consideration', 'Values to consider')], max_length=20, null=True)),
                        ('land_use', models.CharField(blank=True, max_length=20, null=True)),
                        ('status', models.CharField(choices=[('active', 'Active'), ('withdrawn', 'Withdrawn')], default='active', max_length=20)),
                        ('expects_measures', models.BooleanField(blank=True, null=True)),
                        ('geometry', models.JSONField(blank=True, null=True)),
                        ('wording_changed_at', models.DateTimeField(editable=False, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='planning.plan')),
                        ('revises', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='revised_in', to='planning.position')),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='organisations.unit')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('plan', 'order', 'id'),
                    },
                ),
                migrations.AddField(
                    model_name='measure',
                    name='implements',
                    field=models.ManyToManyField(related_name='implemented_in', through='planning.Implementation', to='planning.position'),
                ),
                migrations.CreateModel(
                    name='ImplementationHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.implementation')),
                        ('measure', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.measure')),
                        ('position', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.position')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='implementation',
                    name='position',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='implementation_rows', to='planning.position'),
                ),
                migrations.CreateModel(
                    name='HandOverHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('offered', 'Offered'), ('accepted', 'Accepted'), ('returned', 'Returned')], default='offered', max_length=20)),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.handover')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.position')),
                        ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.position')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='handover',
                    name='source',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hand_overs_out', to='planning.position'),
                ),
                migrations.AddField(
                    model_name='handover',
                    name='target',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs_in', to='planning.position'),
                ),
                migrations.CreateModel(
                    name='ContributionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('strength', models.SmallIntegerField(choices=[(3, 'Indispensable for the goal'), (2, 'Contributes clearly'), (1, 'Contributes to some degree'), (0, 'No effect'), (-1, 'Makes it somewhat harder'), (-2, 'Counteracts'), (-3, 'Makes it impossible')])),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('reviewed_on', models.DateField(blank=True, null=True)),
                        ('goal', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='goals.goal')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.contribution')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('reviewed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('measure', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.measure')),
                        ('plan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                        ('position', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.position')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='contribution',
                    name='position',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='planning.position'),
                ),
                migrations.CreateModel(
                    name='ConflictPositionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('conflict', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.conflict')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.conflictposition')),
                        ('position', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.position')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='conflictposition',
                    name='position',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='planning.position'),
                ),
                migrations.AddField(
                    model_name='conflict',
                    name='positions',
                    field=models.ManyToManyField(related_name='conflicts', through='planning.ConflictPosition', to='planning.position'),
                ),
                migrations.CreateModel(
                    name='PositionLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('relation', models.CharField(choices=[('implemented_by', 'Implemented by'), ('supports', 'Supports'), ('conflicts', 'Conflicts with')], max_length=20)),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='position_links', to='organisations.organisation')),
                        ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_out', to='planning.position')),
                        ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links_in', to='planning.position')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('source', 'relation', 'target'),
                    },
                ),
                migrations.CreateModel(
                    name='PositionLinkHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('relation', models.CharField(choices=[('implemented_by', 'Implemented by'), ('supports', 'Supports'), ('conflicts', 'Conflicts with')], max_length=20)),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.positionlink')),
                        ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('source', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.position')),
                        ('target', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.position')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='SavedView',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('page', models.CharField(max_length=100)),
                        ('name', models.CharField(max_length=100)),
                        ('query', models.CharField(max_length=2000)),
                        ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('name', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='Section',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('order', models.PositiveIntegerField(default=0)),
                        ('heading', models.CharField(max_length=300)),
                        ('body', models.TextField(blank=True, null=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='planning.section')),
                        ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='planning.plan')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('plan', 'order', 'id'),
                    },
                ),
                migrations.CreateModel(
                    name='PositionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('order', models.PositiveIntegerField(default=0)),
                        ('code', models.CharField(blank=True, max_length=50, null=True)),
                        ('statement', models.TextField()),
                        ('rationale', models.TextField(blank=True, null=True)),
                        ('spatial', models.BooleanField(default=False)),
                        ('aspect', models.CharField(blank=True, choices=[('direction', 'Direction of development'), ('use', 'Use of land and water'), ('consideration', 'Values to consider')], max_length=20, null=True)),
                        ('land_use', models.CharField(blank=True, max_length=20, null=True)),
                        ('status', models.CharField(choices=[('active', 'Active'), ('withdrawn', 'Withdrawn')], default='active', max_length=20)),
                        ('expects_measures', models.BooleanField(blank=True, null=True)),
                        ('geometry', models.JSONField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.position')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                        ('revises', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.position')),
                        ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.unit')),
                        ('section', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.section')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='position',
                    name='section',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='positions', to='planning.section'),
                ),
                migrations.CreateModel(
                    name='MeasureHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('order', models.PositiveIntegerField(default=0)),
                        ('code', models.CharField(blank=True, max_length=50, null=True)),
                        ('title', models.CharField(max_length=500)),
                        ('text', models.TextField(blank=True, null=True)),
                        ('start', models.DateField(blank=True, null=True)),
                        ('end', models.DateField(blank=True, null=True)),
                        ('status', models.CharField(choices=[('planned', 'Planned'), ('ongoing', 'Ongoing'), ('done', 'Done'), ('paused', 'Paused'), ('cancelled', 'Cancelled')], max_length=20)),
                        ('funding', models.CharField(choices=[('within_budget', 'Within the budget'), ('decided', 'Funds decided'), ('applied', 'Funds applied for'), ('unfunded', 'Unfunded'), ('unknown', 'Funding unknown')], default='unknown', max_length=20)),
                        ('cost', models.BigIntegerField(blank=True, null=True)),
                        ('statutory', models.BooleanField(default=False)),
                        ('organisation', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.measure')),
                        ('revises', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.measure')),
                        ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.unit')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                        ('section', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.section')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.AddField(
                    model_name='measure',
                    name='section',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='measures', to='planning.section'),
                ),
                migrations.CreateModel(
                    name='SectionHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('key', models.CharField(max_length=100, validators=[django.core.validators.RegexValidator('^[a-z0-9._/-]{1,100}\\Z', 'Use a–z, 0–9, - . _ / only, at most 100 characters.')])),
                        ('order', models.PositiveIntegerField(default=0)),
                        ('heading', models.CharField(max_length=300)),
                        ('body', models.TextField(blank=True, null=True)),
                        ('organisation', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisations.organisation')),
                        ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.section')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.section')),
                        ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.plan')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StatusUpdate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField(default=1, editable=False)),
                        ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('on', models.DateField()),
                        ('status', models.CharField(choices=[('planned', 'Planned'), ('ongoing', 'Ongoing'), ('done', 'Done'), ('paused', 'Paused'), ('cancelled', 'Cancelled')], max_length=20)),
                        ('text', models.TextField(blank=True)),
                        ('created_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('measure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='status_updates', to='planning.measure')),
                        ('updated_by', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('measure', '-on', '-id'),
                    },
                ),
                migrations.CreateModel(
                    name='StatusUpdateHistory',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('on', models.DateField()),
                        ('status', models.CharField(choices=[('planned', 'Planned'), ('ongoing', 'Ongoing'), ('done', 'Done'), ('paused', 'Paused'), ('cancelled', 'Cancelled')], max_length=20)),
                        ('text', models.TextField(blank=True)),
                        ('measure', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.measure')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='history', to='planning.statusupdate')),
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
                    model_name='budgetline',
                    constraint=models.UniqueConstraint(fields=('measure', 'year', 'kind'), name='budget_line_once'),
                ),
                migrations.AddConstraint(
                    model_name='measurepartner',
                    constraint=models.UniqueConstraint(fields=('measure', 'unit'), name='measure_partner_once'),
                ),
                migrations.AddConstraint(
                    model_name='conflictplan',
                    constraint=models.UniqueConstraint(fields=('conflict', 'plan'), name='conflict_plan_once'),
                ),
                migrations.AddConstraint(
                    model_name='planadoption',
                    constraint=models.UniqueConstraint(fields=('organisation', 'plan'), name='plan_adopted_once'),
                ),
                migrations.AddConstraint(
                    model_name='planlink',
                    constraint=models.UniqueConstraint(fields=('recorded_by', 'source', 'target', 'relation'), name='plan_link_once'),
                ),
                migrations.AddConstraint(
                    model_name='planlink',
                    constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='plan_link_between_two'),
                ),
                migrations.AddConstraint(
                    model_name='plansupersession',
                    constraint=models.UniqueConstraint(fields=('plan', 'superseded'), name='supersession_once'),
                ),
                migrations.AddConstraint(
                    model_name='plansupersession',
                    constraint=models.CheckConstraint(condition=models.Q(('plan', models.F('superseded')), _negated=True), name='supersession_between_two'),
                ),
                migrations.AddConstraint(
                    model_name='plantype',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='plan_type_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='plantype',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='plan_type_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='plan',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='plan_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='plan',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='plan_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='plan',
                    constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_from__lte', models.F('valid_to')), _connector='OR'), name='plan_validity_ordered'),
                ),
                migrations.AddConstraint(
                    model_name='implementation',
                    constraint=models.UniqueConstraint(fields=('measure', 'position'), name='implementation_once'),
                ),
                migrations.AddConstraint(
                    model_name='handover',
                    constraint=models.UniqueConstraint(fields=('recorded_by', 'source', 'target'), name='hand_over_once'),
                ),
                migrations.AddConstraint(
                    model_name='handover',
                    constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='hand_over_between_two'),
                ),
                migrations.AddConstraint(
                    model_name='contribution',
                    constraint=models.CheckConstraint(condition=models.Q(('strength__range', (-3, 3))), name='contribution_strength_in_range'),
                ),
                migrations.AddConstraint(
                    model_name='contribution',
                    constraint=models.CheckConstraint(condition=models.Q(('pk__in', []), models.Q(('measure__isnull', True), ('plan__isnull', False), ('position__isnull', True)), models.Q(('measure__isnull', True), ('plan__isnull', True), ('position__isnull', False)), models.Q(('measure__isnull', False), ('plan__isnull', True), ('position__isnull', True)), _connector='OR'), name='contribution_has_one_item'),
                ),
                migrations.AddConstraint(
                    model_name='contribution',
                    constraint=models.UniqueConstraint(fields=('recorded_by', 'goal', 'plan'), name='contribution_of_plan_once'),
                ),
                migrations.AddConstraint(
                    model_name='contribution',
                    constraint=models.UniqueConstraint(fields=('recorded_by', 'goal', 'position'), name='contribution_of_position_once'),
                ),
                migrations.AddConstraint(
                    model_name='contribution',
                    constraint=models.UniqueConstraint(fields=('recorded_by', 'goal', 'measure'), name='contribution_of_measure_once'),
                ),
                migrations.AddConstraint(
                    model_name='conflictposition',
                    constraint=models.UniqueConstraint(fields=('conflict', 'position'), name='conflict_position_once'),
                ),
                migrations.AddConstraint(
                    model_name='conflict',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='conflict_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='conflict',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='conflict_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='positionlink',
                    constraint=models.UniqueConstraint(fields=('recorded_by', 'source', 'target', 'relation'), name='position_link_once'),
                ),
                migrations.AddConstraint(
                    model_name='positionlink',
                    constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='position_link_between_two'),
                ),
                migrations.AddConstraint(
                    model_name='savedview',
                    constraint=models.UniqueConstraint(fields=('user', 'organisation', 'page', 'name'), name='saved_view_once'),
                ),
                migrations.AddConstraint(
                    model_name='section',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='section_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='section',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='section_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='position',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='position_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='position',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='position_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='measure',
                    constraint=models.UniqueConstraint(fields=('organisation', 'key'), name='measure_key_unique'),
                ),
                migrations.AddConstraint(
                    model_name='measure',
                    constraint=models.CheckConstraint(condition=models.Q(('key__regex', '^[a-z0-9._/-]{1,100}$')), name='measure_key_well_formed'),
                ),
                migrations.AddConstraint(
                    model_name='measure',
                    constraint=models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('start__lte', models.F('end')), _connector='OR'), name='measure_time_ordered'),
                ),
                migrations.AddConstraint(
                    model_name='measure',
                    constraint=models.CheckConstraint(condition=models.Q(('cost__isnull', True), ('cost__gte', 0), _connector='OR'), name='measure_cost_not_negative'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflicthistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e01c4a403626f4fdaeb72917a96bb60c6b5b216d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dc757', table='planning_conflicthistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetlinehistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='251284033d14b69ff93af1c58a89682c5b0aae95', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_68147', table='planning_budgetlinehistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetline',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT f.organisation_id FROM changed c\nJOIN planning_measure m ON m.id = c.measure_id\nJOIN planning_plan_follower f ON f.plan_id = m.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='f881e0896ef49da682dbb35003e96d7b1ef39152', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_76e20', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_budgetline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetline',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."measure_id", n."year", n."amount", n."kind", n."status") IS DISTINCT FROM ROW(o."measure_id", o."year", o."amount", o."kind", o."status") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."measure_id", n."year", n."amount", n."kind", n."status") IS DISTINCT FROM ROW(o."measure_id", o."year", o."amount", o."kind", o."status")) \nSELECT f.organisation_id FROM changed c\nJOIN planning_measure m ON m.id = c.measure_id\nJOIN planning_plan_follower f ON f.plan_id = m.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='d237160d62d1571826d6a2267b6b85d739751b52', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_8d3f3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_budgetline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetline',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT f.organisation_id FROM changed c\nJOIN planning_measure m ON m.id = c.measure_id\nJOIN planning_plan_follower f ON f.plan_id = m.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='dfe418d4aec3841f2567cecd03f53c3bc2168575', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_74e41', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_budgetline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetline',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='7e80e0fadd85d989355da2671506f10bb19e8241', operation='INSERT', pgid='pgtrigger_stamp_insert_302d3', table='planning_budgetline', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetline',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."measure_id", NEW."year", NEW."amount", NEW."kind", NEW."status")) IS DISTINCT FROM (ROW(OLD."measure_id", OLD."year", OLD."amount", OLD."kind", OLD."status")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='d75286d573e764682ea2e70c3baaccf5899c2c7f', operation='UPDATE', pgid='pgtrigger_stamp_update_49170', table='planning_budgetline', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetline',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_budgetlinehistory" ("amount", "id", "kind", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year") SELECT new_values."amount", new_values."id", new_values."kind", new_values."measure_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bad820c92d08b8d36d31a635996f93ce379ebcf0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_54703', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_budgetline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetline',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_budgetlinehistory" ("amount", "id", "kind", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year") SELECT new_values."amount", new_values."id", new_values."kind", new_values."measure_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."status", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."amount" IS DISTINCT FROM (new_values."amount") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."measure_id" IS DISTINCT FROM (new_values."measure_id") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='80913565913f4443bc72bd9cf279063ec268d561', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9bd0c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_budgetline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='budgetline',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_budgetlinehistory" ("amount", "id", "kind", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "year") SELECT old_values."amount", old_values."id", old_values."kind", old_values."measure_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."status", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='07e5319a9955fee7ee42acf71f35a34e7f27dd56', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_af50a', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_budgetline', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurepartner',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT f.organisation_id FROM changed c\nJOIN planning_measure m ON m.id = c.measure_id\nJOIN planning_plan_follower f ON f.plan_id = m.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='e0f034847d0c02b2566256b8e997f43652dde5a1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_0be22', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_measurepartner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurepartner',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."measure_id", n."unit_id") IS DISTINCT FROM ROW(o."measure_id", o."unit_id") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."measure_id", n."unit_id") IS DISTINCT FROM ROW(o."measure_id", o."unit_id")) \nSELECT f.organisation_id FROM changed c\nJOIN planning_measure m ON m.id = c.measure_id\nJOIN planning_plan_follower f ON f.plan_id = m.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='144007568bae058a00ff40408a2c61931950f969', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_eb6eb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_measurepartner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurepartner',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT f.organisation_id FROM changed c\nJOIN planning_measure m ON m.id = c.measure_id\nJOIN planning_plan_follower f ON f.plan_id = m.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='7df06ce1251e1a00462fabb3565167eb3eb7b3e0', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_76dc0', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_measurepartner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurepartner',
                    trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_measure SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM new_values) SELECT measure_id FROM changed);\n\nRETURN NULL;', hash='81106fb146981bd7d4bb838131780b8446ba8284', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_7a5b5', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_measurepartner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurepartner',
                    trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_measure SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM old_values) SELECT measure_id FROM changed);\n\nRETURN NULL;', hash='8289a5595e4cd5b61bcf930d62be4b4662495c06', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_bc6fd', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_measurepartner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurepartner',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_measurepartnerhistory" ("id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."id", new_values."measure_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='621eeb7dfc56f490bb21a14b29c792353ec00982', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_64bf8', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_measurepartner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurepartner',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_measurepartnerhistory" ("id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT new_values."id", new_values."measure_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8320508a1afa7d585ee015dd535764192c6381a3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9c748', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_measurepartner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurepartner',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_measurepartnerhistory" ("id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") SELECT old_values."id", old_values."measure_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='729cc8d68cbe930bc7242a56f527b690c70c16f3', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_14db9', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_measurepartner', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurepartnerhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3f2e68402ca703e21e2ab84235f1d975433430d9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_50f70', table='planning_measurepartnerhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictplanhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3accba092066b2eddd03810827ed0274d604bbfb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3fc72', table='planning_conflictplanhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictplan',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT k.organisation_id FROM changed c JOIN planning_conflict k ON k.id = c.conflict_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='3b17f8629b59f9f080291338f23f4a32ecb8599f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_632c8', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_conflictplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictplan',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."conflict_id", n."plan_id") IS DISTINCT FROM ROW(o."conflict_id", o."plan_id") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."conflict_id", n."plan_id") IS DISTINCT FROM ROW(o."conflict_id", o."plan_id")) SELECT k.organisation_id FROM changed c JOIN planning_conflict k ON k.id = c.conflict_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='72f924e3c6ec63a8b0f829142eaabff408be15ac', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_736b7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_conflictplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictplan',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT k.organisation_id FROM changed c JOIN planning_conflict k ON k.id = c.conflict_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='cac3fcd72856a8b21d9c96da625171310a2f62b5', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_2cbdb', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_conflictplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictplan',
                    trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_conflict SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM new_values) SELECT conflict_id FROM changed);\n\nRETURN NULL;', hash='ed2d61e1027b575d00dd16dadb44f6321285793a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_1fb68', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_conflictplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictplan',
                    trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_conflict SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM old_values) SELECT conflict_id FROM changed);\n\nRETURN NULL;', hash='299c107c508dc4083763b5a111b8152155aceca1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_b8f13', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_conflictplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictplan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_conflictplanhistory" ("conflict_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") SELECT new_values."conflict_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7cd8732140d05d03f494197b513310fc85f9cb1f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_c596d', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_conflictplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictplan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_conflictplanhistory" ("conflict_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") SELECT new_values."conflict_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='71be127c0b68557994abea2db6441504c12c0aff', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_75169', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_conflictplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictplan',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_conflictplanhistory" ("conflict_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") SELECT old_values."conflict_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='5123a07f8b6be8c71a63d32dbfb69e9e2cea0e82', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_557ed', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_conflictplan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planadoption',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='85008215fd546f1a4fc315a70e1affe9a02a0c64', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_bd9e3', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_planadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planadoption',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."plan_id", n."adopted_on", n."reference") IS DISTINCT FROM ROW(o."organisation_id", o."plan_id", o."adopted_on", o."reference") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."plan_id", n."adopted_on", n."reference") IS DISTINCT FROM ROW(o."organisation_id", o."plan_id", o."adopted_on", o."reference")) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='34f78a329f79cae2d87516f36bf5112319c1ac92', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_84954', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_planadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planadoption',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='399e9a88787a2432927f1192e91466a93f919800', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_1ebae', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_planadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planadoption',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='7bc411dca37900b31d267783130c58de0e39a2c3', operation='INSERT', pgid='pgtrigger_stamp_insert_7293b', table='planning_planadoption', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planadoption',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."plan_id", NEW."adopted_on", NEW."reference")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."plan_id", OLD."adopted_on", OLD."reference")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='fa017002f16eda1ddade7df2cfd1394eea813a9b', operation='UPDATE', pgid='pgtrigger_stamp_update_f3a16', table='planning_planadoption', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planadoption',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planadoptionhistory" ("adopted_on", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reference") SELECT new_values."adopted_on", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."reference" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7c5a3d3e684188331ed12d128ad571e47ff56806', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7e842', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_planadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planadoption',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planadoptionhistory" ("adopted_on", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reference") SELECT new_values."adopted_on", new_values."id", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."reference" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."adopted_on" IS DISTINCT FROM (new_values."adopted_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."plan_id" IS DISTINCT FROM (new_values."plan_id") OR old_values."reference" IS DISTINCT FROM (new_values."reference")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='35d8a835dadbaac842677f71c4de600488ff9a1b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_29da8', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_planadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planadoption',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planadoptionhistory" ("adopted_on", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reference") SELECT old_values."adopted_on", old_values."id", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."reference" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3ebe88b8f39398c8f433ae7174f7fbea1ee44e9e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1d325', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_planadoption', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planadoptionhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fce380b7e1495cb76dc9b5ae88528365ba0e7e3c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_371a9', table='planning_planadoptionhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planevent',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='d9a201f48f151fddd774ac36c04b91044de61283', operation='INSERT', pgid='pgtrigger_stamp_insert_413c8', table='planning_planevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planevent',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."plan_id", NEW."on", NEW."status", NEW."title", NEW."text")) IS DISTINCT FROM (ROW(OLD."plan_id", OLD."on", OLD."status", OLD."title", OLD."text")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='b232fef77cb303d41d472891f190b83f14757d1f', operation='UPDATE', pgid='pgtrigger_stamp_update_f7f9b', table='planning_planevent', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planevent',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planeventhistory" ("id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "status", "text", "title") SELECT new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."status", new_values."text", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='43667b651d007cbee240ad811061f805998562a1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_45674', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_planevent', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planevent',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planeventhistory" ("id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "status", "text", "title") SELECT new_values."id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."status", new_values."text", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."plan_id" IS DISTINCT FROM (new_values."plan_id") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."text" IS DISTINCT FROM (new_values."text") OR old_values."title" IS DISTINCT FROM (new_values."title")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e1d4d78140810629a833633a8935db2143574dc8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e3e96', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_planevent', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planevent',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planeventhistory" ("id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "status", "text", "title") SELECT old_values."id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."status", old_values."text", old_values."title" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c459655e0114b4e5dccd052d4ba1bc646b175a33', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_561c0', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_planevent', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planeventhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0b59d231e1113a77b410094207b2dd1a99b78863', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_496b2', table='planning_planeventhistory', when='BEFORE')),
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
                    model_name='planlink',
                    trigger=pgtrigger.compiler.Trigger(name='plan_link_adopted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c \n    JOIN planning_plan p ON p.id = c.source_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c \n    JOIN planning_plan p ON p.id = c.target_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'plan_link_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='fbf4a898662d93d31d6823f3a26f1b84fb1e3f90', level='STATEMENT', operation='INSERT', pgid='pgtrigger_plan_link_adopted_insert_ef6e1', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_planlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planlink',
                    trigger=pgtrigger.compiler.Trigger(name='plan_link_adopted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."source_id", n."target_id", n."relation", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."source_id", o."target_id", o."relation", o."rationale")) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c \n    JOIN planning_plan p ON p.id = c.source_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c \n    JOIN planning_plan p ON p.id = c.target_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'plan_link_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='6d890cdd65be4f4e9c114917013e1d59a5a7497e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_plan_link_adopted_update_ae309', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_planlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planlink',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='03393c25f1aeec4a472c3530aa33f1baf2ca91fa', operation='INSERT', pgid='pgtrigger_stamp_insert_41f13', table='planning_planlink', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planlink',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."recorded_by_id", NEW."source_id", NEW."target_id", NEW."relation", NEW."rationale")) IS DISTINCT FROM (ROW(OLD."recorded_by_id", OLD."source_id", OLD."target_id", OLD."relation", OLD."rationale")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='3c4d5d43ebe50f721675da1d902344721aadde12', operation='UPDATE', pgid='pgtrigger_stamp_update_54cad', table='planning_planlink', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planlink',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planlinkhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "relation", "source_id", "target_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rationale", new_values."recorded_by_id", new_values."relation", new_values."source_id", new_values."target_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4b05e544abaeacd595eac9cbf510bdd6b96cd930', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bfb6b', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_planlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planlink',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planlinkhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "relation", "source_id", "target_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rationale", new_values."recorded_by_id", new_values."relation", new_values."source_id", new_values."target_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."rationale" IS DISTINCT FROM (new_values."rationale") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."relation" IS DISTINCT FROM (new_values."relation") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."target_id" IS DISTINCT FROM (new_values."target_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ec45d849911be8c67c8e84158732bd5f508f0b1f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_72be4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_planlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planlink',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planlinkhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "relation", "source_id", "target_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rationale", old_values."recorded_by_id", old_values."relation", old_values."source_id", old_values."target_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1d006a04beefccdb5cff48255373705ba8570557', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f0a18', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_planlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planlinkhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='71c79265eae38ecf7ffcbe926ff084028fddea87', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_442b2', table='planning_planlinkhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansupersession',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f USING (plan_id)) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='a0d0185bbac072666887fba8a5669649fa4d5e94', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_502f0', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_plansupersession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansupersession',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."superseded_id") IS DISTINCT FROM ROW(o."plan_id", o."superseded_id") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."superseded_id") IS DISTINCT FROM ROW(o."plan_id", o."superseded_id")) SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f USING (plan_id)) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='61c41c2121cf55dad6b51b23a3b8f7062f189da9', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_d5bf1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_plansupersession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansupersession',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f USING (plan_id)) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='e8900f281891a44058d844144059d4a7829186f9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_02793', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_plansupersession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansupersession',
                    trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_plan SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM new_values) SELECT plan_id FROM changed);\n\nRETURN NULL;', hash='cc399f7d1e72708217ad8a3e5392e9d303726d56', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_26e11', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_plansupersession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansupersession',
                    trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_plan SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM old_values) SELECT plan_id FROM changed);\n\nRETURN NULL;', hash='178d87e90a42e8d60a90622071be7293d020bda2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_e561c', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_plansupersession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansupersession',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_plansupersessionhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "superseded_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."superseded_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='bde9696097f6f5060f40e44ec17bf22becfbf17a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f7722', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_plansupersession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansupersession',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_plansupersessionhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "superseded_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."superseded_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f7a559a6c9ef3b0be4cf538d82ec9c675d1a9b8d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d66f4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_plansupersession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansupersession',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_plansupersessionhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "superseded_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."superseded_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='7e608fe63a51ccae1c371bb0a49fd30c01f03d9b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_76e54', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_plansupersession', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plansupersessionhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7203d711fcc16e9737348b5764d6bdf2ddc8dd8e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6cd8d', table='planning_plansupersessionhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plantype',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_plan p ON p.type_id = c.id\nJOIN planning_plan_follower f ON f.plan_id = p.id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='0a1b5dacbc075ac2b28b3651e596e61d4101dbc1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_4626f', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_plantype', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plantype',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."name", n."family", n."steering") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."name", o."family", o."steering") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."name", n."family", n."steering") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."name", o."family", o."steering")) \nSELECT organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_plan p ON p.type_id = c.id\nJOIN planning_plan_follower f ON f.plan_id = p.id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='483cbca92c31ff4309c70449c0379d4733a90859', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_25835', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_plantype', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plantype',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_plan p ON p.type_id = c.id\nJOIN planning_plan_follower f ON f.plan_id = p.id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='4c6751f51c65d2de420e7298afb01e29551f5d4c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_f6d8b', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_plantype', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plantype',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='d65fef7846cabb84f425c845c474be7b311fb6a5', operation='INSERT', pgid='pgtrigger_stamp_insert_1f421', table='planning_plantype', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plantype',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."key", NEW."name", NEW."family", NEW."steering")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."key", OLD."name", OLD."family", OLD."steering")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='dd2633d54ef82281bbb918199e516eb7166ce4f3', operation='UPDATE', pgid='pgtrigger_stamp_update_83402', table='planning_plantype', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plantype',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_plantypehistory" ("family", "id", "key", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "steering") SELECT new_values."family", new_values."id", new_values."key", new_values."name", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."steering" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b6b34993d5b1aef6ee5335f0b34b627eb23c7991', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_6303a', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_plantype', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plantype',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_plantypehistory" ("family", "id", "key", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "steering") SELECT new_values."family", new_values."id", new_values."key", new_values."name", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."steering" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."family" IS DISTINCT FROM (new_values."family") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."steering" IS DISTINCT FROM (new_values."steering")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d06dcd100fe37cbbaffa0e386fe3c9511a110f1a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_7c157', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_plantype', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plantype',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_plantypehistory" ("family", "id", "key", "name", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "steering") SELECT old_values."family", old_values."id", old_values."key", old_values."name", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."steering" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='4cc48e82f19dbb8e542a794978b33cc3e18bb6c9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a2402', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_plantype', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='planhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d35fa20d8580162c9816c53cf6ede0e7b014cdfe', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_70386', table='planning_planhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.id\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_planlink l ON l.target_id = c.id\nJOIN planning_plan_follower f ON f.plan_id = l.source_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='ded097224796919d549e0e5ece63aa2a40ea981a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_5b750', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_plan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."title", n."type_id", n."status", n."unit_id", n."summary", n."version_label", n."valid_from", n."valid_to", n."adopted_on", n."in_force_on", n."decided_by", n."reference", n."parent_id", n."statutory_basis", n."framework_id") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."title", o."type_id", o."status", o."unit_id", o."summary", o."version_label", o."valid_from", o."valid_to", o."adopted_on", o."in_force_on", o."decided_by", o."reference", o."parent_id", o."statutory_basis", o."framework_id") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."title", n."type_id", n."status", n."unit_id", n."summary", n."version_label", n."valid_from", n."valid_to", n."adopted_on", n."in_force_on", n."decided_by", n."reference", n."parent_id", n."statutory_basis", n."framework_id") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."title", o."type_id", o."status", o."unit_id", o."summary", o."version_label", o."valid_from", o."valid_to", o."adopted_on", o."in_force_on", o."decided_by", o."reference", o."parent_id", o."statutory_basis", o."framework_id")) \nSELECT organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.id\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_planlink l ON l.target_id = c.id\nJOIN planning_plan_follower f ON f.plan_id = l.source_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='6a5f76f787f74a696f2dde04edd33f182ab2f19d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_bd5ae', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_plan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT organisation_id FROM changed\nUNION SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.id\nUNION SELECT f.organisation_id FROM changed c\nJOIN planning_planlink l ON l.target_id = c.id\nJOIN planning_plan_follower f ON f.plan_id = l.source_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='54e5981f23ccf88e80db5ba72b73d84525bd1f11', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_22a15', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_plan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='plan_parent_no_loop_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN planning_plan t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.title) AS fault\n        FROM way JOIN planning_plan t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'plan_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='5e1029524060985386146831b4096cbac3a9dfcb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_plan_parent_no_loop_insert_d6b22', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_plan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='plan_parent_no_loop_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."title", n."type_id", n."status", n."unit_id", n."summary", n."version_label", n."valid_from", n."valid_to", n."adopted_on", n."in_force_on", n."decided_by", n."reference", n."parent_id", n."statutory_basis", n."framework_id") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."title", o."type_id", o."status", o."unit_id", o."summary", o."version_label", o."valid_from", o."valid_to", o."adopted_on", o."in_force_on", o."decided_by", o."reference", o."parent_id", o."statutory_basis", o."framework_id")) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN planning_plan t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.title) AS fault\n        FROM way JOIN planning_plan t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'plan_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='81ff14ddacb1bca695bc5d4e94a804d62bbed088', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_plan_parent_no_loop_update_55cd7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_plan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='0b1a8a9ab5b35409965743d7bf7e8e6d5a904c97', operation='INSERT', pgid='pgtrigger_stamp_insert_83e05', table='planning_plan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."key", NEW."title", NEW."type_id", NEW."status", NEW."unit_id", NEW."summary", NEW."version_label", NEW."valid_from", NEW."valid_to", NEW."adopted_on", NEW."in_force_on", NEW."decided_by", NEW."reference", NEW."parent_id", NEW."statutory_basis", NEW."framework_id")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."key", OLD."title", OLD."type_id", OLD."status", OLD."unit_id", OLD."summary", OLD."version_label", OLD."valid_from", OLD."valid_to", OLD."adopted_on", OLD."in_force_on", OLD."decided_by", OLD."reference", OLD."parent_id", OLD."statutory_basis", OLD."framework_id")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='f2ecd4ce33ae8d29b232a46d0def090e7ecf0d58', operation='UPDATE', pgid='pgtrigger_stamp_update_19b96', table='planning_plan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_wording', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."title", NEW."summary")) IS DISTINCT FROM (ROW(OLD."title", OLD."summary")) THEN\n    NEW.wording_changed_at := clock_timestamp();\nEND IF;\nRETURN NEW;\n', hash='4caf29238bef4d7387079f0a3923f18593809b33', operation='UPDATE', pgid='pgtrigger_stamp_wording_0983a', table='planning_plan', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planhistory" ("adopted_on", "decided_by", "framework_id", "id", "in_force_on", "key", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "status", "statutory_basis", "summary", "title", "type_id", "unit_id", "valid_from", "valid_to", "version_label") SELECT new_values."adopted_on", new_values."decided_by", new_values."framework_id", new_values."id", new_values."in_force_on", new_values."key", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reference", new_values."status", new_values."statutory_basis", new_values."summary", new_values."title", new_values."type_id", new_values."unit_id", new_values."valid_from", new_values."valid_to", new_values."version_label" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='44d63147a25056f4f36d357dcec70bf4a6a68dbd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3798a', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_plan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planhistory" ("adopted_on", "decided_by", "framework_id", "id", "in_force_on", "key", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "status", "statutory_basis", "summary", "title", "type_id", "unit_id", "valid_from", "valid_to", "version_label") SELECT new_values."adopted_on", new_values."decided_by", new_values."framework_id", new_values."id", new_values."in_force_on", new_values."key", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reference", new_values."status", new_values."statutory_basis", new_values."summary", new_values."title", new_values."type_id", new_values."unit_id", new_values."valid_from", new_values."valid_to", new_values."version_label" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."adopted_on" IS DISTINCT FROM (new_values."adopted_on") OR old_values."decided_by" IS DISTINCT FROM (new_values."decided_by") OR old_values."framework_id" IS DISTINCT FROM (new_values."framework_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."in_force_on" IS DISTINCT FROM (new_values."in_force_on") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."reference" IS DISTINCT FROM (new_values."reference") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."statutory_basis" IS DISTINCT FROM (new_values."statutory_basis") OR old_values."summary" IS DISTINCT FROM (new_values."summary") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."type_id" IS DISTINCT FROM (new_values."type_id") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."valid_from" IS DISTINCT FROM (new_values."valid_from") OR old_values."valid_to" IS DISTINCT FROM (new_values."valid_to") OR old_values."version_label" IS DISTINCT FROM (new_values."version_label")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5e322e13d97082a43e0cfc371e98ffc45f4b901d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3fcc4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_plan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plan',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_planhistory" ("adopted_on", "decided_by", "framework_id", "id", "in_force_on", "key", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "status", "statutory_basis", "summary", "title", "type_id", "unit_id", "valid_from", "valid_to", "version_label") SELECT old_values."adopted_on", old_values."decided_by", old_values."framework_id", old_values."id", old_values."in_force_on", old_values."key", old_values."organisation_id", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reference", old_values."status", old_values."statutory_basis", old_values."summary", old_values."title", old_values."type_id", old_values."unit_id", old_values."valid_from", old_values."valid_to", old_values."version_label" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0943784cf843e0b45716f861de430d32e684f631', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_8ee12', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_plan', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='plantypehistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='40bc94d58ffbbc6bc76bd941e1b61111d5c378c8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_42521', table='planning_plantypehistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='implementationhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b8b6758cef0d0a0f6766ebbf38ba14c8d577df9c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c3171', table='planning_implementationhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='implementation',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT f.organisation_id FROM changed c\nJOIN planning_measure m ON m.id = c.measure_id\nJOIN planning_plan_follower f ON f.plan_id = m.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='7820d7709d98c6c3ad56ae725f195850ac71aca0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_d4e45', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_implementation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='implementation',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."measure_id", n."position_id") IS DISTINCT FROM ROW(o."measure_id", o."position_id") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."measure_id", n."position_id") IS DISTINCT FROM ROW(o."measure_id", o."position_id")) \nSELECT f.organisation_id FROM changed c\nJOIN planning_measure m ON m.id = c.measure_id\nJOIN planning_plan_follower f ON f.plan_id = m.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='4b99f75c98615627f4c2b660bbc66fe43eae8e75', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_12739', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_implementation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='implementation',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT f.organisation_id FROM changed c\nJOIN planning_measure m ON m.id = c.measure_id\nJOIN planning_plan_follower f ON f.plan_id = m.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='522b8aed8c09fd9029baade01df33c9e146d531f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_7ebfd', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_implementation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='implementation',
                    trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_measure SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM new_values) SELECT measure_id FROM changed);\n\nRETURN NULL;', hash='ad0ae4df027de086728807f246cd9953d848b9b9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_9579e', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_implementation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='implementation',
                    trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_measure SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM old_values) SELECT measure_id FROM changed);\n\nRETURN NULL;', hash='bc931ae7f5c40fdc0bb3cb24b9343c9c2373b3ff', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_d8472', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_implementation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='implementation',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_implementationhistory" ("id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") SELECT new_values."id", new_values."measure_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1ab77e6192a6661966720c554d973e6ddcb3c0c6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_cb23d', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_implementation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='implementation',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_implementationhistory" ("id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") SELECT new_values."id", new_values."measure_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='70581868ba2755ca7b8477e003ee53f95edf8c47', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_2c7b3', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_implementation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='implementation',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_implementationhistory" ("id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") SELECT old_values."id", old_values."measure_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c0ca766d0c8305978795b3e379a078d1b9d5e70e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_32a55', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_implementation', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handoverhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1c0c4726e74b42d74cca76aa8dea6d5fc888b827', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2593f', table='planning_handoverhistory', when='BEFORE')),
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
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='hand_over_adopted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c JOIN planning_position s ON s.id = c.source_id\n    JOIN planning_plan p ON p.id = s.plan_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c JOIN planning_position s ON s.id = c.target_id\n    JOIN planning_plan p ON p.id = s.plan_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'hand_over_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='7c31740f5038d50d5b2e9a6642d3b777ab60bd90', level='STATEMENT', operation='INSERT', pgid='pgtrigger_hand_over_adopted_insert_8808d', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='hand_over_adopted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."source_id", n."target_id", n."state", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."source_id", o."target_id", o."state", o."rationale")) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c JOIN planning_position s ON s.id = c.source_id\n    JOIN planning_plan p ON p.id = s.plan_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c JOIN planning_position s ON s.id = c.target_id\n    JOIN planning_plan p ON p.id = s.plan_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'hand_over_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='e22280e8def1e2d807b37962c7b68056102008b8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_hand_over_adopted_update_1503d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='bf18dc3b8d719eee17f9f7fb9a020fd4f2814e84', operation='INSERT', pgid='pgtrigger_stamp_insert_2d740', table='planning_handover', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."recorded_by_id", NEW."source_id", NEW."target_id", NEW."state", NEW."rationale")) IS DISTINCT FROM (ROW(OLD."recorded_by_id", OLD."source_id", OLD."target_id", OLD."state", OLD."rationale")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='8cdc2f6a9793447b55bc789d840f336943679cef', operation='UPDATE', pgid='pgtrigger_stamp_update_5b977', table='planning_handover', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_handoverhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "source_id", "state", "target_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rationale", new_values."recorded_by_id", new_values."source_id", new_values."state", new_values."target_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fd0590d6e2580d1445f5cc5b1eca868105f40c0c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_585e6', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_handoverhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "source_id", "state", "target_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rationale", new_values."recorded_by_id", new_values."source_id", new_values."state", new_values."target_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."rationale" IS DISTINCT FROM (new_values."rationale") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."target_id" IS DISTINCT FROM (new_values."target_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='31f892f1566b41a2ea9d4c9504b9395c6f843b51', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_02d4f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='handover',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_handoverhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "source_id", "state", "target_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rationale", old_values."recorded_by_id", old_values."source_id", old_values."state", old_values."target_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='dd3086f533289f77ac020f7f16168678dfb63a35', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_af8fe', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_handover', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contributionhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bb85b18bcd227008ef86cc81a844f8a281e9efb9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_37fc9', table='planning_contributionhistory', when='BEFORE')),
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
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='contribution_adopted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c \nLEFT JOIN planning_position s ON s.id = c.position_id\nLEFT JOIN planning_measure m ON m.id = c.measure_id\n\n    JOIN planning_plan p ON p.id = COALESCE(c.plan_id, s.plan_id, m.plan_id)\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.goal_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'contribution_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='3747090d2f030732ea3dc65ebb9d86176bb38371', level='STATEMENT', operation='INSERT', pgid='pgtrigger_contribution_adopted_insert_369fd', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_contribution', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='contribution_adopted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."plan_id", n."position_id", n."measure_id", n."goal_id", n."strength", n."rationale", n."reviewed_on", n."reviewed_by_id", n."reviewed_at") IS DISTINCT FROM ROW(o."recorded_by_id", o."plan_id", o."position_id", o."measure_id", o."goal_id", o."strength", o."rationale", o."reviewed_on", o."reviewed_by_id", o."reviewed_at")) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c \nLEFT JOIN planning_position s ON s.id = c.position_id\nLEFT JOIN planning_measure m ON m.id = c.measure_id\n\n    JOIN planning_plan p ON p.id = COALESCE(c.plan_id, s.plan_id, m.plan_id)\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on goal "%s"\',\n        o.name, owner.name, g.title) AS fault\n    FROM changed c\n    JOIN goals_goal g ON g.id = c.goal_id\n    JOIN goals_framework w ON w.id = g.framework_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = w.organisation_id\n    WHERE w.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = w.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'contribution_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='00f749cd83500ec46096de3d3720a1c0523286d3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_contribution_adopted_update_0418b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_contribution', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='set_reviewed', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF TG_OP = 'INSERT' OR ROW(NEW.strength, NEW.rationale, NEW.reviewed_on, NEW.reviewed_by_id)\n        IS DISTINCT FROM ROW(OLD.strength, OLD.rationale, OLD.reviewed_on, OLD.reviewed_by_id) THEN\n        NEW.reviewed_at := clock_timestamp();\n    END IF;\n    RETURN NEW;\n    ", hash='c70964e8477891cb8ebc8f3df4fdf891edc8c786', operation='INSERT OR UPDATE', pgid='pgtrigger_set_reviewed_49e38', table='planning_contribution', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='716b428d7ab6bb50d65d4ccf133e5ca1e036a9fd', operation='INSERT', pgid='pgtrigger_stamp_insert_297d6', table='planning_contribution', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."recorded_by_id", NEW."plan_id", NEW."position_id", NEW."measure_id", NEW."goal_id", NEW."strength", NEW."rationale", NEW."reviewed_on", NEW."reviewed_by_id", NEW."reviewed_at")) IS DISTINCT FROM (ROW(OLD."recorded_by_id", OLD."plan_id", OLD."position_id", OLD."measure_id", OLD."goal_id", OLD."strength", OLD."rationale", OLD."reviewed_on", OLD."reviewed_by_id", OLD."reviewed_at")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='43c8eddad0d6e22b940618e711979e4d897d1e13', operation='UPDATE', pgid='pgtrigger_stamp_update_d6c97', table='planning_contribution', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_contributionhistory" ("goal_id", "id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position_id", "rationale", "recorded_by_id", "reviewed_by_id", "reviewed_on", "strength") SELECT new_values."goal_id", new_values."id", new_values."measure_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."position_id", new_values."rationale", new_values."recorded_by_id", new_values."reviewed_by_id", new_values."reviewed_on", new_values."strength" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2cbbf79b38aa12f6845a378048ddbbbfb758bbba', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9f2b9', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_contribution', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_contributionhistory" ("goal_id", "id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position_id", "rationale", "recorded_by_id", "reviewed_by_id", "reviewed_on", "strength") SELECT new_values."goal_id", new_values."id", new_values."measure_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."position_id", new_values."rationale", new_values."recorded_by_id", new_values."reviewed_by_id", new_values."reviewed_on", new_values."strength" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."goal_id" IS DISTINCT FROM (new_values."goal_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."measure_id" IS DISTINCT FROM (new_values."measure_id") OR old_values."plan_id" IS DISTINCT FROM (new_values."plan_id") OR old_values."position_id" IS DISTINCT FROM (new_values."position_id") OR old_values."rationale" IS DISTINCT FROM (new_values."rationale") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."reviewed_by_id" IS DISTINCT FROM (new_values."reviewed_by_id") OR old_values."reviewed_on" IS DISTINCT FROM (new_values."reviewed_on") OR old_values."strength" IS DISTINCT FROM (new_values."strength")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='30fd2c195b94b6ef0f26381d097727c8538542f3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_ff965', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_contribution', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='contribution',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_contributionhistory" ("goal_id", "id", "measure_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position_id", "rationale", "recorded_by_id", "reviewed_by_id", "reviewed_on", "strength") SELECT old_values."goal_id", old_values."id", old_values."measure_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."position_id", old_values."rationale", old_values."recorded_by_id", old_values."reviewed_by_id", old_values."reviewed_on", old_values."strength" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='91083a18cdf97f1cb6c35be386263c965c584cc4', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_16714', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_contribution', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictpositionhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8a10379146c91a9b1a7b0472d965ce8be3ca31e7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2bad7', table='planning_conflictpositionhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictposition',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT k.organisation_id FROM changed c JOIN planning_conflict k ON k.id = c.conflict_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='07db5800b389016779620154bb8b91702e387ba9', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_2fc3f', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_conflictposition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictposition',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."conflict_id", n."position_id") IS DISTINCT FROM ROW(o."conflict_id", o."position_id") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."conflict_id", n."position_id") IS DISTINCT FROM ROW(o."conflict_id", o."position_id")) SELECT k.organisation_id FROM changed c JOIN planning_conflict k ON k.id = c.conflict_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='328884233a298482532fd01b878ca0b2762d2304', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_57008', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_conflictposition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictposition',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT k.organisation_id FROM changed c JOIN planning_conflict k ON k.id = c.conflict_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='77ad326d7fa1beb9080bcf003ce1ca39a35df400', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_596d6', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_conflictposition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictposition',
                    trigger=pgtrigger.compiler.Trigger(name='touch_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_conflict SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM new_values) SELECT conflict_id FROM changed);\n\nRETURN NULL;', hash='fb229ada3756467f838d1b7b28fd1ed580609a40', level='STATEMENT', operation='INSERT', pgid='pgtrigger_touch_insert_a0550', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_conflictposition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictposition',
                    trigger=pgtrigger.compiler.Trigger(name='touch_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nUPDATE planning_conflict SET version = version + 1, updated_at = clock_timestamp()\nWHERE id IN (WITH changed AS (SELECT * FROM old_values) SELECT conflict_id FROM changed);\n\nRETURN NULL;', hash='169670c33e4cb691dd288db9a268803dad5141fd', level='STATEMENT', operation='DELETE', pgid='pgtrigger_touch_delete_35bb4', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_conflictposition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictposition',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_conflictpositionhistory" ("conflict_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") SELECT new_values."conflict_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9c7efc61a60f9f32d349b2ea2dfb3f9802b19914', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_47f5b', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_conflictposition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictposition',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_conflictpositionhistory" ("conflict_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") SELECT new_values."conflict_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4cda3f6f40cbe864bee2c2c0108c479a644e2dd5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_72bf6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_conflictposition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflictposition',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_conflictpositionhistory" ("conflict_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id") SELECT old_values."conflict_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='01bec264c440aeed1f7748b535614df0cb83b55e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_84b3f', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_conflictposition', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflict',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='e33e033e71dea323ac849fb7110402281b7c16ad', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_36b77', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_conflict', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflict',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."title", n."goal_id", n."status", n."unit_id", n."resolution", n."resolved_on") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."title", o."goal_id", o."status", o."unit_id", o."resolution", o."resolved_on") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."organisation_id", n."key", n."title", n."goal_id", n."status", n."unit_id", n."resolution", n."resolved_on") IS DISTINCT FROM ROW(o."organisation_id", o."key", o."title", o."goal_id", o."status", o."unit_id", o."resolution", o."resolved_on")) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='0dcb9abb4adbaa8c2e6a9cef098940e7d5b3b231', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_a4612', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_conflict', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflict',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT organisation_id FROM changed) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='cef557ff19269b732df2b750c25ff2cf48a42f99', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_2ba1d', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_conflict', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflict',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='3e4fa70099483e8efa028f6f0f99782ac04bb1de', operation='INSERT', pgid='pgtrigger_stamp_insert_ac859', table='planning_conflict', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflict',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."organisation_id", NEW."key", NEW."title", NEW."goal_id", NEW."status", NEW."unit_id", NEW."resolution", NEW."resolved_on")) IS DISTINCT FROM (ROW(OLD."organisation_id", OLD."key", OLD."title", OLD."goal_id", OLD."status", OLD."unit_id", OLD."resolution", OLD."resolved_on")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='efc1742d4041763d569de6f4162560c66e0addc7', operation='UPDATE', pgid='pgtrigger_stamp_update_979a0', table='planning_conflict', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflict',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_conflicthistory" ("goal_id", "id", "key", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "resolved_on", "status", "title", "unit_id") SELECT new_values."goal_id", new_values."id", new_values."key", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."resolution", new_values."resolved_on", new_values."status", new_values."title", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='54402488ab1404bfc58150a6a8e314a1c134a8da', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_923e5', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_conflict', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflict',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_conflicthistory" ("goal_id", "id", "key", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "resolved_on", "status", "title", "unit_id") SELECT new_values."goal_id", new_values."id", new_values."key", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."resolution", new_values."resolved_on", new_values."status", new_values."title", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."goal_id" IS DISTINCT FROM (new_values."goal_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."resolution" IS DISTINCT FROM (new_values."resolution") OR old_values."resolved_on" IS DISTINCT FROM (new_values."resolved_on") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5936ec4f35e0c14207c324f95bd4b7399c925051', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3063d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_conflict', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='conflict',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_conflicthistory" ("goal_id", "id", "key", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution", "resolved_on", "status", "title", "unit_id") SELECT old_values."goal_id", old_values."id", old_values."key", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."resolution", old_values."resolved_on", old_values."status", old_values."title", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3c70355eb0bcc702acec1c64260aa26cb6f6748c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d3f9f', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_conflict', when='AFTER')),
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
                pgtrigger.migrations.AddTrigger(
                    model_name='positionlink',
                    trigger=pgtrigger.compiler.Trigger(name='position_link_adopted_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c JOIN planning_position s ON s.id = c.source_id\n    JOIN planning_plan p ON p.id = s.plan_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c JOIN planning_position s ON s.id = c.target_id\n    JOIN planning_plan p ON p.id = s.plan_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'position_link_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='5c5c62026b4ba9c53033fe80106e7fdbc4882dab', level='STATEMENT', operation='INSERT', pgid='pgtrigger_position_link_adopted_insert_32298', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_positionlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='positionlink',
                    trigger=pgtrigger.compiler.Trigger(name='position_link_adopted_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."recorded_by_id", n."source_id", n."target_id", n."relation", n."rationale") IS DISTINCT FROM ROW(o."recorded_by_id", o."source_id", o."target_id", o."relation", o."rationale")) SELECT fault INTO problem FROM (\n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c JOIN planning_position s ON s.id = c.source_id\n    JOIN planning_plan p ON p.id = s.plan_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n     UNION ALL \n    SELECT format(\'%s has adopted nothing of %s, so it can record nothing on "%s"\',\n        o.name, owner.name, p.title) AS fault\n    FROM changed c JOIN planning_position s ON s.id = c.target_id\n    JOIN planning_plan p ON p.id = s.plan_id\n    JOIN organisations_organisation o ON o.id = c.recorded_by_id\n    JOIN organisations_organisation owner ON owner.id = p.organisation_id\n    WHERE p.organisation_id <> c.recorded_by_id AND NOT EXISTS (\n        SELECT 1 FROM goals_adopted_from f\n        WHERE f.organisation_id = c.recorded_by_id AND f.owner_id = p.organisation_id\n    )\n    ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'position_link_adopted\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='b73274475fd995551315f6516e78b8f746a3b953', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_position_link_adopted_update_04be5', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_positionlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='positionlink',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='28c594c2ba3bd84a7d97251d3f42d09ef7e7e2a7', operation='INSERT', pgid='pgtrigger_stamp_insert_bace3', table='planning_positionlink', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='positionlink',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."recorded_by_id", NEW."source_id", NEW."target_id", NEW."relation", NEW."rationale")) IS DISTINCT FROM (ROW(OLD."recorded_by_id", OLD."source_id", OLD."target_id", OLD."relation", OLD."rationale")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='77d1f2bb02d428f2ddb3d04b10ef9b31ccad0caf', operation='UPDATE', pgid='pgtrigger_stamp_update_af35d', table='planning_positionlink', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='positionlink',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_positionlinkhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "relation", "source_id", "target_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."rationale", new_values."recorded_by_id", new_values."relation", new_values."source_id", new_values."target_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8591455bcacc1e7ff50e5bcbd5075d13233826dd', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_23ad7', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_positionlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='positionlink',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_positionlinkhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "relation", "source_id", "target_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."rationale", new_values."recorded_by_id", new_values."relation", new_values."source_id", new_values."target_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."rationale" IS DISTINCT FROM (new_values."rationale") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."relation" IS DISTINCT FROM (new_values."relation") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."target_id" IS DISTINCT FROM (new_values."target_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='1fc7fdbc74f31985391597e496f59f87ec936e1d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_691b6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_positionlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='positionlink',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_positionlinkhistory" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rationale", "recorded_by_id", "relation", "source_id", "target_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."rationale", old_values."recorded_by_id", old_values."relation", old_values."source_id", old_values."target_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0457f5a19603dde7ef9315cdbe7d44e1b7993e3d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_de1c2', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_positionlink', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='positionlinkhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6d1e3594e4e6a2a997a421b9013874609f966a17', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bee18', table='planning_positionlinkhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='98a4419aa760d9dd1cc2f2a592ae22264beb16f1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_53ea5', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."parent_id", n."heading", n."body") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."parent_id", o."heading", o."body") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."parent_id", n."heading", n."body") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."parent_id", o."heading", o."body")) SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='1820bba16d71b99220ca19d77819fdade25d0763', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_53fae', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='e6fd97257172822cc0493e9a0d8b38b4159b9b1e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_7c30f', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='set_organisation', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    SELECT organisation_id INTO NEW.organisation_id FROM planning_plan WHERE id = NEW.plan_id;\n    RETURN NEW;\n    ', hash='b059bdd516a62c1f14cc55982f2f7af3b759ba13', operation='INSERT OR UPDATE', pgid='pgtrigger_set_organisation_aee98', table='planning_section', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='section_parent_no_loop_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN planning_section t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.heading) AS fault\n        FROM way JOIN planning_section t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'section_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='b2d66e8587229713936e34a49e48965f40e3f3f8', level='STATEMENT', operation='INSERT', pgid='pgtrigger_section_parent_no_loop_insert_81ce5', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='section_parent_no_loop_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."parent_id", n."heading", n."body") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."parent_id", o."heading", o."body")) SELECT fault INTO problem FROM (\n        WITH RECURSIVE way(start, at) AS (\n            SELECT id, parent_id FROM changed WHERE parent_id IS NOT NULL\n            UNION\n            SELECT way.start, t.parent_id FROM way JOIN planning_section t ON t.id = way.at WHERE t.parent_id IS NOT NULL\n        )\n        SELECT format(\'"%s" would be its own ancestor\', t.heading) AS fault\n        FROM way JOIN planning_section t ON t.id = way.start WHERE way.start = way.at\n        ) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'section_parent_no_loop\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='c6413b15b0306c89d0d8d00b10feeb788125fa20', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_section_parent_no_loop_update_010ba', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='section_parent_in_plan_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'section "%s" belongs to another plan\', s.heading) AS fault\n    FROM changed c JOIN planning_section s ON s.id = c.parent_id WHERE s.plan_id <> c.plan_id\n) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'section_parent_in_plan\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='1188cc4923cf62ec168c6467fab8bc2564888d9a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_section_parent_in_plan_insert_092b6', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='section_parent_in_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."parent_id", n."heading", n."body") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."parent_id", o."heading", o."body")) SELECT fault INTO problem FROM (\n    SELECT format(\'section "%s" belongs to another plan\', s.heading) AS fault\n    FROM changed c JOIN planning_section s ON s.id = c.parent_id WHERE s.plan_id <> c.plan_id\n) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'section_parent_in_plan\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='bedf5c865b59cffe45fb3e01365d292d30e5d57d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_section_parent_in_plan_update_0f657', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='70231e693edc09f3ca24aef323a5706631ccf90b', operation='INSERT', pgid='pgtrigger_stamp_insert_87dee', table='planning_section', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."plan_id", NEW."organisation_id", NEW."key", NEW."order", NEW."parent_id", NEW."heading", NEW."body")) IS DISTINCT FROM (ROW(OLD."plan_id", OLD."organisation_id", OLD."key", OLD."order", OLD."parent_id", OLD."heading", OLD."body")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='dac6d23295ba066806a62239d810784b88436f96', operation='UPDATE', pgid='pgtrigger_stamp_update_412ee', table='planning_section', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_sectionhistory" ("body", "heading", "id", "key", "order", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") SELECT new_values."body", new_values."heading", new_values."id", new_values."key", new_values."order", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='24182f13abeec481d76aee6afec21dd6ca2f71b4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_9f227', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_sectionhistory" ("body", "heading", "id", "key", "order", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") SELECT new_values."body", new_values."heading", new_values."id", new_values."key", new_values."order", new_values."organisation_id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."body" IS DISTINCT FROM (new_values."body") OR old_values."heading" IS DISTINCT FROM (new_values."heading") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."order" IS DISTINCT FROM (new_values."order") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."plan_id" IS DISTINCT FROM (new_values."plan_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ba77c7b985ee3e3e6730eced64b2b2c888fa28a0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e2385', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='section',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_sectionhistory" ("body", "heading", "id", "key", "order", "organisation_id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") SELECT old_values."body", old_values."heading", old_values."id", old_values."key", old_values."order", old_values."organisation_id", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e5b63e08c0464758119820fd06adb9d0a6f171e6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_58e44', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_section', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='positionhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='38662354bef5c686d8d2d32cc97bfc631ee4ff17', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_23dca', table='planning_positionhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) \nSELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='6fdfd72f39ae45e4f0e5c09b366756d06a980577', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_3483a', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_position', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."section_id", n."code", n."statement", n."rationale", n."spatial", n."aspect", n."land_use", n."unit_id", n."status", n."expects_measures", n."revises_id", n."geometry") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."section_id", o."code", o."statement", o."rationale", o."spatial", o."aspect", o."land_use", o."unit_id", o."status", o."expects_measures", o."revises_id", o."geometry") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."section_id", n."code", n."statement", n."rationale", n."spatial", n."aspect", n."land_use", n."unit_id", n."status", n."expects_measures", n."revises_id", n."geometry") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."section_id", o."code", o."statement", o."rationale", o."spatial", o."aspect", o."land_use", o."unit_id", o."status", o."expects_measures", o."revises_id", o."geometry")) \nSELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='a4b00ca3e8e94100455649e4c620ccee38f299c2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_8ac18', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_position', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) \nSELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id\n) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='2db9a87879aaf8e7009f4814338992ba3749b658', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_c589c', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_position', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='set_organisation', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    SELECT organisation_id INTO NEW.organisation_id FROM planning_plan WHERE id = NEW.plan_id;\n    RETURN NEW;\n    ', hash='89c7480e25f309ab28b17acf7efeb5c12aa7aeef', operation='INSERT OR UPDATE', pgid='pgtrigger_set_organisation_ac793', table='planning_position', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='position_section_in_plan_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'section "%s" belongs to another plan\', s.heading) AS fault\n    FROM changed c JOIN planning_section s ON s.id = c.section_id WHERE s.plan_id <> c.plan_id\n) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'position_section_in_plan\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='819111340dd956ecbcacc9fdb79ead5854a0d723', level='STATEMENT', operation='INSERT', pgid='pgtrigger_position_section_in_plan_insert_6c07e', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_position', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='position_section_in_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."section_id", n."code", n."statement", n."rationale", n."spatial", n."aspect", n."land_use", n."unit_id", n."status", n."expects_measures", n."revises_id", n."geometry") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."section_id", o."code", o."statement", o."rationale", o."spatial", o."aspect", o."land_use", o."unit_id", o."status", o."expects_measures", o."revises_id", o."geometry")) SELECT fault INTO problem FROM (\n    SELECT format(\'section "%s" belongs to another plan\', s.heading) AS fault\n    FROM changed c JOIN planning_section s ON s.id = c.section_id WHERE s.plan_id <> c.plan_id\n) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'position_section_in_plan\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='2b73b562bbc3036c83e97ff352bd279bae5715c7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_position_section_in_plan_update_bcd33', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_position', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='84608747c1c5b1b21c0f07440b98579d557faf17', operation='INSERT', pgid='pgtrigger_stamp_insert_6590f', table='planning_position', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."plan_id", NEW."organisation_id", NEW."key", NEW."order", NEW."section_id", NEW."code", NEW."statement", NEW."rationale", NEW."spatial", NEW."aspect", NEW."land_use", NEW."unit_id", NEW."status", NEW."expects_measures", NEW."revises_id", NEW."geometry")) IS DISTINCT FROM (ROW(OLD."plan_id", OLD."organisation_id", OLD."key", OLD."order", OLD."section_id", OLD."code", OLD."statement", OLD."rationale", OLD."spatial", OLD."aspect", OLD."land_use", OLD."unit_id", OLD."status", OLD."expects_measures", OLD."revises_id", OLD."geometry")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='fe61a2b1a8bc008171dccb629f8e71361a9f2fd9', operation='UPDATE', pgid='pgtrigger_stamp_update_a5823', table='planning_position', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_wording', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."statement")) IS DISTINCT FROM (ROW(OLD."statement")) THEN\n    NEW.wording_changed_at := clock_timestamp();\nEND IF;\nRETURN NEW;\n', hash='b90b4cdd1706a117a2d3176a0c7969774383782b', operation='UPDATE', pgid='pgtrigger_stamp_wording_cbd11', table='planning_position', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_positionhistory" ("aspect", "code", "expects_measures", "geometry", "id", "key", "land_use", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "rationale", "revises_id", "section_id", "spatial", "statement", "status", "unit_id") SELECT new_values."aspect", new_values."code", new_values."expects_measures", new_values."geometry", new_values."id", new_values."key", new_values."land_use", new_values."order", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."rationale", new_values."revises_id", new_values."section_id", new_values."spatial", new_values."statement", new_values."status", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='08ba463b60bdd5cc794097749c8651642898809a', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2928d', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_position', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_positionhistory" ("aspect", "code", "expects_measures", "geometry", "id", "key", "land_use", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "rationale", "revises_id", "section_id", "spatial", "statement", "status", "unit_id") SELECT new_values."aspect", new_values."code", new_values."expects_measures", new_values."geometry", new_values."id", new_values."key", new_values."land_use", new_values."order", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."rationale", new_values."revises_id", new_values."section_id", new_values."spatial", new_values."statement", new_values."status", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."aspect" IS DISTINCT FROM (new_values."aspect") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."expects_measures" IS DISTINCT FROM (new_values."expects_measures") OR old_values."geometry" IS DISTINCT FROM (new_values."geometry") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."land_use" IS DISTINCT FROM (new_values."land_use") OR old_values."order" IS DISTINCT FROM (new_values."order") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."plan_id" IS DISTINCT FROM (new_values."plan_id") OR old_values."rationale" IS DISTINCT FROM (new_values."rationale") OR old_values."revises_id" IS DISTINCT FROM (new_values."revises_id") OR old_values."section_id" IS DISTINCT FROM (new_values."section_id") OR old_values."spatial" IS DISTINCT FROM (new_values."spatial") OR old_values."statement" IS DISTINCT FROM (new_values."statement") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f755e0df7f603bead694efc34384b7c785c59911', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_cc6da', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_position', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='position',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_positionhistory" ("aspect", "code", "expects_measures", "geometry", "id", "key", "land_use", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "rationale", "revises_id", "section_id", "spatial", "statement", "status", "unit_id") SELECT old_values."aspect", old_values."code", old_values."expects_measures", old_values."geometry", old_values."id", old_values."key", old_values."land_use", old_values."order", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."rationale", old_values."revises_id", old_values."section_id", old_values."spatial", old_values."statement", old_values."status", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='35b333015c129fa4ef965bbdb5d0c92549688983', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6e4e4', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_position', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measurehistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='833ee29be2c02735e6adc82ceb5dd17d04ec63ea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_45b22', table='planning_measurehistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM new_values) SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='4c35d33c29272c91995f14e6b99b0a322f44ed76', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concerns_insert_167e7', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."section_id", n."code", n."title", n."text", n."unit_id", n."start", n."end", n."status", n."funding", n."cost", n."statutory", n."revises_id") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."section_id", o."code", o."title", o."text", o."unit_id", o."start", o."end", o."status", o."funding", o."cost", o."statutory", o."revises_id") UNION ALL SELECT o.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."section_id", n."code", n."title", n."text", n."unit_id", n."start", n."end", n."status", n."funding", n."cost", n."statutory", n."revises_id") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."section_id", o."code", o."title", o."text", o."unit_id", o."start", o."end", o."status", o."funding", o."cost", o."statutory", o."revises_id")) SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='748935e6eb8940980ae0d93910e4bd5e0b885702', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concerns_update_7bcea', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='concerns_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nINSERT INTO organisations_change (organisation_id, transaction)\nSELECT concerned.organisation_id, pg_current_xact_id()::text::bigint\nFROM (WITH changed AS (SELECT * FROM old_values) SELECT f.organisation_id FROM changed c JOIN planning_plan_follower f ON f.plan_id = c.plan_id) AS concerned\nWHERE concerned.organisation_id IS NOT NULL AND NOT EXISTS (\n    SELECT 1 FROM organisations_change c\n    WHERE c.organisation_id = concerned.organisation_id AND c.transaction = pg_current_xact_id()::text::bigint\n)\nGROUP BY concerned.organisation_id;\n\nRETURN NULL;', hash='260bcac2d6d7cd43df2f178d49eee67d6db9e84b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concerns_delete_bd2e3', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='set_organisation', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    SELECT organisation_id INTO NEW.organisation_id FROM planning_plan WHERE id = NEW.plan_id;\n    RETURN NEW;\n    ', hash='dfafbfca5f8a7fdcbfc0791e4838504e62f9c7eb', operation='INSERT OR UPDATE', pgid='pgtrigger_set_organisation_d8f37', table='planning_measure', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='measure_section_in_plan_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT * FROM new_values) SELECT fault INTO problem FROM (\n    SELECT format(\'section "%s" belongs to another plan\', s.heading) AS fault\n    FROM changed c JOIN planning_section s ON s.id = c.section_id WHERE s.plan_id <> c.plan_id\n) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'measure_section_in_plan\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='c111a4c6dfd94a11c51f2551cf732b1c444239ac', level='STATEMENT', operation='INSERT', pgid='pgtrigger_measure_section_in_plan_insert_7bf2a', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='measure_section_in_plan_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nDECLARE problem text;\nBEGIN\nWITH changed AS (SELECT n.* FROM new_values n JOIN old_values o USING (id) WHERE ROW(n."plan_id", n."organisation_id", n."key", n."order", n."section_id", n."code", n."title", n."text", n."unit_id", n."start", n."end", n."status", n."funding", n."cost", n."statutory", n."revises_id") IS DISTINCT FROM ROW(o."plan_id", o."organisation_id", o."key", o."order", o."section_id", o."code", o."title", o."text", o."unit_id", o."start", o."end", o."status", o."funding", o."cost", o."statutory", o."revises_id")) SELECT fault INTO problem FROM (\n    SELECT format(\'section "%s" belongs to another plan\', s.heading) AS fault\n    FROM changed c JOIN planning_section s ON s.id = c.section_id WHERE s.plan_id <> c.plan_id\n) AS violations LIMIT 1;\nIF problem IS NOT NULL THEN\n    RAISE EXCEPTION USING ERRCODE = \'check_violation\', CONSTRAINT = \'measure_section_in_plan\', MESSAGE = problem;\nEND IF;\nEND;\n\nRETURN NULL;', hash='c573f7417f38c8a46909a14a946b53c2d923a860', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_measure_section_in_plan_update_6bbbd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='d709395ef4d01c941e6a0d2b054b257c2e1451b1', operation='INSERT', pgid='pgtrigger_stamp_insert_7d639', table='planning_measure', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."plan_id", NEW."organisation_id", NEW."key", NEW."order", NEW."section_id", NEW."code", NEW."title", NEW."text", NEW."unit_id", NEW."start", NEW."end", NEW."status", NEW."funding", NEW."cost", NEW."statutory", NEW."revises_id")) IS DISTINCT FROM (ROW(OLD."plan_id", OLD."organisation_id", OLD."key", OLD."order", OLD."section_id", OLD."code", OLD."title", OLD."text", OLD."unit_id", OLD."start", OLD."end", OLD."status", OLD."funding", OLD."cost", OLD."statutory", OLD."revises_id")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='28b371f6c4858a669aa969aebe51a762b8bddd90', operation='UPDATE', pgid='pgtrigger_stamp_update_33392', table='planning_measure', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_wording', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."title", NEW."text")) IS DISTINCT FROM (ROW(OLD."title", OLD."text")) THEN\n    NEW.wording_changed_at := clock_timestamp();\nEND IF;\nRETURN NEW;\n', hash='64f38d8faa02746cf168e01bd73c6f1426f17444', operation='UPDATE', pgid='pgtrigger_stamp_wording_6d643', table='planning_measure', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_measurehistory" ("code", "cost", "end", "funding", "id", "key", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revises_id", "section_id", "start", "status", "statutory", "text", "title", "unit_id") SELECT new_values."code", new_values."cost", new_values."end", new_values."funding", new_values."id", new_values."key", new_values."order", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."revises_id", new_values."section_id", new_values."start", new_values."status", new_values."statutory", new_values."text", new_values."title", new_values."unit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='52f2342f77b8b82ea33991f2d05f136c1973f3f2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e43c8', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_measurehistory" ("code", "cost", "end", "funding", "id", "key", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revises_id", "section_id", "start", "status", "statutory", "text", "title", "unit_id") SELECT new_values."code", new_values."cost", new_values."end", new_values."funding", new_values."id", new_values."key", new_values."order", new_values."organisation_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."revises_id", new_values."section_id", new_values."start", new_values."status", new_values."statutory", new_values."text", new_values."title", new_values."unit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."cost" IS DISTINCT FROM (new_values."cost") OR old_values."end" IS DISTINCT FROM (new_values."end") OR old_values."funding" IS DISTINCT FROM (new_values."funding") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."order" IS DISTINCT FROM (new_values."order") OR old_values."organisation_id" IS DISTINCT FROM (new_values."organisation_id") OR old_values."plan_id" IS DISTINCT FROM (new_values."plan_id") OR old_values."revises_id" IS DISTINCT FROM (new_values."revises_id") OR old_values."section_id" IS DISTINCT FROM (new_values."section_id") OR old_values."start" IS DISTINCT FROM (new_values."start") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."statutory" IS DISTINCT FROM (new_values."statutory") OR old_values."text" IS DISTINCT FROM (new_values."text") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7e3f2f9844990fa5a33edc530acbac21a7edac94', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_927de', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='measure',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_measurehistory" ("code", "cost", "end", "funding", "id", "key", "order", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "revises_id", "section_id", "start", "status", "statutory", "text", "title", "unit_id") SELECT old_values."code", old_values."cost", old_values."end", old_values."funding", old_values."id", old_values."key", old_values."order", old_values."organisation_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_id", old_values."revises_id", old_values."section_id", old_values."start", old_values."status", old_values."statutory", old_values."text", old_values."title", old_values."unit_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d2fe0255f5cff4abd689e144e882a338ea083c05', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_216b9', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_measure', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='sectionhistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='93d8640faa8f06720bcbdbe6b146ad9a9b36672e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_19ae2', table='planning_sectionhistory', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statusupdate',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nNEW.created_by_id :=\n    (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint;\nNEW.updated_by_id := NEW.created_by_id;\nRETURN NEW;\n", hash='2326b4aa86f609741a59cb6017d78549ddb1be12', operation='INSERT', pgid='pgtrigger_stamp_insert_7c1a4', table='planning_statusupdate', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statusupdate',
                    trigger=pgtrigger.compiler.Trigger(name='stamp_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\nIF (ROW(NEW."measure_id", NEW."on", NEW."status", NEW."text")) IS DISTINCT FROM (ROW(OLD."measure_id", OLD."on", OLD."status", OLD."text")) THEN\n    NEW.version := OLD.version + 1;\n    NEW.updated_at := clock_timestamp();\n    NEW.updated_by_id :=\n        (NULLIF(current_setting(\'pghistory.context_metadata\', true), \'\')::jsonb ->> \'user\')::bigint;\nEND IF;\nRETURN NEW;\n', hash='da79ca53781448bc26b1e52ad4bcc3b08563f22e', operation='UPDATE', pgid='pgtrigger_stamp_update_5d38d', table='planning_statusupdate', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statusupdate',
                    trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_statusupdatehistory" ("id", "measure_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text") SELECT new_values."id", new_values."measure_id", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."status", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7e74849216bb77355a956a0ee75d8315d8f59f6e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7eaab', referencing='REFERENCING NEW TABLE AS new_values ', table='planning_statusupdate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statusupdate',
                    trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_statusupdatehistory" ("id", "measure_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text") SELECT new_values."id", new_values."measure_id", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."status", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."measure_id" IS DISTINCT FROM (new_values."measure_id") OR old_values."on" IS DISTINCT FROM (new_values."on") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."text" IS DISTINCT FROM (new_values."text")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='46ebdd80bcc4f8386dd755e63da16358c62f84e4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_facb2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='planning_statusupdate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statusupdate',
                    trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "planning_statusupdatehistory" ("id", "measure_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "text") SELECT old_values."id", old_values."measure_id", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."status", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bbbaa3608dc228d8a04931c289c25aab61334be1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5c82c', referencing='REFERENCING OLD TABLE AS old_values ', table='planning_statusupdate', when='AFTER')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='statusupdatehistory',
                    trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='be10a5a4d629dc74f332b886f7a43b3be7ac11ea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_500d9', table='planning_statusupdatehistory', when='BEFORE')),
                ),
            ],
        ),
    ]
