"""How long is kept what somebody wrote and didn't send, and that something was sent."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from accord.contributions.models import Draft
from accord.jobs.retention import delete_old, register_retention

DAYS = 90


def declare() -> None:
    register_retention(
        "drafts", DAYS, _("Drafts of people without an account, since the last change"), unsigned
    )
    register_retention("sent drafts", DAYS, _("Empty rows of drafts that were sent"), sent)


def unsigned(before: dt.datetime, dry_run: bool) -> int:
    """Nobody can come back to them but who still has the form open; those of accounts stay."""
    rows = Draft.objects.filter(person=None, is_sent=False, updated_at__lt=before)
    return delete_old(rows, dry_run)


def sent(before: dt.datetime, dry_run: bool) -> int:
    """No page stays open for so long."""
    return delete_old(Draft.objects.filter(is_sent=True, updated_at__lt=before), dry_run)
