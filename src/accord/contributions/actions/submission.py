"""Taking in what somebody says: once, with a public number and a secret receipt."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.contributions import receipts
from accord.contributions.actions.admission import admit, noon_of
from accord.contributions.actions.drafts import close_draft
from accord.contributions.actions.tallies import adjust_counts
from accord.contributions.events import WORDS_HELD, WORDS_PUBLISHED, emit_words
from accord.contributions.models import FIRST_WORDS, Contribution, Door, Provenance, Receipt
from accord.contributions.submissions import ContributionInput, Place, Sending
from accord.errors import Conflict
from accord.people.models import Person
from accord.processes.models import Activity, IdentityPolicy
from accord.questions.actions import save_answers
from accord.record.rules import require
from accord.record.subjects import new_subject, next_number, subject_about
from accord.record.viewer import Viewer
from accord.ui.strays import refuse_strays


@dataclass(frozen=True)
class SubmissionResult:
    """What became of a sending; the same, code included, however often it is sent."""

    contribution: Contribution
    code: str = ""
    is_new: bool = True


@transaction.atomic
def submit(
    *,
    viewer: Viewer,
    activity: Activity,
    kind: str,
    said: ContributionInput,
    key: uuid.UUID,
    draft_revision: int = 0,
    door: str = Door.WEB,
    speaker: Person | None = None,
    consent_at: dt.datetime | None = None,
    received_at: dt.datetime | None = None,
    is_listed: bool = True,
) -> SubmissionResult:
    """Take in words that open something. Sent again, they get the answer they got.

    `key` is the form's. The draft under it goes, unless it was changed since `draft_revision`.
    At a desk, on paper or by phone the viewer types what somebody else says: the `speaker`, who
    may have no account. The code of the receipt is for them.
    """
    place = Place(activity.process, activity)
    sending = Sending(viewer, place, kind, said, key, door=door, speaker=speaker)
    if sending.is_typed_for_others:
        require(viewer, "contributions.type_for_others", activity)
    else:
        require(viewer, "contributions.submit", activity)
    close_draft(viewer=viewer, activity=activity, key=key, revision=draft_revision)
    if (first := sending.first()) is not None:
        return earlier_result(sending, first)
    if not activity.is_open and received_at is None:
        raise Conflict(closed_words(activity))
    return create_contribution(
        sending,
        consent_at=consent_at,
        received_at=received_at,
        is_listed=is_listed,
    )


def earlier_result(sending: Sending, first: Contribution) -> SubmissionResult:
    """The first answer once more: its code may never have reached whoever waits for it."""
    code = sending.code if first.receipt else ""
    is_its_own = first.receipt is not None and receipts.code_hash(code) == first.receipt.code_hash
    return SubmissionResult(first, code if is_its_own else "", is_new=False)


def closed_words(activity: Activity) -> str:
    if activity.is_closed:
        return _("This has closed. What you wrote is kept here so that you can copy it.")
    return _("This isn’t open yet. What you wrote is kept here so that you can copy it.")


def create_contribution(
    sending: Sending,
    *,
    consent_at: dt.datetime | None = None,
    received_at: dt.datetime | None = None,
    is_listed: bool = True,
    receipt: Receipt | None = None,
    with_receipt: bool = True,
) -> SubmissionResult:
    """Inside an action's transaction: number, row, receipt, provenance, log entry, counters."""
    place = sending.place
    contribution = _worded(sending, received_at)
    contribution.is_listed = is_listed
    contribution.receipt = receipt
    refuse_strays(contribution)
    if (first := _save_once(contribution, sending)) is not None:
        return earlier_result(sending, first)
    save_answers(contribution.subject, sending.said.answers)
    code = _give_receipt(contribution, sending) if with_receipt and receipt is None else ""
    Provenance.objects.create(
        contribution=contribution,
        door=sending.door,
        operator=sending.operator,
        consent_at=_coarse(place, consent_at) if consent_at else None,
    )
    if contribution.published_at:
        emit_words(WORDS_PUBLISHED, contribution, sending.viewer)
        adjust_counts(contribution, +1)
    else:
        emit_words(WORDS_HELD, contribution, sending.viewer)
    return SubmissionResult(contribution, code)


def _save_once(contribution: Contribution, sending: Sending) -> Contribution | None:
    """Nothing; or the row that the same sending made a moment before: the constraint decides."""
    try:
        with transaction.atomic():
            _number(contribution, sending.place)
            contribution.save(force_insert=True)
    except IntegrityError:
        if (first := sending.first()) is not None:
            return first
        _number(contribution, sending.place)
        contribution.save(force_insert=True)  # that row has given up its key meanwhile
    return None


def _number(contribution: Contribution, place: Place) -> None:
    """Comments are counted in what they are about, all other words through the whole process."""
    if place.discussed is not None:
        contribution.number = next_number(place.discussed, contribution.kind)
        contribution.subject = subject_about(
            contribution.kind, contribution.number, of=place.discussed
        )
    else:
        process, within = place.process.subject, place.activity or place.process
        contribution.number = next_number(process, FIRST_WORDS)
        code = f"{process.code}/{contribution.number}"
        contribution.subject = new_subject(contribution.kind, code, parent=within.subject)


def _worded(sending: Sending, received_at: dt.datetime | None) -> Contribution:
    place, said = sending.place, sending.said
    now = _coarse(place, received_at or timezone.now())
    parent = place.parent
    contribution = Contribution(
        process=place.process,
        activity=place.activity,
        discussion=place.discussion,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        depth=parent.depth + 1 if parent else 0,
        kind=sending.kind,
        author_id=sending.author_id,
        signed_as=said.signed_as if place.policy in SIGNED else "",
        title=said.title,
        body=said.body,
        language=said.language,
        received_at=now,
        submission_key=sending.key,
        sheet=said.sheet,
    )
    admit(contribution, said.signed_as, *said.texts_beside)
    return contribution


SIGNED = (IdentityPolicy.NAMED, IdentityPolicy.PSEUDONYM)


def _coarse(place: Place, moment: dt.datetime) -> dt.datetime:
    """Where nobody may be traced, a time says the day and no more."""
    if place.policy != IdentityPolicy.ANONYMOUS:
        return moment
    return noon_of(moment)


def _give_receipt(contribution: Contribution, sending: Sending) -> str:
    receipt, code = receipts.issue(contribution.activity, sending.code)
    contribution.receipt = receipt
    contribution.save(update_fields=["receipt"])
    return code
