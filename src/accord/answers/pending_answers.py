"""What is owed, by whom and since when. Pages and panels read it here."""

import datetime as dt

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils import timezone

from accord.answers.models import TARGET_STANDS
from accord.contributions.models import Contribution
from accord.organisations.models import Office
from accord.processes.models import Activity, Process
from accord.record.rules import through
from accord.record.viewer import Viewer
from accord.spaces.models import Space


def days_late(due_on: dt.date | None) -> int:
    return 0 if due_on is None else max(0, (timezone.localdate() - due_on).days)


def owed_words(process: Process) -> "QuerySet[Contribution]":
    """What people said in the process and its offices answer: what the inbox lists."""
    return Contribution.objects.shown().said_first().filter(process=process).for_list()


def pending_activities(
    viewer: Viewer, processes: "QuerySet[Process]"
) -> list[tuple[Activity, int]]:
    """Those that still wait for answers, the longest due first, with their days overdue."""
    found = (
        Activity.objects.visible_to(viewer)
        .filter(process__in=processes, tally__unanswered__gt=0)
        .select_related("process", "tally")
        .order_by("answer_due_on", "pk")
    )
    return [(row, days_late(row.answer_due_on)) for row in found]


def pending_offices(space: Space, processes: "QuerySet[Process]") -> list[tuple[Office, int]]:
    """Offices that owe or gave answers, the most overdue first, with the days of their oldest."""
    seen = (
        Q(responses__theme__process__in=processes)
        | Q(responses__contribution__process__in=processes)
        | Q(responses__paragraph__synthesis__process__in=processes)
    )
    there = through("responses", TARGET_STANDS)
    due = seen & there & Q(responses__published_at=None)
    late = due & Q(responses__due_on__lt=timezone.localdate())
    found = Office.objects.filter(space=space).annotate(
        due=Count("responses", filter=due),
        overdue=Count("responses", filter=late),
        oldest=Min("responses__due_on", filter=late),
        answered=Count("responses", filter=seen & Q(responses__published_at__isnull=False)),
    )
    rows = found.filter(Q(due__gt=0) | Q(answered__gt=0)).order_by("-overdue", "-due", "code")
    return [(row, days_late(row.oldest)) for row in rows]


def owed_in_space(viewer: Viewer, space: Space) -> dict[str, int]:
    """How many ideas there are, and how many are answered, due and overdue."""
    activities = Activity.objects.visible_to(viewer).filter(process__space=space)
    late = Q(answer_due_on__lt=timezone.localdate())
    sums = activities.aggregate(
        said=Sum("tally__contributions"),
        owed=Sum("tally__unanswered"),
        late=Sum("tally__unanswered", filter=late),
    )
    said, owed, overdue = (sums[name] or 0 for name in ("said", "owed", "late"))
    return {"said": said, "owed": owed, "answered": said - owed, "late": overdue}
