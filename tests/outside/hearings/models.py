from django.db import models
from django.urls import reverse

from accord.contributions.discussion import WITH_DISCUSSION
from accord.processes.models import Process
from accord.record.models import SubjectManager, SubjectModel, SubjectQuerySet
from accord.ui.texts import TranslatedText


class HearingQuerySet(SubjectQuerySet["Hearing"]):
    def for_page(self):
        return self.select_related("process__space", *WITH_DISCUSSION)


HearingManager = SubjectManager.from_queryset(HearingQuerySet)


class Hearing(SubjectModel):
    """A day on which people are heard."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="hearings")
    number = models.PositiveIntegerField()
    title = TranslatedText()
    held_on = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = HearingManager()

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return reverse("hearings:detail", args=[self.process.slug, self.number])
