"""Who reaches the pages of those who run the installation.

Probes and numbers are for this machine, from which all of the table ask; tests/operations has
others. The page is for who administers every space, and there are two here.
"""

from tests.access.table import Route

NOBODY: frozenset[str] = frozenset()

ROUTES = [
    Route("operations:live", has_process=False),
    Route("operations:ready", has_process=False),
    Route("operations:metrics", has_process=False),
    Route("operations:installation", get=NOBODY, has_process=False),
]
