from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accord.forum import queries
from accord.forum.models import Forum, Seat
from accord.organisations.models import Side
from accord.record.kinds import find_shown
from accord.record.rules import may
from accord.record.viewer import AccordRequest
from accord.ui.numbers import as_number

NEWEST = 5


@require_safe
def forum_list(request: AccordRequest) -> HttpResponse:
    """Who decides here: the forum's seats by side, how it works, and what it decided last."""
    seats = Seat.objects.current().with_holders().order_by("side", "pk")
    found = Forum.objects.visible_to(request.viewer).order_by("pk")
    forums = list(found.prefetch_related(Prefetch("seats", queryset=seats)))
    decided = queries.newest_of(forums, request.viewer, NEWEST)
    rows = [
        {
            "forum": forum,
            "sides": by_side(list(forum.seats.all())),
            "decisions": decided[forum.pk],
            "may_decide": may(request.viewer, "forum.decide", forum),
        }
        for forum in forums
    ]
    return render(request, "forum/list.html", {"rows": rows})


def by_side(seats: list[Seat]) -> dict[str, list[Seat]]:
    return {side: [seat for seat in seats if seat.side == side] for side in Side.values}


@require_safe
def forum_decisions(request: AccordRequest, code: str) -> HttpResponse:
    """What a forum decided that belongs to no process."""
    forum = find_shown("forum", code, request.viewer)
    before = as_number(request.GET.get("before", ""))
    context = {
        "forum": forum,
        "page": queries.page_of(forum, request.viewer, before),
        "may_decide": may(request.viewer, "forum.decide", forum),
    }
    return render(request, "forum/decisions.html", context)
