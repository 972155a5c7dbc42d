from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.record.models import SubjectManager, SubjectModel
from accord.spaces.models import Space
from accord.ui.texts import TranslatedText


class Side(models.TextChoices):
    GOVERNMENT = "government", _("Government")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    OTHER = "other", _("Other")


class Office(SubjectModel):
    """A body that leads, owes and answers."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="offices")
    code = models.SlugField(max_length=40)
    name = TranslatedText()
    side = models.CharField(max_length=20, choices=Side, default=Side.GOVERNMENT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")

    BELONGS = (("parent__space", "space"),)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "code"], name="office_code_once")]

    def __str__(self) -> str:
        return str(self.name)


class Topic(SubjectModel):
    """A subject people can file things under; one tree per space."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="topics")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    code = models.SlugField(max_length=40)
    name = TranslatedText()

    BELONGS = (("parent__space", "space"),)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "code"], name="topic_code_once")]

    def __str__(self) -> str:
        return str(self.name)
