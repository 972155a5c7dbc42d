from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accord.spaces.models import Forum, Seat
from accord.spaces.work import BEGIN, PLACE
from accord.ui import panels

HOME_MAIN = ("home.top", "home.open", "home.receipt", "home.plan", "home.answers")
HOME_ASIDE = ("home.changes",)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What government promised, and what one can do now: each part brings its own."""
    space = request.space  # type: ignore[attr-defined]
    places = HOME_MAIN + HOME_ASIDE
    rows = {place: panels.fill(place, [space], request.user) for place in places}
    is_empty = not any(rows[place][space.pk] for place in HOME_MAIN)
    context = {"panel_rows": rows, "is_empty": is_empty}
    return render(request, "spaces/home.html", context)


@require_safe
def forum(request: HttpRequest) -> HttpResponse:
    """Who decides here: the forum's seats by side, and how it works."""
    seats = Seat.objects.current().select_related("person").order_by("side", "pk")
    forums = Forum.objects.filter(space=request.space)  # type: ignore[attr-defined]
    rows = [
        {"forum": forum, "sides": by_side(list(forum.seats.all()))}
        for forum in forums.order_by("pk").prefetch_related(Prefetch("seats", queryset=seats))
    ]
    return render(request, "spaces/forum.html", {"rows": rows})


def by_side(seats: list[Seat]) -> dict[str, list[Seat]]:
    return {
        side: [seat for seat in seats if seat.side == side]
        for side in ("government", "civil_society", "other")
    }


@login_required
@require_safe
def your_work(request: HttpRequest) -> HttpResponse:
    """What each part of the site has for this person to do."""
    space = request.space  # type: ignore[attr-defined]
    rows = {place: panels.fill(place, [space], request.user) for place in (PLACE, BEGIN)}
    context = {
        "panel_rows": rows,
        "has_work": bool(rows[PLACE][space.pk]),
        "may_begin": bool(rows[BEGIN][space.pk]),
    }
    return render(request, "spaces/work.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "spaces/accessibility.html")
