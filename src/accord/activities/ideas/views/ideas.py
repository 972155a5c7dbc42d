"""Reading ideas: the list, and the paper form."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accord.activities.ideas.forms import FilterForm
from accord.activities.ideas.views.finders import find_activity
from accord.contributions.models import Contribution
from accord.contributions.pagination import Order, page
from accord.processes.models import Activity
from accord.questions.paper import paper_rows
from accord.questions.registry import Asking
from accord.questions.sheets import current_sheet
from accord.record.freshness import check_freshness
from accord.record.viewer import AccordRequest
from accord.themes.members import is_under
from accord.themes.models import Theme
from accord.ui import panels
from accord.ui.freshness import kept_fresh

PAGE = 20
NEWEST = Order("newest", "published_at", is_time=True)
MOST_SUPPORTED = Order("supported", "support_count")


@require_GET
@kept_fresh
def idea_list(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    activity = find_activity(request, slug, activity_slug)
    # A support shows in the activity; names of themes, and what they led to, in the process.
    check_freshness(request, activity, activity.process, moments=activity.moments)
    themes = _themes(activity)
    form = FilterForm(request.GET, themes=themes)
    chosen = form.chosen()
    order = MOST_SUPPORTED if chosen.get("order") == "supported" else NEWEST
    rows = _filtered(_listed(request, activity), chosen)
    found = page(rows, order, request.GET.get("after", ""), PAGE)
    base = activity.get_absolute_url()
    context = {
        "activity": activity,
        "form": form,
        "is_filtered": bool(chosen.keys() - {"order"}),
        "order": order.key,
        "other_order": _address(base, {**chosen, "order": _other(order)}),
        "rows": [_row(idea, activity) for idea in found.rows],
        "next": _address(base, {**chosen, "after": found.next_key}) if found.next_key else "",
        "first": _address(base, chosen) if request.GET.get("after") else "",
        "panel_rows": {
            "contributions.row": panels.fill("contributions.row", found.rows, request.viewer)
        },
    }
    return render(request, "ideas/list.html", context)


def _listed(request: AccordRequest, activity: Activity) -> "QuerySet[Contribution]":
    rows = Contribution.objects.shown().filter(activity=activity, kind="idea", is_listed=True)
    return rows.select_related("author", "provenance", "idea")


def _filtered(rows: "QuerySet[Contribution]", chosen: dict[str, str]) -> "QuerySet[Contribution]":
    if theme := chosen.get("theme"):
        rows = rows.filter(is_under(theme))
    if state := chosen.get("state"):
        rows = rows.filter(answered_at__isnull=state == "open")
    if place := chosen.get("place"):
        rows = rows.filter(idea__place__icontains=place)
    return rows


def _themes(activity: Activity) -> list[tuple[str, str]]:
    roots = Theme.objects.roots().filter(process=activity.process, published_at__isnull=False)
    return [(str(theme.number), str(theme.title)) for theme in roots[:100]]


def _other(order: Order) -> str:
    return "" if order is MOST_SUPPORTED else "supported"


def _address(base: str, wanted: dict[str, str]) -> str:
    query = urlencode({name: value for name, value in wanted.items() if value})
    return f"{base}?{query}" if query else base


def _row(idea: Contribution, activity: Activity) -> dict[str, Any]:
    """All a row shows, worked out here: a template that asks less is a quicker page."""
    idea.activity = activity  # looked up for the page already; a byline needs it
    return {
        "idea": idea,
        "address": idea.get_absolute_url(),
        "excerpt": idea.body if len(idea.body) <= 180 else f"{idea.body[:179].rstrip()}…",
        "place": idea.idea.place if hasattr(idea, "idea") else "",
        "door": idea.provenance.get_door_display() if hasattr(idea, "provenance") else "",
    }


@require_GET
def paper_form(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    """One sheet to print and fill in by hand; somebody with internet types it in."""
    activity = find_activity(request, slug, activity_slug)
    rows = paper_rows(current_sheet(activity), Asking(policy=activity.identity_policy))
    context = {
        "activity": activity,
        "lines": [row for row in rows if not row.stands_apart],
        "ticks": [row for row in rows if row.stands_apart],
    }
    return render(request, "ideas/form.html", context)
