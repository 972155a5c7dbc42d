"""Saying what came of a thing, and taking that back."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
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
from accord.ui.forms import run_action, show_form
from accord.ui.typed import login_required
from accord.ui.undo import tell_undo


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
    if run_action(request, form, lambda: tie(viewer=request.viewer, source=source, to=form.thing)):
        undoing = reverse("thread:undoing", args=[kind, code])
        tell_undo(request, _("It leads there now."), undoing, to=name_of(form.thing))
        return redirect("thread:ties", kind, code)
    context = {
        "source": source,
        "tied": tied_to(source, request.viewer),
        "back": thread_address(source),
    }
    return show_form(request, "thread/ties.html", form, context)


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
            said = _("It doesn’t lead there any more.")
            if is_logged:
                said = _("It doesn’t lead there any more. The public log keeps both.")
            tell_undo(request, said, reverse("thread:ties", args=[kind, code]), to=wanted)
    return redirect("thread:ties", kind, code)
