"""How long events are kept. The public log is for good; what has no line in it is forgotten."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accord.jobs.retention import delete_old, register_retention
from accord.record.models import Event, EventScope
from accord.record.registry import verbs

DAYS = 730


def declare() -> None:
    register_retention("events", DAYS, _("Who did what that the public log has no line of"), forget)


def forget(before: dt.datetime, dry_run: bool) -> int:
    return delete_old(old_events(before), dry_run)


def old_events(before: dt.datetime) -> "QuerySet[Event]":
    """Private ones, but for the newest of each thing: by that its pages know how old they are.

    What was done in hiding and is public by its verb stays: it gets its line when it is shown.
    """
    private = [key for key, verb in verbs().items() if not verb.is_public]
    later = EventScope.objects.filter(subject=OuterRef("subject"), event__gt=OuterRef("event"))
    is_newest = ~Exists(later)
    is_newest_for_all = Q(affects_descendants=True) & ~Exists(
        later.filter(affects_descendants=True)
    )
    newest = EventScope.objects.filter(event=OuterRef("pk")).filter(is_newest | is_newest_for_all)
    return Event.objects.filter(~Exists(newest), at__lt=before, verb__in=private)
