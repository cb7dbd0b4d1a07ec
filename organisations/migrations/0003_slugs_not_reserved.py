"""No organisation has an address that is the product's own; one that had gets another."""

import core.operations
import django.core.validators
from django.db import migrations, models


# What the update leaves to the commit has to be done before the table can be altered.
MOVE = """
UPDATE organisations_organisation SET slug = slug || '-2'
WHERE slug IN ('api', 'healthz', 'konto', 'om', 'static');
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_settle_before_trees'),
    ]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        core.operations.Batch(
            operations=[
                migrations.AlterField(
                    model_name='organisation',
                    name='slug',
                    field=models.SlugField(max_length=100, unique=True, validators=[django.core.validators.RegexValidator('^(api|healthz|konto|om|static)\\Z', '“%(value)s” is the beginning of other addresses here. Choose another word.', code='reserved', inverse_match=True)]),
                ),
                migrations.AlterField(
                    model_name='organisationhistory',
                    name='slug',
                    field=models.SlugField(db_index=False, max_length=100, validators=[django.core.validators.RegexValidator('^(api|healthz|konto|om|static)\\Z', '“%(value)s” is the beginning of other addresses here. Choose another word.', code='reserved', inverse_match=True)]),
                ),
                migrations.AddConstraint(
                    model_name='organisation',
                    constraint=models.CheckConstraint(condition=models.Q(('slug__in', ['api', 'healthz', 'konto', 'om', 'static']), _negated=True), name='organisation_slug_not_reserved'),
                ),
            ],
        ),
    ]
