"""Finding words: only what the viewer may see, only in this space."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from accord.contributions import places
from accord.contributions.models import Contribution, Discussion
from accord.processes.rules import lies_in_visible_process
from accord.record.kinds import is_kind, kind_named
from accord.record.viewer import AccordRequest


def findable(request: AccordRequest, kind: str = "") -> "QuerySet[Contribution]":
    """In processes that are shown: what is public, and what is the viewer's by name or receipt."""
    return theirs(request, kind).filter(lies_in_visible_process(request.viewer))


def theirs(request: AccordRequest, kind: str = "") -> "QuerySet[Contribution]":
    """The same, and their own also where the process isn't shown any more."""
    rule = kind_named(kind).narrow if is_kind(kind) else None
    return Contribution.objects.visible_to(request.viewer, rule).select_related(
        "author",
        "activity__process__space",
        "process__space",
        "provenance",
        "receipt",
        "discussion__activity",
        "discussion__subject",
        "root__subject",
    )


def find_words(request: AccordRequest, kind: str, code: str) -> Contribution:
    """The words of this name."""
    return get_object_or_404(findable(request, kind), subject__kind=kind, subject__code=code)


def find_with_root(request: AccordRequest, kind: str, code: str) -> Contribution:
    """Words that may be read together with what was said to them: the idea has to be shown too."""
    words = find_words(request, kind, code)
    if words.root_id is not None:
        words.root = get_object_or_404(findable(request), pk=words.root_id)
    return words


def page_of(contribution: Contribution) -> str:
    """The page words stand on: their own, or that of what they are a comment on."""
    if contribution.discussion is not None:
        address = places.place_of(contribution.discussion)
        if address is None:
            raise Http404
        return f"{address.split('#')[0]}#{contribution.anchor}"
    if contribution.root is not None:
        return f"{contribution.root.get_absolute_url()}#{contribution.anchor}"
    return contribution.get_absolute_url()


def page_of_discussion(discussion: Discussion) -> str:
    return places.place_of(discussion) or "/"
