"""The page of somebody's words: what was said, what became of it, and what others say to it."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accord.contributions.discussion import discussion_page
from accord.contributions.models import Contribution, Translation
from accord.contributions.moderated import add_beside
from accord.contributions.rules import is_own as is_own_words
from accord.contributions.views.finders import findable
from accord.contributions.views.words import support_state
from accord.processes.models import Process
from accord.record.freshness import check_freshness
from accord.record.rules import matches, may
from accord.record.viewer import AccordRequest
from accord.ui.freshness import kept_fresh


@require_GET
@kept_fresh
def page(request: AccordRequest, slug: str, kind: str, number: int) -> HttpResponse:
    named = {"subject__kind": kind, "subject__code": f"{slug}/{number}"}
    words = findable(request, kind).filter(**named).first()
    if words is None or words.activity is None:
        return _gone(request, number, named)
    activity = words.activity
    words.process = activity.process  # the same row, so that its address is read once
    check_freshness(request, words, activity.process, moments=activity.moments)
    is_own = matches(is_own_words(request.viewer), words)
    sees_all = may(request.viewer, "questions.read_sensitive", activity.process)
    add_beside([words], with_sensitive=sees_all)
    context = {
        "activity": activity,
        "contribution": words,
        "is_own": is_own,
        "may_edit": is_own and may(request.viewer, "contributions.edit", words),
        "may_moderate": may(request.viewer, "contributions.moderate", activity.process),
        "may_review": not is_own and may(request.viewer, "contributions.review", words),
        "may_translate": may(request.viewer, "contributions.translate", words),
        "support": support_state(request, words),
        "talk": discussion_page(request, contribution=words),
        **_translation(request, words),
    }
    if is_own or context["may_moderate"] or context["may_translate"]:
        context["removable"] = _removable(request, words)
    return render(request, "contributions/page.html", context)


def _gone(request: AccordRequest, number: int, named: dict[str, Any]) -> HttpResponse:
    """That there were words of this number, and why they aren't shown; nothing that they said.

    Only of what people could read once: of words that were held there is no page.
    """
    was_shown = Contribution.objects.said_first().filter(
        Q(hidden_at__isnull=False) | Q(withdrawn_at__isnull=False),
        activity__announced_at__isnull=False,
        published_at__isnull=False,
        process__in=Process.objects.visible_to(request.viewer),
        subject__space=request.viewer.space,
        **named,
    )
    gone = get_object_or_404(was_shown.select_related("activity__process"))
    context = {"activity": gone.activity, "number": number, "gone": gone}
    return render(request, "contributions/gone.html", context, status=410)


def _removable(request: AccordRequest, words: Contribution) -> list[Translation]:
    """The translations that the viewer may take away."""
    found = []
    for row in words.translations.order_by("language"):
        row.contribution = words  # so that the rule reads what the page has read already
        if may(request.viewer, "contributions.untranslate", row):
            found.append(row)
    return found


def _translation(request: AccordRequest, words: Contribution) -> dict[str, Any]:
    """The words in the reader's language, if somebody put them into it."""
    language = request.LANGUAGE_CODE
    if language == words.language:
        return {}
    rows = words.translations.select_related("translator")
    found = rows.filter(language=language).first()
    return {
        "translation": found,
        "shows_translation": bool(found and request.GET.get("translated")),
    }
