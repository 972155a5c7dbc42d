from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accord.forum.models import Decision
from accord.forum.queries import stances_by_side
from accord.record.rules import may
from accord.record.viewer import AccordRequest


def find_decision(request: AccordRequest, code: str) -> Decision:
    found = Decision.objects.visible_to(request.viewer).with_place().with_positions()
    decision: Decision = get_object_or_404(
        found.select_related("corrects__subject", "corrected_by__subject"), subject__code=code
    )
    return decision


@require_safe
def decision_detail(request: AccordRequest, code: str) -> HttpResponse:
    decision = find_decision(request, code)
    place, within = decision.place, decision.within
    return render(
        request,
        "forum/decision.html",
        {
            "decision": decision,
            "list_address": place.list_address(within),
            "sides": stances_by_side(decision),
            "dissents": [
                position for position in decision.positions.all() if position.stance == "dissented"
            ],
            "corrected_by": getattr(decision, "corrected_by", None),
            "may_decide": may(request.viewer, place.permission, within),
        },
    )
