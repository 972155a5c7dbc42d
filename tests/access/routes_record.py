"""The public log is for everybody: that is what it is for."""

from tests.access.table import Route

ROUTES = [
    Route("record:log", has_process=False),
    Route("record:entry", sample=lambda at: [at.entry.index], has_process=False),
    Route("record:proof", sample=lambda at: [at.entry.index], has_process=False),
    Route("record:entry-by-hash", sample=lambda at: [at.entry.hash], has_process=False),
    Route("record:checkpoint", has_process=False),
    Route("record:checkpoint-text", sample=lambda at: [at.log.size], has_process=False),
    Route("record:consistency", sample=lambda at: [at.log.size, at.log.size], has_process=False),
    Route("record:verifier", has_process=False),
    Route("record:export", has_process=False),
]
