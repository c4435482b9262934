"""A decision can be a new role."""
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fanthology", "0002_ratings_and_first_tags"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_deed_known",
        ),
        migrations.AlterField(
            model_name="decision",
            name="deed",
            field=models.CharField(
                choices=[("hide", "Hidden"), ("restore", "Restored"), ("role", "New role")], max_length=8
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("deed__in", ["hide", "restore", "role"])), name="decision_deed_known"
            ),
        ),
    ]
