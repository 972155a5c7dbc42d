from django.db import models
from django.db.models import Q
from django.utils import timezone

from accord.people.models import Person
from accord.spaces.models import Space


class Deed(models.Model):
    """Who did what, when. Personal: may be pruned or erased; notices are read from it."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="deeds")
    actor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="deeds")
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["space", "-id"], name="deed_space_newest"),
            models.Index(fields=["kind", "object_id", "-id"], name="deed_object_newest"),
        ]


class Log(models.Model):
    """One append-only Merkle tree per space; `frontier` lets it grow without rereading."""

    space = models.OneToOneField(Space, models.CASCADE, related_name="log")
    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)


class Leaf(models.Model):
    """One public, permanent entry. Numbered by the worker after the action has committed."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="leaves")
    index = models.BigIntegerField(null=True, blank=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    at = models.DateTimeField()
    body = models.TextField(help_text="The canonical JSON that is hashed, exactly")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the object's canonical form")
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "index"], name="leaf_index_once")]
        indexes = [
            models.Index(
                fields=["log", "id"], name="leaf_pending", condition=Q(index__isnull=True)
            ),
            models.Index(fields=["kind", "object_id", "-id"], name="leaf_object_newest"),
        ]


class Opening(models.Model):
    """The personal value behind a salted hash in a leaf. Deleting it leaves the log valid."""

    leaf = models.ForeignKey(Leaf, models.CASCADE, related_name="openings")
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
