from django.db import models

from accord.processes.models import Activity


class Walk(models.Model):
    """What a walk has beside its purpose sheet."""

    activity = models.OneToOneField(Activity, models.CASCADE, primary_key=True, related_name="walk")
    starts_from = models.CharField(max_length=80)
