from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accord.processes.models import Activity
from accord.processes.views.finding import space_of


def find_activity(request: HttpRequest, activity_id: int) -> Activity:
    """An ideas activity of this space that the visitor may see."""
    visible = Activity.objects.visible_to(request.user).for_page()
    return get_object_or_404(
        visible,
        pk=activity_id,
        type_key="ideas",
        process__space=space_of(request),
    )
