"""From which organisations an organisation has adopted something: there it can record statements."""

from django.db import migrations

VIEW = """
CREATE VIEW goals_adopted_from (organisation_id, owner_id) AS
SELECT a.organisation_id, f.organisation_id
FROM goals_frameworkadoption a JOIN goals_framework f ON f.id = a.framework_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('goals', '0003_framework_follower'),
    ]

    operations = [migrations.RunSQL(VIEW, "DROP VIEW goals_adopted_from")]
