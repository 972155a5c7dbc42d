"""Writing comments, and reading the replies beyond the first few."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accord.contributions import actions, limits
from accord.contributions.discussion import (
    as_comment,
    comment_form,
    moderates,
    policy_of,
    replies_to,
)
from accord.contributions.forms import CommentForm
from accord.contributions.models import Contribution, Discussion
from accord.contributions.pagination import page_by_id
from accord.contributions.views.finders import (
    find_with_root,
    page_of,
    page_of_discussion,
)
from accord.people.limits import refuse_over
from accord.record.rules import may, require
from accord.record.viewer import AccordRequest
from accord.ui.forms import is_sent_right, run_action, show_form
from accord.ui.typed import login_required
from accord.ui.undo import tell_undo


@require_POST
def comments(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    """A comment on an idea, or a reply to a comment."""
    on = find_with_root(request, kind, code)
    if on.discussion is not None:
        require(request.viewer, "contributions.discuss", on.discussion)
    else:
        require(request.viewer, "contributions.comment", on.root or on)
    form = _form(request, policy_of(on))
    comment = partial(actions.comment, viewer=request.viewer, on=on)
    return _say(request, form, comment, back=page_of(on))


def _discussion(request: AccordRequest, kind: str, code: str) -> Discussion:
    discussions = Discussion.objects.visible_to(request.viewer)
    related = discussions.select_related("process__space", "activity", "subject")
    return get_object_or_404(related, subject__kind=kind, subject__code=code)


@login_required
@require_POST
def closing(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    """Close a discussion, or open it again; which of the two the button said."""
    discussion = _discussion(request, kind, code)
    if request.POST.get("open"):
        actions.reopen_discussion(viewer=request.viewer, discussion=discussion)
        tell_undo(request, _("This discussion is open again."), request.path)
    else:
        actions.close_discussion(viewer=request.viewer, discussion=discussion)
        said = _("This discussion has closed. You can still read it.")
        tell_undo(request, said, request.path, open=1)
    return redirect(page_of_discussion(discussion))


@require_POST
def discuss_here(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    discussion = _discussion(request, kind, code)
    require(request.viewer, "contributions.discuss", discussion)
    form = _form(request, policy_of(discussion))
    discuss = partial(actions.discuss, viewer=request.viewer, discussion=discussion)
    return _say(request, form, discuss, back=page_of_discussion(discussion))


def _who(request: AccordRequest) -> str:
    """A person; of whoever holds a receipt alone, the receipts."""
    viewer = request.viewer
    return str(viewer.pk or sorted(viewer.receipts))


def _say(
    request: AccordRequest,
    form: CommentForm,
    action: Callable[..., actions.SubmissionResult],
    *,
    back: str,
) -> HttpResponse:
    if is_sent_right(request, form):
        refuse_over(request, form, limits.COMMENTS, key=_who(request))
    done = run_action(
        request, form, lambda: action(said=said_in(form), key=form.cleaned_data["key"])
    )
    if done:
        return _answer(request, done.result.contribution)
    context = {"post_to": request.path, "back": back}
    return show_form(request, "contributions/comment.html", form, context)


def _form(request: AccordRequest, policy: str) -> CommentForm:
    return CommentForm(request.POST, policy=policy, has_account=request.viewer.pk is not None)


def said_in(form: CommentForm) -> actions.ContributionInput:
    return actions.ContributionInput(
        body=form.cleaned_data["body"],
        language=form.cleaned_data["language"],
        signed_as=form.cleaned_data.get("signed_as", ""),
    )


def _answer(request: AccordRequest, comment: Contribution) -> HttpResponse:
    if not comment.published_at:
        held = _("A person will read this first.")
        messages.info(request, f"{held} {_(comment.held_reason)}")
    return redirect(page_of(comment))


@require_GET
def replies(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    """The replies to one comment, a page at a time."""
    parent = find_with_root(request, kind, code)
    found = page_by_id(replies_to(parent), request.GET.get("after", ""), 20)
    judges = moderates(request, parent)
    top = parent.root or parent
    may_reply = (
        may(request.viewer, "contributions.discuss", parent.discussion)
        if parent.discussion
        else may(request.viewer, "contributions.comment", top)
    )
    context = {
        "parent": parent,
        "form": comment_form(request, policy_of(parent)) if may_reply else None,
        "replies": [as_comment(row, request.viewer, judges) for row in found.rows],
        "next_key": found.next_key,
        "back": page_of(parent),
    }
    return render(request, "contributions/replies.html", context)
