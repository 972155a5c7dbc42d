"""Comments under anything: one component for ideas, paragraphs, clauses and commitments.

How another part of the site shows a discussion:

1. It is a thing, and a `Discussion` is made with it (`subject`, `process`).
2. Its view puts the page of comments into the context::

       context["talk"] = discussion_page(request, discussion=discussion_of(paragraph))

   or, for comments on an idea, ``discussion_page(request, contribution=idea)``. Three queries,
   however many comments there are. On a page with several discussions, fill only the one that is
   asked for (`?talk=<discussion pk>`) and link the others with their `comment_count`.
3. Its template says where: ``{% include "contributions/discussion.html" %}``.
4. Its kind says `is_discussed`, and where, if that isn't its own page (`talk_address`).

The form posts to `contributions:comments` (idea or comment) or `contributions:discussion-comments`;
both lead back to the page of the discussion.
"""

import uuid
from dataclasses import dataclass, field

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from accord.contributions.forms import CommentForm
from accord.contributions.models import Contribution, Discussion
from accord.contributions.pagination import page_by_id
from accord.contributions.rules import is_discussion_open, is_own, takes_words
from accord.contributions.voices import HELD, SHOWN
from accord.processes.models import IdentityPolicy
from accord.record.models import SubjectModel
from accord.record.rules import matches, may
from accord.record.viewer import AccordRequest, Viewer

WITH_DISCUSSION = ("subject__discussion__process", "subject__discussion__activity")
ROOTS = 20
REPLIES = 3


@dataclass
class Comment:
    """One comment as a page shows it: never more of its author than the byline."""

    row: Contribution
    is_shown: bool
    is_own: bool
    may_moderate: bool = False
    replies: list["Comment"] = field(default_factory=list)
    more_replies: int = 0
    last_reply: int = 0


@dataclass(frozen=True)
class DiscussionPage:
    comments: list[Comment]
    count: int
    is_first: bool
    next_key: str
    post_to: str
    form: CommentForm | None
    asks_sign_in: bool
    is_open: bool
    policy: str
    closing_to: str = ""  # for whoever may close it, and open it again
    is_closed: bool = False
    is_held: bool = False  # nobody comments on what no person has read yet
    is_gone: bool = False


def discussion_of(thing: SubjectModel) -> Discussion | None:
    """What is said on a thing, where anything can be; fetched with it by `WITH_DISCUSSION`."""
    return getattr(thing.subject, "discussion", None)


def discussion_page(
    request: AccordRequest,
    *,
    contribution: Contribution | None = None,
    discussion: Discussion | None = None,
) -> DiscussionPage:
    """One page of the comments on an idea or in a discussion, oldest first."""
    thing = contribution or discussion
    if thing is None:
        raise ValueError("a discussion page needs a contribution or a discussion")
    key = request.GET.get("comments", "")
    found = page_by_id(roots_of(contribution, discussion), key, ROOTS)
    judges = moderates(request, thing)
    comments = [as_comment(row, request.viewer, judges) for row in found.rows]
    _add_replies(comments, request, judges)
    may_write, is_open = _may_write(request, contribution, discussion)
    policy = policy_of(thing)
    return DiscussionPage(
        comments=comments,
        count=thing.comment_count,
        is_first=not key,
        next_key=found.next_key,
        post_to=_post_to(contribution, discussion),
        form=comment_form(request, policy) if may_write else None,
        asks_sign_in=is_open and request.viewer.pk is None and not may_write,
        is_open=is_open,
        policy=policy,
        closing_to=_closing_to(request, discussion),
        is_closed=discussion is not None and not discussion.is_open,
        is_held=contribution is not None and matches(HELD, contribution),
        is_gone=contribution is not None and not matches(HELD | SHOWN, contribution),
    )


def roots_of(
    contribution: Contribution | None, discussion: Discussion | None
) -> "QuerySet[Contribution]":
    if contribution is not None:
        return _said(Contribution.objects.filter(parent=contribution))
    return _said(Contribution.objects.filter(discussion=discussion, root__isnull=True))


def _said(rows: "QuerySet[Contribution]") -> "QuerySet[Contribution]":
    """Also those no longer shown: a gap is said, not hidden."""
    return rows.filter(published_at__isnull=False).select_related("author", "activity", "receipt")


def replies_to(parent: Contribution) -> "QuerySet[Contribution]":
    return _said(Contribution.objects.filter(parent=parent))


def _add_replies(comments: list[Comment], request: AccordRequest, judges: bool) -> None:
    """The first few replies of each comment on the page, in one query."""
    by_pk = {comment.row.pk: comment for comment in comments if comment.row.comment_count}
    if not by_pk:
        return
    place = Window(RowNumber(), partition_by=F("parent"), order_by=F("pk").asc())
    rows = _said(Contribution.objects.filter(parent__in=by_pk)).annotate(place=place)
    for row in rows.filter(place__lte=REPLIES).order_by("pk"):
        comment = by_pk[row.parent_id or 0]
        comment.replies.append(as_comment(row, request.viewer, judges))
        comment.last_reply = row.pk
    for comment in by_pk.values():
        shown = sum(reply.is_shown for reply in comment.replies)
        comment.more_replies = max(0, comment.row.comment_count - shown)


def as_comment(row: Contribution, viewer: Viewer, may_moderate: bool = False) -> Comment:
    own = matches(is_own(viewer), row)
    judges = may_moderate and not (own and row.hidden_at)  # nobody shows her own words again
    return Comment(row, row.is_published, own, judges)


def moderates(request: AccordRequest, thing: Contribution | Discussion) -> bool:
    """Whether the viewer may hide what stands here, and show it again."""
    viewer = request.viewer
    return viewer.pk is not None and may(viewer, "contributions.moderate", thing.process)


def policy_of(thing: Contribution | Discussion) -> str:
    return thing.activity.identity_policy if thing.activity else IdentityPolicy.NAMED


def comment_form(request: AccordRequest, policy: str) -> CommentForm:
    has_account = request.viewer.pk is not None
    return CommentForm(policy=policy, has_account=has_account, initial={"key": uuid.uuid4()})


def _may_write(
    request: AccordRequest, contribution: Contribution | None, discussion: Discussion | None
) -> tuple[bool, bool]:
    """Whether the viewer may write here now, and whether anybody could."""
    if contribution is not None:
        is_open = matches(SHOWN & takes_words(request.viewer), contribution)
        return may(request.viewer, "contributions.comment", contribution), is_open
    assert discussion is not None  # noqa: S101 - discussion_page has checked
    is_open = matches(is_discussion_open(request.viewer), discussion)
    return may(request.viewer, "contributions.discuss", discussion), is_open


def _closing_to(request: AccordRequest, discussion: Discussion | None) -> str:
    if discussion is None or not may(request.viewer, "contributions.facilitate", discussion):
        return ""
    about = discussion.subject
    return reverse("contributions:closing", args=[about.kind, about.code])


def _post_to(contribution: Contribution | None, discussion: Discussion | None) -> str:
    if contribution is not None:
        return reverse(
            "contributions:comments", args=[contribution.subject.kind, contribution.subject.code]
        )
    assert discussion is not None  # noqa: S101 - discussion_page has checked
    about = discussion.subject
    return reverse("contributions:discussion-comments", args=[about.kind, about.code])
