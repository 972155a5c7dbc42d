"""What themes bring to pages below: in a process, after a decision."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from accord.forum.models import Decision
from accord.processes.models import Process
from accord.record.kinds import load_shown
from accord.record.models import Link
from accord.record.relations import LED_TO
from accord.record.rules import may
from accord.themes.models import Theme
from accord.ui import panels

Rows = Mapping[Any, Mapping[str, Any]]


def declare() -> None:
    places = {
        "processes.detail.main": ("process", in_process),
        "forum.decision.after": ("decision", after_decision),
    }
    for place, (template, rows) in places.items():
        name = f"themes/panels/{template}.html"
        panels.register(place=place, order=28, template=name, rows=rows)


def in_process(objects: Sequence[Any], viewer: Any) -> Rows:
    return {
        process.pk: {
            "themes": process.themes.roots().filter(published_at__isnull=False)[:20],
            "syntheses": process.syntheses.filter(published_at__isnull=False),
        }
        for process in objects
    }


def after_decision(objects: Sequence[Decision], viewer: Any) -> Rows:
    """The themes this decided on."""
    behind = sources_of(objects, viewer)
    return {
        decision.pk: {
            "themes": [row for row in behind[decision.pk] if isinstance(row, Theme)],
            "may_tie": isinstance(decision.within, Process)
            and may(viewer, "themes.sort", decision.within),
        }
        for decision in objects
    }


def sources_of(objects: Sequence[Any], viewer: Any) -> Mapping[int, list[Any]]:
    """What led to each of these, as far as the viewer sees it."""
    ties = Link.objects.filter(target__in=[row.pk for row in objects], relation=LED_TO.key)
    links = list(ties.select_related("source").order_by("pk"))
    sources = {row.pk: row for row in load_shown({link.source for link in links}, viewer)}
    behind: defaultdict[int, list[Any]] = defaultdict(list)
    for link in links:
        if link.source_id in sources:
            behind[link.target_id].append(sources[link.source_id])
    return behind
