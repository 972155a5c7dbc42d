import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise

from accord.people.models import Person
from accord.record.models.subjects import Subject, SubjectManager, SubjectModel, SubjectQuerySet
from accord.record.roles import role
from accord.ui.texts import TranslatedText


def current(day: dt.date | None = None) -> Q:
    """What holds on a day: from `starts_on` to before `ends_on`."""
    on = day or timezone.localdate()
    return Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))


class AssignmentQuerySet(SubjectQuerySet["Assignment"]):
    def current(self, day: dt.date | None = None) -> Self:
        return self.filter(current(day))


AssignmentManager = SubjectManager.from_queryset(AssignmentQuerySet)


class Assignment(SubjectModel):
    """A role that somebody holds in a thing, for a time: a space, a process, an office, a seat."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40)
    scope = models.ForeignKey(Subject, models.PROTECT, related_name="assignments")
    title = TranslatedText(help_text="What the person is called in it, such as head of an office")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = AssignmentManager()

    BELONGS = (("subject__space", "scope__space"),)

    class Meta:
        indexes = [models.Index(fields=["person", "role"], name="assignment_person_role")]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "person", "role"],
                name="assignment_once",
                condition=Q(ends_on__isnull=True),
            )
        ]

    @property
    def name(self) -> "str | Promise":
        return role(self.role).name


def holders() -> "models.Prefetch[Any]":
    """Who holds a role in each thing of a list today, with their names: `subject.holders`."""
    rows = Assignment.objects.current().select_related("person").order_by("pk")
    return models.Prefetch("subject__assignments", queryset=rows, to_attr="holders")
