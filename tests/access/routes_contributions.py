"""Who reaches people's words, and what may be done with them."""

from tests.access.table import ALL, SIGNED_IN, Route
from tests.addresses import named

NOBODY: frozenset[str] = frozenset()
AUTHOR = frozenset({"author"})
MODERATOR = frozenset({"moderator"})
REVIEWERS = MODERATOR | {"reviewer"}
TRANSLATOR, FACILITATOR = frozenset({"translator"}), frozenset({"facilitator"})

ROUTES = [
    Route("contributions:receipt", get=ALL, post=ALL, has_process=False),
    Route("contributions:slip", has_process=False),
    Route("contributions:forget", get=None, post=ALL, has_process=False),
    # Only who has shown the code in this session claims a receipt: nobody has.
    Route(
        "contributions:claim",
        get=None,
        post=NOBODY,
        refused=404,
        has_process=False,
    ),
    Route("contributions:page", lambda at: [at.process.slug, "idea", at.idea.number]),
    Route("contributions:detail", lambda at: named(at.idea)),
    Route("contributions:edit", lambda at: named(at.idea), get=AUTHOR, post=AUTHOR),
    Route("contributions:withdrawal", lambda at: named(at.idea), get=AUTHOR, post=AUTHOR),
    Route("contributions:revisions", lambda at: named(at.idea)),
    Route("contributions:support", lambda at: named(at.idea), get=None, post=SIGNED_IN - AUTHOR),
    Route("contributions:comments", lambda at: named(at.idea), get=None, post=SIGNED_IN),
    Route("contributions:replies", lambda at: named(at.comment)),
    Route(
        "contributions:discussion-comments",
        lambda at: named(at.discussion),
        get=None,
        post=SIGNED_IN,
    ),
    Route("contributions:held", lambda at: [at.process.slug], get=MODERATOR),
    Route(
        "contributions:closing",
        lambda at: named(at.discussion),
        get=None,
        post=FACILITATOR,
    ),
    Route(
        "contributions:translation",
        lambda at: named(at.idea),
        get=TRANSLATOR,
        post=TRANSLATOR,
    ),
    Route(
        "contributions:translation-removal",
        lambda at: [*named(at.idea), at.translation.language],
        get=None,
        post=AUTHOR | MODERATOR | TRANSLATOR,
    ),
    Route("contributions:hidden", lambda at: [at.process.slug], get=REVIEWERS),
    Route("contributions:release", lambda at: named(at.held), get=None, post=MODERATOR),
    Route("contributions:hiding", lambda at: named(at.idea), get=MODERATOR, post=MODERATOR),
    Route("contributions:showing", lambda at: named(at.idea), get=REVIEWERS, post=REVIEWERS),
    Route(
        "contributions:showing",
        lambda at: named(at.hidden),
        get=REVIEWERS,
        post=REVIEWERS,
        variant="hidden",
    ),
    # Nobody reviews what they hid themselves; what waits for a reader isn't a reviewer's.
    Route(
        "contributions:showing",
        lambda at: named(at.hidden_by_reviewer),
        get=MODERATOR,
        post=MODERATOR,
        variant="own",
    ),
    Route(
        "contributions:showing",
        lambda at: named(at.held),
        get=MODERATOR,
        post=MODERATOR,
        variant="held",
    ),
    Route(
        "contributions:hiding",
        lambda at: named(at.objection),
        get=MODERATOR,
        post=MODERATOR,
    ),
    Route(
        "contributions:showing",
        lambda at: named(at.rejoinder),
        get=REVIEWERS,
        post=REVIEWERS,
    ),
]
