"""A plan to take home: JSON and CSV. Columns are described in docs/plans.md; no ids, only codes."""

from collections.abc import Iterator
from typing import Any

from accord.plans.models import ActionPlan, ClauseText
from accord.plans.progress import CommitmentRow, plan_progress
from accord.ui.csv_lines import csv_lines
from accord.ui.texts import LocalizedText

COLUMNS = (
    "commitment",
    "commitment_title",
    "subject",
    "lead",
    "milestone",
    "milestone_title",
    "due",
    "due_precision",
    "due_text",
    "expected",
    "state",
    "government_status",
    "civil_society_status",
)


def plan_json(plan: ActionPlan) -> dict[str, Any]:
    rows = plan_progress(plan).rows
    clauses = clauses_by_version([row.version.pk for row in rows if row.version])
    return {
        "plan": plan.slug,
        "title": plan.title.plain(),
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "origin": plan.origin,
        "adopted_at": plan.adopted_at.isoformat() if plan.adopted_at else None,
        "status_scale": plan.status_scale,
        "commitments": [commitment_json(row, clauses) for row in rows],
    }


def clauses_by_version(version_ids: list[int]) -> dict[int, dict[str, dict[str, Any]]]:
    found: dict[int, dict[str, dict[str, Any]]] = {}
    texts = ClauseText.objects.filter(version__in=version_ids).select_related("clause")
    for row in texts.order_by("clause__position", "clause_id", "language"):
        clauses = found.setdefault(row.version_id, {})
        entry = clauses.setdefault(
            row.clause.code, {"code": row.clause.code, "field": row.clause.field, "text": {}}
        )
        entry["text"][row.language] = row.text
    return found


def commitment_json(
    row: CommitmentRow, clauses: dict[int, dict[str, dict[str, Any]]]
) -> dict[str, Any]:
    commitment, version = row.commitment, row.version
    return {
        "code": commitment.code,
        "title": commitment.title.plain(),
        "subject": commitment.topic.code if commitment.topic else None,
        "section": commitment.section.plain(),
        "lead": row.lead.name if row.lead else None,
        "withdrawn_at": commitment.withdrawn_at.isoformat() if commitment.withdrawn_at else None,
        "version": version.number if version else None,
        "digest": version.digest if version else "",
        "state": row.standing.state.value,
        "clauses": list(clauses.get(version.pk, {}).values()) if version else [],
        "milestones": [
            {
                "code": one.milestone.code,
                "title": one.text.title.plain(),
                "outputs": one.text.outputs.plain(),
                "starts_on": one.text.starts_on.isoformat() if one.text.starts_on else None,
                "due_on": one.text.due_on.isoformat() if one.text.due_on else None,
                "due_precision": one.text.due_precision,
                "due_text": one.text.due_text.plain(),
                "state": one.standing.state.value,
                "updates": [
                    {
                        "period": update.period.code,
                        "side": update.side,
                        "status": update.status,
                        "text": update.text.plain(),
                        "reason": update.reason.plain(),
                        "expected_on": update.expected_on.isoformat()
                        if update.expected_on
                        else None,
                    }
                    for update in one.updates
                ],
            }
            for one in row.milestones
        ],
    }


def plan_csv(plan: ActionPlan) -> str:
    return "".join(csv_lines(COLUMNS, plan_rows(plan)))


def plan_rows(plan: ActionPlan) -> Iterator[list[object]]:
    """One row a milestone; a commitment without any has one of its own."""
    for row in plan_progress(plan).rows:
        commitment = row.commitment
        head = [
            commitment.code,
            as_line(commitment.title),
            commitment.topic.code if commitment.topic else "",
            row.lead.name if row.lead else "",
        ]
        for one in row.milestones:
            said = one.standing
            yield [
                *head,
                one.milestone.code,
                as_line(one.text.title),
                one.text.due_on,
                one.text.due_precision,
                as_line(one.text.due_text),
                said.expected_on,
                said.state.value,
                said.government.status if said.government else "",
                said.civil_society.status if said.civil_society else "",
            ]
        if not row.milestones:
            yield [*head, *[""] * (len(COLUMNS) - len(head))]


def as_line(text: LocalizedText) -> str:
    return str(text)
