"""Long work that somebody waits for: what it is, how far it is, and how it ended."""

import datetime as dt
import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accord.people.models import Person
from accord.record.models import Subject, VisibleQuerySet
from accord.runs.job_kinds import JobKind, job_kind

ENDED = Q(finished_at__isnull=False) | Q(failed_at__isnull=False) | Q(cancelled_at__isnull=False)
NOT_ENDED = Q(finished_at=None, failed_at=None, cancelled_at=None)


class JobQuerySet(VisibleQuerySet["Job"]):
    def not_ended(self) -> Self:
        return self.filter(NOT_ENDED)


class Job(models.Model):
    """One piece of long work. `kind` and `data` say what it is; the words of both are the kind's.

    `turn` is a new one with each attempt: who writes here under an older one has lost the job to
    another worker, and finds no row.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    space = models.ForeignKey(Subject, models.PROTECT, related_name="jobs")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="jobs")
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    total = models.PositiveIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    done_before = models.PositiveIntegerField(default=0)  # this attempt
    attempts = models.PositiveSmallIntegerField(default=0)
    turn = models.UUIDField(null=True)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(null=True)
    stop_asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    failure = models.JSONField(null=True)
    file = models.CharField(max_length=120, blank=True)
    keep_until = models.DateTimeField(null=True)
    request_id = models.CharField(max_length=64, blank=True)

    objects: ClassVar[models.Manager["Job"]] = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["space", "-id"], name="job_space_newest"),
            models.Index(fields=["person", "-id"], name="job_person_newest"),
            models.Index(fields=["keep_until"], name="job_keep_until"),
        ]
        constraints = [
            # Pressed twice, it is one job; nobody waits for two of a kind in one place.
            models.UniqueConstraint(
                fields=["space", "kind"], name="job_one_at_a_time", condition=NOT_ENDED
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, failed_at=None)
                | Q(finished_at=None, cancelled_at=None)
                | Q(failed_at=None, cancelled_at=None),
                name="job_one_end",
            ),
            models.CheckConstraint(
                condition=NOT_ENDED | Q(keep_until__isnull=False), name="job_kept_until"
            ),
            models.CheckConstraint(
                condition=Q(total=None) | Q(done__lte=F("total")), name="job_done_of_total"
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None) | Q(failure__isnull=False), name="job_failure_told"
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("runs:detail", args=[self.key])

    @property
    def about(self) -> JobKind:
        return job_kind(self.kind)

    @property
    def title(self) -> str:
        return str(self.about.title(self.data))

    @property
    def found(self) -> dict[str, Any]:
        """What it gave back."""
        found: dict[str, Any] = self.result or {}
        return found

    @property
    def ended_at(self) -> dt.datetime | None:
        return self.finished_at or self.failed_at or self.cancelled_at
