"""What the pages of planners share."""

from accord.processes.models import Process
from accord.processes.views.finders import find_process
from accord.record.rules import require
from accord.record.viewer import AccordRequest


def find_planned(request: AccordRequest, slug: str, permission: str = "processes.plan") -> Process:
    process = find_process(request, slug)
    require(request.viewer, permission, process)
    return process


def is_asking(request: AccordRequest) -> bool:
    """Whether the planner only asks what these dates would give; nothing is saved."""
    return request.method == "POST" and request.POST.get("then") == "check"
