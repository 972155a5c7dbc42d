from typing import ClassVar, Self

from django.db import models
from django.urls import reverse

from accord.processes.models import (
    Process,
)
from accord.record.models import SubjectManager, SubjectModel
from accord.themes.models.themes import Theme
from accord.ui.texts import TranslatedText


class Synthesis(SubjectModel):
    """What we heard: numbered paragraphs that people can discuss."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="syntheses")
    number = models.PositiveIntegerField()
    title = TranslatedText()
    intro = TranslatedText()
    published_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["process", "number"], name="synthesis_once")]

    def get_absolute_url(self) -> str:
        return reverse("themes:synthesis", args=[self.process.slug, self.number])


class Paragraph(SubjectModel):
    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="paragraphs")
    code = models.CharField(max_length=20)
    position = models.PositiveIntegerField(default=0)
    section = TranslatedText(help_text="The heading this stands under")
    heard = TranslatedText()
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="paragraphs"
    )

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    BELONGS = (("theme__process", "synthesis__process"),)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["synthesis", "code"], name="paragraph_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.heard}"

    def get_absolute_url(self) -> str:
        return f"{self.synthesis.get_absolute_url()}#paragraph-{self.code}"
