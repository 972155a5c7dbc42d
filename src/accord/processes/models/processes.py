from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.urls import reverse

from accord.forum.models import Forum
from accord.record.models import SubjectManager, SubjectModel
from accord.spaces.models import Space
from accord.ui.texts import TranslatedText

if TYPE_CHECKING:
    from accord.processes.models.activities import Activity


class Process(SubjectModel):
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

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    BELONGS = (("forum__space", "space"),)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "slug"], name="process_slug_once")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("processes:detail", args=[self.slug])
