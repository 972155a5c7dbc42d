import datetime as dt
from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone

from accord.forum.roles import ALTERNATES, SEATS
from accord.organisations.models import Side
from accord.people.models import Person
from accord.record.models import (
    Assignment,
    SubjectManager,
    SubjectModel,
    SubjectQuerySet,
    current,
    holders,
)
from accord.spaces.models import Space
from accord.ui.texts import TranslatedText


class Forum(SubjectModel):
    """Where government and society decide together."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="forums")
    name = TranslatedText()
    about = TranslatedText()

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    def __str__(self) -> str:
        return str(self.name)


class SeatQuerySet(SubjectQuerySet["Seat"]):
    def current(self, day: dt.date | None = None) -> "SeatQuerySet":
        return self.filter(current(day))

    def with_holders(self) -> "SeatQuerySet":
        """With who holds each and who stands in, in one query more."""
        return self.prefetch_related(holders())


SeatManager = SubjectManager.from_queryset(SeatQuerySet)


class Seat(SubjectModel):
    """A place in the forum on one side. Who holds it is an assignment."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="seats")
    side = models.CharField(max_length=20, choices=Side)
    title = TranslatedText(help_text="The role or organisation that holds this seat")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = SeatManager()

    def __str__(self) -> str:
        return str(self.title)

    @property
    def holder(self) -> Person | None:
        """Who sits here today; nobody, while it is vacant. Fetched by `with_holders`."""
        return next(self._people_with(SEATS), None)

    @property
    def alternates(self) -> list[Person]:
        """Who stands in for the holder today. Fetched by `with_holders`."""
        return list(self._people_with(ALTERNATES))

    def _people_with(self, roles: Mapping[str, str]) -> Iterator[Person]:
        held: list[Assignment] = self.subject.holders
        return (each.person for each in held if each.role == roles[self.side])
