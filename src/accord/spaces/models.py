import datetime as dt
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person
from accord.record.models import SubjectManager, SubjectModel
from accord.ui.texts import TranslatedText


class TermQuerySet(models.QuerySet[Any]):
    """Rows that hold for a time: `starts_on` to before `ends_on`."""

    def current(self, on: dt.date | None = None) -> "TermQuerySet":
        day = on or timezone.localdate()
        return self.filter(Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day)))


class Side(models.TextChoices):
    GOVERNMENT = "government", _("Government")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    OTHER = "other", _("Other")


class Space(SubjectModel):
    """An organisation's place: a country or a city that is a member, or a forum of one."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("National")
        LOCAL = "local", _("Local")

    key = models.SlugField(max_length=40, unique=True)
    name = TranslatedText()
    tagline = TranslatedText()
    run_by = TranslatedText(help_text="Who runs this, for the foot of each page")
    help_line = TranslatedText(help_text="Where people without internet get help")
    contact = TranslatedText(help_text="The point of contact: name or role, and how to reach them")
    other_doors = TranslatedText(help_text="Other ways in that somebody serves; shown as it stands")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NATIONAL)
    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=40, default="UTC")
    accent = models.PositiveSmallIntegerField(
        default=350, validators=[MaxValueValidator(359)], help_text="A hue, 0 to 359"
    )
    is_default = models.BooleanField(default=False, help_text="Answers at any host; demo only")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], name="space_one_default", condition=Q(is_default=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def language_choices(self) -> list[tuple[str, str]]:
        """The languages official texts are written in here, with their own names."""
        names = dict(settings.LANGUAGES)
        return [(code, names.get(code, code)) for code in self.languages or ["en"]]


class SpaceHost(models.Model):
    host = models.CharField(
        max_length=253, unique=True, validators=[RegexValidator(r"^[a-z0-9.-]+$")]
    )
    space = models.ForeignKey(Space, models.CASCADE, related_name="hosts")
    is_primary = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space"], name="space_one_primary_host", condition=Q(is_primary=True)
            )
        ]


class Membership(models.Model):
    """A role in a space, for a time."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        ADMINISTRATOR = "administrator", _("Administrator")
        SECRETARIAT = "secretariat", _("Secretariat of the forum")
        CONTACT = "contact", _("Point of contact")
        ASSESSOR = "assessor", _("Assessor")

    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "space"], name="membership_person_space")]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "person", "role"],
                name="membership_once",
                condition=Q(ends_on__isnull=True),
            )
        ]


class Forum(SubjectModel):
    """Where government and society decide together."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="forums")
    name = TranslatedText()
    about = TranslatedText()

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    def __str__(self) -> str:
        return str(self.name)


class Seat(models.Model):
    """A place in the forum on one side, and who holds it."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="seats")
    side = models.CharField(max_length=20, choices=Side)
    title = TranslatedText(help_text="The role or organisation that holds this seat")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="seats")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.title)


class Office(SubjectModel):
    """A body that leads, owes and answers."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="offices")
    code = models.SlugField(max_length=40)
    name = TranslatedText()
    side = models.CharField(max_length=20, choices=Side, default=Side.GOVERNMENT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")

    BELONGS = (("parent__space", "space"),)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "code"], name="office_code_once")]

    def __str__(self) -> str:
        return str(self.name)


class OfficeMember(models.Model):
    office = models.ForeignKey(Office, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="office_memberships")
    title = TranslatedText(help_text="The role under which this person answers")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "person"],
                name="office_member_once",
                condition=Q(ends_on__isnull=True),
            )
        ]


class Topic(SubjectModel):
    """A subject people can file things under; one tree per space."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="topics")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    code = models.SlugField(max_length=40)
    name = TranslatedText()

    BELONGS = (("parent__space", "space"),)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "code"], name="topic_code_once")]

    def __str__(self) -> str:
        return str(self.name)


# What people are in an office, and in a forum for those who speak for society.
OFFICE_MEMBER, CIVIL_SEAT = "office member", "civil seat"


def membership_roles(person_id: int, day: dt.date) -> "models.QuerySet[Any, tuple[str, int, int]]":
    return (
        Membership.objects.current(day)
        .filter(person=person_id)
        .values_list("role", "space_id", F("space_id"))
    )


def office_roles(person_id: int, day: dt.date) -> "models.QuerySet[Any, tuple[str, int, int]]":
    rows = OfficeMember.objects.current(day).filter(person=person_id)
    return rows.values_list(Value(OFFICE_MEMBER), "office_id", "office__space_id")


def seat_roles(person_id: int, day: dt.date) -> "models.QuerySet[Any, tuple[str, int, int]]":
    rows = Seat.objects.current(day).filter(person=person_id, side=Side.CIVIL_SOCIETY)
    return rows.values_list(Value(CIVIL_SEAT), "forum_id", "forum__space_id")
