"""Counting again what is kept in counters, part by part."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accord.jobs.recounts import recounts
from accord.runs.job_kinds import JobKind, Outcome, register_job_kind
from accord.runs.models import Job
from accord.runs.numbers import said
from accord.runs.work_in_hand import WorkInHand


def recount(work: WorkInHand) -> dict[str, Any]:
    """How many counters of each part were wrong; they are right now."""
    parts = recounts()

    def count_again(name: str) -> None:
        work.notes[name] = parts[name]()

    work.each(sorted(parts), count_again)
    return work.notes


def outcome(job: Job) -> Outcome:
    repaired = sum(job.found.values())
    figures = ((job.total or 0, ngettext("part counted", "parts counted", job.total or 0)),)
    if not repaired:
        return Outcome(
            _("All counters were right"), figures, _("Nothing had to change, and no page did.")
        )
    heading = ngettext(
        "%(count)s counter was put right", "%(count)s counters were put right", repaired
    ) % {"count": said(repaired)}
    return Outcome(heading, figures, _("Pages show the right numbers from now on."))


def progress(done: int, total: int) -> str:
    words = ngettext("%(done)s of %(total)s part", "%(done)s of %(total)s parts", total)
    return words % {"done": said(done), "total": said(total)}


RECOUNT = JobKind(
    key="recount",
    title=lambda data: gettext_lazy("Counting again"),
    heading=gettext_lazy("Numbers look wrong"),
    verb=gettext_lazy("Count again"),
    why=gettext_lazy(
        "Pages show numbers that are kept as people take part. If one looks wrong, count all of"
        " them again from what stands there. Whatever was wrong is put right."
    ),
    permission="runs.recount",
    function=recount,
    progress=progress,
    while_running=gettext_lazy("People can go on taking part meanwhile."),
    if_stopped=gettext_lazy("If you stop, parts that are counted stay right."),
    outcome=outcome,
)


def declare() -> None:
    register_job_kind(RECOUNT)
