"""What of a sheet stands in the public log: all that people were asked, word for word."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from accord.processes.models import Activity, Process
from accord.questions.models import Question, Sheet
from accord.ui.texts import LocalizedText

LIMITS = ("max_length", "min_number", "max_number", "min_date", "max_date", "max_choices")
OF_QUESTION = (
    "code",
    "kind",
    "is_built_in",
    "starts_page",
    "text",
    "hint",
    "is_required",
    "choices",
    "show_if_code",
    "show_if_choice",
    "is_sensitive",
    "sensitive_reason",
    *LIMITS,
)


def canonical(sheet: Sheet) -> dict[str, Any]:
    activity = activity_of(sheet)
    return {
        "process": activity.process.slug,
        "activity": activity.slug,
        "number": sheet.number,
        "published_at": _plain(sheet.published_at),
        "questions": [canonical_question(row) for row in sheet.questions.all()],
    }


def canonical_question(question: Question) -> dict[str, Any]:
    """Limits that aren't set are left out, so that a new one changes no old form."""
    found = {name: _plain(getattr(question, name)) for name in OF_QUESTION}
    return {name: value for name, value in found.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, LocalizedText):
        return value.plain()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value


def sheet_mark(sheet: Sheet) -> str:
    """Changes with all that people would be asked."""
    return mark_of(sheet.questions.order_by("position", "pk"))


def mark_of(questions: Iterable[Question]) -> str:
    """Changes with all that these ask, and with their order."""
    said = json.dumps([canonical_question(row) for row in questions], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def activity_of(sheet: Sheet) -> Activity:
    activity: Activity = sheet.about.as_activity
    return activity


def process_of(sheet: Sheet) -> Process:
    return activity_of(sheet).process


def was_shown(sheet: Sheet) -> bool:
    activity = activity_of(sheet)
    is_announced = activity.announced_at is not None and activity.process.is_public
    return sheet.published_at is not None and is_announced
