"""The thread of anything: the page, and the same stations as data."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accord.contributions.models import Contribution, Translation
from accord.contributions.rules import is_theirs
from accord.contributions.session_receipts import receipt_access
from accord.plans.lookups import plans_here
from accord.plans.models import Clause, Commitment, Milestone
from accord.processes.models import Decision
from accord.processes.views.finding import processes_for, space_of
from accord.record.entries import newest_entries
from accord.record.viewer import AccordRequest
from accord.responses.models import Theme
from accord.responses.thread.data import as_data
from accord.responses.thread.graph import Scope, owner
from accord.responses.thread.page import heading, thread
from accord.ui.templatetags.accord import foreign


def shown(request: AccordRequest, thing: Any) -> HttpResponse:
    found = thread(thing, Scope(request.viewer, space_of(request)))
    if request.GET.get("format") == "json":
        return JsonResponse(as_data(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    translation = translation_of(thing)
    shows = translation is not None and "translate" in request.GET
    context = {
        "thread": found,
        "top": heading(thing, found, translation if shows else None),
        "translation": translation,
        "shows_translation": shows,
        "language_name": foreign(getattr(thing, "language", "")),
        "entry": entry_of(thing),
        "is_own": isinstance(thing, Contribution)
        and bool(is_theirs(request.viewer, receipt_access(request, thing))),
    }
    return render(request, "responses/thread.html", context)


def translation_of(thing: Any) -> Translation | None:
    """Words in the reader's language, where they were said in another."""
    reader = (get_language() or "").split("-")[0]
    if not isinstance(thing, Contribution) or thing.language.split("-")[0] == reader:
        return None
    return thing.translations.filter(language=reader).first()


def entry_of(thing: Any) -> Any:
    """The newest entry in the public log; parts of a commitment have none of their own."""
    thing = owner(thing)
    return newest_entries([thing]).get(thing.pk)


@require_safe
def thread_contribution(request: AccordRequest, pk: int) -> HttpResponse:
    words = Contribution.objects.visible_to(request.viewer).shown()
    words = words.filter(process__in=processes_for(request))
    found = words.select_related("activity__process", "process", "provenance", "receipt")
    return shown(request, get_object_or_404(found, pk=pk))


@require_safe
def thread_theme(request: AccordRequest, pk: int) -> HttpResponse:
    themes = Theme.objects.visible_to(request.viewer).filter(process__in=processes_for(request))
    return shown(request, get_object_or_404(themes.select_related("process"), pk=pk))


@require_safe
def thread_decision(request: AccordRequest, pk: int) -> HttpResponse:
    decisions = Decision.objects.filter(process__in=processes_for(request))
    return shown(request, get_object_or_404(decisions.select_related("process"), pk=pk))


@require_safe
def thread_commitment(request: AccordRequest, pk: int) -> HttpResponse:
    found = Commitment.objects.filter(plan__in=plans_here(request)).select_related("plan")
    return shown(request, get_object_or_404(found, pk=pk))


@require_safe
def thread_clause(request: AccordRequest, pk: int) -> HttpResponse:
    found = Clause.objects.filter(commitment__plan__in=plans_here(request))
    return shown(request, get_object_or_404(found.select_related("commitment__plan"), pk=pk))


@require_safe
def thread_milestone(request: AccordRequest, pk: int) -> HttpResponse:
    found = Milestone.objects.filter(commitment__plan__in=plans_here(request))
    return shown(request, get_object_or_404(found.select_related("commitment__plan"), pk=pk))
