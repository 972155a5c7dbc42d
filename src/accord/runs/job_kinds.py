"""The kinds of long work: each app says of its own what is done, and how it is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from django.utils.functional import Promise

if TYPE_CHECKING:
    from accord.record.viewer import Viewer
    from accord.runs.models import Job
    from accord.runs.work_in_hand import WorkInHand

Data = Mapping[str, Any]
# A job and the work in hand know their kind, so a kind names them for the type checker alone.
if TYPE_CHECKING:
    Do: TypeAlias = Callable[[WorkInHand], dict[str, Any]]
    Tell: TypeAlias = Callable[[Job], "Outcome"]
    Refuse: TypeAlias = Callable[[Job, Viewer], None]
else:
    Do = Tell = Refuse = Callable


@dataclass(frozen=True)
class Outcome:
    """What a page says of a job that is done.

    Attributes:
        heading: the finding, such as “12 counters were put right”.
        figures: a number and its noun each, for the tally.
        sentence: what follows from it.
        next_label, next_url: the next step, where there is one.
    """

    heading: str
    figures: tuple[tuple[int, str], ...] = ()
    sentence: str = ""
    next_label: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class JobKind:
    """One kind of long work.

    Attributes:
        title: what it is at, such as “Counting again”, from the job's data.
        heading, why, verb: how it is offered: what for, and the button that begins it.
        permission: about the whole space; asked when it is queued and again when it begins.
        function: does it; what it gives back is the job's result. It gets all it needs from the
            work in hand, and may be begun anew at any time.
        progress: says how far it is, from what is done and the total, such as “3 of 12 parts”.
        while_running, if_stopped: what a page promises meanwhile.
        outcome: tells the result.
        is_whole: all in one transaction with the note that it is done, or nothing. Else it is
            done in steps, or writes nothing but a file.
        refuse: raises an `AccordError` where it can't be done any more, such as for what was
            closed while it waited.
        keep_days: how long it is kept after its end, its file too.
    """

    key: str
    title: Callable[[Data], "str | Promise"]
    heading: "str | Promise"
    verb: "str | Promise"
    why: "str | Promise"
    permission: str
    function: Do
    progress: Callable[[int, int], str]
    while_running: "str | Promise"
    if_stopped: "str | Promise"
    outcome: Tell
    is_whole: bool = False
    refuse: Refuse | None = None
    keep_days: int = 7
    file_name: Callable[[Data], str] | None = None


_kinds: dict[str, JobKind] = {}


def register_job_kind(kind: JobKind) -> JobKind:
    if kind.key in _kinds:
        raise ValueError(f"the kind of job {kind.key!r} has an owner already")
    _kinds[kind.key] = kind
    return kind


def job_kind(key: str) -> JobKind:
    return _kinds[key]


def job_kinds() -> list[JobKind]:
    return list(_kinds.values())
