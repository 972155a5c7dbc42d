"""The thread on other pages: one link from everything it passes through. A query, mostly."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from accord.answers.models import Response
from accord.answers.stations import due_words
from accord.contributions.models import Contribution
from accord.plans.models import Clause, Commitment, Milestone
from accord.processes.registry import Owes
from accord.record.kinds import kind_named, load_shown
from accord.record.models import Link, Subject
from accord.record.relations import LED_TO
from accord.record.stations import thread_address
from accord.record.viewer import Viewer
from accord.themes.models import Theme
from accord.ui import panels

Rows = Mapping[Any, Mapping[str, Any]]


def declare() -> None:
    places: dict[str, tuple[str, panels.Rows]] = {
        "contributions.detail.before": ("words", before_words),
        "plans.commitment.after": ("promise", after_commitments),
        "plans.clause.after": ("decision", links),
        "plans.milestone.after": ("promise", after_milestones),
        "themes.theme.strands": ("theme", links),
        "forum.decision.after": ("decision", links),
    }
    for place, (template, rows) in places.items():
        name = f"thread/panel_{template}.html"
        panels.register(place=place, order=40, template=name, rows=rows)


def links(objects: Sequence[Any], viewer: Any) -> Rows:
    return {thing.pk: {"thread_url": thread_address(thing)} for thing in objects}


def before_words(objects: Sequence[Contribution], viewer: Any) -> Rows:
    return {
        words.pk: {"thread_url": thread_address(words), "due": due_of(words)}
        for words in objects
        if words.parent_id is None and words.discussion_id is None and words.is_published
    }


def due_of(words: Contribution) -> str:
    """When an answer is due, as long as none was given."""
    activity = words.activity
    is_owed = activity is not None and activity.owes is not Owes.NONE
    day = activity.answer_due_on if activity and is_owed else None
    return due_words(day)[0] if day and not words.answered_at else ""


def after_commitments(objects: Sequence[Commitment], viewer: Any) -> Rows:
    sources = sources_of([commitment.pk for commitment in objects], viewer)
    return {
        commitment.pk: {"thread_url": thread_address(commitment), **sources[commitment.pk]}
        for commitment in objects
    }


def after_milestones(objects: Sequence[Milestone], viewer: Any) -> Rows:
    sources = sources_of([milestone.commitment_id for milestone in objects], viewer)
    return {
        one.pk: {"thread_url": thread_address(one), **sources[one.commitment_id], "clauses": []}
        for one in objects
    }


def sources_of(commitment_ids: Sequence[int], viewer: Viewer) -> dict[int, dict[str, Any]]:
    """How many people stand behind each commitment, and which of its clauses words led to."""
    pieces = Subject.objects.filter(Q(pk__in=commitment_ids) | Q(parent__in=commitment_ids))
    themes = Theme.objects.visible_to(viewer).filter(published_at__isnull=False)
    answers = Response.objects.visible_to(viewer).shown()
    shown = Q(source__in=themes.values("pk")) | Q(source__in=answers.values("pk"))
    others = Q(source__as_theme=None, source__as_response=None)
    ties = Link.objects.filter(shown | others, relation=LED_TO.key, target__in=pieces.values("pk"))
    rows = list(ties.order_by("pk").values(*READ))
    unshown = unshown_others(rows, viewer)
    people: dict[int, dict[int, int]] = {pk: {} for pk in commitment_ids}
    clauses: dict[int, dict[int, Any]] = {pk: {} for pk in commitment_ids}
    for row in rows:
        whole = row["target"] if row["target"] in people else row["target__parent"]
        if whole is None or row["source"] in unshown:
            continue
        key, count = speakers(row)
        if count:
            people[whole][key] = count
        if kind_named(row["target__kind"]).model is Clause:
            end = Subject(pk=row["target"], kind=row["target__kind"], code=row["target__code"])
            clauses[whole][end.pk] = (end.code.rpartition("/")[2], thread_address(end))
    return {
        pk: {"people": sum(people[pk].values()), "clauses": list(clauses[pk].values())}
        for pk in commitment_ids
    }


def unshown_others(rows: Sequence[Mapping[str, Any]], viewer: Viewer) -> set[int]:
    """Of things of any other kind that led to a clause, those that the viewer isn't shown."""
    others = {
        row["source"]: Subject(pk=row["source"], kind=row["source__kind"])
        for row in rows
        if kind_named(row["target__kind"]).model is Clause
        and kind_named(row["source__kind"]).model not in (Theme, Response)
    }
    return others.keys() - {thing.pk for thing in load_shown(others.values(), viewer)}


# Of a tie: its end, and the theme behind it, itself or through the answer to it.
ROOTS = ("source__as_theme__root", "source__as_response__theme__root")
READ = (
    *("source", "source__kind", "source__as_response__contribution"),
    *("target", "target__kind", "target__code", "target__parent"),
    *(f"{root}{column}" for root in ROOTS for column in ("", "__member_count", "__published_at")),
)


def speakers(row: Mapping[str, Any]) -> tuple[int, int]:
    """How many asked for what led there, and under which key they are counted once."""
    for root in ROOTS:
        if row[root] is not None:
            return row[root], row[f"{root}__member_count"] if row[f"{root}__published_at"] else 0
    words = row["source__as_response__contribution"]
    return (words, 1) if words is not None else (row["source"], 0)
