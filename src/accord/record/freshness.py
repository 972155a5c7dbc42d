"""How new a page is: the newest event inside what it shows, or about anything that lies around it.

    @kept_fresh
    def plan_detail(request, slug):
        plan = find_plan(request, slug)              # found through `visible_to`: rights come first
        check_freshness(request, plan.process)
        …the expensive part…

Name the smallest thing that contains all that the page shows. The moments at which the clock alone
changes the page are named beside it. Pages of whoever is signed in or holds a receipt are never
kept, so they have no tag, and no right stands in it.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from accord.record.models import Event, Subject, SubjectModel
from accord.record.viewer import AccordRequest
from accord.ui.freshness import check_tag, is_for_somebody

# Written out because the ORM has no recursive query; only placeholders are put into it.
NEWEST = """
WITH RECURSIVE up(id, parent_id) AS (
    SELECT id, parent_id FROM record_subject WHERE id IN ({things})
    UNION
    SELECT above.id, above.parent_id
    FROM record_subject AS above JOIN up ON above.id = up.parent_id
)
SELECT id, at FROM record_event WHERE id = (SELECT MAX(event) FROM (
    SELECT (SELECT MAX(event_id) FROM record_eventscope
            WHERE subject_id = record_subject.id) AS event
    FROM record_subject WHERE id IN ({things})
    UNION ALL
    SELECT (SELECT MAX(event_id) FROM record_eventscope
            WHERE subject_id = up.id AND affects_descendants)
    FROM up
) AS found)
"""
# Ids are given before the commit, so a smaller one may appear after a larger: a page made soon
# after an event is looked at again soon, and any other after some minutes.
SOON = dt.timedelta(seconds=10)
LATER = dt.timedelta(minutes=10)


def newest_event(*things: SubjectModel | Subject) -> Event | None:
    """The newest event that shows on a page of these things."""
    keys = [thing.pk for thing in things]
    sql = NEWEST.format(things=", ".join(["%s"] * len(keys)))
    return next(iter(Event.objects.raw(sql, [*keys, *keys])), None)


def check_freshness(
    request: AccordRequest,
    *things: SubjectModel | Subject,
    moments: Iterable[dt.datetime | None] = (),
) -> None:
    """Stop here when the reader has this very page already. Only in a view that is `kept_fresh`."""
    if is_for_somebody(request):
        return
    now = timezone.now()
    newest = newest_event(*things)
    over = [moment is not None and moment <= now for moment in moments]
    # The time as well: after a restore other events have the same numbers.
    number, at = (newest.pk, newest.at) if newest else (0, None)
    check_tag(request, number, at, turn_of(at, now), over)


def turn_of(at: dt.datetime | None, now: dt.datetime) -> tuple[str, int]:
    """Changes some seconds after the newest event, and then after some minutes again and again."""
    if at is None or at <= now < at + SOON:
        return "soon", 0
    # Where only the day of an event is kept, its time may lie ahead: then the clock's minutes.
    since = now - at if at <= now else dt.timedelta(seconds=now.timestamp())
    return "later", since // LATER
