"""What answers bring to pages below: beside an idea, in its row, on its receipt, at home."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.contributions.models import Contribution
from accord.processes.models import Activity, Decision
from accord.responses.forms import RejoinderForm
from accord.responses.models import Link, Response
from accord.responses.standing import answers
from accord.responses.views.answers import overdue
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
        "processes.decision.after": ("decision", after_decision),
    }
    for place, (template, rows) in places.items():
        name = f"responses/panels/{template}.html"
        panels.register(place=place, order=30, template=name, rows=rows)


def _standing(words: Contribution, found: Sequence[Response]) -> dict[str, Any]:
    activity = words.activity
    due = activity.answer_due_on if activity and words.is_published else None
    late = overdue(activity) if activity and not found else 0
    return {"answers": found, "due_on": due, "days_overdue": late, "words": words}


def beside_words(objects: Sequence[Contribution], visitor: Any) -> Rows:
    given = answers(objects)
    return {
        words.pk: _standing(words, given[words.pk])
        for words in objects
        if words.parent_id is None and words.discussion_id is None
    }


def in_rows(objects: Sequence[Contribution], visitor: Any) -> Rows:
    given = answers(objects)
    return {words.pk: _standing(words, given[words.pk][:1]) for words in objects}


def on_receipt(objects: Sequence[Contribution], visitor: Any) -> Rows:
    rows = beside_words(objects, visitor)
    return {
        pk: {**row, "rejoinder": RejoinderForm(auto_id=f"rejoin-{pk}-%s")}
        for pk, row in rows.items()
    }


def home(objects: Sequence[Any], visitor: Any) -> Rows:
    rows = {}
    for space in objects:
        activities = Activity.objects.visible_to(visitor).filter(process__space=space)
        sums = activities.aggregate(said=Sum("tally__contributions"), owed=Sum("tally__unanswered"))
        late = activities.filter(
            tally__unanswered__gt=0, answer_due_on__lt=timezone.localdate()
        ).aggregate(late=Sum("tally__unanswered"))
        said, owed = sums["said"] or 0, sums["owed"] or 0
        rows[space.pk] = {
            "said": said,
            "owed": owed,
            "answered": said - owed,
            "late": late["late"] or 0,
        }
    return rows


def in_process(objects: Sequence[Any], visitor: Any) -> Rows:
    return {
        process.pk: {
            "themes": process.themes.roots().filter(published_at__isnull=False)[:20],
            "syntheses": process.syntheses.filter(published_at__isnull=False),
        }
        for process in objects
    }


def after_decision(objects: Sequence[Decision], visitor: Any) -> Rows:
    """The themes this decided on, and the answers that point at it."""
    rows: dict[Any, dict[str, list[Any]]] = {}
    links = Link.objects.filter(decision__in=objects).select_related(
        "theme__process", "response__office"
    )
    for link in links:
        row = rows.setdefault(link.decision_id, {"themes": [], "answers": []})
        if link.theme is not None and link.theme.published_at:
            row["themes"].append(link.theme)
        elif link.response is not None and link.response.published_at:
            row["answers"].append(link.response)
    return rows
