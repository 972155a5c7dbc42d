from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from accord.record.models.subjects import Subject


class Link(models.Model):
    """One thing led to another. Which relations there are is in `record.relations`."""

    source = models.ForeignKey(Subject, models.CASCADE, related_name="links_on", db_index=False)
    target = models.ForeignKey(Subject, models.CASCADE, related_name="links_back", db_index=False)
    relation = models.CharField(max_length=40)

    BELONGS: ClassVar = (("source__space", "target__space"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "relation", "target"], name="link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_not_to_itself"),
        ]
        # Newest first of the thousands that lead to one.
        indexes = [models.Index(fields=["target", "relation", "source"], name="link_back")]

    def __str__(self) -> str:
        return f"{self.source} {self.relation} {self.target}"
