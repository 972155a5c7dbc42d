"""What answers bring to pages below: beside an idea, in its row, on its receipt, at home."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accord.answers.applicable_answers import answers
from accord.answers.forms import RejoinderForm
from accord.answers.models import Rejoinder, Response
from accord.answers.pending_answers import days_late, owed_in_space, pending_activities
from accord.answers.rules import may_answer
from accord.contributions.models import Contribution
from accord.forum.models import Decision
from accord.processes.models import Process
from accord.processes.registry import Owes
from accord.record.models import Link
from accord.record.relations import LED_TO
from accord.record.rules import may
from accord.record.stations import thread_address
from accord.themes.members import gathered
from accord.themes.models import Paragraph, Theme
from accord.ui import panels
from accord.ui.shell import register_link

Rows = Mapping[Any, Mapping[str, Any]]


def declare() -> None:
    register_link(order=30, label=_("Answers"), url_name="answers:list")
    places = {
        "home.answers": ("home", home),
        "contributions.detail.after": ("answer", beside_words),
        "contributions.row": ("row", in_rows),
        "contributions.receipt.after": ("receipt", on_receipt),
        "processes.detail.main": ("process", in_process),
        "forum.decision.after": ("decision", after_decision),
        "themes.theme.answer": ("theme", of_themes),
        "themes.theme.acts": ("theme_acts", for_all),
        "themes.row": ("theme_row", in_theme_rows),
        "themes.list.acts": ("themes_acts", for_all),
        "themes.paragraph.after": ("paragraph", of_paragraphs),
        "themes.paragraph.acts": ("paragraph_acts", for_all),
    }
    for place, (template, rows) in places.items():
        name = f"answers/panels/{template}.html"
        panels.register(place=place, order=30, template=name, rows=rows)


def _standing(words: Contribution, found: Sequence[Response]) -> dict[str, Any]:
    activity = words.activity
    is_owed = activity is not None and activity.owes is not Owes.NONE
    due = activity.answer_due_on if activity and is_owed and words.is_published else None
    late = days_late(due) if not found else 0
    return {"answers": found, "due_on": due, "days_overdue": late, "words": words}


def beside_words(objects: Sequence[Contribution], viewer: Any) -> Rows:
    given = answers(objects)
    answering = {words.process_id: words.process for words in objects if is_answered_singly(words)}
    open_to = {pk for pk, process in answering.items() if may_answer(viewer, process)}
    drafts = drafts_of([words for words in objects if words.process_id in open_to], viewer)
    return {
        words.pk: _standing(words, given[words.pk])
        | {
            "may_answer": words.process_id in open_to and is_answered_singly(words),
            "draft": drafts.get(words.pk),
        }
        for words in objects
        if words.parent_id is None and words.discussion_id is None
    }


def is_answered_singly(words: Contribution) -> bool:
    activity = words.activity
    return words.is_published and (activity is None or activity.owes is Owes.EACH)


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
            by_receipt = row.receipt_id is not None and row.receipt_id == words.receipt_id
            is_theirs = by_receipt or row.person_id in _people(words)
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
        process.pk: {"pending": pending_activities(viewer, Process.objects.filter(pk=process.pk))}
        for process in objects
    }


def after_decision(objects: Sequence[Decision], viewer: Any) -> Rows:
    """The answers that point at it, as far as the viewer sees them."""
    shown = Response.objects.visible_to(viewer).shown()
    ties = Link.objects.filter(
        target__in=[row.pk for row in objects],
        relation=LED_TO.key,
        source__in=shown.values("pk"),
    )
    answers: defaultdict[int, list[int]] = defaultdict(list)
    for source, target in ties.order_by("pk").values_list("source", "target"):
        answers[target].append(source)
    return {decision.pk: {"answers": with_rejoinders(answers[decision.pk])} for decision in objects}


def with_rejoinders(keys: Sequence[int]) -> list[Response]:
    found = Response.objects.with_rejoinders().for_page().filter(pk__in=keys)
    return sorted(found, key=lambda row: keys.index(row.pk)) if keys else []


def of_themes(objects: Sequence[Theme], viewer: Any) -> Rows:
    """On a theme's own page: its answers and those of what became part of it."""
    return {theme.pk: of_theme(theme, viewer) for theme in objects}


def of_theme(theme: Theme, viewer: Any) -> Mapping[str, Any]:
    due = due_on(theme)
    answers = Response.objects.visible_to(viewer).published().filter(theme__in=theme.group)
    answers = answers.with_rejoinders()
    may_theme = may(viewer, "themes.sort", theme.process)
    return {
        "answers": answers.select_related("office", "theme__process").order_by("-published_at"),
        "due_on": due,
        "days_overdue": days_late(due),
        "may_answer": not may_theme and may_answer(viewer, theme.process),
    }


def due_on(theme: Theme) -> dt.date | None:
    """When the earliest of the activities these words came from promised an answer."""
    said = gathered().filter(target=theme.pk, source__as_contribution__activity=OuterRef("pk"))
    days = theme.process.activities.filter(Exists(said), answer_due_on__isnull=False)
    return days.order_by("answer_due_on").values_list("answer_due_on", flat=True).first()


def in_theme_rows(objects: Sequence[Theme], viewer: Any) -> Rows:
    shown = Response.objects.visible_to(viewer).shown().filter(theme__in=objects)
    answered = set(shown.values_list("theme_id", flat=True))
    may_theme = bool(objects) and may(viewer, "themes.sort", objects[0].process)
    return {
        theme.pk: {"is_answered": theme.pk in answered, "may_theme": may_theme} for theme in objects
    }


def for_all(objects: Sequence[Any], viewer: Any) -> Rows:
    """Links for those to whom the page shows what can be done."""
    return {thing.pk: {} for thing in objects}


def of_paragraphs(objects: Sequence[Paragraph], viewer: Any) -> Rows:
    answers: dict[int, list[Response]] = {row.pk: [] for row in objects}
    found = Response.objects.visible_to(viewer).published().filter(paragraph__in=objects)
    found = found.with_rejoinders()
    for response in found.select_related("office").order_by("-number"):
        answers[response.paragraph_id or 0].append(response)
    return {pk: {"answers": rows} for pk, rows in answers.items()}
