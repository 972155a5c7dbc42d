import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.contributions.models import ROOT_SHOWN, Contribution, Receipt
from accord.contributions.voices import SHOWN, STANDS, Voice
from accord.organisations.models import Office
from accord.people.models import Person
from accord.processes.models import (
    Process,
)
from accord.record.matcher import matches, through
from accord.record.models import SubjectManager, SubjectModel, SubjectQuerySet
from accord.themes.models.syntheses import Paragraph
from accord.themes.models.themes import Theme
from accord.ui.texts import TranslatedText


class Outcome(models.TextChoices):
    """What became of it (R30), in the words the public reads."""

    ADOPTED = "adopted", _("In the plan")
    ADOPTED_IN_PART = "adopted_in_part", _("In the plan, in part")
    MERGED = "merged", _("Answered with others")
    ALREADY_DONE = "already_done", _("Already done")
    IN_PROGRESS = "in_progress", _("Under way")
    DEFERRED = "deferred", _("Later, not now")
    ANOTHER_BODY = "another_body", _("For someone else to decide")
    NOT_ADOPTED = "not_adopted", _("Not this time")


def outcome_word(outcome: str) -> "str | Promise":
    """What the log calls by its key, in words; one that isn't known any more stays as it is."""
    return Outcome(outcome).label if outcome in Outcome.values else outcome


NOT_TAKEN_UP = (Outcome.DEFERRED, Outcome.ANOTHER_BODY, Outcome.NOT_ADOPTED)


class Obstacle(models.TextChoices):
    NO_AUTHORITY = "no_authority", _("It’s outside our authority")
    ANOTHER_BODY = "another_body", _("Another body is in charge")
    COORDINATION = "coordination", _("Several bodies would have to agree")
    LAW = "law", _("A law stands in the way")
    RULE = "rule", _("A rule stands in the way")
    MONEY = "money", _("There’s no money for it")
    STAFF = "staff", _("There are no people to do it")
    OTHER_MEANS = "other_means", _("We do it another way")
    NOT_PRIORITY = "not_priority", _("Other things come first")
    NOT_RELEVANT = "not_relevant", _("It isn’t about open government")


class NextStep(models.TextChoices):
    NONE = "none", _("None")
    SESSION = "session", _("A meeting about it")
    INFORMATION = "information", _("A call for information")
    OUTREACH = "outreach", _("We’ll come and ask")


# A theme or a paragraph that people can read; or words that aren't hidden, withdrawn or held,
# and were said to none that are.
TARGET_PUBLISHED = Q(theme__published_at__isnull=False) | Q(
    paragraph__synthesis__published_at__isnull=False
)
# No words, or words that are neither hidden nor taken back, nor said to any that are.
TARGET_STANDS = Q(contribution=None) | through(
    "contribution", STANDS & (Q(root=None) | through("root", STANDS))
)
TARGET_SHOWN = TARGET_PUBLISHED | through("contribution", SHOWN & ROOT_SHOWN)


class ResponseQuerySet(SubjectQuerySet["Response"]):
    def published(self) -> "ResponseQuerySet":
        return self.filter(published_at__isnull=False)

    def shown(self) -> "ResponseQuerySet":
        """Published, to something that is shown: an answer goes and comes with its question."""
        return self.published().filter(TARGET_SHOWN)

    def with_rejoinders(self) -> "ResponseQuerySet":
        """Each says whether anybody `has_written` more to it than yes, partly or no."""
        said = Rejoinder.objects.filter(
            response=models.OuterRef("pk"), published_at__isnull=False
        ).exclude(body="")
        return self.annotate(has_written=models.Exists(said))

    def for_page(self) -> "ResponseQuerySet":
        """With office and all that the target's title and address need, in one query."""
        return self.select_related(
            "office",
            "assigned_to",
            "theme__process__space",
            "contribution__process__space",
            "contribution__activity",
            "contribution__root",
            "paragraph__synthesis__process__space",
        )


ResponseManager = SubjectManager.from_queryset(ResponseQuerySet)


class Response(SubjectModel):
    """What became of words, and why, by the office in charge. Drafted, cleared, published."""

    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, blank=True, related_name="responses"
    )
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    number = models.PositiveIntegerField(default=1)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    obstacle = models.CharField(max_length=20, choices=Obstacle, blank=True)
    next_step = models.CharField(max_length=20, choices=NextStep, blank=True)
    reasons = TranslatedText()
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    assigned_to = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="responses_assigned"
    )
    due_on = models.DateField(null=True, blank=True)
    drafted_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="responses_drafted"
    )
    drafted_at = models.DateTimeField(default=timezone.now)
    cleared_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="responses_cleared"
    )
    cleared_name = models.CharField(
        max_length=160, blank=True, help_text="Name and role of who cleared it, as published"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    addressed_count = models.PositiveIntegerField(default=0)
    unclear_count = models.PositiveIntegerField(default=0)
    not_addressed_count = models.PositiveIntegerField(default=0)
    is_imported = models.BooleanField(default=False)

    objects = ResponseManager()

    BELONGS = (
        ("theme__process__space", "office__space"),
        ("contribution__process__space", "office__space"),
        ("paragraph__synthesis__process__space", "office__space"),
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["office", "subject"],
                name="response_waiting",
                condition=Q(published_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(theme__isnull=False, contribution=None, paragraph=None)
                    | Q(theme=None, contribution__isnull=False, paragraph=None)
                    | Q(theme=None, contribution=None, paragraph__isnull=False)
                ),
                name="response_to_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["deferred", "another_body", "not_adopted"])
                | ~Q(obstacle=""),
                name="response_not_taken_up_says_why",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(is_imported=True)
                | Q(outcome__gt="", office__isnull=False, cleared_at__isnull=False),
                name="response_published_is_cleared",
            ),
            models.UniqueConstraint(
                fields=["theme", "number"],
                name="response_theme_number_once",
                condition=Q(theme__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["contribution", "number"],
                name="response_contribution_number_once",
                condition=Q(contribution__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["paragraph", "number"],
                name="response_paragraph_number_once",
                condition=Q(paragraph__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.target)

    def get_absolute_url(self) -> str:
        return f"{self.target.get_absolute_url().split('#')[0]}#{self.anchor}"

    @property
    def look(self) -> tuple[str, str]:
        """The kind of tag and the icon of what came of it, alike on every page."""
        if not self.outcome:
            return "quiet", "circle-dashed"
        if self.outcome in NOT_TAKEN_UP:
            return "quiet", "circle-slash"
        if self.outcome == Outcome.MERGED:
            return "quiet", "reply"
        is_whole = self.outcome in (Outcome.ADOPTED, Outcome.ALREADY_DONE)
        return "good", "check" if is_whole else "reply"

    @property
    def anchor(self) -> str:
        """Where it stands on a page, which may show answers to several things."""
        return f"answer-{self.subject.code.replace('/', '-')}"

    @property
    def target(self) -> "Theme | Contribution | Paragraph":
        """What this answers."""
        target = self.theme or self.contribution or self.paragraph
        if target is None:
            raise ValueError(f"response {self.pk} answers nothing")
        return target

    @property
    def process(self) -> Process:
        if self.paragraph is not None:
            return self.paragraph.synthesis.process
        target = self.theme or self.contribution
        if target is None:
            raise ValueError(f"response {self.pk} answers nothing")
        return target.process

    @property
    def is_target_shown(self) -> bool:
        """Whether people can read what this answers."""
        return matches(TARGET_SHOWN, self)

    @property
    def target_published_at(self) -> dt.datetime | None:
        """Since when people can read, or could, what this answers."""
        if self.paragraph is not None:
            return self.paragraph.synthesis.published_at
        target = self.theme or self.contribution
        return target.published_at if target is not None else None

    @property
    def days_overdue(self) -> int:
        if self.due_on is None or self.published_at is not None:
            return 0
        return max(0, (timezone.localdate() - self.due_on).days)


class Rejoinder(Voice):
    """What an author says to the answer: a verdict, which is counted, and maybe words."""

    kind_name = _("Answers back to an answer")

    class Verdict(models.TextChoices):
        ADDRESSED = "addressed", _("Yes, this answers me")
        UNCLEAR = "unclear", _("Partly, or it isn’t clear")
        NOT_ADDRESSED = "not_addressed", _("No, this doesn’t answer me")

    response = models.ForeignKey(Response, models.CASCADE, related_name="rejoinders")
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="rejoinders"
    )
    receipt = models.ForeignKey(
        Receipt, models.CASCADE, null=True, blank=True, related_name="rejoinders"
    )
    verdict = models.CharField(max_length=20, choices=Verdict)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    BELONGS = (
        ("response__theme__process", "process"),
        ("response__contribution__process", "process"),
        ("response__paragraph__synthesis__process", "process"),
        ("receipt__activity__process", "process"),
        ("receipt__activity__process", "response__theme__process"),
        ("receipt__activity__process", "response__contribution__process"),
        ("receipt__activity__process", "response__paragraph__synthesis__process"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(receipt__isnull=True),
                name="rejoinder_by_one",
            ),
            models.UniqueConstraint(
                fields=["response", "person"],
                name="rejoinder_person_once",
                condition=Q(person__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["response", "receipt"],
                name="rejoinder_receipt_once",
                condition=Q(receipt__isnull=False),
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"{reverse('answers:rejoinders', args=[self.response.subject.code])}#{self.anchor}"

    @property
    def is_traceless(self) -> bool:
        activity = self.receipt.activity if self.receipt is not None else None
        return activity is not None and activity.is_fully_anonymous
