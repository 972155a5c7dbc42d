from django.shortcuts import get_object_or_404

from accord.processes.models import Activity
from accord.record.viewer import AccordRequest


def find_activity(request: AccordRequest, slug: str, activity_slug: str) -> Activity:
    """An ideas activity of this space that the viewer may see."""
    visible = Activity.objects.visible_to(request.viewer).for_page()
    return get_object_or_404(visible, subject__code=f"{slug}/{activity_slug}", type_key="ideas")
