from django.db.models import Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accord.processes.models import Activity, ActivityTally
from accord.processes.views.finding import space_of
from accord.record.models import Event
from accord.record.viewer import AccordRequest


def find_activity(request: AccordRequest, activity_id: int) -> Activity:
    """An ideas activity of this space that the viewer may see."""
    visible = Activity.objects.visible_to(request.viewer).for_page()
    return get_object_or_404(visible, pk=activity_id, type_key="ideas")


def page_revision(request: AccordRequest, activity_id: int) -> tuple[object, ...]:
    """What surely moves when a page of this activity would look otherwise, in one narrow question.

    `changes` grows with words, supports and comments; the newest event of the space with all that
    is decided, answered, moderated, hidden or planned; and the clock opens and closes. Who may see
    the page isn't asked: only somebody who was shown it has its tag, and hiding it is an event.
    """
    newest = Event.objects.filter(space=space_of(request).pk).order_by("-pk").values("id")
    rows = ActivityTally.objects.filter(pk=activity_id).values_list(
        "changes",
        Subquery(newest[:1]),
        "activity__opens_at",
        "activity__closes_at",
        "activity__closed_at",
    )
    row = next(iter(rows), ())
    now = timezone.now()
    return (activity_id, *row, [moment is not None and moment <= now for moment in row[2:]])
