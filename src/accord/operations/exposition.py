"""All numbers as one text, in the format that Prometheus reads (version 0.0.4)."""

from collections.abc import Iterator

from accord.ui.counters import counters
from accord.ui.logs import kind_of
from accord.ui.metrics import Sources, counted, head, line, metrics, rows_of, samples_of
from accord.ui.request_counts import request_lines

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition() -> str:
    return "\n".join(all_lines()) + "\n"


def all_lines() -> Iterator[str]:
    rows = rows_of(counters.sums())
    yield from request_lines(rows)
    for event in counted():
        yield from head(event.name, event.about, "counter")
        for labels, value in event.samples(rows):
            yield line(event.name, labels, value)
    yield from gauges()


def gauges() -> Iterator[str]:
    """One that fails is named, and takes none of the others along."""
    failed = {}
    sources: Sources = {}
    for metric in metrics():
        try:
            samples = list(samples_of(metric, sources))
        except Exception as error:  # whatever it stands on: the database, the cache, the machine
            failed[metric.name] = kind_of(error)
            continue
        yield from head(metric.name, metric.about, metric.kind)
        for labels, value in samples:
            yield line(metric.name, labels, value)
    yield from head("accord_metric_failed", "Numbers that couldn’t be had", "gauge")
    for name, kind in failed.items():
        yield line("accord_metric_failed", {"metric": name, "error": kind}, 1)
