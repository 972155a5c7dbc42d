from typing import ClassVar, Self

from django.db import models

from accord.plans.models.commitments import CommitmentVersion
from accord.plans.models.plans import ActionPlan
from accord.record.models import SubjectManager, SubjectModel


class Edition(SubjectModel):
    """What was adopted: one frozen version of each commitment."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    adopted_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    objects: ClassVar[SubjectManager[Self]] = SubjectManager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="edition_once")]


class EditionItem(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="items")
    version = models.ForeignKey(CommitmentVersion, models.PROTECT, related_name="edition_items")

    BELONGS = (("version__commitment__plan", "edition__plan"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="edition_item_once")
        ]
