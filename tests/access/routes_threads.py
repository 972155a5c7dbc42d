"""Who reaches the threads: whoever may see the thing they start from."""

from tests.access.table import Route

ROUTES = [
    Route("responses:thread-contribution", sample=lambda at: [at.idea.pk]),
    Route("responses:thread-theme", sample=lambda at: [at.theme.pk]),
    Route("responses:thread-decision", sample=lambda at: [at.decision.pk]),
    Route("responses:thread-commitment", sample=lambda at: [at.commitment.pk]),
    Route("responses:thread-clause", sample=lambda at: [at.clause.pk]),
    Route("responses:thread-milestone", sample=lambda at: [at.milestone.pk]),
]
