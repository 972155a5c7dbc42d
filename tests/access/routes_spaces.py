from tests.access.table import SIGNED_IN, Route

ROUTES = [
    Route("spaces:home", has_process=False),
    Route("spaces:news", has_process=False),
    Route("spaces:outbox", get=frozenset(), refused=404, has_process=False),
    Route("spaces:work", get=SIGNED_IN, has_process=False),
    Route("spaces:accessibility", has_process=False),
]
