"""Who reaches the pages of accounts."""

import uuid

from tests.access.table import ALL, SIGNED_IN, Route

ROUTES = [
    Route("people:sign-in", post=ALL, has_process=False),
    Route("people:code", post=ALL, has_process=False),
    Route("people:welcome", post=ALL, has_process=False),
    Route(
        "people:link",
        sample=lambda at: [uuid.UUID(int=0), "no-such-secret"],
        post=ALL,
        has_process=False,
    ),
    Route("people:sign-out", get=None, post=ALL, has_process=False),
    Route("people:account", get=SIGNED_IN, post=SIGNED_IN, has_process=False),
    Route("people:leave", get=SIGNED_IN, post=SIGNED_IN, has_process=False),
    Route("people:left", has_process=False),
    Route("people:terms", has_process=False),
    # Letters are kept for nobody to read where a mail server is set, as in tests.
]
