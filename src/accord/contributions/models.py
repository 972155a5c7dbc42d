from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.contributions.voices import HELD, HIDDEN, SHOWN, Voice
from accord.people.models import Person
from accord.processes.models import Activity, IdentityPolicy, Process
from accord.questions.answers import GivenAnswer
from accord.questions.models import Sheet
from accord.record.models import Subject, SubjectManager, SubjectQuerySet, VisibleQuerySet


class DiscussionQuerySet(VisibleQuerySet["Discussion"]):
    """What lists of discussions have in common."""


class Discussion(models.Model):
    """Comments on a thing, whatever it is; its key is that thing's."""

    subject = models.OneToOneField(
        Subject, models.PROTECT, primary_key=True, related_name="discussion"
    )
    process = models.ForeignKey(Process, models.CASCADE, related_name="discussions")
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="discussions"
    )
    is_open = models.BooleanField(default=True)
    comment_count = models.PositiveIntegerField(default=0)

    objects = DiscussionQuerySet.as_manager()

    BELONGS = (
        ("activity__process", "process"),
        ("subject__space", "process__subject__space"),
    )


class Receipt(models.Model):
    """Stands for one sending. Only a keyed hash of its code is kept."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="receipts"
    )
    code_hash = models.CharField(max_length=64, unique=True)
    claimed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="receipts"
    )
    issued_on = models.DateField()


class Draft(models.Model):
    """What somebody is writing. Its key stands in the form, and in no address.

    `revision` and `page` tell a page that goes on writing from one that is behind: the page that
    wrote last may write again, another only if it has seen what was written last. What was sent
    leaves an empty row under a hash of its key, so that a page left open can't write in it again.
    """

    key = models.UUIDField(unique=True)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="drafts")
    sheet = models.ForeignKey(
        Sheet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        help_text="What was asked when it was begun; empty: what the type asks by itself",
    )
    data = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    page = models.UUIDField(null=True, blank=True)
    is_sent = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    BELONGS = (("sheet__about", "activity__subject"),)


# Under what words of whatever kind are counted that open something: one number names one of them.
FIRST_WORDS = "contribution"
FIRST = SHOWN & Q(parent=None, discussion=None)


# What was said to words that aren't shown any more isn't shown either.
ROOT_SHOWN = Q(root=None) | Q(
    root__published_at__isnull=False, root__hidden_at=None, root__withdrawn_at=None
)


class ContributionQuerySet(SubjectQuerySet["Contribution"]):
    def shown(self) -> "ContributionQuerySet":
        """Published, not withdrawn, not hidden: what owes an answer and may be quoted."""
        return self.filter(SHOWN)

    def said_first(self) -> "ContributionQuerySet":
        """Words that open something, such as ideas; not comments on them."""
        return self.filter(parent=None, discussion=None)

    def for_list(self) -> "ContributionQuerySet":
        """With all that a list row shows, in one query."""
        return self.select_related("author", "activity__process", "provenance")


ContributionManager = SubjectManager.from_queryset(ContributionQuerySet)


class Contribution(Voice):
    """Words in a person's own voice that others may answer, through whatever door they came."""

    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="contributions"
    )
    kind = models.CharField(max_length=20)
    discussion = models.ForeignKey(
        Discussion, models.CASCADE, null=True, blank=True, related_name="comments"
    )
    root = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="descendants", db_index=False
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", db_index=False
    )
    depth = models.PositiveSmallIntegerField(default=0)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    signed_as = models.CharField(
        max_length=80, blank=True, help_text="The name a person chose to sign with"
    )
    title = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    support_count = models.PositiveIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    submission_key = models.UUIDField(null=True, blank=True, unique=True)
    receipt = models.ForeignKey(
        Receipt, models.SET_NULL, null=True, blank=True, related_name="contributions"
    )
    is_listed = models.BooleanField(default=True)
    sheet = models.ForeignKey(
        Sheet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contributions",
        help_text="What was asked; empty: what the type asks by itself",
    )

    objects = ContributionManager()

    BELONGS = (
        ("activity__process", "process"),
        ("sheet__about", "activity__subject"),
        ("discussion__process", "process"),
        ("discussion__activity", "activity"),
        ("parent__process", "process"),
        ("parent__root", "root"),
        ("parent__discussion", "discussion"),
        ("receipt__activity", "activity"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False) | Q(discussion__isnull=False),
                name="contribution_has_a_place",
            ),
            models.CheckConstraint(condition=Q(depth__lte=2), name="contribution_depth"),
            models.CheckConstraint(
                condition=Q(parent=None, root=None) | Q(parent__isnull=False, root__isnull=False),
                name="contribution_parent_with_root",
            ),
        ]
        indexes = [
            models.Index(
                "activity",
                "kind",
                F("published_at").desc(),
                F("subject").desc(),
                name="contribution_newest",
                condition=SHOWN & Q(is_listed=True),
            ),
            models.Index(
                "activity",
                "kind",
                F("support_count").desc(),
                F("subject").desc(),
                name="contribution_most_supported",
                condition=SHOWN & Q(is_listed=True),
            ),
            # Without those that have none: SQLite takes "no parent" for as rare as any parent.
            models.Index(
                fields=["parent", "subject"],
                name="contribution_replies",
                condition=Q(parent__isnull=False),
            ),
            models.Index(
                fields=["root", "subject"],
                name="contribution_thread",
                condition=Q(root__isnull=False),
            ),
            models.Index(
                fields=["discussion", "subject"],
                name="contribution_discussion",
                condition=Q(root__isnull=True),
            ),
            # What moderators read; what rapporteurs sort, and what of it is owed an answer.
            models.Index(
                fields=["process", "received_at", "subject"],
                name="contribution_held",
                condition=HELD,
            ),
            models.Index(
                fields=["process", "hidden_at", "subject"],
                name="contribution_hidden",
                condition=HIDDEN,
            ),
            models.Index(fields=["process", "subject"], name="contribution_first", condition=FIRST),
            models.Index(
                fields=["process", "subject"],
                name="contribution_due",
                condition=FIRST & Q(answered_at=None),
            ),
            # What the worker looks for: words that went or came back since a moment.
            models.Index(
                fields=["withdrawn_at"],
                name="contribution_withdrawn",
                condition=Q(withdrawn_at__isnull=False),
            ),
            models.Index(
                fields=["hidden_at"],
                name="contribution_hidden_since",
                condition=Q(hidden_at__isnull=False),
            ),
            models.Index(
                fields=["shown_again_at"],
                name="contribution_shown_again",
                condition=Q(shown_again_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.body[:60]

    def get_absolute_url(self) -> str:
        """Their own page; of comments, an address that leads to the page they stand on."""
        about = self.subject
        if self.parent_id is None and self.discussion_id is None:
            slug, _slash, number = about.code.rpartition("/")
            return reverse("contributions:page", args=[slug, about.kind, number])
        return reverse("contributions:detail", args=[about.kind, about.code])

    @property
    def is_traceless(self) -> bool:
        return self.activity is not None and self.activity.is_fully_anonymous

    @property
    def translated(self) -> list[str]:
        """None before they were shown: only such words are translated."""
        if self.published_at is None:
            return []
        rows = self.translations.order_by("language").values_list("language", "title", "body")
        return [text for row in rows for text in row]

    @property
    def name(self) -> str:
        """Who speaks, as far as the activity's identity policy lets it be shown."""
        policy = self.activity.identity_policy if self.activity else IdentityPolicy.NAMED
        if policy == IdentityPolicy.NAMED:
            return self.signed_as or (self.author.display_name if self.author else "")
        return self.signed_as if policy == IdentityPolicy.PSEUDONYM else ""


class Revision(models.Model):
    """The words as they were before an edit."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField()
    answers = models.JSONField(
        default=list, blank=True, help_text="To added questions: each its key, and what was said"
    )
    at = models.DateTimeField()

    # What was answered then, read for a page; filled by `revisions.with_answers`.
    given: Sequence[GivenAnswer] = ()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="revision_once")
        ]


class Door(models.TextChoices):
    """Through which door words came."""

    WEB = "web", _("Website")
    SMS = "sms", _("Text message")
    VOICE = "voice", _("Phone call")
    PAPER = "paper", _("Paper form")
    DESK = "desk", _("At a desk")
    EMAIL = "email", _("E-mail")
    WORKSHOP = "workshop", _("Workshop")

    @classmethod
    def typed(cls) -> frozenset[str]:
        """Those at which somebody types what another person says."""
        return frozenset({cls.VOICE, cls.PAPER, cls.DESK, cls.WORKSHOP})


class Provenance(models.Model):
    """Where words came from. It differs; rights don't."""

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, primary_key=True, related_name="provenance"
    )
    door = models.CharField(max_length=20, choices=Door)
    operator = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="typed_for_others"
    )
    original_note = models.CharField(max_length=200, blank=True)
    consent_at = models.DateTimeField(null=True, blank=True)


class Support(models.Model):
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.CASCADE, related_name="supports")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "person"], name="support_once")
        ]


class Translation(models.Model):
    """A person's words in another language, marked as such."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12)
    revision = models.PositiveIntegerField(help_text="Which revision this translates")
    title = models.CharField(max_length=120, blank=True)
    body = models.TextField()
    made_by = models.CharField(max_length=80, blank=True, help_text="Empty: a machine")
    translator = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="translations"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "language"], name="translation_once")
        ]

    @property
    def name(self) -> str:
        """Who made it, by the present name; the one at the time where there is no account now."""
        return (self.translator.display_name if self.translator else "") or self.made_by
