"""Writing down what a forum decided, seat by seat, and correcting it by a later decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accord.forum.actions import AlreadyRecorded, record_decision
from accord.forum.forms import DecisionForm
from accord.forum.models import Decision
from accord.forum.places import is_place, place_named
from accord.forum.views.decisions import find_decision
from accord.record.kinds import find_shown
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.ui.forms import FORM, run_action, show_form
from accord.ui.typed import login_required


@login_required
@FORM
def decision_new(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    if not is_place(kind):
        raise Http404
    return record(request, find_shown(kind, code, request.viewer))


@login_required
@FORM
def decision_correction(request: AccordRequest, code: str) -> HttpResponse:
    """A new decision that takes the place of this older one."""
    older = find_decision(request, code)
    return record(request, older.within, older)


def record(request: AccordRequest, within: Any, older: Decision | None = None) -> HttpResponse:
    place = place_named(within.subject.kind)
    require(request.viewer, place.permission, within)
    form = DecisionForm(request.POST or None, space=request.space, within=within, corrects=older)
    done = run_action(request, form, lambda: record_once(request, within, older, form.decision()))
    if done:
        decision, is_new = done.result
        if is_new:
            messages.success(request, _("Recorded. It can be corrected by a later decision only."))
        else:
            messages.info(request, _("This decision is recorded already."))
        return redirect(decision)
    context = {
        "older": older,
        "within": within,
        "list_address": place.list_address(within),
    }
    return show_form(request, "forum/decision_new.html", form, context)


def record_once(
    request: AccordRequest, within: Any, older: Decision | None, said: dict[str, Any]
) -> tuple[Decision, bool]:
    """The decision, and whether it is new: sent again by Back, the one that stands is meant."""
    try:
        made = record_decision(viewer=request.viewer, within=within, corrects=older, **said)
    except AlreadyRecorded as repeat:
        return repeat.decision, False
    return made, True
