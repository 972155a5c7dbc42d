from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accord.files.contents.kinds import PICTURES, TYPES, FileKind
from accord.people.models import Person
from accord.record.models import Subject, SubjectManager, SubjectModel, SubjectQuerySet
from accord.spaces.models import Space

NEVER_SHORT = 16  # letters of a digest that name a version in an address
SMALL = "-small"  # behind the name of a picture in the store, for the small one


class StoredFile(models.Model):
    """Bytes that lie in the store under their digest: the same ones once in a space.

    The row is written after the bytes, so there is no row without them. When nothing needs them
    any more they go, and the row says since when.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="files")
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=FileKind)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    small_size = models.PositiveIntegerField(default=0, help_text="Of a picture, made small")
    small_width = models.PositiveIntegerField(null=True, blank=True)
    small_height = models.PositiveIntegerField(null=True, blank=True)
    uploaded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, help_text="Its bytes are gone since")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "digest"], name="stored_file_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_not_empty"),
        ]

    @property
    def content_type(self) -> str:
        return TYPES[FileKind(self.kind)]

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES

    @property
    def key(self) -> str:
        """Where its bytes lie in the store."""
        return f"{self.space_id}/{self.digest[:2]}/{self.digest}"

    @property
    def small_key(self) -> str:
        return f"{self.key}{SMALL}"

    @property
    def keys(self) -> list[tuple[str, int]]:
        """All that lies in the store for it, with sizes."""
        small = [(self.small_key, self.small_size)] if self.small_size else []
        return [(self.key, self.size), *small]

    @property
    def version(self) -> str:
        return self.digest[:NEVER_SHORT]


class Role(models.TextChoices):
    """What a file is for, where it is attached."""

    PAPER = "paper", _("Paper")
    EVIDENCE = "evidence", _("Evidence")
    LOGO = "logo", _("Logo")


class AttachmentQuerySet(SubjectQuerySet["Attachment"]):
    def shown(self) -> Self:
        """Those that weren't taken away."""
        return self.filter(removed_at=None)

    def of(self, *subjects: int) -> Self:
        """In the order in which they came, with their files."""
        return self.filter(about__in=subjects).select_related("file").order_by("pk")


AttachmentManager = SubjectManager.from_queryset(AttachmentQuerySet)


class Attachment(SubjectModel):
    """A file where it is used: a paper of a process, evidence of a report, the logo of a place.

    It is seen by whoever sees what it is attached to.
    """

    about = models.ForeignKey(Subject, models.PROTECT, related_name="attachments", db_index=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments")
    role = models.CharField(max_length=10, choices=Role)
    name = models.CharField(max_length=120)
    description = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10)
    attached_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_reason = models.CharField(max_length=300, blank=True)

    BELONGS = (("about__space", "subject__space"), ("file__space__subject", "subject__space"))

    objects = AttachmentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["about", "file", "role"],
                condition=Q(removed_at=None),
                name="attachment_once",
            ),
            models.UniqueConstraint(
                fields=["about"],
                condition=Q(role="logo", removed_at=None),
                name="attachment_one_logo",
            ),
            models.CheckConstraint(
                condition=Q(removed_reason="") | Q(removed_at__isnull=False),
                name="attachment_reason_of_removal",
            ),
        ]
        indexes = [models.Index(fields=["about", "role"], name="attachment_about")]

    def __str__(self) -> str:
        return self.description or self.name

    def get_absolute_url(self) -> str:
        return reverse("files:file", args=[self.subject.code, self.name])

    @property
    def small_url(self) -> str:
        """The small picture, at an address that means these bytes for ever."""
        address = reverse("files:small", args=[self.subject.code, f"{self.stem}.webp"])
        return f"{address}?{urlencode({'v': self.file.version})}"

    @property
    def stem(self) -> str:
        return str(self.name).rpartition(".")[0]


class FileTally(models.Model):
    """How much the files of a space take in all, kept on write; and how much they may."""

    space = models.OneToOneField(Space, models.CASCADE, primary_key=True, related_name="file_tally")
    size = models.PositiveBigIntegerField(default=0)
    quota = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="In bytes; empty: what the settings say"
    )

    @property
    def limit(self) -> int:
        return settings.SPACE_FILES_LIMIT if self.quota is None else self.quota
