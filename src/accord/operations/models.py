from django.db import models
from django.utils import timezone


class Fault(models.Model):
    """An error that was logged: enough to find it there, and nothing of what people said."""

    at = models.DateTimeField(default=timezone.now)
    code = models.CharField(max_length=12, blank=True, help_text="What the person was told, if any")
    request_id = models.CharField(max_length=64, blank=True)
    route = models.CharField(max_length=120, blank=True)
    logger = models.CharField(max_length=120)
    kind = models.CharField(max_length=160, blank=True, help_text="Of the exception")
    place = models.CharField(max_length=250, blank=True, help_text="The last line of our own code")

    class Meta:
        indexes = [models.Index(fields=["code", "-id"], name="fault_by_code")]


class Backup(models.Model):
    """That somebody said a backup was made."""

    at = models.DateTimeField(default=timezone.now)
    size = models.BigIntegerField(help_text="In bytes")
    version = models.CharField(max_length=40, help_text="Of Accord, when it was made")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="backup_has_something")
        ]
