"""What was asked, how it ended and how long it took: by route, never by address or person."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from operator import add

from accord.ui.counters import counters
from accord.ui.metrics import Rows, escaped, head, number

# In seconds; the last bucket holds whatever took longer.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
SECONDS, QUERIES, FIRST_BUCKET = 0, 1, 2
REQUESTS = "requests"
EDGES = (*BUCKETS, "+Inf")
_NAME = "accord_request_seconds"
HISTOGRAM = "\n".join(
    [f'{_NAME}_bucket{{route="%s",le="{edge}"}} %d' for edge in EDGES]
    + [f'{_NAME}_sum{{route="%s"}} %s', f'{_NAME}_count{{route="%s"}} %d']
)


def count_request(route: str, status: int, seconds: float, queries: int) -> None:
    values = [0.0] * (FIRST_BUCKET + len(BUCKETS) + 1)
    values[SECONDS], values[QUERIES] = seconds, queries
    values[FIRST_BUCKET + bisect_left(BUCKETS, seconds)] = 1
    counters.add((REQUESTS, route, f"{status // 100}xx"), *values)


def request_lines(rows: Rows) -> Iterator[str]:
    by_status: dict[tuple[str, str], float] = {}
    by_route: dict[str, list[float]] = {}
    for (route, status), values in rows[REQUESTS]:
        safe = escaped(route)
        by_status[safe, status] = sum(values[FIRST_BUCKET:])
        before = by_route.get(safe)
        by_route[safe] = values if before is None else list(map(add, before, values))
    yield from head("accord_requests_total", "Requests answered", "counter")
    for (route, status), count in by_status.items():
        yield f'accord_requests_total{{route="{route}",status="{status}"}} {int(count)}'
    yield from head("accord_request_queries_total", "Questions to the database", "counter")
    for route, values in by_route.items():
        yield f'accord_request_queries_total{{route="{route}"}} {int(values[QUERIES])}'
    yield from head("accord_request_seconds", "Until the answer began", "histogram")
    for route, values in by_route.items():
        yield _histogram(route, values)


def _histogram(route: str, values: list[float]) -> str:
    """All lines of a route at once: there are a hundred routes and more."""
    totals = list(accumulate(values[FIRST_BUCKET : FIRST_BUCKET + len(EDGES)]))
    named = [route] * len(EDGES)
    buckets = [part for pair in zip(named, totals, strict=True) for part in pair]
    return HISTOGRAM % (*buckets, route, number(values[SECONDS]), route, totals[-1])
