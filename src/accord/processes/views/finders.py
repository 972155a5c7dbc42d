"""How views find things: within the space, as far as the viewer may see."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accord.processes.models import Activity, Process
from accord.record.viewer import AccordRequest
from accord.spaces.models import Space


def space_of(request: AccordRequest) -> Space:
    space: Space | None = getattr(request, "space", None)
    if space is None:
        raise Http404
    return space


def processes_for(request: AccordRequest) -> QuerySet[Process]:
    return Process.objects.visible_to(request.viewer).select_related("space", "forum")


def find_process(request: AccordRequest, slug: str) -> Process:
    return get_object_or_404(processes_for(request), slug=slug)


def find_activity(request: AccordRequest, process: Process, slug: str) -> Activity:
    found = Activity.objects.visible_to(request.viewer).for_page().filter(process=process)
    return get_object_or_404(found, slug=slug)
