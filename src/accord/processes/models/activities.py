import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.processes.models.phases import Phase
from accord.processes.models.processes import Process
from accord.processes.registry import ActivityType, Owes, activity_type
from accord.record.models import SubjectManager, SubjectModel, SubjectQuerySet
from accord.ui.texts import TranslatedText

EMPTY: dict[str, str] = {}


class Influence(models.TextChoices):
    INFORM = "inform", _("Inform")
    CONSULT = "consult", _("Consult")
    INVOLVE = "involve", _("Involve")
    COLLABORATE = "collaborate", _("Collaborate")
    EMPOWER = "empower", _("Empower")


class IdentityPolicy(models.TextChoices):
    """What others are shown of who speaks, from most to least."""

    NAMED = "named", _("With your name")
    PSEUDONYM = "pseudonym", _("With a name you choose")
    HIDDEN = "hidden", _("Without your name; only the hosts know it")
    ANONYMOUS = "anonymous", _("Nobody knows who you are, not even the hosts")


SHEET = (
    "title",
    "purpose",
    "question",
    "audience",
    "can_change",
    "decided_by",
    "influence",
    "identity_policy",
    "answer_due_on",
)
SHEET_IS_COMPLETE = (
    ~Q(title=EMPTY)
    & ~Q(purpose=EMPTY)
    & ~Q(question=EMPTY)
    & ~Q(audience=EMPTY)
    & ~Q(can_change=EMPTY)
    & ~Q(decided_by=EMPTY)
    & ~Q(influence="")
    & ~Q(identity_policy="")
    & Q(answer_due_on__isnull=False)
    & Q(opens_at__isnull=False)
    & Q(closes_at__isnull=False)
)


class ActivityQuerySet(SubjectQuerySet["Activity"]):
    def for_page(self) -> "ActivityQuerySet":
        return self.select_related("process__space", "phase", "tally")


ActivityManager = SubjectManager.from_queryset(ActivityQuerySet)


class Activity(SubjectModel):
    """One exercise people take part in, with its purpose sheet."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="activities")
    phase = models.ForeignKey(
        Phase, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    type_key = models.SlugField(max_length=40)
    slug = models.SlugField(max_length=60)
    title = TranslatedText()
    purpose = TranslatedText()
    question = TranslatedText()
    audience = TranslatedText()
    can_change = TranslatedText()
    decided_by = TranslatedText()
    influence = models.CharField(max_length=20, choices=Influence, blank=True)
    identity_policy = models.CharField(max_length=20, choices=IdentityPolicy, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(
        null=True, blank=True, help_text="Exclusive: the midnight after the last day"
    )
    answer_due_on = models.DateField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Closed by hand, early")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ActivityManager()

    BELONGS = (("phase__process", "process"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "slug"], name="activity_slug_once"),
            models.CheckConstraint(
                condition=Q(announced_at=None, opened_at=None) | SHEET_IS_COMPLETE,
                name="activity_sheet_complete",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="activity_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return self.type.address("list", self)

    @property
    def type(self) -> ActivityType:
        return activity_type(self.type_key)

    @property
    def owes(self) -> Owes:
        """What people who take part are owed."""
        return self.type.owes(self)

    @property
    def is_open(self) -> bool:
        """Whether people can take part right now: computed from times, so no job need open it."""
        now = timezone.now()
        return (
            self.announced_at is not None
            and self.opens_at is not None
            and self.closes_at is not None
            and self.opens_at <= now < self.closes_at
            and self.closed_at is None
        )

    @property
    def is_closed(self) -> bool:
        over = self.closes_at is not None and self.closes_at <= timezone.now()
        return self.announced_at is not None and (over or self.closed_at is not None)

    @property
    def first_day(self) -> dt.date | None:
        return None if self.opens_at is None else timezone.localdate(self.opens_at)

    @property
    def last_day(self) -> dt.date | None:
        """The last day people can take part, as they would say it."""
        if self.closes_at is None:
            return None
        return timezone.localdate(self.closes_at.astimezone(dt.UTC) - dt.timedelta(microseconds=1))

    @property
    def moments(self) -> tuple[dt.datetime | None, ...]:
        """When pages of this activity look otherwise although nobody does anything."""
        return self.opens_at, self.closes_at, self.closed_at

    @property
    def is_fully_anonymous(self) -> bool:
        return self.identity_policy == IdentityPolicy.ANONYMOUS


class ActivityTally(models.Model):
    """What lists show without counting."""

    activity = models.OneToOneField(
        Activity, models.CASCADE, primary_key=True, related_name="tally"
    )
    contributions = models.PositiveIntegerField(default=0)
    comments = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveIntegerField(default=0)
