from accord.plans.models.commitments import Clause, ClauseText, Commitment, CommitmentVersion
from accord.plans.models.editions import Edition, EditionItem
from accord.plans.models.leads import Lead
from accord.plans.models.milestones import DuePrecision, Indicator, Milestone, MilestoneText
from accord.plans.models.plans import ActionPlan
from accord.plans.models.progress import Evidence, ProgressUpdate, ReportingPeriod, Status
from accord.plans.models.templates import PlanTemplate, TemplateField

__all__ = [
    "ActionPlan",
    "Clause",
    "ClauseText",
    "Commitment",
    "CommitmentVersion",
    "DuePrecision",
    "Edition",
    "EditionItem",
    "Evidence",
    "Indicator",
    "Lead",
    "Milestone",
    "MilestoneText",
    "PlanTemplate",
    "ProgressUpdate",
    "ReportingPeriod",
    "Status",
    "TemplateField",
]
