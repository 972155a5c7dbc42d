"""What people take home of an activity: the files that its type makes."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accord.processes.models import Activity
from accord.record.viewer import AccordRequest


@require_GET
def data(
    request: AccordRequest, slug: str, activity_slug: str, ending: str
) -> StreamingHttpResponse:
    visible = Activity.objects.visible_to(request.viewer).for_page()
    activity = get_object_or_404(visible, subject__code=f"{slug}/{activity_slug}")
    export = activity.type.exports.get(ending)
    if export is None:
        raise Http404
    disposition = f'attachment; filename="{slug}-{activity_slug}.{ending}"'
    return StreamingHttpResponse(
        export.lines(activity),
        content_type=export.content_type,
        headers={"Content-Disposition": disposition},
    )
