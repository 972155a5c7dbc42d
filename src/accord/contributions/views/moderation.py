"""For moderators and reviewers: what a person must read first, what is hidden, and deciding."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accord.contributions import actions, moderated
from accord.contributions.actions.moderation import refuse_own
from accord.contributions.forms import HideForm, ShowForm
from accord.contributions.models import Contribution
from accord.contributions.pagination import merged_page
from accord.contributions.revisions import with_answers
from accord.contributions.voices import HELD, HIDDEN, Voice
from accord.errors import Conflict
from accord.processes.models import Process
from accord.record.kinds import is_kind, kind_named
from accord.record.rules import may, require
from accord.record.viewer import AccordRequest, Viewer
from accord.ui.forms import run_action, show_form
from accord.ui.typed import login_required

PAGE = 20


def _process(request: AccordRequest, slug: str, permission: str) -> Process:
    visible = Process.objects.visible_to(request.viewer)
    process = get_object_or_404(visible.select_related("space"), slug=slug)
    require(request.viewer, permission, process)
    return process


def _words(
    request: AccordRequest, kind: str, code: str, require_right: Callable[[Viewer, Voice], None]
) -> Voice:
    """Found also when held or hidden, as a moderator finds them; the right is asked right after."""
    found = moderated.find(kind_named(kind).model) if is_kind(kind) else None
    if found is None:
        raise Http404
    visible = Process.objects.visible_to(request.viewer)
    here = found.rows().filter(process__in=visible, subject__space=request.viewer.space)
    words: Voice = get_object_or_404(here, subject__kind=kind, subject__code=code)
    require_right(request.viewer, words)
    if words.withdrawn_at:
        raise Http404
    moderated.add_beside([words])
    return words


def _to_moderate(viewer: Viewer, words: Voice) -> None:
    require(viewer, "contributions.moderate", words.process)


def _to_review(viewer: Viewer, words: Voice) -> None:
    require(viewer, "contributions.review", words)
    refuse_own(viewer, words)


def _page_of(request: AccordRequest, process: Process, state: Q, by: str) -> dict[str, Any]:
    rows = [
        each.rows().filter(state, process=process).exclude(body="")
        for each in moderated.all_moderated()
    ]
    is_newest_first = state is HIDDEN
    after = request.GET.get("after", "")
    found = merged_page(rows, by, after, PAGE, is_newest_first=is_newest_first)
    moderated.add_beside(found.rows)
    return {
        "process": process,
        "rows": found.rows,
        "next_key": found.next_key,
        "is_first": not after,
    }


def _with_own(request: AccordRequest, rows: Sequence[Voice]) -> list[tuple[Voice, bool]]:
    """Each with whether the viewer said it: then somebody else decides."""
    return [(words, moderated.is_own(request.viewer, words)) for words in rows]


@login_required
@require_GET
def queue(request: AccordRequest, slug: str) -> HttpResponse:
    """What waits for a reader, oldest first."""
    process = _process(request, slug, "contributions.moderate")
    context = _page_of(request, process, HELD, "received_at")
    context["rows"] = _with_own(request, context["rows"])
    return render(request, "contributions/held.html", context)


@login_required
@require_GET
def hidden(request: AccordRequest, slug: str) -> HttpResponse:
    """What isn't shown: by whom, when and why; newest first."""
    process = _process(request, slug, "contributions.read_hidden")
    context = _page_of(request, process, HIDDEN, "hidden_at")
    context["may_moderate"] = may(request.viewer, "contributions.moderate", process)
    context["rows"] = [
        (words, is_own, not is_own and may(request.viewer, "contributions.review", words))
        for words, is_own in _with_own(request, context["rows"])
    ]
    return render(request, "contributions/hidden.html", context)


@login_required
@require_POST
def release_words(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    words = _words(request, kind, code, _to_moderate)
    _tell(
        request,
        actions.release(viewer=request.viewer, words=words, seen=_seen(request)),
        _("Published."),
    )
    return redirect("contributions:held", words.process.slug)


@login_required
@require_http_methods(["GET", "POST"])
def hiding(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    words = _words(request, kind, code, _to_moderate)
    back = words.get_absolute_url() if words.is_published else ""
    hidden_list = reverse("contributions:hidden", args=[words.process.slug])
    after = words.get_absolute_url() if words.published_at else hidden_list
    done = (
        _("It isn’t shown any more. Its reason is public.")
        if words.is_published
        else _("It won’t be published. Whoever wrote it reads why.")
    )
    return _decide(request, words, HideForm, actions.hide, done, back, after)


@login_required
@require_http_methods(["GET", "POST"])
def showing(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    words = _words(request, kind, code, _to_review)
    back = words.get_absolute_url()
    done = _("It is shown again. The reason is in the public log.")
    return _decide(request, words, ShowForm, actions.show_again, done, back, back)


def _decide(
    request: AccordRequest,
    words: Voice,
    form_class: type[HideForm] | type[ShowForm],
    act: Callable[..., bool],
    done: str,
    back: str,
    after: str,
) -> HttpResponse:
    """A page with the words, and the reason to give; then back to where the words stand."""
    form = form_class(request.POST or None)
    decided = run_action(
        request,
        form,
        lambda: act(
            viewer=request.viewer,
            words=words,
            reason=form.cleaned_data["reason"],
            seen=_seen(request),
        ),
    )
    if decided:
        _tell(request, decided.result, done)
        return redirect(after)
    name = "showing" if form_class is ShowForm else "hiding"
    context: dict[str, Any] = {"words": words, "process": words.process, "back": back}
    if isinstance(words, Contribution):
        context["revisions"] = with_answers(words.revisions.order_by("-number"))
        context["translations"] = words.translations.order_by("language")
    return show_form(request, f"contributions/{name}.html", form, context)


def _seen(request: AccordRequest) -> str:
    """Which words the page showed that the moderator decides on; nobody decides on none."""
    if not (seen := request.POST.get("seen", "")):
        raise Conflict(_("Read the words first, then decide."))
    return seen


def _tell(request: AccordRequest, was_first: bool, done: str) -> None:
    late = _("This was already decided. Nothing was changed.")
    messages.info(request, done if was_first else late)
