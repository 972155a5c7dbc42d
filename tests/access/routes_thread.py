"""Who reaches the threads: whoever may see the thing they start from."""

from tests.access.table import RUNS, WRITES_THEMES, Route
from tests.addresses import named

RECORDS = (RUNS - {"contact", "administrator"}) | {"secretariat"}


def thing(name):
    return lambda at: named(getattr(at, name))


ROUTES = [
    Route("thread:detail", sample=thing(name), variant=name)
    for name in ("idea", "theme", "decision", "commitment", "clause", "milestone")
]
ROUTES += [
    Route("thread:ties", thing("theme"), get=WRITES_THEMES, post=WRITES_THEMES, variant="theme"),
    Route("thread:ties", thing("decision"), get=RECORDS, post=RECORDS, variant="decision"),
    Route(
        "thread:ties", thing("idea"), get=frozenset(), post=frozenset(), refused=404, variant="idea"
    ),
    Route("thread:undoing", thing("theme"), get=WRITES_THEMES, post=WRITES_THEMES),
]
