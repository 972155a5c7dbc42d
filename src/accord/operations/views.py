from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.operations import exposition, health
from accord.operations.findings import findings
from accord.operations.machine import processes, versions
from accord.operations.models import Fault
from accord.operations.reach import may_look
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.ui.typed import login_required

FAULTS_SHOWN = 50


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """That this process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Whether all is there that people need; `?exclude=mail` leaves a check out."""
    found = health.look(without=request.GET.getlist("exclude"))
    is_failing = any(found.values())
    said: dict[str, object] = {"status": "failing" if is_failing else "ok"}
    if may_look(request):
        said["checks"] = {name: {"ok": not wrong, **why(wrong)} for name, wrong in found.items()}
    return JsonResponse(said, status=503 if is_failing else 200)


def why(wrong: str) -> dict[str, str]:
    return {"why": wrong} if wrong else {}


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    if not may_look(request):
        return HttpResponse("These numbers are for those who run this site.\n", "text/plain", 403)
    return HttpResponse(exposition.exposition(), content_type=exposition.CONTENT_TYPE)


# Answered before host, session and database are looked for (ProbeMiddleware).
for view in (live, ready, metrics):
    view.needs_no_space = view.is_for_probes = True  # type: ignore[attr-defined]


@never_cache
@login_required
@require_safe
def installation(request: AccordRequest) -> HttpResponse:
    """How the whole installation does: what needs somebody, what runs, what went wrong last."""
    require(request.viewer, "operations.read", request.viewer.space)
    code = request.GET.get("code", "").strip().upper()
    found = findings()
    context = {
        "bad": [row for row in found if row.needs_somebody],
        "good": [row for row in found if not row.needs_somebody],
        "versions": versions(),
        "processes": processes(),
        "code": code,
        "faults": faults(code),
        "faults_shown": FAULTS_SHOWN,
    }
    return render(request, "operations/installation.html", context)


def faults(code: str) -> list[Fault]:
    rows = Fault.objects.order_by("-pk")
    return list((rows.filter(code=code) if code else rows)[:FAULTS_SHOWN])
