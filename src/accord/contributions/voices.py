"""What all words have that a person says and others may read: ideas, comments, objections…"""

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.people.models import Person
from accord.processes.models import Process
from accord.questions.answers import GivenAnswer, as_parts
from accord.record.models import Subject, SubjectModel
from accord.record.subjects import next_number, subject_inside


class Voice(SubjectModel):
    """Such words, and what became of them. What a moderator may do is the same for all."""

    process = models.ForeignKey(Process, models.CASCADE, related_name="%(class)ss")
    number = models.PositiveBigIntegerField(
        help_text="Public, for citing; counted in what they are said in"
    )
    body = models.TextField()
    language = models.CharField(max_length=12)
    received_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_reason = models.CharField(max_length=200, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=200, blank=True)
    hidden_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="%(class)ss_hidden"
    )
    shown_again_at = models.DateTimeField(null=True, blank=True)
    shown_again_reason = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    title: Any = ""
    # What a moderator's list calls words that aren't a person's own idea or comment.
    kind_name: "str | Promise" = ""
    # What is shown with them and kept elsewhere, such as a place; filled by `moderated.add_beside`.
    beside: tuple[str, ...] = ()
    # What was answered to added questions and is public; filled there, too.
    answers: tuple[GivenAnswer, ...] = ()
    # What isn't public of it: only on a page of those who run the process.
    sensitive: tuple[GivenAnswer, ...] = ()

    class Meta:
        abstract = True

    def number_in(self, parent: Subject, kind: str) -> None:
        """Give these new words their number and address. Others wait from here to the commit."""
        self.number = next_number(parent, kind)
        self.subject = subject_inside(kind, self.number, parent=parent)

    @property
    def anchor(self) -> str:
        """Where they stand on the page that holds them."""
        return f"{self.subject.kind}-{self.number}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and not (self.withdrawn_at or self.hidden_at)

    def get_absolute_url(self) -> str:
        """Where they stand."""
        raise NotImplementedError

    @property
    def fingerprint(self) -> str:
        """Changes with every letter of them."""
        return hashlib.sha256(f"{self.title}\n{self.body}".encode()).hexdigest()

    @property
    def mark(self) -> str:
        """Changes with all that becomes public: a moderator decides on what they have read."""
        earlier = getattr(self, "revision", 1)
        parts = [self.title, self.body, self.name, earlier, *self.beside, *self.translated]
        parts += as_parts(self.answers)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    @property
    def translated(self) -> list[str]:
        """What they say in other languages, where others put them into some."""
        return []

    @property
    def name(self) -> str:
        """Whose name is shown with them, if any."""
        return ""

    @property
    def is_traceless(self) -> bool:
        """Whether nobody may find out when this was said, beyond the day."""
        return False

    @property
    def byline(self) -> "str | Promise":
        return self.name or _("A person")

    @property
    def said_on(self) -> dt.date:
        return timezone.localdate(self.received_at)


HELD = Q(published_at=None, hidden_at=None, withdrawn_at=None)
HIDDEN = Q(hidden_at__isnull=False, withdrawn_at=None)
# Neither hidden nor taken back; maybe not published yet.
STANDS = Q(hidden_at=None, withdrawn_at=None)
SHOWN = Q(published_at__isnull=False, hidden_at=None, withdrawn_at=None)
