"""The thread of anything: the page, and the same stations as data."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accord.contributions.models import Contribution, Translation
from accord.contributions.rules import is_own
from accord.plans.models import Clause, Commitment, Milestone
from accord.processes.models import Decision
from accord.processes.rules import lies_in_visible_process
from accord.processes.views.finding import space_of
from accord.record.entries import newest_entries
from accord.record.rules import matches
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
        "is_own": isinstance(thing, Contribution) and matches(is_own(request.viewer), thing),
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
    words = words.filter(lies_in_visible_process(request.viewer))
    found = words.select_related("activity__process", "process", "provenance", "receipt")
    return shown(request, get_object_or_404(found, pk=pk))


@require_safe
def thread_theme(request: AccordRequest, pk: int) -> HttpResponse:
    themes = Theme.objects.visible_to(request.viewer)
    return shown(request, get_object_or_404(themes.select_related("process"), pk=pk))


@require_safe
def thread_decision(request: AccordRequest, pk: int) -> HttpResponse:
    decisions = Decision.objects.visible_to(request.viewer)
    return shown(request, get_object_or_404(decisions.select_related("process"), pk=pk))


@require_safe
def thread_commitment(request: AccordRequest, pk: int) -> HttpResponse:
    found = Commitment.objects.visible_to(request.viewer)
    return shown(request, get_object_or_404(found.select_related("plan"), pk=pk))


@require_safe
def thread_clause(request: AccordRequest, pk: int) -> HttpResponse:
    found = Clause.objects.visible_to(request.viewer)
    return shown(request, get_object_or_404(found.select_related("commitment__plan"), pk=pk))


@require_safe
def thread_milestone(request: AccordRequest, pk: int) -> HttpResponse:
    found = Milestone.objects.visible_to(request.viewer)
    return shown(request, get_object_or_404(found.select_related("commitment__plan"), pk=pk))
