"""Plans count too: from which organisations an organisation has adopted something."""

from django.db import migrations

FRAMEWORKS = """
CREATE OR REPLACE VIEW goals_adopted_from (organisation_id, owner_id) AS
SELECT a.organisation_id, f.organisation_id
FROM goals_frameworkadoption a JOIN goals_framework f ON f.id = a.framework_id
"""
PLANS = """
UNION
SELECT a.organisation_id, p.organisation_id
FROM planning_planadoption a JOIN planning_plan p ON p.id = a.plan_id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0002_plan_follower'),
        ('goals', '0004_adopted_from'),
    ]

    operations = [migrations.RunSQL(FRAMEWORKS + PLANS, FRAMEWORKS)]
