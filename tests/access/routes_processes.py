"""Who reaches the pages of processes."""

from tests.access.table import Route

ROUTES = [
    Route("processes:list", has_process=False),
    Route("processes:detail", lambda at: [at.process.slug]),
]
