"""The thread of anything: the page, and the same stations as data."""

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accord.record.kinds import find_shown, is_kind, kind_named
from accord.record.links import may_tie
from accord.record.models import LogEntry
from accord.record.rules import is_permission, may
from accord.record.viewer import AccordRequest
from accord.thread.page import as_data, thread, top_of


@require_safe
def detail(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    refuse_without_thread(kind)
    thing = find_shown(kind, code, request.viewer, entry_hash=entry_hash(kind))
    shown = thread(thing, request.viewer)
    if request.GET.get("format") == "json":
        return JsonResponse(as_data(shown), json_dumps_params={"ensure_ascii": False, "indent": 1})
    top = top_of(shown.found, translated="translate" in request.GET)
    context = {**top, "thing": thing, "thread": shown, "top": top, "entry_hash": thing.entry_hash}
    key = may_tie(thing)
    context["may_tie"] = is_permission(key) and may(request.viewer, key, thing)
    return render(request, "thread/detail.html", context)


def refuse_without_thread(kind: str) -> None:
    """What stands at no station has no thread, so nothing is there."""
    if not is_kind(kind) or not kind_named(kind).station:
        raise Http404


def entry_hash(kind: str) -> Subquery:
    """Of the newest entry in the public log; a piece of something has none of its own."""
    is_piece = is_kind(kind) and kind_named(kind).part_of
    about = OuterRef("subject__parent") if is_piece else OuterRef("pk")
    entries = LogEntry.objects.filter(subject=about).order_by("-pk")
    return Subquery(entries.values("hash")[:1])
