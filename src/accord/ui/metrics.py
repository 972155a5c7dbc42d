"""Numbers for those who watch over an installation, in the text format of Prometheus.

A part of the site registers in `ready()` what it alone can tell: `register_metric(name, about,
function)`. The function is asked at each look, so it is quick whatever there is to count: it asks
an index, and counts no further than `MOST`. What happens is counted as it happens:
`register_counted` gives something to `add` to, and all processes of a machine are summed
(`ui.counters`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from accord.ui.counters import Key, counters

Kind = Literal["gauge", "counter"]
Samples = Iterable[tuple[Mapping[str, str], float]]

# Queues are counted up to here; “1001” on a dashboard says enough.
MOST = 1_000


@dataclass(frozen=True)
class Metric:
    name: str
    about: str
    function: Callable[..., "float | Samples"]
    kind: Kind
    of: Callable[[], Any] | None


# What all processes have counted: by its name, with what its labels say.
Rows = Mapping[str, Sequence[tuple[Key, list[float]]]]


def rows_of(sums: Mapping[Key, list[float]]) -> Rows:
    found: dict[str, list[tuple[Key, list[float]]]] = defaultdict(list)
    for key in sorted(sums):
        found[key[0]].append((key[1:], sums[key]))
    return found


@dataclass(frozen=True)
class Counted:
    """Something that all processes count as it happens, by what its labels say."""

    name: str
    about: str
    labels: tuple[str, ...]

    def add(self, *values: str) -> None:
        if len(values) != len(self.labels):
            raise ValueError(f"{self.name} is counted by {self.labels}, not by {values}")
        counters.add((self.name, *values), 1)

    def samples(self, rows: "Rows") -> Samples:
        for values, row in rows[self.name]:
            yield dict(zip(self.labels, values, strict=True)), row[0]


_metrics: dict[str, Metric] = {}
_counted: dict[str, Counted] = {}


def register_metric(
    name: str,
    about: str,
    function: Callable[..., "float | Samples"],
    *,
    kind: Kind = "gauge",
    of: Callable[[], Any] | None = None,
) -> None:
    """`function` gives one number, or numbers with their labels; labels name no person.

    What several are made of is had once for all: each gets what `of` gave.
    """
    if name in _metrics or name in _counted:
        raise ValueError(f"the metric {name!r} has an owner already")
    _metrics[name] = Metric(name, about, function, kind, of)


def register_counted(name: str, about: str, *labels: str) -> Counted:
    """Something to count: keep what this gives, and `add` to it each time."""
    if name in _counted or name in _metrics:
        raise ValueError(f"the metric {name!r} has an owner already")
    _counted[name] = Counted(name, about, labels)
    return _counted[name]


def counted() -> list[Counted]:
    return [_counted[name] for name in sorted(_counted)]


def metrics() -> list[Metric]:
    return [_metrics[name] for name in sorted(_metrics)]


Sources = dict[Callable[[], Any], Any]


def samples_of(metric: Metric, sources: Sources) -> Samples:
    """Its numbers; what is found on the way is kept in `sources` for the others."""
    if metric.of is None:
        found = metric.function()
    else:
        if metric.of not in sources:
            sources[metric.of] = metric.of()
        found = metric.function(sources[metric.of])
    return [({}, found)] if isinstance(found, int | float) else found


def head(name: str, about: str, kind: str) -> Iterator[str]:
    said = about.replace("\\", "\\\\").replace("\n", "\\n")
    yield f"# HELP {name} {said}"
    yield f"# TYPE {name} {kind}"


def line(name: str, labels: Mapping[str, str], value: float) -> str:
    inside = ",".join(f'{key}="{escaped(text)}"' for key, text in labels.items())
    return f"{name}{{{inside}}} {number(value)}" if inside else f"{name} {number(value)}"


def escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"')


def number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))
