from django.db import models
from django.utils.translation import gettext_lazy as _

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
