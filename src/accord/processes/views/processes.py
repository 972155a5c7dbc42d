from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accord.files.queries import papers_of
from accord.forum.queries import seats_today
from accord.processes import queries
from accord.processes.models import Activity
from accord.processes.views.finders import find_process, processes_for
from accord.record.rules import may
from accord.record.viewer import AccordRequest


@require_safe
def process_list(request: AccordRequest) -> HttpResponse:
    """What people can take part in here, the newest process first."""
    found = processes_for(request).filter(is_imported=False)
    rows = [
        (process, [card for card in queries.cards(process.announced) if card.activity.is_open])
        for process in found.prefetch_related(queries.with_activities(request.viewer)).order_by(
            "-pk"
        )
    ]
    may_create = may(request.viewer, "processes.create", request.viewer.space)
    return render(request, "processes/list.html", {"rows": rows, "may_create": may_create})


@require_safe
def process_detail(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_process(request, slug)
    found = Activity.objects.visible_to(request.viewer).filter(process=process)
    cards = queries.cards(
        found.filter(announced_at__isnull=False)
        .select_related("process", "tally")
        .order_by("closes_at", "pk")
    )
    stops = queries.stops(list(process.phases.all()), queries.changes_of(process))
    open_cards = [card for card in cards if card.standing.key == "open"]
    level = (open_cards or cards)[0].activity.influence if cards else ""
    return render(
        request,
        "processes/detail.html",
        {
            "process": process,
            "open_cards": open_cards,
            "other_cards": [card for card in cards if card.standing.key != "open"],
            "stops": stops,
            "also_open": [stop for stop in stops if stop.is_current][1:],
            "level": level,
            "ladder": queries.ladder(level) if level else [],
            "papers": papers_of(process.pk),
            "sides": seats_today(process.forum_id),
            "may_plan": may(request.viewer, "processes.plan", process),
        },
    )
