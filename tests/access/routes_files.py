"""Who reaches files: whoever sees what they are attached to; and who adds and removes them."""

from tests.access.table import OFFICIALS, RUNS, Route

CIVIL = frozenset({"civil_seat", "civil_alternate"})


def of(name):
    return lambda at: [getattr(at, name).subject.code, getattr(at, name).name]


def small_of(name):
    return lambda at: [getattr(at, name).subject.code, f"{getattr(at, name).stem}.webp"]


def code_of(name):
    return lambda at: [getattr(at, name).subject.code]


def about(kind, name):
    return lambda at: [kind, getattr(at, name).subject.code]


ROUTES = [
    Route("files:file", of("paper"), variant="paper"),
    Route("files:file", of("evidence"), variant="evidence"),
    Route(
        "files:file", of("draft_evidence"), get=CIVIL, refused=404, variant="evidence of a draft"
    ),
    Route("files:file", of("logo"), has_process=False, variant="logo"),
    Route("files:small", small_of("evidence"), variant="evidence"),
    Route("files:attachments", about("process", "process"), get=RUNS, post=RUNS, variant="papers"),
    Route(
        "files:attachments",
        about("progress", "update"),
        get=OFFICIALS,
        post=OFFICIALS,
        variant="evidence",
    ),
    Route(
        "files:attachments",
        about("progress", "draft_update"),
        get=CIVIL,
        post=CIVIL,
        refused=404,
        variant="evidence of a draft",
    ),
    Route("files:removal", code_of("paper"), get=RUNS, post=RUNS, variant="paper"),
    Route("files:removal", code_of("evidence"), get=OFFICIALS, post=OFFICIALS, variant="evidence"),
    Route(
        "files:logo",
        get=frozenset({"administrator"}),
        post=frozenset({"administrator"}),
        has_process=False,
    ),
]
