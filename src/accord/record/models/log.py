import base64
import datetime as dt
import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accord.methods.ledger import frontier_root
from accord.people.models import Person
from accord.record.models.subjects import Subject, VisibleQuerySet


class Event(models.Model):
    """Who did what, when. Personal: may be pruned or erased; notices are read from it.

    Its number is given before the commit, so a smaller one may appear after a larger: whoever reads
    events one after another marks what was handled.
    """

    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="events")
    verb = models.CharField(max_length=60)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="events", db_index=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["subject", "-id"], name="event_subject_newest")]


class EventScope(models.Model):
    """A thing on whose page an event shows: what it is about, and all that this lies within.

    The key gives the newest event of a thing, however many there are, by one look into its index.
    """

    pk = models.CompositePrimaryKey("subject", "event")
    subject = models.ForeignKey(
        Subject, models.CASCADE, related_name="event_scopes", db_index=False
    )
    event = models.ForeignKey(Event, models.CASCADE, related_name="scopes")
    affects_descendants = models.BooleanField(help_text="Pages of all that lies below change, too")

    class Meta:
        indexes = [
            models.Index(
                fields=["subject", "event"],
                name="event_scope_for_all",
                condition=Q(affects_descendants=True),
            )
        ]


class Log(models.Model):
    """One append-only Merkle tree per space; `frontier` lets it grow without rereading."""

    space = models.OneToOneField(Subject, models.CASCADE, related_name="log")
    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)

    @property
    def origin(self) -> str:
        """What checkpoints call this log."""
        return f"accord/{self.space.code}"

    @property
    def root(self) -> str:
        return frontier_root([bytes.fromhex(node) for node in self.frontier]).hex()


class LogEntryQuerySet(VisibleQuerySet["LogEntry"]):
    def numbered(self) -> "LogEntryQuerySet":
        return self.filter(index__isnull=False)

    def pending(self) -> "LogEntryQuerySet":
        return self.filter(index__isnull=True)


class LogEntry(models.Model):
    """One public, permanent entry. Numbered by the worker after the action has committed."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="entries")
    index = models.BigIntegerField(null=True, blank=True)
    verb = models.CharField(max_length=60)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="entries", db_index=False)
    at = models.DateTimeField()
    body = models.TextField(help_text="The canonical JSON that is hashed, exactly")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the object's canonical form")
    hash = models.CharField(max_length=64)
    subtree = models.CharField(
        max_length=64, blank=True, help_text="The largest subtree that this entry completes"
    )
    root = models.CharField(
        max_length=64,
        blank=True,
        help_text="Of the tree up to this entry, so that a change is named",
    )

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "index"], name="log_entry_index_once")
        ]
        indexes = [
            models.Index(
                fields=["log", "id"], name="log_entry_pending", condition=Q(index__isnull=True)
            ),
            models.Index(fields=["subject", "-id"], name="log_entry_subject_newest"),
            models.Index(fields=["log", "hash"], name="log_entry_by_hash"),
        ]

    def get_absolute_url(self) -> str:
        if self.index is None:
            return reverse("record:entry-by-hash", args=[self.hash])
        return reverse("record:entry", args=[self.index])

    @property
    def content(self) -> dict[str, Any]:
        """What the body says; the body itself is what is hashed."""
        said: dict[str, Any] = json.loads(self.body)
        return said


class SealedValue(models.Model):
    """The personal value behind a salted hash in an entry. Deleting it leaves the log valid."""

    entry = models.ForeignKey(LogEntry, models.CASCADE, related_name="sealed_values")
    name = models.CharField(max_length=40)
    salt = models.CharField(max_length=64)
    value = models.TextField()


class Checkpoint(models.Model):
    """The root of the tree at a size, published for others to keep."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="checkpoints")
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    signature = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="checkpoint_size_once")]

    @property
    def text(self) -> str:
        """The note that others keep: origin, size, root in base 64, time (C2SP tlog-checkpoint)."""
        root = base64.b64encode(bytes.fromhex(self.root)).decode()
        at = self.at.astimezone(dt.UTC).isoformat(timespec="seconds")
        return f"{self.log.origin}\n{self.size}\n{root}\n{at}\n"
