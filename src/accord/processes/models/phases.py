import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accord.processes.models.processes import Process
from accord.record.models import SubjectManager, SubjectModel
from accord.ui.texts import TranslatedText


class Phase(SubjectModel):
    """A period of a process. Phases may overlap and reopen."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    name = TranslatedText()
    about = TranslatedText()
    icon = models.CharField(max_length=40, default="circle-dot")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day")
    position = models.PositiveSmallIntegerField()

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="phase_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    def is_current(self, day: dt.date | None = None) -> bool:
        today = day or timezone.localdate()
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)
