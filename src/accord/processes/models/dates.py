from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person
from accord.processes.models.activities import Activity
from accord.processes.models.phases import Phase
from accord.processes.models.processes import Process
from accord.record.models import SubjectManager, SubjectModel
from accord.ui.texts import TranslatedText


class DateChange(SubjectModel):
    """A date that moved, and why. The old date stays readable."""

    phase = models.ForeignKey(
        Phase, models.CASCADE, null=True, blank=True, related_name="date_changes"
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="date_changes"
    )
    field = models.CharField(max_length=20)
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    reason = TranslatedText()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="date_changes")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__isnull=True) ^ Q(activity__isnull=True),
                name="date_change_of_one_thing",
            )
        ]

    FIELDS = {
        "starts_on": _("First day"),
        "opens_on": _("First day"),
        "opens_at": _("First day"),
        "ends_on": _("Last day"),
        "last_day": _("Last day"),
        "closes_at": _("Last day"),
        "answer_due_on": _("Answers by"),
    }

    @property
    def field_words(self) -> "str | Promise":
        return self.FIELDS[self.field]


class Timeline(SubjectModel):
    """The calendar of a process as it was published: never altered, only followed by another."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="timelines")
    version = models.PositiveIntegerField()
    published_at = models.DateTimeField(default=timezone.now)
    body = models.JSONField()

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["process", "version"], name="timeline_version_once")
        ]
