"""Who reaches themes, answers and what was heard."""

from tests.access.table import WRITES_THEMES, Route

THEMES = WRITES_THEMES


def theme(at):
    return [at.process.slug, at.theme.number]


def heard(at):
    return [at.process.slug, at.synthesis.number]


def slug(at):
    return [at.process.slug]


ROUTES = [
    Route("responses:themes", slug),
    Route("responses:themes-publication", slug, get=None, post=THEMES),
    Route("responses:theme", theme),
    Route("responses:theme-words", theme),
    Route("responses:theme-edit", theme, get=THEMES, post=THEMES),
    Route("responses:theme-publication", theme, get=None, post=THEMES),
    Route("responses:theme-merge", theme, get=THEMES, post=THEMES),
    Route("responses:theme-decision", theme, get=None, post=THEMES),
    Route("responses:theme-separation", theme, get=None, post=THEMES),
    Route(
        "responses:contest",
        lambda at: [*theme(at), at.idea.pk],
        get=frozenset({"author"}),
        post=frozenset({"author"}),
        refused=404,
    ),
    Route(
        "responses:settlement",
        lambda at: [*theme(at), at.idea.pk],
        get=None,
        post=THEMES,
    ),
    Route("responses:synthesis-new", slug, get=THEMES, post=THEMES),
    Route("responses:synthesis", heard),
    Route("responses:synthesis-publication", heard, get=None, post=THEMES),
    Route("responses:paragraph-new", heard, get=THEMES, post=THEMES),
    Route(
        "responses:paragraph-edit",
        lambda at: [*heard(at), at.paragraph.code],
        get=THEMES,
        post=THEMES,
    ),
    Route("responses:inbox", slug, get=THEMES),
    Route("responses:inbox-preview", slug, get=None, post=THEMES),
    Route("responses:inbox-choices", slug, get=None, post=THEMES),
    Route("responses:inbox-undo", slug, get=None, post=THEMES),
    Route("responses:answers", has_process=False),
    Route(
        "responses:office",
        lambda at: [at.office.code],
        get=THEMES | {"official"},
        post=THEMES | {"official"},
        refused=404,
        has_process=False,
    ),
    Route(
        "responses:answer-new",
        lambda at: ["theme", at.theme.pk],
        get=THEMES | {"official", "other_official"},
        post=THEMES | {"official", "other_official"},
    ),
    Route(
        "responses:answer-edit",
        lambda at: [at.draft_response.pk],
        get=THEMES | {"official"},
        post=THEMES | {"official"},
        refused=404,
    ),
    Route(
        "responses:answer-discard",
        lambda at: [at.draft_response.pk],
        get=THEMES | {"official"},
        post=THEMES | {"official"},
        refused=404,
    ),
    Route(
        "responses:assignment",
        lambda at: [at.draft_response.pk],
        get=THEMES | {"official"},
        post=THEMES | {"official"},
        refused=404,
    ),
    Route("responses:rejoinders", lambda at: [at.response.pk]),
    Route(
        "responses:rejoinder",
        lambda at: [at.response.pk, at.idea.pk],
        get=None,
        post=frozenset({"author"}),
        refused=404,
    ),
]
