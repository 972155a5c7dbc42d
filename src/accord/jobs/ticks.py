"""Small repeated work, done in the worker's own loop: register in `ready()`, keep it short."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

logger = logging.getLogger(__name__)


@dataclass
class Tick:
    name: str
    function: Callable[[], object]
    seconds: float
    due_at: float = 0.0


_ticks: dict[str, Tick] = {}


def register(name: str, function: Callable[[], object], seconds: float) -> None:
    """Call the function about every so many seconds, in one worker or in several at once."""
    if name in _ticks:
        raise ValueError(f"the tick {name!r} has an owner already")
    _ticks[name] = Tick(name, function, seconds)


def run_due(now: float | None = None) -> list[str]:
    """Run what is due; one that fails is logged and tried again at its next time."""
    now = time.monotonic() if now is None else now
    due = [tick for tick in _ticks.values() if tick.due_at <= now]
    for tick in due:
        tick.due_at = now + tick.seconds
        try:
            tick.function()
        except Exception:  # one part's fault must not stop the work of the others
            logger.exception("The tick %s failed", tick.name)
    return [tick.name for tick in due]
