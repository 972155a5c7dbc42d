"""The receipt: typed in a form, never in an address; then what became of the words."""

import segno
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.contributions import actions, limits
from accord.contributions import receipts as codes
from accord.contributions.forms import CodeForm
from accord.contributions.models import Contribution, Receipt
from accord.contributions.rules import holds_receipt, is_author
from accord.contributions.session_receipts import (
    hold,
    holds_something,
    kept_code,
    let_go,
)
from accord.contributions.views.finders import findable, theirs
from accord.people.limits import refuse_over
from accord.processes.views.finders import space_of
from accord.record.viewer import AccordRequest
from accord.ui import panels
from accord.ui.forms import is_sent_right, refuse, show_form
from accord.ui.freshness import leave_nothing
from accord.ui.numbers import as_number
from accord.ui.typed import login_required


@never_cache
@require_http_methods(["GET", "POST"])
def receipt(request: AccordRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if is_sent_right(request, form) and _take_code(request, form):
        return redirect("contributions:receipt")
    return show_form(request, "contributions/receipt.html", form, _page(request))


def _take_code(request: AccordRequest, form: CodeForm) -> bool:
    """Whether the code opened something; else why not, in the same words for any wrong code.

    Wrong ones alone are counted: however many others guess behind one address, a right code opens.
    """
    found = codes.find(form.cleaned_data["code"])
    if found is not None and _is_of_space(found, request):
        hold(request, found)
        return True
    if not refuse_over(request, form, limits.RECEIPTS, field="code"):
        refuse(form, _("We can’t find this code. Compare it with your slip."), field="code")
    return False


def _is_of_space(found: Receipt, request: AccordRequest) -> bool:
    return found.activity is None or found.activity.process.space_id == space_of(request).pk


def _page(request: AccordRequest) -> dict[str, object]:
    own = list(own_words(request))
    place = "contributions.receipt.after"
    return {
        "own": [_shown(request, words) for words in own],
        "holds": holds_something(request),
        "panel_rows": {place: panels.fill(place, own, request.viewer)},
    }


def own_words(request: AccordRequest) -> "list[Contribution]":
    """What the shown receipts stand for, and what the person's account holds; newest first."""
    opened = is_author(request.viewer) & Q(parent=None)
    rows = theirs(request).filter(holds_receipt(request.viewer) | opened)
    return list(rows.order_by("-pk")[:50])


def _shown(request: AccordRequest, words: Contribution) -> dict[str, object]:
    activity = words.activity
    traceable = activity is not None and not activity.is_fully_anonymous
    in_use = bool(activity and activity.is_open) and not words.withdrawn_at and not words.hidden_at
    unclaimed = words.receipt is not None and words.receipt.claimed_by_id is None
    return {
        "words": words,
        "may_change": in_use,
        "may_claim": traceable and unclaimed and request.viewer.pk is not None,
    }


@never_cache
@require_GET
def slip(request: AccordRequest) -> HttpResponse:
    """The code on paper, as long as this browser remembers it."""
    kept = kept_code(request, request.GET.get("of", ""))
    if kept is None:
        return redirect("contributions:receipt")
    contribution = get_object_or_404(findable(request), pk=kept.contribution)
    context = {"code": kept.code, "contribution": contribution, "qr": qr_of(kept.code)}
    return render(request, "contributions/slip.html", context)


def qr_of(code: str) -> SafeString:
    """The code itself, not an address: an address with a secret in it would end up in logs."""
    drawn = segno.make(code, error="m", micro=False).svg_inline(scale=4, dark="#000", light="#fff")
    return mark_safe(drawn)  # noqa: S308 - drawn by us from twelve known symbols


@require_POST
def forget(request: AccordRequest) -> HttpResponse:
    actions.discard_drafts(begun=let_go(request))
    messages.info(request, _("This browser has forgotten your receipts and drafts."))
    return leave_nothing(redirect("contributions:receipt"))


@login_required
@require_POST
def claim(request: AccordRequest) -> HttpResponse:
    held = Receipt.objects.filter(pk__in=request.viewer.receipts).select_related("activity")
    wanted = as_number(request.POST.get("receipt", "")) or 0
    actions.claim_receipt(viewer=request.viewer, receipt=get_object_or_404(held, pk=wanted))
    messages.info(request, _("You’ll find it here whenever you’re signed in."))
    return redirect("contributions:receipt")
