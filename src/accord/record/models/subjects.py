from typing import Generic, Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound="SubjectModel")


class Subject(models.Model):
    """The address of anything people can name.

    Never deleted or renamed once it is public or in the log, so a code holds nothing personal.
    """

    space = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="subjects",
        db_index=False,
        help_text="Of a space: itself",
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=120, help_text="The whole public name: fourth-plan/92")

    BELONGS = (("parent__space", "space"),)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "kind", "code"], name="subject_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class SubjectQuerySet(models.QuerySet[Row], Generic[Row]):
    def locked(self) -> Self:
        """These rows for this transaction alone; what lies inside them can still be written."""
        return self.select_for_update(of=("self",), no_key=True)


class SubjectManager(models.Manager[Row], Generic[Row]):
    """Fetches the subject with its thing: the address is nearly always shown."""

    _queryset_class: type[SubjectQuerySet[Row]] = SubjectQuerySet  # `from_queryset` sets another

    def get_queryset(self) -> SubjectQuerySet[Row]:
        return self._queryset_class(self.model, using=self._db).select_related("subject")

    def locked(self) -> SubjectQuerySet[Row]:
        return self.get_queryset().locked()


class SubjectModel(models.Model):
    """The base of every model of things that people can name. Its key is the subject's."""

    subject = models.OneToOneField(
        Subject, models.PROTECT, primary_key=True, related_name="as_%(class)s"
    )

    class Meta:
        abstract = True


class Counter(models.Model):
    """The last number that was given inside a thing to a kind."""

    scope = models.ForeignKey(Subject, models.CASCADE, related_name="counters", db_index=False)
    kind = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "kind"], name="counter_once")]
