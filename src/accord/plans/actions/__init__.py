"""What people do with plans: the only door to their tables."""

from accord.plans.actions.adoption import adopt_plan, publish_draft, withdraw_commitment
from accord.plans.actions.drafts import (
    LeadRow,
    add_commitment,
    create_plan,
    move_commitment,
    save_section,
    set_leads,
)
from accord.plans.actions.milestones import move_milestone, retire_milestone, save_milestone
from accord.plans.actions.reports import open_period, publish_progress, report_progress
from accord.plans.actions.versions import freeze_version, seal, start_version

__all__ = [
    "LeadRow",
    "add_commitment",
    "adopt_plan",
    "create_plan",
    "freeze_version",
    "move_commitment",
    "move_milestone",
    "open_period",
    "publish_draft",
    "publish_progress",
    "report_progress",
    "retire_milestone",
    "save_milestone",
    "save_section",
    "seal",
    "set_leads",
    "start_version",
    "withdraw_commitment",
]
