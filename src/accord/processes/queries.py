"""What the pages show, gathered in a number of queries that doesn't grow with the rows."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils import timezone

from accord.processes.lifecycle import Standing, standing
from accord.processes.models import (
    Activity,
    DateChange,
    Influence,
    Phase,
    Process,
)
from accord.record.viewer import Viewer


@dataclass(frozen=True)
class Card:
    """An activity as it stands on other pages."""

    activity: Activity
    standing: Standing
    new_url: str
    list_url: str
    shared: str
    read: str

    @property
    def ended_on(self) -> dt.date | None:
        """The day it really closed: the last day, or the day it was closed by hand."""
        closed_at = self.activity.closed_at
        return timezone.localdate(closed_at) if closed_at else self.activity.last_day


def card(activity: Activity) -> Card:
    count = activity.tally.contributions
    return Card(
        activity=activity,
        standing=standing(activity),
        new_url=activity.type.address("new", activity) if activity.is_open else "",
        list_url=activity.type.address("list", activity),
        shared=activity.type.count(count),
        read=activity.type.read(count),
    )


def cards(activities: Iterable[Activity]) -> list[Card]:
    return [card(activity) for activity in activities]


@dataclass(frozen=True)
class Stop:
    """A phase on the way: whether it has begun, is on now, and what moved."""

    phase: Phase
    has_begun: bool
    is_current: bool
    changes: Sequence[DateChange]


def stops(phases: Sequence[Phase], changes: Sequence[DateChange]) -> list[Stop]:
    today = timezone.localdate()
    return [
        Stop(
            phase=phase,
            has_begun=phase.starts_on <= today,
            is_current=phase.is_current(today),
            changes=[change for change in changes if change.phase_id == phase.pk],
        )
        for phase in phases
    ]


def ladder(level: str) -> list[tuple[str, bool, bool]]:
    """The five steps of influence: word, whether it is reached, whether it is the one."""
    reached = Influence.values.index(level) if level else -1
    return [
        (str(label), step <= reached, step == reached)
        for step, label in enumerate(Influence.labels)
    ]


def with_activities(viewer: Viewer) -> "Prefetch[str]":
    activities = Activity.objects.visible_to(viewer).filter(announced_at__isnull=False)
    return Prefetch(
        "activities",
        activities.select_related("process", "tally").order_by("closes_at", "pk"),
        to_attr="announced",
    )


def changes_of(process: Process) -> list[DateChange]:
    """Every date that moved, newest first."""
    found = DateChange.objects.filter(Q(phase__process=process) | Q(activity__process=process))
    return list(found.select_related("phase", "activity"))
