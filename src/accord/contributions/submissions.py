"""One sending, one row: what makes two sendings the same.

A form carries a key that nobody else knows. A sending is known by that key together with who sends
what, and where: pressed twice, or sent again because no answer came, it is the same sending and
gets the same answer, its code included. Other words in the same form, or another person, make
another sending. So there is never anything to compare, and nothing to throw away. A row that was
taken back or changed no longer says what was sent: it gives up its key, and the same is new again.
"""

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass

from accord.contributions import receipts
from accord.contributions.models import Contribution, Discussion, Door
from accord.people.models import Person
from accord.processes.models import Activity, IdentityPolicy, Process
from accord.questions.answers import GivenAnswer, as_parts, public_texts
from accord.questions.models import Sheet
from accord.record.models import Subject
from accord.record.viewer import Viewer


@dataclass(frozen=True)
class ContributionInput:
    """What somebody wants to say, as the form has cleaned it."""

    body: str
    language: str
    title: str = ""
    signed_as: str = ""
    beside: tuple[str, ...] = ()  # what is shown with the words and kept elsewhere, such as a place
    sheet: Sheet | None = None  # what was asked; none: what the type asks by itself
    answers: tuple[GivenAnswer, ...] = ()  # to the questions that were added to it

    @property
    def texts_beside(self) -> tuple[str, ...]:
        """All that people will read with the words."""
        return (*self.beside, *public_texts(self.answers))


@dataclass(frozen=True)
class Place:
    """Where words go: an activity, an idea's comments, a discussion."""

    process: Process
    activity: Activity | None = None
    discussion: Discussion | None = None
    parent: Contribution | None = None

    @property
    def discussed(self) -> Subject | None:
        """What they are a comment on, if they are one."""
        if self.discussion is not None:
            return self.discussion.subject
        if self.parent is None:
            return None
        idea: Subject = (self.parent.root or self.parent).subject
        return idea

    @property
    def policy(self) -> str:
        return self.activity.identity_policy if self.activity else IdentityPolicy.NAMED


@dataclass(frozen=True)
class Sending:
    """Words on their way, from a form with this key; without one each sending is a new one.

    Through a door at which somebody types for others the viewer is that operator, and `speaker`,
    where they have an account, is who says it. Through any other the viewer speaks.
    """

    viewer: Viewer
    place: Place
    kind: str
    said: ContributionInput
    form_key: uuid.UUID | None = None
    door: str = Door.WEB
    speaker: Person | None = None

    def __post_init__(self) -> None:
        if self.speaker is not None and not self.is_typed_for_others:
            raise ValueError(f"whoever comes by {self.door!r} speaks for themselves")

    @property
    def is_typed_for_others(self) -> bool:
        return self.door in Door.typed()

    @property
    def is_traceless(self) -> bool:
        return self.place.policy == IdentityPolicy.ANONYMOUS

    @property
    def author_id(self) -> int | None:
        """Whose words they are, where that may be known."""
        if self.is_traceless:
            return None
        if self.is_typed_for_others:
            return None if self.speaker is None else self.speaker.pk
        return self.viewer.pk

    @property
    def operator(self) -> Person | None:
        """Who typed them for somebody else, where that may be known."""
        is_known = self.is_typed_for_others and not self.is_traceless
        return self.viewer.person if is_known else None

    @property
    def key(self) -> uuid.UUID | None:
        """What is stored, and unique. It doesn't lead back to the form's key."""
        return uuid.UUID(bytes=self._seal("sending")[:16]) if self.form_key else None

    @property
    def code(self) -> str:
        """The receipt's code: the same whenever this is sent, and known only to who has the form.

        Drawn anew where there is no form to send again.
        """
        if self.form_key is None:
            return receipts.new_code()
        return receipts.code_from(self._seal("code"))

    def _seal(self, purpose: str) -> bytes:
        assert self.form_key is not None  # noqa: S101 - both callers have asked
        place, said = self.place, self.said
        typed_by = self.operator
        parts = [
            purpose,
            # Without the person where nobody may be traced: whoever finds the form's key could
            # try who it was.
            self.author_id if typed_by is None else [self.author_id, typed_by.pk],
            place.process.pk,
            place.activity and place.activity.pk,
            place.discussion and place.discussion.pk,
            place.parent and place.parent.pk,
            self.kind,
            [said.title, said.body, said.signed_as, said.language, *said.beside],
            *as_parts(said.answers),
        ]
        return hmac.new(self.form_key.bytes, json.dumps(parts).encode(), hashlib.sha256).digest()

    def first(self) -> Contribution | None:
        """The row that this very sending made before, if it did."""
        if (key := self.key) is None:
            return None
        return Contribution.objects.select_related("receipt").filter(submission_key=key).first()
