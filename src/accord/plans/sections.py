"""The sections a commitment is written in, and a mark that tells whether one has changed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.plans.models import (
    ActionPlan,
    ClauseText,
    Commitment,
    CommitmentVersion,
    Lead,
    MilestoneText,
    ProgressUpdate,
)
from accord.record.actions import canonical_json

GROUPS: dict[str, "str | Promise"] = {
    "head": _("In short"),
    "who": _("Who is part of it"),
    "problem": _("The problem"),
    "solution": _("What will be done"),
    "values": _("Open government values"),
    "extra": _("More about it"),
}


@dataclass(frozen=True)
class Section:
    group: str
    name: "str | Promise"


def sections(plan: ActionPlan) -> list[Section]:
    """In the order of the form, each group once."""
    groups = dict.fromkeys(entry.group for entry in plan.template.fields.all())
    return [Section(group, GROUPS.get(group, group)) for group in groups]


def section_mark(commitment: Commitment, version: CommitmentVersion, group: str) -> str:
    """Stays the same as long as nobody saves other words into this section."""
    fields = list(commitment.plan.template.fields.filter(group=group).values_list("key", flat=True))
    texts = ClauseText.objects.filter(version=version, clause__field__in=fields)
    rows = texts.order_by("clause__code", "language")
    values = [list(row) for row in rows.values_list("clause__code", "language", "text")]
    title = commitment.title.plain() if group == "head" else {}
    return _mark([version.number, title, values])


def milestone_mark(text: MilestoneText) -> str:
    values = [text.title.plain(), text.outputs.plain(), text.due_text.plain(), text.due_precision]
    return _mark([*values, str(text.starts_on), str(text.due_on)])


def report_mark(update: ProgressUpdate | None) -> str:
    """Of a report that is a draft; before anybody has begun it, too."""
    if update is None:
        return _mark(None)
    texts = [text.plain() for text in (update.text, update.reason, update.next_steps)]
    evidence = [[one.url, one.title.plain()] for one in update.evidence.order_by("pk")]
    return _mark([update.status, str(update.expected_on), texts, evidence])


def leads_mark(leads: Iterable[Lead]) -> str:
    return _mark([[lead.office_id, lead.name, lead.side] for lead in leads])


def _mark(value: object) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:20]
