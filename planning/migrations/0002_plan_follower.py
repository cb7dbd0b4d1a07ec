"""Who follows a plan: its owner and its adopters."""

from django.db import migrations

VIEW = """
CREATE VIEW planning_plan_follower (plan_id, organisation_id) AS
SELECT id, organisation_id FROM planning_plan
UNION
SELECT plan_id, organisation_id FROM planning_planadoption
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]
    operations = [migrations.RunSQL(VIEW, "DROP VIEW planning_plan_follower")]
