"""What is done with processes, their dates and activities."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import public

PROCESS_CREATED = public("process.created", _("A process was prepared"))
PROCESS_EDITED = public("process.edited", _("What a process is about was edited"))
PROCESS_OPENED = public("process.opened", _("A process was opened"))
PROCESS_CLOSED = public("process.closed", _("A process was closed"))
PHASE_ADDED = public("phase.added", _("A phase was added"))
PHASE_EDITED = public("phase.edited", _("A phase was edited"))
PHASE_MOVED = public("phase.moved", _("A phase has new dates"))
DATE_MOVED = public("date.moved", _("A date was moved"))
ACTIVITY_EDITED = public("activity.edited", _("What an activity is about was edited"))
ACTIVITY_ANNOUNCED = public("activity.announced", _("An activity was announced"))
ACTIVITY_OPENED = public("activity.opened", _("An activity was opened"))
ACTIVITY_CLOSED = public("activity.closed", _("An activity was closed early"))
ACTIVITY_REOPENED = public("activity.reopened", _("An activity was opened again"))
ACTIVITY_MOVED = public("activity.moved", _("An activity has new dates"))
ACTIVITY_ANSWERED = public("activity.answered", _("Everything said in an activity is answered"))
ACTIVITY_UNANSWERED = public(
    "activity.unanswered", _("Something said in an activity waits for an answer again")
)
TIMELINE_PUBLISHED = public("timeline.published", _("The dates of a process were published"))
