from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.fields.related_lookups import RelatedExact

if TYPE_CHECKING:
    from accord.record.rules import Rule
    from accord.record.viewer import Viewer

LARGEST_KEY = 2**63 - 1
AnyRow = TypeVar("AnyRow", bound=models.Model)
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


class VisibleQuerySet(models.QuerySet[AnyRow], Generic[AnyRow]):
    """Rows of which `record.rules.register_visible` says who sees them."""

    def visible_to(self, viewer: "Viewer", rule: "Rule | None" = None) -> Self:
        """What the viewer has a right to see, in their space. A list adds the state it shows.

        `rule` says the model's own in fewer words, for rows of which more is known.
        """
        from accord.record.rules import visible  # rules stand on models

        return self.filter(visible(viewer, self.model, rule))


class SubjectQuerySet(VisibleQuerySet[Row], Generic[Row]):
    def locked(self) -> Self:
        """These rows for this transaction alone; what lies inside them can still be written."""
        return super().select_for_update(of=("self",), no_key=True)

    def select_for_update(self, *args: Any, **kwargs: Any) -> Self:
        """It would lock the subject as well, and nobody could say anything inside the thing."""
        raise TypeError("things are locked by `locked()`")


class SubjectManager(models.Manager[Row], Generic[Row]):
    """Fetches the subject with its thing: the address is nearly always shown."""

    _queryset_class: type[SubjectQuerySet[Row]] = SubjectQuerySet  # `from_queryset` sets another

    def get_queryset(self) -> SubjectQuerySet[Row]:
        return self._queryset_class(self.model, using=self._db).select_related("subject")

    def locked(self) -> SubjectQuerySet[Row]:
        return self.get_queryset().locked()

    def visible_to(self, viewer: "Viewer", rule: "Rule | None" = None) -> SubjectQuerySet[Row]:
        return self.get_queryset().visible_to(viewer, rule)


class SubjectKey(models.OneToOneField):  # type: ignore[type-arg]
    """The subject as a thing's own key. A number that no key can be finds nothing."""

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.OneToOneField", args, kwargs


@SubjectKey.register_lookup
class SubjectKeyExact(RelatedExact):
    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if isinstance(self.rhs, int) and not 0 <= self.rhs <= LARGEST_KEY:
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


class SubjectModel(models.Model):
    """The base of every model of things that people can name. Its key is the subject's."""

    subject = SubjectKey(Subject, models.PROTECT, primary_key=True, related_name="as_%(class)s")

    class Meta:
        abstract = True

    @property
    def name_inside(self) -> str:
        """What it is called inside what it lies in: the end of its public name."""
        return str(self.subject.code).rpartition("/")[2]


class Counter(models.Model):
    """The last number that was given inside a thing to a kind."""

    scope = models.ForeignKey(Subject, models.CASCADE, related_name="counters", db_index=False)
    kind = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "kind"], name="counter_once")]
