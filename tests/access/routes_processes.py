"""Who reaches the pages of processes."""

from tests.access.table import Route

ROUTES = [
    Route("processes:list", has_process=False),
    Route("processes:detail", lambda at: [at.process.slug]),
    Route("processes:timeline", lambda at: [at.process.slug]),
    Route("processes:date-changes", lambda at: [at.process.slug]),
    Route("processes:calendar", lambda at: [at.process.slug]),
    Route("processes:decisions", lambda at: [at.process.slug]),
    Route("processes:decision", lambda at: [at.process.slug, at.decision.number]),
    Route("processes:sheet", lambda at: [at.process.slug, at.activity.slug]),
]
