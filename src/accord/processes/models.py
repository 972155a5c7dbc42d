import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person, Visitor
from accord.processes.registry import ActivityType, activity_type
from accord.spaces.models import (
    Forum,
    Membership,
    Seat,
    Space,
    TermQuerySet,
    current_roles,
    has_role,
    keep_roles,
    knows_roles,
)
from accord.ui.texts import TranslatedText

EMPTY: dict[str, str] = {}
RUNS_SPACE = ["administrator", "secretariat", "contact"]


class ProcessQuerySet(models.QuerySet["Process"]):
    def visible_to(self, visitor: Visitor) -> "ProcessQuerySet":
        """Public ones; those who work on a process or administer its space see the rest."""
        if visitor.pk is None:
            return self.filter(is_public=True)
        day = timezone.localdate()
        works_on = Appointment.objects.current(day).filter(
            process=models.OuterRef("pk"), person=visitor.pk
        )
        runs = Membership.objects.current(day).filter(
            space=models.OuterRef("space"),
            person=visitor.pk,
            role__in=RUNS_SPACE,
        )
        return self.filter(Q(is_public=True) | models.Exists(works_on) | models.Exists(runs))


class Process(models.Model):
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

    objects = ProcessQuerySet.as_manager()

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


def has_appointment(visitor: Visitor, process: Process, *roles: str) -> bool:
    """Whether the visitor holds one of these roles in the process today; asked once per request."""
    if visitor.pk is None:
        return False
    held: dict[int, set[str]] = visitor.__dict__.setdefault("_roles_by_process", {})
    if process.pk not in held:
        held[process.pk] = _roles_in(visitor, process)
    return not held[process.pk].isdisjoint(roles)


def _roles_in(visitor: Visitor, process: Process) -> set[str]:
    """The roles in this process; whoever asks for them asks next for those in its space."""
    appointed = Appointment.objects.current().filter(person=visitor.pk, process=process)
    in_process = appointed.order_by().values_list(models.Value("process"), "role")
    if knows_roles(visitor, process.space_id):
        return {role for _, role in in_process}
    in_space = current_roles(visitor, process.space_id).values_list(models.Value("space"), "role")
    rows = list(in_process.union(in_space.order_by(), all=True))
    keep_roles(visitor, process.space_id, (role for where, role in rows if where == "space"))
    return {role for where, role in rows if where == "process"}


class Phase(models.Model):
    """A period of a process. Phases may overlap and reopen."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    name = TranslatedText()
    about = TranslatedText()
    icon = models.CharField(max_length=40, default="circle-dot")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
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


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, visitor: Visitor) -> "ActivityQuerySet":
        """Announced ones of visible processes; those who run them see the drafts."""
        visible = self.filter(process__in=Process.objects.visible_to(visitor))
        if visitor.pk is None:
            return visible.filter(announced_at__isnull=False)
        plans = Appointment.objects.current().filter(
            process=models.OuterRef("process"), person=visitor.pk, role="planner"
        )
        runs = Membership.objects.current().filter(
            space=models.OuterRef("process__space"), person=visitor.pk, role__in=RUNS_SPACE
        )
        return visible.filter(
            Q(announced_at__isnull=False) | models.Exists(plans) | models.Exists(runs)
        )

    def for_page(self) -> "ActivityQuerySet":
        return self.select_related("process__space", "process__tally", "phase", "tally")


class Activity(models.Model):
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

    objects = ActivityQuerySet.as_manager()

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
        return reverse(f"{self.type_key}:list", args=[self.pk])

    @property
    def type(self) -> ActivityType:
        return activity_type(self.type_key)

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
    def is_fully_anonymous(self) -> bool:
        return self.identity_policy == IdentityPolicy.ANONYMOUS


class ActivityTally(models.Model):
    """What lists show without counting. `changes` grows with everything a public page shows."""

    activity = models.OneToOneField(
        Activity, models.CASCADE, primary_key=True, related_name="tally"
    )
    contributions = models.PositiveIntegerField(default=0)
    comments = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveIntegerField(default=0)
    changes = models.PositiveBigIntegerField(default=0)


class DateChange(models.Model):
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

    class Meta:
        ordering = ["-id"]
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


class Timeline(models.Model):
    """The calendar of a process as it was published: never altered, only followed by another."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="timelines")
    version = models.PositiveIntegerField()
    published_at = models.DateTimeField(default=timezone.now)
    body = models.JSONField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["process", "version"], name="timeline_version_once")
        ]


class Decision(models.Model):
    """What was decided, by whom, by which rule. Corrected by a later decision only."""

    class Rule(models.TextChoices):
        CONSENSUS = "consensus", _("Consensus")
        MAJORITY = "majority", _("Majority")
        BOTH_SIDES = "both_sides", _("A majority of each side")
        OFFICE = "office", _("Decided by the office in charge")

    process = models.ForeignKey(Process, models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    title = TranslatedText()
    text = TranslatedText()
    decided_by = TranslatedText()
    decided_on = models.DateField()
    rule = models.CharField(max_length=20, choices=Rule)
    recorded_at = models.DateTimeField(default=timezone.now)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="decision_number_once")
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("processes:decision", args=[self.process.slug, self.number])


class Position(models.Model):
    """How a seat stood on a decision, with its reason."""

    class Stance(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        RESERVED = "reserved", _("Agreed, with a reservation")
        STOOD_ASIDE = "stood_aside", _("Stood aside")
        DISSENTED = "dissented", _("Disagreed")
        ABSENT = "absent", _("Not there")

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="positions")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="positions")
    # What the seat was called that day: a decision stays as it was when a seat is renamed.
    seat_title = TranslatedText()
    stance = models.CharField(max_length=20, choices=Stance)
    reason = TranslatedText()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "seat"], name="position_once"),
            models.CheckConstraint(
                condition=~Q(stance="dissented") | ~Q(reason=EMPTY), name="dissent_has_reason"
            ),
        ]


def runs_process(visitor: Visitor, process: Process) -> bool:
    """Planners of the process, and the secretariat and contact of its space."""
    return has_appointment(visitor, process, "planner") or has_role(
        visitor, process.space, *RUNS_SPACE
    )
