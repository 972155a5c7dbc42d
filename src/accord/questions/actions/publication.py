from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accord.errors import Conflict
from accord.processes.models import Activity
from accord.questions.actions.drafts import asks_the_same
from accord.questions.actions.refusals import refuse_broken, refuse_changed
from accord.questions.events import SHEET_PUBLISHED
from accord.questions.models import Sheet
from accord.questions.sheets import TOO_MUCH, current_sheet, sheet_of
from accord.record.events import emit
from accord.record.rules import require
from accord.record.viewer import Viewer


@transaction.atomic
def publish_sheet(*, viewer: Viewer, activity: Activity, seen: str = "") -> Sheet:
    """Ask this of whoever begins from now on. Who has begun finishes what they began.

    `seen` is the mark of what was looked at: if a colleague has changed it since, nothing happens.
    """
    require(viewer, "processes.plan", activity.process)
    Activity.objects.locked().get(pk=activity.pk)
    if activity.is_closed:
        raise Conflict(_("This has closed, so nobody is asked any more."))
    sheet = Sheet.objects.locked().filter(about=activity.pk, published_at=None).first()
    now = current_sheet(activity)
    if sheet is None or asks_the_same(sheet_of(activity, sheet), now):
        raise Conflict(_("Nothing has changed since these questions were published."))
    rows = list(sheet.questions.order_by("position", "pk"))
    refuse_changed(rows, seen)
    refuse_broken(rows)
    if not sheet_of(activity, sheet).is_sendable:
        raise Conflict(TOO_MUCH)
    sheet.published_at = timezone.now()
    sheet.save(update_fields=["published_at"])
    emit(SHEET_PUBLISHED, sheet, viewer)
    return sheet
