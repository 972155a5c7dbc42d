"""Taking in what somebody says: once, with a public number and a secret receipt."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.contributions import receipts
from accord.contributions.actions.tallies import count_words
from accord.contributions.holds import reason_to_hold
from accord.contributions.models import Contribution, Discussion, Door, Draft, Provenance, Receipt
from accord.contributions.proofs import write_leaf
from accord.errors import Conflict
from accord.people.models import Person, Visitor
from accord.people.rules import require
from accord.processes.models import Activity, IdentityPolicy, Process, ProcessTally


@dataclass(frozen=True)
class Said:
    """What somebody wants to say, as the form has cleaned it."""

    body: str
    language: str
    title: str = ""
    signed_as: str = ""


@dataclass(frozen=True)
class Sent:
    """What became of a sending. The code is known only to the first."""

    contribution: Contribution
    code: str = ""
    is_new: bool = True


@dataclass(frozen=True)
class Place:
    """Where words go: an activity, an idea's comments, a discussion."""

    process: Process
    activity: Activity | None = None
    discussion: Discussion | None = None
    parent: Contribution | None = None

    @property
    def policy(self) -> str:
        return self.activity.identity_policy if self.activity else IdentityPolicy.NAMED


@transaction.atomic
def submit(
    *,
    person: Visitor,
    activity: Activity,
    kind: str,
    said: Said,
    key: uuid.UUID,
    door: str = Door.WEB,
    operator: Person | None = None,
    consent_at: dt.datetime | None = None,
    received_at: dt.datetime | None = None,
    is_listed: bool = True,
) -> Sent:
    """Take in words that open something. The same key sent again gives back the first."""
    require(person, "contributions.submit", activity)
    if (first := Contribution.objects.filter(submission_key=key).first()) is not None:
        return Sent(first, is_new=False)
    if not activity.is_open and received_at is None:
        raise Conflict(closed_words(activity))
    sent = take_in(
        person=person,
        place=Place(activity.process, activity),
        kind=kind,
        said=said,
        key=key,
        door=door,
        operator=operator,
        consent_at=consent_at,
        received_at=received_at,
        is_listed=is_listed,
    )
    Draft.objects.filter(key=key).delete()
    return sent


def closed_words(activity: Activity) -> str:
    if activity.is_closed:
        return _("This has closed. What you wrote is kept here so that you can copy it.")
    return _("This isn't open yet. What you wrote is kept here so that you can copy it.")


def take_in(
    *,
    person: Visitor,
    place: Place,
    kind: str,
    said: Said,
    key: uuid.UUID | None = None,
    door: str = Door.WEB,
    operator: Person | None = None,
    consent_at: dt.datetime | None = None,
    received_at: dt.datetime | None = None,
    is_listed: bool = True,
    receipt: Receipt | None = None,
    with_receipt: bool = True,
) -> Sent:
    """Inside an action's transaction: number, row, receipt, provenance, leaf, counters."""
    tally = ProcessTally.objects.select_for_update().get(process=place.process)
    contribution = _worded(place, person, kind, said, key, received_at)
    contribution.number = tally.last_number + 1
    contribution.is_listed = is_listed
    contribution.receipt = receipt
    try:
        with transaction.atomic():
            contribution.save(force_insert=True)
    except IntegrityError:
        # Somebody sent the same draft a moment before: the constraint decides who was first.
        first = Contribution.objects.filter(submission_key=key).first() if key else None
        if first is None:
            raise
        return Sent(first, is_new=False)
    tally.last_number = contribution.number
    tally.save(update_fields=["last_number"])
    code = _give_receipt(contribution) if with_receipt and receipt is None else ""
    Provenance.objects.create(
        contribution=contribution,
        door=door,
        operator=operator,
        consent_at=_coarse(place, consent_at) if consent_at else None,
    )
    if contribution.published_at:
        write_leaf("words.published", contribution, actor=person)
        count_words(contribution, +1)
    return Sent(contribution, code)


def _worded(
    place: Place,
    person: Visitor,
    kind: str,
    said: Said,
    key: uuid.UUID | None,
    received_at: dt.datetime | None,
) -> Contribution:
    now = _coarse(place, received_at or timezone.now())
    held = reason_to_hold(said.title, said.body, said.signed_as)
    parent = place.parent
    is_traceless = place.policy == IdentityPolicy.ANONYMOUS
    return Contribution(
        process=place.process,
        activity=place.activity,
        discussion=place.discussion,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        kind=kind,
        author_id=None if is_traceless else person.pk,
        signed_as=said.signed_as if place.policy in SIGNED else "",
        title=said.title,
        body=said.body,
        language=said.language,
        received_at=now,
        published_at=None if held else now,
        held_at=now if held else None,
        held_reason=held,
        submission_key=key,
    )


SIGNED = (IdentityPolicy.NAMED, IdentityPolicy.PSEUDONYM)


def _coarse(place: Place, moment: dt.datetime) -> dt.datetime:
    """Where nobody may be traced, a time says the day and no more (noon, so no zone moves it)."""
    if place.policy != IdentityPolicy.ANONYMOUS:
        return moment
    return dt.datetime.combine(timezone.localdate(moment), dt.time(12), dt.UTC)


def _give_receipt(contribution: Contribution) -> str:
    receipt, code = receipts.issue(contribution.activity)
    contribution.receipt = receipt
    contribution.save(update_fields=["receipt"])
    return code
