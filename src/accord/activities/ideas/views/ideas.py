"""Reading ideas: the list, one idea, and the paper form."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accord.activities.ideas.forms import FilterForm
from accord.activities.ideas.views.finding import find_activity, moments_of
from accord.contributions.discussion import discussion_page
from accord.contributions.models import Contribution, Translation
from accord.contributions.paging import Order, page
from accord.contributions.rules import is_own as is_own_words
from accord.contributions.views.finding import findable
from accord.contributions.views.words import support_state
from accord.processes.models import Activity
from accord.record.freshness import check_freshness
from accord.record.rules import matches, may
from accord.record.viewer import AccordRequest
from accord.themes.gathering import is_under
from accord.themes.models import Theme
from accord.ui import panels
from accord.ui.freshness import kept_fresh

PAGE = 20
NEWEST = Order("newest", "published_at", is_time=True)
MOST_SUPPORTED = Order("supported", "support_count")


@require_GET
@kept_fresh
def idea_list(request: AccordRequest, activity_id: int) -> HttpResponse:
    activity = find_activity(request, activity_id)
    # A support shows in the activity; names of themes, and what they led to, in the process.
    check_freshness(request, activity, activity.process, moments=moments_of(activity))
    themes = _themes(activity)
    form = FilterForm(request.GET, themes=themes)
    chosen = form.chosen()
    order = MOST_SUPPORTED if chosen.get("order") == "supported" else NEWEST
    rows = _filtered(_listed(request, activity), chosen)
    found = page(rows, order, request.GET.get("after", ""), PAGE)
    base = reverse("ideas:list", args=[activity.pk])
    context = {
        "activity": activity,
        "form": form,
        "is_filtered": bool(chosen.keys() - {"order"}),
        "order": order.key,
        "other_order": _address(base, {**chosen, "order": _other(order)}),
        "rows": [_row(idea, activity, base) for idea in found.rows],
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


def _row(idea: Contribution, activity: Activity, base: str) -> dict[str, Any]:
    """All a row shows, worked out here: a template that asks less is a quicker page."""
    idea.activity = activity  # looked up for the page already; a byline needs it
    return {
        "idea": idea,
        "address": f"{base}{idea.number}/",
        "excerpt": idea.body if len(idea.body) <= 180 else f"{idea.body[:179].rstrip()}…",
        "place": idea.idea.place if hasattr(idea, "idea") else "",
        "door": idea.provenance.get_door_display() if hasattr(idea, "provenance") else "",
    }


@require_GET
@kept_fresh
def detail(request: AccordRequest, activity_id: int, number: int) -> HttpResponse:
    activity = find_activity(request, activity_id)
    # Numbers are counted through the process: naming it lets the database use their index.
    here = {"process": activity.process_id, "activity": activity, "parent": None}
    ideas = findable(request).filter(discussion=None, **here)
    idea = ideas.select_related("idea").filter(number=number).first()
    if idea is None:
        return _gone(request, activity, number)
    if request.viewer.is_public:
        check_freshness(request, idea, activity.process, moments=moments_of(activity))
    is_own = matches(is_own_words(request.viewer), idea)
    context = {
        "activity": activity,
        "contribution": idea,
        "is_own": is_own,
        "may_edit": is_own and may(request.viewer, "contributions.edit", idea),
        "may_moderate": may(request.viewer, "contributions.moderate", activity.process),
        "support": support_state(request, idea),
        "talk": discussion_page(request, contribution=idea),
        **_translation(request, idea),
    }
    return render(request, "ideas/detail.html", context)


def _gone(request: AccordRequest, activity: Activity, number: int) -> HttpResponse:
    """That there was an idea of this number, and why it isn't shown; nothing that it said.

    Only of what people could read once: of words that were held there is no page.
    """
    was_shown = Contribution.objects.said_first().filter(
        Q(hidden_at__isnull=False) | Q(withdrawn_at__isnull=False),
        activity=activity,
        published_at__isnull=False,
        kind="idea",
    )
    idea = get_object_or_404(
        was_shown.only("number", "hidden_at", "hidden_reason", "withdrawn_at"), number=number
    )
    context = {"activity": activity, "number": number, "gone": idea}
    return render(request, "ideas/gone.html", context, status=410)


def _translation(request: AccordRequest, idea: Contribution) -> dict[str, Any]:
    """The words in the reader's language, if somebody put them into it."""
    language = request.LANGUAGE_CODE
    if language == idea.language:
        return {}
    found = Translation.objects.filter(contribution=idea, language=language).first()
    return {
        "translation": found,
        "shows_translation": bool(found and request.GET.get("translated")),
    }


@require_GET
def paper_form(request: AccordRequest, activity_id: int) -> HttpResponse:
    """One sheet to print and fill in by hand; somebody with internet types it in."""
    activity = find_activity(request, activity_id)
    return render(request, "ideas/form.html", {"activity": activity})
