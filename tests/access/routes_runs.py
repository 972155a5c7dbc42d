"""Long work is seen by who may begin it and by who administers the place; others don't find it."""

from django.core.files.base import ContentFile

from accord.runs import results
from tests.access.table import SIGNED_IN, Route

ADMINISTERS = frozenset({"administrator"})
RUNS_SPACE = frozenset({"secretariat", "contact", "administrator"})

OF_EACH = (
    ("waiting", RUNS_SPACE),
    ("finished", RUNS_SPACE),
    ("failed", RUNS_SPACE),
    ("others", ADMINISTERS),  # the secretariat asked for it and may not begin it any more
)


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
            get=sees,
            refused=404,
            has_process=False,
            variant=name,
        )
        for name, sees in OF_EACH
    ],
    *[
        Route(
            "runs:cancellation",
            sample=of_kind(name),
            get=None,
            post=sees,
            refused=404,
            has_process=False,
            variant=name,
        )
        for name, sees in (OF_EACH[0], OF_EACH[-1])
    ],
    Route("runs:file", sample=with_file, get=RUNS_SPACE, refused=404, has_process=False),
]
