"""What was asked, how it ended and how long it took: by route, never by address or person."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from accord.ui.counters import VALUES, Key, counters
from accord.ui.metrics import head, line

# In seconds; the last bucket holds whatever took longer.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
SECONDS, QUERIES, FIRST_BUCKET = 0, 1, 2
REQUESTS = "requests"


def count_request(route: str, status: int, seconds: float, queries: int) -> None:
    values = [0.0] * (FIRST_BUCKET + len(BUCKETS) + 1)
    values[SECONDS], values[QUERIES] = seconds, queries
    values[FIRST_BUCKET + bisect_left(BUCKETS, seconds)] = 1
    counters.add((REQUESTS, route, f"{status // 100}xx"), *values)


def request_lines(sums: Mapping[Key, list[float]]) -> Iterator[str]:
    by_status: dict[tuple[str, str], float] = {}
    by_route: dict[str, list[float]] = defaultdict(lambda: [0.0] * VALUES)
    for (name, *labels), values in sums.items():
        if name == REQUESTS:
            route, status = labels
            by_status[route, status] = sum(values[FIRST_BUCKET:])
            by_route[route] = [a + b for a, b in zip(by_route[route], values, strict=True)]
    yield from head("accord_requests_total", "Requests answered", "counter")
    for (route, status), count in sorted(by_status.items()):
        yield line("accord_requests_total", {"route": route, "status": status}, count)
    yield from head("accord_request_queries_total", "Questions to the database", "counter")
    for route, values in sorted(by_route.items()):
        yield line("accord_request_queries_total", {"route": route}, values[QUERIES])
    yield from head("accord_request_seconds", "Until the answer began", "histogram")
    for route, values in sorted(by_route.items()):
        yield from _histogram(route, values)


def _histogram(route: str, values: list[float]) -> Iterator[str]:
    total = 0.0
    name = f'accord_request_seconds_bucket{{route="{route}",le='
    for edge, count in zip((*BUCKETS, "+Inf"), values[FIRST_BUCKET:], strict=False):
        total += count
        yield f'{name}"{edge}"}} {int(total)}'
    yield line("accord_request_seconds_sum", {"route": route}, values[SECONDS])
    yield line("accord_request_seconds_count", {"route": route}, total)
