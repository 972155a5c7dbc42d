"""The public log as a file to take home."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accord.errors import Conflict
from accord.record.export import count_of_rows, zip_pieces
from accord.record.models import Log
from accord.runs import results
from accord.runs.job_kinds import JobKind, Outcome, register_job_kind
from accord.runs.models import Job
from accord.runs.numbers import said
from accord.runs.work_in_hand import WorkInHand


def take_log(work: WorkInHand) -> dict[str, Any]:
    """Write the log into a file, an entry at a time; an attempt begins a file of its own."""
    log = Log.objects.select_related("space").filter(space=work.viewer.space).first()
    if log is None or not log.size:
        raise Conflict(_("Nothing stands in the public log yet."))
    work.done = 0
    work.expect(count_of_rows(log))
    results.keep(work.job, zip_pieces(log, work.counted))
    return {"entries": log.size}


def outcome(job: Job) -> Outcome:
    count = job.found["entries"]
    return Outcome(
        heading=_("The public log is ready to take home"),
        figures=((count, ngettext("entry", "entries", count)),),
        sentence=_("The file holds a program with which anybody can check it, and how to."),
        next_label=_("Take the file"),
        next_url=reverse("runs:file", args=[job.key]),
    )


def progress(done: int, total: int) -> str:
    words = ngettext("%(done)s of %(total)s line", "%(done)s of %(total)s lines", total)
    return words % {"done": said(done), "total": said(total)}


LOG_FILE = JobKind(
    key="log-file",
    title=lambda data: gettext_lazy("Writing the public log into a file"),
    heading=gettext_lazy("Take the log home"),
    verb=gettext_lazy("Write the file"),
    why=gettext_lazy(
        "All that stands in the public log, in one file that can be checked without us. Keep a"
        " copy where this site can’t reach it."
    ),
    permission="spaces.run",
    function=take_log,
    progress=progress,
    while_running=gettext_lazy("What is done meanwhile stands in the next file."),
    if_stopped=gettext_lazy("If you stop, there is no file."),
    outcome=outcome,
    file_name=lambda data: "public-log.zip",
)


def declare() -> None:
    register_job_kind(LOG_FILE)
