from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accord.organisations.models import Topic
from accord.people.models import Person
from accord.plans.models.plans import ActionPlan
from accord.record.models import SubjectManager, SubjectModel
from accord.ui.texts import TranslatedText


class Commitment(SubjectModel):
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
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = TranslatedText()

    BELONGS = (
        ("topic__space", "plan__space"),
        ("continued_from__plan__space", "plan__space"),
    )

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="commitment_code_once")
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("plans:commitment", args=[self.plan.slug, self.code])


class CommitmentVersion(SubjectModel):
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

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

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


class Clause(SubjectModel):
    """A stable place in a commitment: one field of the template, or one numbered clause."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="clauses")
    code = models.CharField(max_length=40, help_text="Stable: '4.2', or a field's key")
    field = models.SlugField(max_length=40)
    position = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        ordering = ["position", "pk"]
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

    BELONGS = (("clause__commitment", "version__commitment"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "clause", "language"], name="clause_text_once"
            )
        ]
