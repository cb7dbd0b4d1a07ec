from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('interchange', '0003_package_imports'),
    ]

    operations = [
        migrations.AddField(
            model_name='webhook',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
