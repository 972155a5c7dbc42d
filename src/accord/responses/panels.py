"""What answers bring to pages below: beside an idea, in its row, on its receipt, at home."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accord.contributions.models import Contribution
from accord.forum.models import Decision
from accord.processes.models import Process
from accord.record.kinds import load_shown
from accord.record.models import Link
from accord.record.relations import LED_TO
from accord.record.rules import may
from accord.record.stations import thread_address
from accord.responses.applicable_answers import answers
from accord.responses.forms import RejoinderForm
from accord.responses.models import Rejoinder, Response, Theme
from accord.responses.pending_answers import days_late, owed_in_space, owing_activities
from accord.responses.rules import may_answer
from accord.ui import panels
from accord.ui.shell import register_link

Rows = Mapping[Any, Mapping[str, Any]]


def declare() -> None:
    register_link(order=30, label=_("Answers"), url_name="responses:answers")
    places = {
        "home.answers": ("home", home),
        "contributions.detail.after": ("answer", beside_words),
        "contributions.row": ("row", in_rows),
        "contributions.receipt.after": ("receipt", on_receipt),
        "processes.detail.main": ("process", in_process),
        "forum.decision.after": ("decision", after_decision),
    }
    for place, (template, rows) in places.items():
        name = f"responses/panels/{template}.html"
        panels.register(place=place, order=30, template=name, rows=rows)


def _standing(words: Contribution, found: Sequence[Response]) -> dict[str, Any]:
    activity = words.activity
    due = activity.answer_due_on if activity and words.is_published else None
    late = days_late(due) if not found else 0
    return {"answers": found, "due_on": due, "days_overdue": late, "words": words}


def beside_words(objects: Sequence[Contribution], viewer: Any) -> Rows:
    given = answers(objects)
    answering = {words.process_id: words.process for words in objects if words.is_published}
    open_to = {pk for pk, process in answering.items() if may_answer(viewer, process)}
    drafts = drafts_of([words for words in objects if words.process_id in open_to], viewer)
    return {
        words.pk: _standing(words, given[words.pk])
        | {"may_answer": words.process_id in open_to, "draft": drafts.get(words.pk)}
        for words in objects
        if words.parent_id is None and words.discussion_id is None
    }


def drafts_of(objects: Sequence[Contribution], viewer: Any) -> dict[int | None, Response]:
    """The newest draft to each of these that the viewer may go on with."""
    if not objects:
        return {}
    rows = Response.objects.visible_to(viewer).filter(contribution__in=objects, published_at=None)
    return {row.contribution_id: row for row in rows.order_by("number")}


def in_rows(objects: Sequence[Contribution], viewer: Any) -> Rows:
    given = answers(objects)
    return {words.pk: _standing(words, given[words.pk][:1]) for words in objects}


def on_receipt(objects: Sequence[Contribution], viewer: Any) -> Rows:
    """With a form to answer back, or what was said already."""
    rows = beside_words(objects, viewer)
    newest = {pk: row["answers"][0] for pk, row in rows.items() if row["answers"]}
    said = _said_back(objects, newest)
    return {
        pk: {
            **row,
            "said_back": said.get(pk),
            "thread_url": thread_address(row["words"]) if row["words"].is_published else "",
            "rejoinder": RejoinderForm(auto_id=f"rejoin-{pk}-%s"),
            "may_rejoin": row["words"].is_published,
        }
        for pk, row in rows.items()
    }


def _said_back(
    objects: Sequence[Contribution], newest: Mapping[int, Response]
) -> dict[int, Rejoinder]:
    """What the person behind each of these words said to the newest answer."""
    answered = [words for words in objects if words.pk in newest]
    rejoinders = Rejoinder.objects.filter(
        Q(receipt__in={words.receipt_id for words in answered} - {None})
        | Q(person__in=set().union(*map(_people, answered))),
        response__in={response.pk for response in newest.values()},
    )
    found = list(rejoinders)
    said = {}
    for words in answered:
        for row in found:
            is_theirs = row.receipt_id == words.receipt_id or row.person_id in _people(words)
            if row.response_id == newest[words.pk].pk and is_theirs:
                said[words.pk] = row
    return said


def _people(words: Contribution) -> set[int]:
    claimed_by = words.receipt.claimed_by_id if words.receipt is not None else None
    return {pk for pk in (words.author_id, claimed_by) if pk is not None}


def home(objects: Sequence[Any], viewer: Any) -> Rows:
    """How many are answered, where anybody has spoken yet."""
    sums = {space.pk: owed_in_space(viewer, space) for space in objects}
    return {pk: row for pk, row in sums.items() if row["said"]}


def in_process(objects: Sequence[Any], viewer: Any) -> Rows:
    return {
        process.pk: {
            "themes": process.themes.roots().filter(published_at__isnull=False)[:20],
            "syntheses": process.syntheses.filter(published_at__isnull=False),
            "owing": owing_activities(viewer, Process.objects.filter(pk=process.pk)),
        }
        for process in objects
    }


def after_decision(objects: Sequence[Decision], viewer: Any) -> Rows:
    """The themes this decided on, and the answers that point at it."""
    ties = Link.objects.filter(target__in=[row.pk for row in objects], relation=LED_TO.key)
    links = list(ties.select_related("source").order_by("pk"))
    sources = {row.pk: row for row in load_shown({link.source for link in links}, viewer)}
    behind: defaultdict[int, list[Any]] = defaultdict(list)
    for link in links:
        if link.source_id in sources:
            behind[link.target_id].append(sources[link.source_id])
    return {
        decision.pk: {
            "themes": [row for row in behind[decision.pk] if isinstance(row, Theme)],
            "answers": with_rejoinders(behind[decision.pk]),
            "may_tie": isinstance(decision.within, Process)
            and may(viewer, "responses.theme", decision.within),
        }
        for decision in objects
    }


def with_rejoinders(rows: Sequence[Any]) -> list[Response]:
    answers = [row.pk for row in rows if isinstance(row, Response)]
    if not answers:
        return []
    found = Response.objects.with_rejoinders().for_page().filter(pk__in=answers)
    return sorted(found, key=lambda row: answers.index(row.pk))
