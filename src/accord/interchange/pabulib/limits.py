"""Limits on ballots that META states."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from accord.interchange.pabulib.parts import AMOUNT, SHOWN, THOUSANDS, WITH_POINTS, Table, Wrong
from accord.methods.budget import Kind, Project
from accord.methods.budget.ballots import Ints


def broken_limits(
    meta: Mapping[str, str],
    kind: Kind,
    votes: Table,
    starts: Ints,
    choices: Ints,
    points: Ints,
    projects: Sequence[Project],
    unit: int,
) -> Wrong:
    """Ballots that break a limit stated in META."""
    ballots = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    count = len(starts) - 1
    cost = np.array([project.cost for project in projects], np.float64)[choices]
    sums = {"length": np.diff(starts), "sum_cost": np.bincount(ballots, cost, count) / unit}
    if kind in WITH_POINTS:
        sums["sum_points"] = np.bincount(ballots, points, count)
        sums["points"] = points
    for name, values in sums.items():
        for side, breaks in (("min", np.less), ("max", np.greater)):
            stated = meta.get(f"{side}_{name}", "")
            if stated:
                where = ballots if name == "points" else np.arange(count)
                yield from beyond(stated, f"{side}_{name}", values, breaks, where, votes)


def beyond(
    stated: str,
    key: str,
    values: np.ndarray,
    breaks: Callable[[np.ndarray, float], np.ndarray],
    where: Ints,
    votes: Table,
) -> Wrong:
    if not AMOUNT.fullmatch(stated):
        yield "META", key, f"“{stated}” is no number.", "Write one, or take the row out."
        return
    if THOUSANDS.fullmatch(stated):
        yield "META", key, f"“{stated}” can be read in two ways.", "Write it without a comma."
        return
    column = "points" if key.endswith("points") else "vote"
    for place in np.flatnonzero(breaks(values, float(stated.replace(",", "."))))[:SHOWN]:
        wrong = f"{values[place]:g} breaks {key} {stated} of META."
        yield (
            f"row {votes.lines[where[place]]}",
            column,
            wrong,
            "Take the ballot out, or mend META.",
        )
