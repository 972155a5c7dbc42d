"""What is done with plans, and what is reported on them."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import private, public

PLAN_CREATED = private("plan.created", _("A plan was begun"))
PLAN_PUBLISHED = private("plan.published", _("A draft of a plan was published"))
PLAN_ADOPTED = public(
    "plan.adopted", _("A plan was adopted"), data=["unanswered"], sealed=["override_by"]
)
COMMITMENT_ADDED = private("commitment.added", _("A commitment was added"))
COMMITMENT_MOVED = private("commitment.moved", _("A commitment has another place"))
COMMITMENT_WRITTEN = private("commitment.written", _("The words of a commitment were written"))
COMMITMENT_FROZEN = public("commitment.frozen", _("A version of a commitment was fixed"))
COMMITMENT_WITHDRAWN = public("commitment.withdrawn", _("A commitment was withdrawn"))
LEADS_SET = private("commitment.led", _("Who leads a commitment was set"))
VERSION_STARTED = private("commitment.version_started", _("A new version was begun"))
MILESTONE_WRITTEN = private("milestone.written", _("A milestone was written"))
MILESTONE_RETIRED = private("milestone.retired", _("A milestone was taken out"))
MILESTONE_MOVED = private("milestone.moved", _("A milestone has another place"))
PERIOD_OPENED = private("period.opened", _("A reporting period was set"))
PROGRESS_DRAFTED = private("progress.drafted", _("A report on a milestone was drafted"))
PROGRESS_PUBLISHED = public("progress.published", _("Progress on a milestone was reported"))
