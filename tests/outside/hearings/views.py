from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accord.contributions.discussion import discussion_of, discussion_page
from accord.record.freshness import check_freshness
from accord.record.rules import may
from accord.record.stations import thread_address
from accord.ui.freshness import kept_fresh
from hearings.actions import publish_hearing
from hearings.models import Hearing


def find_hearing(request, slug, number):
    found = Hearing.objects.visible_to(request.viewer).for_page()
    return get_object_or_404(found, subject__code=f"{slug}/{number}")


@require_safe
@kept_fresh
def detail(request, slug, number):
    hearing = find_hearing(request, slug, number)
    may_hold = may(request.viewer, "hearings.hold", hearing.process)
    check_freshness(request, hearing)
    context = {
        "hearing": hearing,
        "may_publish": may_hold and hearing.published_at is None,
        "thread_url": thread_address(hearing),
        "talk": discussion_page(request, discussion=discussion_of(hearing)),
    }
    return render(request, "hearings/detail.html", context)


@login_required
@require_POST
def publication(request, slug, number):
    hearing = find_hearing(request, slug, number)
    publish_hearing(viewer=request.viewer, hearing=hearing)
    return redirect(hearing)
