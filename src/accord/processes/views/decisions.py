from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accord.forum.queries import page_of
from accord.processes.views.finders import find_process
from accord.record.rules import may
from accord.record.viewer import AccordRequest
from accord.ui.numbers import as_number


@require_safe
def decision_list(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_process(request, slug)
    before = as_number(request.GET.get("before", ""))
    context = {
        "process": process,
        "page": page_of(process, request.viewer, before),
        "may_decide": may(request.viewer, "processes.decide", process),
    }
    return render(request, "processes/decisions.html", context)
