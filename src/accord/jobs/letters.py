"""Letters: queued with what they are about, sent by the worker, and then forgotten.

The one door to mail. A letter is written down in the transaction that asks for it, so none tells
of what was rolled back. A mail server that is away costs nothing but time: it is tried again until
the letter is no longer worth sending. What stood in it, such as a code, goes with the sending.
"""

import datetime as dt
import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from accord.jobs.failures import TryAgain, may_pass
from accord.jobs.models import QueuedLetter
from accord.jobs.tasks import later, task

logger = logging.getLogger(__name__)
# With growing pauses about three days: a server that is away for a weekend loses none.
TRIES = 290
WIPED = {"to": "", "subject": "", "body": ""}


@transaction.atomic
def send_letter(
    *, to: str, subject: str, body: str, expires_at: dt.datetime | None = None
) -> QueuedLetter:
    """Queue a letter to one address; after `expires_at` it isn't sent any more.

    What would break out of a header is refused here (`BadHeaderError`), where somebody is told.
    """
    row = QueuedLetter(to=to, subject=subject, body=body, expires_at=expires_at)
    message_of(row).message()
    row.save()
    later(send_queued, letter=row.pk)
    return row


def message_of(row: QueuedLetter) -> EmailMessage:
    """The same sign on each try, so that a mail program can tell a letter that came twice."""
    headers = {"Message-ID": f"<{row.key}@accord>"}
    return EmailMessage(row.subject, row.body, None, [row.to], headers=headers)


def given_up(*, letter: int) -> None:
    """Tried for days, or broken off again and again: what stood in it goes all the same."""
    end(QueuedLetter(pk=letter), "given_up_at")


@task(tries=TRIES, given_up=given_up)
def send_queued(viewer: Any, *, letter: int) -> None:
    """Send it once more where it is unknown whether it went: twice is better than never."""
    row = QueuedLetter.objects.filter(pk=letter, sent_at=None, given_up_at=None).first()
    if row is None:
        return
    if row.expires_at is not None and row.expires_at <= timezone.now():
        end(row, "given_up_at")
        return
    send(row)


def send(row: QueuedLetter) -> None:
    """Nothing that goes on from here names the address: errors of mail servers repeat it."""
    try:
        message_of(row).send()
    except (SMTPException, OSError) as error:
        if may_pass(error):
            raise TryAgain(type(error).__name__) from None
        logger.warning("A letter was refused: %s", type(error).__name__)
        end(row, "given_up_at")
    else:
        end(row, "sent_at")


def end(row: QueuedLetter, how: str) -> None:
    waiting = QueuedLetter.objects.filter(pk=row.pk, sent_at=None, given_up_at=None)
    waiting.update(**{how: timezone.now()}, **WIPED)


def forget_letters_to(address: str) -> None:
    """Whatever waits for this address isn't sent."""
    rows = QueuedLetter.objects.filter(to__iexact=address)
    rows.update(given_up_at=timezone.now(), **WIPED)


def forget_old(before: dt.datetime, dry_run: bool) -> int:
    """Letters that ended long ago, and those whose end went by while nobody was there to send."""
    late = QueuedLetter.objects.filter(
        expires_at__lte=timezone.now(), sent_at=None, given_up_at=None
    )
    old = QueuedLetter.objects.filter(queued_at__lt=before)
    if dry_run:
        return (late | old).count()
    wiped = late.update(given_up_at=timezone.now(), **WIPED)
    return wiped + old.delete()[0]
