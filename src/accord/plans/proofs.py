"""What of a plan stands in the public log, and in which form it is proven."""

from typing import Any

from accord.plans.models import Commitment, CommitmentVersion, Edition, Lead, ProgressUpdate


def day(value: Any) -> str | None:
    return value.isoformat() if value else None


def version_form(version: CommitmentVersion) -> dict[str, Any]:
    """All words and dates of a version. Titles and leads belong to the edition."""
    clauses = [
        {
            "code": row.clause.code,
            "field": row.clause.field,
            "language": row.language,
            "text": row.text,
        }
        for row in version.texts.all()
    ]
    milestones = [
        {
            "code": row.milestone.code,
            "title": row.title.plain(),
            "outputs": row.outputs.plain(),
            "starts_on": day(row.starts_on),
            "due_on": day(row.due_on),
            "due_precision": row.due_precision,
            "due_text": row.due_text.plain(),
        }
        for row in version.milestone_texts.all()
    ]
    return {
        "plan": version.commitment.plan.slug,
        "commitment": version.commitment.code,
        "number": version.number,
        "clauses": sorted(clauses, key=lambda row: (row["code"], row["language"])),
        "milestones": sorted(milestones, key=lambda row: row["code"]),
    }


def leads_form(leads: Any) -> list[dict[str, Any]]:
    rows: list[Lead] = sorted(leads, key=lambda lead: (not lead.is_first, lead.position, lead.pk))
    return [
        {
            "name": lead.name,
            "side": lead.side,
            "office": lead.office.code if lead.office else None,
            "is_first": lead.is_first,
        }
        for lead in rows
    ]


def edition_form(edition: Edition) -> dict[str, Any]:
    """Each commitment with its title, its leads and the frozen version that was adopted."""
    items = []
    for item in edition.items.all():
        commitment = item.version.commitment
        items.append(
            {
                "commitment": commitment.code,
                "title": commitment.title.plain(),
                "version": item.version.number,
                "digest": item.version.digest,
                "leads": leads_form(commitment.leads.all()),
                "milestone_leads": {
                    milestone.code: leads_form(milestone.leads.all())
                    for milestone in commitment.milestones.all()
                },
            }
        )
    decision = edition.plan.decision
    return {
        "plan": edition.plan.slug,
        "number": edition.number,
        "title": edition.plan.title.plain(),
        "starts_on": day(edition.plan.starts_on),
        "ends_on": day(edition.plan.ends_on),
        "decision": decision.number if decision else None,
        "items": sorted(items, key=lambda row: row["commitment"]),
    }


def progress_form(update: ProgressUpdate) -> dict[str, Any]:
    evidence = [
        {"url": row.url, "title": row.title.plain(), "text": row.text.plain()}
        for row in sorted(update.evidence.all(), key=lambda row: row.pk)
    ]
    return {
        "milestone": update.milestone.code,
        "period": update.period.code,
        "side": update.side,
        "status": update.status,
        "text": update.text.plain(),
        "reason": update.reason.plain(),
        "next_steps": update.next_steps.plain(),
        "expected_on": day(update.expected_on),
        "office": update.by_office.code if update.by_office else None,
        "evidence": evidence,
    }


def commitment_form(commitment: Commitment) -> dict[str, Any]:
    return {
        "plan": commitment.plan.slug,
        "code": commitment.code,
        "withdrawn_on": day(commitment.withdrawn_at),
        "reason": commitment.withdrawn_reason.plain(),
    }


def version_was_shown(version: CommitmentVersion) -> bool:
    """Words that are still being written are nobody's business, in a plan that is shown or not."""
    return version.frozen_at is not None and version.commitment.plan.is_public


def progress_was_shown(update: ProgressUpdate) -> bool:
    return update.published_at is not None and update.milestone.commitment.plan.is_public


def plan_was_shown(thing: Edition | Commitment) -> bool:
    return thing.plan.is_public
