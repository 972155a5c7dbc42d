"""For moderators: what a person must read first, and hiding with a reason."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.contributions import actions
from accord.contributions.forms import HideForm
from accord.contributions.models import Contribution
from accord.contributions.paging import page_by_id
from accord.people.models import PersonRequest
from accord.people.rules import require
from accord.processes.models import Process
from accord.processes.views.finding import space_of


def _process(request: HttpRequest, slug: str) -> Process:
    visible = Process.objects.visible_to(request.user).filter(space=space_of(request))
    return get_object_or_404(visible.select_related("space"), slug=slug)


def _words(request: HttpRequest, pk: int) -> Contribution:
    """A moderator finds what is held as well; the right is asked right after."""
    visible = Process.objects.visible_to(request.user).filter(space=space_of(request))
    rows = Contribution.objects.filter(process__in=visible).select_related(
        "process__space", "activity"
    )
    contribution = get_object_or_404(rows, pk=pk)
    require(request.user, "contributions.moderate", contribution.process)
    return contribution


@login_required
@require_GET
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for a reader, oldest first."""
    process = _process(request, slug)
    require(request.user, "contributions.moderate", process)
    rows = Contribution.objects.filter(
        process=process, published_at=None, withdrawn_at=None, hidden_at=None
    ).select_related("activity", "author")
    found = page_by_id(rows, request.GET.get("after", ""), 20)
    context = {"process": process, "held": found.rows, "next_key": found.next_key}
    return render(request, "contributions/held.html", context)


@login_required
@require_POST
def release_words(request: PersonRequest, pk: int) -> HttpResponse:
    contribution = _words(request, pk)
    actions.release(person=request.user, contribution=contribution)
    messages.info(request, _("Published."))
    return redirect("contributions:held", contribution.process.slug)


@login_required
@require_http_methods(["GET", "POST"])
def hiding(request: PersonRequest, pk: int) -> HttpResponse:
    contribution = _words(request, pk)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide(
            person=request.user, contribution=contribution, reason=form.cleaned_data["reason"]
        )
        messages.info(request, _("It isn't shown any more. The reason is."))
        return redirect("contributions:held", contribution.process.slug)
    context = {"form": form, "contribution": contribution, "process": contribution.process}
    status = 422 if form.errors else 200
    return render(request, "contributions/hiding.html", context, status=status)
