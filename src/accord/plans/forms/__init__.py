"""What people type into plans. Texts are official: in the languages of the space."""

from accord.plans.forms.adoption import AdoptionForm, ReasonForm
from accord.plans.forms.editor import CommitmentForm, PlanForm, SectionForm, VersionForm
from accord.plans.forms.leads import LEAD_ROWS, LeadsForm
from accord.plans.forms.milestones import MilestoneForm
from accord.plans.forms.reports import EVIDENCE_ROWS, PeriodForm, ReportForm

__all__ = [
    "EVIDENCE_ROWS",
    "LEAD_ROWS",
    "AdoptionForm",
    "CommitmentForm",
    "LeadsForm",
    "MilestoneForm",
    "PeriodForm",
    "PlanForm",
    "ReasonForm",
    "ReportForm",
    "SectionForm",
    "VersionForm",
]
