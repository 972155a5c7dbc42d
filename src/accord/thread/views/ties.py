"""Saying what came of a thing, and taking that back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord.record.kinds import find_visible, load_shown
from accord.record.links import may_tie, tie, untie
from accord.record.models import Link
from accord.record.relations import LED_TO
from accord.record.rules import is_permission, require
from accord.record.stations import thread_address
from accord.record.viewer import AccordRequest, Viewer
from accord.thread.forms import TieForm, name_of
from accord.thread.views.threads import refuse_without_thread


def find_source(request: AccordRequest, kind: str, code: str) -> Any:
    """A thing of which the viewer may say what came of it."""
    refuse_without_thread(kind)
    source = find_visible(kind, code, request.viewer)
    if not is_permission(may_tie(source)):
        raise Http404
    require(request.viewer, may_tie(source), source)
    return source


@login_required
@require_http_methods(["GET", "POST"])
def ties(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    source = find_source(request, kind, code)
    form = TieForm(request.POST or None, source=source, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        tie(viewer=request.viewer, source=source, to=form.thing)
        messages.success(request, _("It leads there now."))
        return redirect("thread:ties", kind, code)
    context = {
        "source": source,
        "form": form,
        "tied": tied_to(source, request.viewer),
        "back": thread_address(source),
    }
    return render(request, "thread/ties.html", context, status=422 if form.errors else 200)


def tied_to(source: Any, viewer: Viewer) -> list[Any]:
    links = Link.objects.filter(source=source.pk, relation=LED_TO.key).select_related("target")
    return load_shown([link.target for link in links.order_by("pk")], viewer)


@login_required
@require_http_methods(["GET", "POST"])
def undoing(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    """Take back that it led there. Who comes by address, as after signing in, sees what is tied."""
    source = find_source(request, kind, code)
    if request.method == "GET":
        return redirect("thread:ties", kind, code)
    wanted = request.POST.get("to", "")
    for end in tied_to(source, request.viewer):
        if name_of(end) == wanted:
            is_logged = untie(viewer=request.viewer, source=source, to=end)
            said = _("It doesn't lead there any more.")
            if is_logged:
                said = _("It doesn't lead there any more. The public log keeps both.")
            messages.success(request, said)
    return redirect("thread:ties", kind, code)
