"""Who reaches people's words, and what may be done with them."""

from tests.access.table import ALL, SIGNED_IN, Route

NOBODY: frozenset[str] = frozenset()
AUTHOR = frozenset({"author"})
MODERATOR = frozenset({"moderator"})

ROUTES = [
    Route("contributions:receipt", get=ALL, post=ALL, has_process=False),
    Route("contributions:slip", has_process=False),
    Route("contributions:forgetting", get=None, post=ALL, has_process=False),
    # Only who has shown the code in this session claims a receipt: nobody has.
    Route(
        "contributions:claim",
        lambda at: [at.receipt.pk],
        get=None,
        post=NOBODY,
        refused=404,
        has_process=False,
    ),
    Route("contributions:detail", lambda at: [at.idea.pk]),
    Route("contributions:edit", lambda at: [at.idea.pk], get=AUTHOR, post=AUTHOR),
    Route("contributions:withdrawal", lambda at: [at.idea.pk], get=AUTHOR, post=AUTHOR),
    Route("contributions:revisions", lambda at: [at.idea.pk]),
    Route("contributions:support", lambda at: [at.idea.pk], get=None, post=SIGNED_IN - AUTHOR),
    Route("contributions:comments", lambda at: [at.idea.pk], get=None, post=SIGNED_IN),
    Route("contributions:replies", lambda at: [at.comment.pk]),
    Route(
        "contributions:discussion-comments",
        lambda at: [at.discussion.pk],
        get=None,
        post=SIGNED_IN,
    ),
    Route("contributions:held", lambda at: [at.process.slug], get=MODERATOR),
    Route("contributions:hidden", lambda at: [at.process.slug], get=MODERATOR),
    Route("contributions:release", lambda at: ["words", at.held.pk], get=None, post=MODERATOR),
    Route("contributions:hiding", lambda at: ["words", at.idea.pk], get=MODERATOR, post=MODERATOR),
    Route("contributions:showing", lambda at: ["words", at.idea.pk], get=MODERATOR, post=MODERATOR),
    Route(
        "contributions:hiding",
        lambda at: ["objection", at.objection.pk],
        get=MODERATOR,
        post=MODERATOR,
    ),
    Route(
        "contributions:showing",
        lambda at: ["rejoinder", at.rejoinder.pk],
        get=MODERATOR,
        post=MODERATOR,
    ),
]
