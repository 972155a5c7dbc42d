import datetime as dt

from django.shortcuts import get_object_or_404

from accord.processes.models import Activity
from accord.record.viewer import AccordRequest


def find_activity(request: AccordRequest, activity_id: int) -> Activity:
    """An ideas activity of this space that the viewer may see."""
    visible = Activity.objects.visible_to(request.viewer).for_page()
    return get_object_or_404(visible, pk=activity_id, type_key="ideas")


def moments_of(activity: Activity) -> tuple[dt.datetime | None, ...]:
    """When pages of this activity look otherwise although nobody does anything."""
    return activity.opens_at, activity.closes_at, activity.closed_at
