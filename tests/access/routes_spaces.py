from tests.access.table import Route

ROUTES = [
    Route("spaces:home", has_process=False),
    Route("spaces:forum", has_process=False),
    Route("spaces:accessibility", has_process=False),
]
