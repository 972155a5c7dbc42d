"""Numbers and times as the reader's language says them."""

import datetime as dt

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.runs.models import Job


def said(number: int) -> str:
    """1240 as 1,240, or as the reader's language has it."""
    return number_format(number, use_l10n=True, force_grouping=True)


def time_left(job: Job, now: dt.datetime) -> str:
    """About how long it goes on, by how quick this attempt was; empty where nobody can tell."""
    did = job.done - job.done_before
    if job.total is None or job.started_at is None or did <= 0:
        return ""
    each = (now - job.started_at).total_seconds() / did
    return in_minutes(each * (job.total - job.done), LEFT)


def time_taken(job: Job) -> str:
    if job.started_at is None or job.ended_at is None:
        return ""
    return in_minutes((job.ended_at - job.started_at).total_seconds(), TAKEN)


LEFT, TAKEN = "left", "taken"


def in_minutes(seconds: float, which: str) -> str:
    minutes = round(seconds / 60)
    if which == LEFT:
        if minutes < 1:
            return _("less than a minute left")
        words = ngettext("about %(count)s minute left", "about %(count)s minutes left", minutes)
    else:
        if minutes < 1:
            return _("in less than a minute")
        words = ngettext("in %(count)s minute", "in %(count)s minutes", minutes)
    return words % {"count": said(minutes)}
