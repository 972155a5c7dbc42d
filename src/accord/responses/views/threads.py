from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accord.contributions.models import Contribution
from accord.plans.lookups import plans_here
from accord.plans.models import Clause, Commitment, Milestone
from accord.processes.models import Decision, Process
from accord.responses.models import Theme
from accord.responses.thread.stations import thread


def processes_here(request: HttpRequest) -> Any:
    space = getattr(request, "space", None)
    if space is None:
        raise Http404
    return Process.objects.visible_to(request.user).filter(space=space)


def shown(request: HttpRequest, thing: Any) -> HttpResponse:
    return render(request, "responses/thread.html", {"thread": thread(thing, request.user)})


@require_safe
def thread_contribution(request: HttpRequest, pk: int) -> HttpResponse:
    words = Contribution.objects.visible_to(request.user).filter(
        process__in=processes_here(request)
    )
    return shown(request, get_object_or_404(words.select_related("activity", "process"), pk=pk))


@require_safe
def thread_theme(request: HttpRequest, pk: int) -> HttpResponse:
    themes = Theme.objects.visible_to(request.user).filter(process__in=processes_here(request))
    return shown(request, get_object_or_404(themes.select_related("process"), pk=pk))


@require_safe
def thread_decision(request: HttpRequest, pk: int) -> HttpResponse:
    decisions = Decision.objects.filter(process__in=processes_here(request))
    return shown(request, get_object_or_404(decisions.select_related("process"), pk=pk))


@require_safe
def thread_commitment(request: HttpRequest, pk: int) -> HttpResponse:
    found = Commitment.objects.filter(plan__in=plans_here(request)).select_related("plan")
    return shown(request, get_object_or_404(found, pk=pk))


@require_safe
def thread_clause(request: HttpRequest, pk: int) -> HttpResponse:
    found = Clause.objects.filter(commitment__plan__in=plans_here(request))
    return shown(request, get_object_or_404(found.select_related("commitment__plan"), pk=pk))


@require_safe
def thread_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    found = Milestone.objects.filter(commitment__plan__in=plans_here(request))
    return shown(request, get_object_or_404(found.select_related("commitment__plan"), pk=pk))
