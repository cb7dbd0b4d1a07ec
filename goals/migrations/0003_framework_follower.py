"""Who follows a framework: its owner and its adopters."""

from django.db import migrations

VIEW = """
CREATE VIEW goals_framework_follower (framework_id, organisation_id) AS
SELECT id, organisation_id FROM goals_framework
UNION
SELECT framework_id, organisation_id FROM goals_frameworkadoption
"""


class Migration(migrations.Migration):
    dependencies = [("goals", "0001_initial")]
    operations = [migrations.RunSQL(VIEW, "DROP VIEW goals_framework_follower")]
