"""How long what belongs to no place is kept: sessions, codes, and letters that weren't sent."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.jobs.retention import delete_old, register_retention
from accord.people.models import Letter, Session, SignInCode


def declare() -> None:
    register_retention("sessions", 0, _("Sessions that are over"), forget_sessions)
    register_retention("codes", 1, _("Codes to sign in with that are over"), forget_codes)
    register_retention("outbox", 7, _("Letters kept for want of a mail server"), forget_outbox)


def forget_sessions(before: dt.datetime, dry_run: bool) -> int:
    return delete_old(Session.objects.filter(expire_date__lt=before), dry_run)


def forget_codes(before: dt.datetime, dry_run: bool) -> int:
    """From the end of their time, or of the hour in which who proved an address may join."""
    over = SignInCode.objects.filter(expires_at__lt=min(before, timezone.now()))
    return delete_old(over, dry_run)


def forget_outbox(before: dt.datetime, dry_run: bool) -> int:
    return delete_old(Letter.objects.filter(at__lt=before), dry_run)
