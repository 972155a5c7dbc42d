"""Who reaches answers, and what waits for one."""

from tests.access.table import OFFICIALS, WRITES_THEMES, Route
from tests.addresses import named

THEMES = WRITES_THEMES


def theme(at):
    return [at.process.slug, at.theme.number]


def heard(at):
    return [at.process.slug, at.synthesis.number]


def slug(at):
    return [at.process.slug]


ROUTES = [
    Route("answers:inbox", slug, get=THEMES),
    Route("answers:inbox-preview", slug, get=None, post=THEMES),
    Route("answers:inbox-choices", slug, get=None, post=THEMES),
    Route("answers:inbox-undo", slug, get=None, post=THEMES),
    Route("answers:list", has_process=False),
    Route(
        "answers:office",
        lambda at: [at.office.code],
        get=THEMES | OFFICIALS,
        post=THEMES | OFFICIALS,
        refused=404,
        has_process=False,
    ),
    Route(
        "answers:new",
        lambda at: named(at.theme),
        get=THEMES | OFFICIALS | {"other_official"},
        post=THEMES | OFFICIALS | {"other_official"},
    ),
    Route(
        "answers:edit",
        lambda at: [at.draft_response.subject.code],
        get=THEMES | OFFICIALS,
        post=THEMES | OFFICIALS,
        refused=404,
    ),
    Route(
        "answers:discard",
        lambda at: [at.draft_response.subject.code],
        get=THEMES | OFFICIALS,
        post=THEMES | OFFICIALS,
        refused=404,
    ),
    Route(
        "answers:assignment",
        lambda at: [at.draft_response.subject.code],
        get=THEMES | OFFICIALS,
        post=THEMES | OFFICIALS,
        refused=404,
    ),
    Route("answers:rejoinders", lambda at: [at.response.subject.code]),
    Route(
        "answers:rejoinder",
        lambda at: [at.response.subject.code, *named(at.idea)],
        get=None,
        post=frozenset({"author"}),
        refused=404,
    ),
]
