from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.people.models import Letter
from accord.record.news import news_page
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.spaces.work import BEGIN, PLACE
from accord.ui import panels
from accord.ui.numbers import as_number
from accord.ui.typed import login_required

HOME_MAIN = ("home.top", "home.open", "home.receipt", "home.plan", "home.answers")
HOME_ASIDE = ("home.changes",)


@require_safe
def home(request: AccordRequest) -> HttpResponse:
    """What government promised, and what one can do now: each part brings its own."""
    space = request.space
    places = HOME_MAIN + HOME_ASIDE
    rows = {place: panels.fill(place, [space], request.viewer) for place in places}
    is_empty = not any(rows[place][space.pk] for place in HOME_MAIN)
    context = {"panel_rows": rows, "is_empty": is_empty}
    return render(request, "spaces/home.html", context)


@require_safe
def news(request: AccordRequest) -> HttpResponse:
    """All that happened here and is news, newest first, by key."""
    before = as_number(request.GET.get("before", ""))
    context = {"page": news_page(request.viewer, before), "is_first": before is None}
    return render(request, "spaces/news.html", context)


@login_required
@require_safe
def your_work(request: AccordRequest) -> HttpResponse:
    """What each part of the site has for this person to do."""
    space = request.space
    rows = {place: panels.fill(place, [space], request.viewer) for place in (PLACE, BEGIN)}
    context = {
        "panel_rows": rows,
        "has_work": bool(rows[PLACE][space.pk]),
        "may_begin": bool(rows[BEGIN][space.pk]),
    }
    return render(request, "spaces/work.html", context)


@require_safe
def accessibility(request: AccordRequest) -> HttpResponse:
    return render(request, "spaces/accessibility.html")


@never_cache
@login_required
@require_safe
def outbox(request: AccordRequest) -> HttpResponse:
    """Letters that were kept for want of a mail server; they hold codes, so few may read them."""
    if settings.EMAIL_BACKEND != OUTBOX:
        raise Http404
    require(request.viewer, "spaces.read_outbox", request.viewer.space)
    return render(request, "spaces/outbox.html", {"letters": Letter.objects.order_by("-pk")[:50]})


OUTBOX = "accord.people.outbox.OutboxBackend"
