from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accord.processes import reading
from accord.processes.models import Decision
from accord.processes.views.finding import find_process
from accord.record.rules import may
from accord.record.viewer import AccordRequest
from accord.ui.numbers import as_number

A_PAGE = 20


@require_safe
def decision_list(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_process(request, slug)
    found = process.decisions.select_related("corrected_by").prefetch_related("positions__seat")
    if (before := as_number(request.GET.get("before", ""))) is not None:
        found = found.filter(number__lt=before)
    rows = list(found.order_by("-number")[: A_PAGE + 1])
    for decision in rows:
        decision.process = process
    shown = rows[:A_PAGE]
    return render(
        request,
        "processes/decisions.html",
        {
            "process": process,
            "rows": [(decision, reading.stances_by_side(decision)) for decision in shown],
            "older": shown[-1].number if len(rows) > A_PAGE else None,
            "may_decide": may(request.viewer, "processes.decide", process),
        },
    )


@require_safe
def decision_detail(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    process = find_process(request, slug)
    found = (
        Decision.objects.filter(process=process)
        .select_related("corrects", "corrected_by")
        .prefetch_related("positions__seat")
    )
    decision = get_object_or_404(found, number=number)
    decision.process = process
    for other in (decision.corrects, getattr(decision, "corrected_by", None)):
        if other is not None:
            other.process = process
    return render(
        request,
        "processes/decision.html",
        {
            "process": process,
            "decision": decision,
            "sides": reading.stances_by_side(decision),
            "dissents": [
                position for position in decision.positions.all() if position.stance == "dissented"
            ],
            "corrected_by": getattr(decision, "corrected_by", None),
            "may_decide": may(request.viewer, "processes.decide", process),
        },
    )
