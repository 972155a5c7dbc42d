"""What the queue keeps beside the tasks themselves, which are rows of django-tasks-db."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Lease(models.Model):
    """A task that a worker has in hand, until when it may be taken for dead.

    The worker moves `expires_at` on while it lives. Whoever ends a task deletes its lease in the
    same transaction: where that finds none, somebody else has taken the task up.
    """

    task = models.UUIDField(primary_key=True)
    worker = models.CharField(max_length=64)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["expires_at"], name="lease_expiry"),
            models.Index(fields=["worker"], name="lease_of_worker"),
        ]


class Schedule(models.Model):
    """When repeated work is done: every so often, or at a time of day (UTC). To be edited.

    A worker that finds one due moves `next_run_at` on where it is still what it read: of many
    workers one succeeds.
    """

    name = models.CharField(max_length=60, unique=True)
    every = models.DurationField(null=True, blank=True)
    at = models.TimeField(null=True, blank=True)
    last_run_at = models.DateTimeField(null=True, blank=True)
    next_run_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(every=None, at__isnull=False) | Q(every__isnull=False, at=None),
                name="schedule_every_or_at",
            )
        ]


class QueuedLetter(models.Model):
    """A letter on its way. Once it is sent, or too late, only when that was stays here."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)  # in the letter's own Message-ID
    to = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["queued_at"], name="queued_letter_age")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, given_up_at=None) | Q(to="", subject="", body=""),
                name="queued_letter_wiped",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None), name="queued_letter_one_end"
            ),
        ]
