"""Long work is seen by who asked for it and by who administers the place; others don't find it."""

from django.core.files.base import ContentFile

from accord.runs import results
from tests.access.table import SIGNED_IN, Route

SEES = frozenset({"secretariat", "administrator"})  # the secretariat's jobs
RUNS_SPACE = frozenset({"secretariat", "contact", "administrator"})


def of_kind(name):
    return lambda at: [at.jobs[name].key]


def with_file(at):
    job, storage = at.jobs["finished"], results.storage()
    if not storage.exists(job.file):
        storage.save(job.file, ContentFile(b"a zip"))
    return [job.key]


ROUTES = [
    Route("runs:list", get=SIGNED_IN, has_process=False),
    Route(
        "runs:start",
        sample=lambda at: ["log-file"],
        get=None,
        post=RUNS_SPACE,
        refused=404,
        has_process=False,
    ),
    Route(
        "runs:start",
        sample=lambda at: ["recount"],  # of all places, and one of them isn't theirs
        get=None,
        post=frozenset(),
        refused=404,
        has_process=False,
        variant="recount",
    ),
    *[
        Route(
            "runs:detail",
            sample=of_kind(name),
            get=SEES,
            refused=404,
            has_process=False,
            variant=name,
        )
        for name in ("waiting", "finished", "failed")
    ],
    Route(
        "runs:cancellation",
        sample=of_kind("waiting"),
        get=None,
        post=SEES,
        refused=404,
        has_process=False,
    ),
    Route("runs:file", sample=with_file, get=SEES, refused=404, has_process=False),
]
