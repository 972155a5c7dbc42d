from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accord.record.models import (
    SubjectManager,
    SubjectModel,
)
from accord.ui.texts import TranslatedText


class Space(SubjectModel):
    """An organisation's place: a country or a city that is a member, or a forum of one."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("National")
        LOCAL = "local", _("Local")

    key = models.SlugField(max_length=40, unique=True)
    name = TranslatedText()
    tagline = TranslatedText()
    run_by = TranslatedText(help_text="Who runs this, for the foot of each page")
    help_line = TranslatedText(help_text="Where people without internet get help")
    contact = TranslatedText(help_text="The point of contact: name or role, and how to reach them")
    other_doors = TranslatedText(help_text="Other ways in that somebody serves; shown as it stands")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NATIONAL)
    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=40, default="UTC")
    accent = models.PositiveSmallIntegerField(
        default=350, validators=[MaxValueValidator(359)], help_text="A hue, 0 to 359"
    )
    # Every page shows it, so its address stands here; what it is the address of, `files` knows.
    logo_url = models.CharField(max_length=200, blank=True)
    logo_width = models.PositiveSmallIntegerField(default=0)
    logo_height = models.PositiveSmallIntegerField(default=0)
    is_default = models.BooleanField(default=False, help_text="Answers at any host; demo only")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], name="space_one_default", condition=Q(is_default=True)
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def language_choices(self) -> list[tuple[str, str]]:
        """The languages official texts are written in here, with their own names."""
        names = dict(settings.LANGUAGES)
        return [(code, names.get(code, code)) for code in self.languages or ["en"]]


class SpaceHost(models.Model):
    host = models.CharField(
        max_length=253, unique=True, validators=[RegexValidator(r"^[a-z0-9.-]+$")]
    )
    space = models.ForeignKey(Space, models.CASCADE, related_name="hosts")
    is_primary = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space"], name="space_one_primary_host", condition=Q(is_primary=True)
            )
        ]
