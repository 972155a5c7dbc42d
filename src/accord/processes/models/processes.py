import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person
from accord.record.models import SubjectManager, SubjectModel
from accord.spaces.models import Forum, Space, TermQuerySet
from accord.ui.texts import TranslatedText

if TYPE_CHECKING:
    from accord.processes.models.activities import Activity


class Process(SubjectModel):
    """A whole exercise: its purpose, its phases, who decides."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="processes")
    slug = models.SlugField(max_length=60)
    title = TranslatedText()
    question = TranslatedText()
    purpose = TranslatedText()
    can_change = TranslatedText()
    cannot_change = TranslatedText()
    decision_maker = TranslatedText()
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="processes"
    )
    template_key = models.SlugField(max_length=40, blank=True)
    development_starts_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_public = models.BooleanField(default=False)
    is_imported = models.BooleanField(default=False)

    # Filled by a list's prefetch: what of this process is announced.
    announced: "list[Activity]"

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    BELONGS = (("forum__space", "space"),)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "slug"], name="process_slug_once")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("processes:detail", args=[self.slug])


class ProcessTally(models.Model):
    """Counters of a process, apart from the row that planners edit."""

    process = models.OneToOneField(Process, models.CASCADE, primary_key=True, related_name="tally")
    last_number = models.PositiveBigIntegerField(default=0)
    last_decision = models.PositiveIntegerField(default=0)
    last_theme = models.PositiveIntegerField(default=0)


class Appointment(models.Model):
    """A role in a process, for a time."""

    class Role(models.TextChoices):
        PLANNER = "planner", _("Planner")
        RAPPORTEUR = "rapporteur", _("Rapporteur")
        MODERATOR = "moderator", _("Moderator")
        DRAFTER = "drafter", _("Drafting lead")

    process = models.ForeignKey(Process, models.CASCADE, related_name="appointments")
    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "process"], name="appointment_person_process")]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "person", "role"],
                name="appointment_once",
                condition=Q(ends_on__isnull=True),
            )
        ]


def appointment_roles(person_id: int, day: dt.date) -> "models.QuerySet[Any, tuple[str, int, int]]":
    rows = Appointment.objects.current(day).filter(person=person_id)
    return rows.values_list("role", "process_id", "process__space_id")
