"""Who reaches themes and what was heard."""

from tests.access.table import WRITES_THEMES, Route

THEMES = WRITES_THEMES


def theme(at):
    return [at.process.slug, at.theme.number]


def heard(at):
    return [at.process.slug, at.synthesis.number]


def slug(at):
    return [at.process.slug]


ROUTES = [
    Route("themes:list", slug),
    Route("themes:publications", slug, get=None, post=THEMES),
    Route("themes:detail", theme),
    Route("themes:words", theme),
    Route("themes:edit", theme, get=THEMES, post=THEMES),
    Route("themes:publication", theme, get=None, post=THEMES),
    Route("themes:merge", theme, get=THEMES, post=THEMES),
    Route("themes:decision", theme, get=None, post=THEMES),
    Route("themes:separation", theme, get=None, post=THEMES),
    Route(
        "themes:contest",
        lambda at: [*theme(at), at.idea.number],
        get=frozenset({"author"}),
        post=frozenset({"author"}),
        refused=404,
    ),
    Route(
        "themes:settlement",
        lambda at: [*theme(at), at.idea.number],
        get=None,
        post=THEMES,
    ),
    Route("themes:synthesis-new", slug, get=THEMES, post=THEMES),
    Route("themes:synthesis", heard),
    Route("themes:synthesis-publication", heard, get=None, post=THEMES),
    Route("themes:paragraph-new", heard, get=THEMES, post=THEMES),
    Route(
        "themes:paragraph-edit",
        lambda at: [*heard(at), at.paragraph.code],
        get=THEMES,
        post=THEMES,
    ),
]
