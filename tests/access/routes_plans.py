"""Who reaches the pages of plans."""

from tests.access.table import Route

ROUTES = [
    Route("plans:list", has_process=False),
    Route("plans:plan", sample=lambda at: [at.plan.slug]),
    Route("plans:commitment", sample=lambda at: [at.plan.slug, at.commitment.code]),
    Route(
        "plans:milestone",
        sample=lambda at: [at.plan.slug, at.commitment.code, at.milestone.code],
    ),
]
