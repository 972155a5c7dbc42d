from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.contributions.models import Discussion
from accord.people.models import Person, Visitor
from accord.processes.models import Decision, Process, has_appointment, runs_process
from accord.spaces.models import Office, Seat, Side, Space, Topic
from accord.ui.texts import TranslatedText


class PlanTemplate(models.Model):
    """A dated form of commitments: its fields are rows, so a correction needs no release."""

    key = models.SlugField(max_length=40)
    name = TranslatedText()
    valid_from = models.DateField()
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "valid_from"], name="template_once")]


class TemplateField(models.Model):
    class Kind(models.TextChoices):
        LINE = "line", _("One line")
        PROSE = "prose", _("Text")
        CLAUSES = "clauses", _("Numbered clauses")

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="fields")
    key = models.SlugField(max_length=40)
    group = models.SlugField(max_length=40)
    label = TranslatedText()
    help = TranslatedText()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PROSE)
    is_required = models.BooleanField(default=False)
    word_limit = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="template_field_once")
        ]


class ActionPlanQuerySet(models.QuerySet["ActionPlan"]):
    def visible_to(self, visitor: Visitor) -> "ActionPlanQuerySet":
        """Published ones, and all of a process the visitor works on."""
        public = Q(published_at__isnull=False)
        public &= Q(process=None) | Q(process__in=Process.objects.visible_to(visitor))
        if visitor.pk is None:
            return self.filter(public)
        from accord.processes.models import Appointment
        from accord.spaces.models import Membership

        day = timezone.localdate()
        works = Appointment.objects.current(day).filter(
            process=models.OuterRef("process"), person=visitor.pk
        )
        runs = Membership.objects.current(day).filter(
            space=models.OuterRef("space"),
            person=visitor.pk,
            role__in=["administrator", "secretariat", "contact"],
        )
        return self.filter(public | models.Exists(works) | models.Exists(runs))


class ActionPlan(models.Model):
    """A set of commitments for some years."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="plans")
    process = models.ForeignKey(
        Process, models.PROTECT, null=True, blank=True, related_name="plans"
    )
    template = models.ForeignKey(PlanTemplate, models.PROTECT, related_name="plans")
    slug = models.SlugField(max_length=60)
    status_scale = models.JSONField(default=list, help_text="The plan's own status words, in order")
    title = TranslatedText()
    summary = TranslatedText()
    starts_on = models.DateField()
    ends_on = models.DateField()
    origin = models.CharField(
        max_length=200, blank=True, help_text="Where an imported plan is from"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="adopted_plans"
    )
    override_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="plan_overrides"
    )
    override_name = models.CharField(max_length=120, blank=True)
    override_reason = TranslatedText()
    override_unanswered = models.PositiveIntegerField(default=0)
    changes = models.PositiveBigIntegerField(
        default=0, help_text="Grows with every change that a page of the plan shows"
    )

    objects = ActionPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="plan_slug_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="plan_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(override_by=None) | ~Q(override_reason={}),
                name="plan_override_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("plans:plan", args=[self.slug])

    @property
    def is_imported(self) -> bool:
        return bool(self.origin)

    @property
    def is_public(self) -> bool:
        """Whether a visitor may read it: `visible_to`, of one row."""
        is_shown = self.process is None or self.process.is_public
        return self.published_at is not None and is_shown

    @property
    def is_draft(self) -> bool:
        return self.adopted_at is None and not self.is_imported


class Commitment(models.Model):
    """One promised reform."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="commitments")
    code = models.CharField(max_length=20)
    position = models.PositiveIntegerField(default=0)
    title = TranslatedText()
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="commitments"
    )
    section = TranslatedText(help_text="The plan's own heading this stands under")
    continued_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_as"
    )
    discussion = models.OneToOneField(
        Discussion, models.PROTECT, null=True, blank=True, related_name="commitment"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = TranslatedText()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="commitment_code_once")
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("plans:commitment", args=[self.plan.slug, self.code])


class CommitmentVersion(models.Model):
    """The whole of a commitment at one time; frozen when adopted."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=200, blank=True, help_text="Why this version was made")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="commitment_versions"
    )
    frozen_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "number"], name="commitment_version_once"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at=None) | ~Q(digest=""), name="frozen_version_has_digest"
            ),
        ]


class Edition(models.Model):
    """What was adopted: one frozen version of each commitment."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    adopted_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="edition_once")]


class EditionItem(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="items")
    version = models.ForeignKey(CommitmentVersion, models.PROTECT, related_name="edition_items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="edition_item_once")
        ]


class Clause(models.Model):
    """A stable place in a commitment: one field of the template, or one numbered clause."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="clauses")
    code = models.CharField(max_length=40, help_text="Stable: '4.2', or a field's key")
    field = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    discussion = models.OneToOneField(
        Discussion, models.PROTECT, null=True, blank=True, related_name="clause"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "code"], name="clause_code_once")
        ]

    def get_absolute_url(self) -> str:
        return f"{self.commitment.get_absolute_url()}#clause-{self.code}"

    @property
    def is_numbered(self) -> bool:
        return self.code != self.field


class ClauseText(models.Model):
    """A clause's words in one version and language."""

    version = models.ForeignKey(CommitmentVersion, models.CASCADE, related_name="texts")
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=12)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "clause", "language"], name="clause_text_once"
            )
        ]


class Milestone(models.Model):
    """A dated step whose result others can check. Its words and dates belong to versions."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="milestones")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    discussion = models.OneToOneField(
        Discussion, models.PROTECT, null=True, blank=True, related_name="milestone"
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "code"], name="milestone_code_once")
        ]

    def get_absolute_url(self) -> str:
        return reverse(
            "plans:milestone",
            args=[self.commitment.plan.slug, self.commitment.code, self.code],
        )


class DuePrecision(models.TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    TEXT = "text", _("In words")
    NONE = "none", _("Not stated")


class MilestoneText(models.Model):
    """A milestone's words and dates in one version."""

    version = models.ForeignKey(CommitmentVersion, models.CASCADE, related_name="milestone_texts")
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="texts")
    title = TranslatedText()
    outputs = TranslatedText(help_text="What others will be able to see")
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=10, choices=DuePrecision, default=DuePrecision.DAY)
    due_text = TranslatedText()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "milestone"], name="milestone_text_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(due_precision__in=["text", "none"]),
                name="milestone_due_as_precise_as_said",
            ),
        ]


class Indicator(models.Model):
    """A measure of a milestone."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=20)
    text = TranslatedText()
    due_on = models.DateField(null=True, blank=True)
    due_text = TranslatedText()
    lead = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["milestone", "code"], name="indicator_once")]


class Lead(models.Model):
    """Who carries a commitment or a milestone, and who helps: several rows, one marked first."""

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, null=True, blank=True, related_name="leads"
    )
    milestone = models.ForeignKey(
        Milestone, models.CASCADE, null=True, blank=True, related_name="leads"
    )
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="leads")
    name = models.CharField(max_length=250, help_text="Body, then unit, as the plan says it")
    side = models.CharField(max_length=20, choices=Side, default=Side.GOVERNMENT)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="leads")
    is_first = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-is_first", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commitment__isnull=True) ^ Q(milestone__isnull=True),
                name="lead_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                name="commitment_one_first_lead",
                condition=Q(is_first=True, commitment__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                name="milestone_one_first_lead",
                condition=Q(is_first=True, milestone__isnull=False),
            ),
        ]


class ReportingPeriod(models.Model):
    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="periods")
    code = models.CharField(max_length=20)
    name = TranslatedText()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="period_once")]


class Status(models.TextChoices):
    """How far a milestone is; imported plans keep their own words beside it."""

    NOT_STARTED = "not_started", _("Not started")
    LIMITED = "limited", _("Limited")
    SUBSTANTIAL = "substantial", _("Substantial")
    COMPLETE = "complete", _("Complete")


class ProgressUpdate(models.Model):
    """What one side says of a milestone in a period."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="updates")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="updates")
    side = models.CharField(max_length=20, choices=Side)
    status = models.CharField(
        max_length=40,
        blank=True,
        help_text="A word of the plan's own scale; empty: not stated (imports and drafts alone)",
    )
    text = TranslatedText()
    reason = TranslatedText(help_text="Why it is behind")
    next_steps = TranslatedText()
    expected_on = models.DateField(null=True, blank=True)
    by_office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="updates"
    )
    by_seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="updates")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "period", "side"], name="update_once_per_side"
            )
        ]


class Evidence(models.Model):
    update = models.ForeignKey(ProgressUpdate, models.CASCADE, related_name="evidence")
    url = models.URLField(max_length=1000, blank=True)
    title = TranslatedText()
    text = TranslatedText()


def drafts_plan(visitor: Visitor, plan: ActionPlan) -> bool:
    """Who may write a plan that isn't adopted yet."""
    if plan.process is None:
        return False
    return has_appointment(visitor, plan.process, "drafter") or runs_process(visitor, plan.process)
