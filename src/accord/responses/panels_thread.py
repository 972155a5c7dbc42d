"""The thread on other pages: one link from everything it passes through. Cheap: a query at most."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from accord.contributions.models import Contribution
from accord.plans.models import Commitment, Milestone
from accord.responses.models import Link
from accord.responses.thread.stations import due_words, thread_url
from accord.ui import panels

Rows = Mapping[Any, Mapping[str, Any]]


def declare() -> None:
    places: dict[str, tuple[str, panels.Rows]] = {
        "contributions.detail.before": ("words", before_words),
        "plans.commitment.after": ("promise", after_commitments),
        "plans.clause.after": ("decision", links),
        "plans.milestone.after": ("promise", after_milestones),
        "responses.theme.strands": ("theme", links),
        "processes.decision.after": ("decision", links),
    }
    for place, (template, rows) in places.items():
        name = f"responses/panels/thread_{template}.html"
        panels.register(place=place, order=40, template=name, rows=rows)


def links(objects: Sequence[Any], viewer: Any) -> Rows:
    return {thing.pk: {"thread_url": thread_url(thing)} for thing in objects}


def before_words(objects: Sequence[Contribution], viewer: Any) -> Rows:
    return {
        words.pk: {"thread_url": thread_url(words), "due": due_of(words)}
        for words in objects
        if words.parent_id is None and words.discussion_id is None and words.is_published
    }


def due_of(words: Contribution) -> str:
    """When an answer is due, as long as none was given."""
    day = words.activity.answer_due_on if words.activity else None
    return due_words(day)[0] if day and not words.answered_at else ""


def after_commitments(objects: Sequence[Commitment], viewer: Any) -> Rows:
    sources = sources_of([commitment.pk for commitment in objects])
    return {
        commitment.pk: {"thread_url": thread_url(commitment), **sources[commitment.pk]}
        for commitment in objects
    }


def after_milestones(objects: Sequence[Milestone], viewer: Any) -> Rows:
    sources = sources_of([milestone.commitment_id for milestone in objects])
    return {
        one.pk: {"thread_url": thread_url(one), **sources[one.commitment_id], "clauses": []}
        for one in objects
    }


def sources_of(commitment_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """How many people stand behind each commitment, and which of its clauses words led to."""
    found = Link.objects.shown().filter(
        Q(commitment__in=commitment_ids)
        | Q(clause__commitment__in=commitment_ids)
        | Q(milestone__commitment__in=commitment_ids)
    )
    found = found.select_related("theme__root", "response__theme__root", "clause", "milestone")
    people: dict[int, dict[tuple[str, int], int]] = {pk: {} for pk in commitment_ids}
    clauses: dict[int, dict[int, Any]] = {pk: {} for pk in commitment_ids}
    for link in found:
        part = link.clause or link.milestone
        commitment_id = part.commitment_id if part else link.commitment_id
        if commitment_id is None:
            continue
        theme = link.theme or (link.response.theme if link.response else None)
        root = (theme.root or theme) if theme else None
        if root is not None and root.published_at:
            people[commitment_id]["theme", root.pk] = root.member_count
        elif link.response is not None and link.response.contribution_id:
            people[commitment_id]["words", link.response.contribution_id] = 1
        if link.clause is not None:
            clauses[commitment_id][link.clause.pk] = (link.clause.code, thread_url(link.clause))
    return {
        pk: {"people": sum(people[pk].values()), "clauses": list(clauses[pk].values())}
        for pk in commitment_ids
    }
