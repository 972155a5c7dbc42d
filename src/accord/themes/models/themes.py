from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accord.contributions.models import Contribution
from accord.contributions.voices import Voice
from accord.people.models import Person
from accord.processes.models import Process
from accord.record.models import SubjectManager, SubjectModel, SubjectQuerySet
from accord.ui.texts import TranslatedText


class ThemeQuerySet(SubjectQuerySet["Theme"]):
    def roots(self) -> "ThemeQuerySet":
        return self.filter(merged_into=None)


ThemeManager = SubjectManager.from_queryset(ThemeQuerySet)


class Theme(SubjectModel):
    """What several people said, as one thing. Merging is reversible; authors may contest."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="themes")
    number = models.PositiveIntegerField()
    title = TranslatedText()
    summary = TranslatedText()
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_themes"
    )
    root = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rooted_themes",
        help_text="Flattened: where merging ends. Itself when not merged; set by the action",
    )
    published_at = models.DateTimeField(null=True, blank=True)
    contest_until = models.DateField(null=True, blank=True)
    member_count = models.PositiveIntegerField(
        default=0, help_text="Of this theme and all merged into it"
    )
    made_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="themes_made"
    )

    objects = ThemeManager()

    BELONGS = (
        ("merged_into__process", "process"),
        ("root__process", "process"),
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="theme_number_once"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("subject")),
                name="theme_not_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("themes:detail", args=[self.process.slug, self.number])

    @cached_property
    def group(self) -> list[int]:
        """The theme and all that were merged into it, by primary key."""
        others = self.rooted_themes.exclude(pk=self.pk)
        return [self.pk, *others.values_list("pk", flat=True)]

    @property
    def is_contestable(self) -> bool:
        return self.contest_until is not None and timezone.localdate() <= self.contest_until


class Objection(Voice):
    """ "This is not what I said": an author about the theme that their words were put in."""

    kind_name = _("Says that a theme misreads them")

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="objections")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="objections")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    BELONGS = (("theme__process", "process"), ("contribution__process", "theme__process"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "contribution"],
                name="objection_one_open",
                condition=Q(settled_at__isnull=True),
            ),
        ]

    def get_absolute_url(self) -> str:
        return f"{self.theme.get_absolute_url()}#{self.anchor}"

    @property
    def is_traceless(self) -> bool:
        return self.contribution.is_traceless

    @property
    def name(self) -> str:
        return self.contribution.name
