"""Which statements stand for a group, and which to ask next, beside red-dwarf."""

from typing import Any

import numpy as np
import pandas as pd
from reddwarf.utils.stats import (
    beats_best_of_agrees,
    calculate_comment_statistics_dataframes,
    is_significant,
    priority_metric,
    select_representative_statements,
)

from accord.methods.opinion.counts import Counts
from accord.methods.opinion.routing import priority
from accord.methods.opinion.shares import Told, agreeing, disagreeing
from accord.methods.opinion.statements import picks
from oracle.tally import Tally

ALL = 10**6
FIRST = 5
VALUE = 1e-9
OURS, THEIRS = 1.2816, 1.281552  # thresholds of one-sided tests at 90 %
THRESHOLDS = "a test between the two thresholds, 1.2816 by us and 1.281552 by the peer"
NONE_AGREED = "the peer lists nothing for a group that surely agrees with nothing"
SAME_WEIGHT = "statements of equal weight, in another order"

Side = tuple[int, bool]  # a statement's place, and whether the group agrees


def compare(
    case: str,
    counts: Counts,
    places: dict[int, int],
    clustered: pd.DataFrame,
    labels: np.ndarray,
    tally: Tally,
) -> None:
    """Compare what tells groups apart, group by group.

    Args:
        case: for messages.
        counts: of the groups.
        places: of statements, by id.
        clustered: votes of the people who have a group.
        labels: their groups.
        tally: to add to.
    """
    figures, _consensus = calculate_comment_statistics_dataframes(clustered, labels)
    chosen = select_representative_statements(figures, pick_max=ALL)
    for group, rows in chosen.items():
        cells = cells_of(counts, group)
        own = figures.loc[group].rename(index=places)
        theirs = passing(own)
        ours = {side for side, told in cells.items() if told.is_telling}
        name = f"{case}, group {group}"
        compare_passing(name, ours, theirs, cells, tally)
        if ours and ours == theirs:
            listed = [(places[row["tid"]], row["repful-for"] == "agree") for row in by_weight(rows)]
            mine = [(pick.statement, pick.agrees) for pick in picks(counts, group)[0]]
            first = [side for side in listed if side in theirs][:FIRST]
            compare_order(name, mine, first, cells, own, tally)


def cells_of(counts: Counts, group: int) -> dict[Side, Told]:
    return {
        (place, agrees): shares.told(group, place)
        for shares, agrees in ((agreeing(counts), True), (disagreeing(counts), False))
        for place in range(counts.by_sign.shape[2])
    }


def passing(own: pd.DataFrame) -> set[Side]:
    """What passes both tests by the peer; it lists more, and sometimes nothing."""
    agreed = is_significant(own["pat"]) & is_significant(own["rat"])
    disagreed = is_significant(own["pdt"]) & is_significant(own["rdt"])
    return {
        (place, agrees)
        for flags, agrees in ((agreed, True), (disagreed, False))
        for place in own.index[flags]
    }


def by_weight(rows: list[Any]) -> list[Any]:
    """The peer puts one first for another reason, and then what is agreed with."""
    return sorted(
        rows,
        key=lambda row: -row["repness"] * row["repness-test"] * row["p-success"] * row["p-test"],
    )


def compare_passing(
    case: str, ours: set[Side], theirs: set[Side], cells: dict[Side, Told], tally: Tally
) -> None:
    apart = ours ^ theirs
    tally.add(
        "statements that pass both tests at 90 %",
        case,
        same=not apart,
        why=THRESHOLDS if all(is_between(cells[side]) for side in apart) else "",
        both=f"only one has {sorted(apart)}",
    )


def compare_order(
    case: str,
    mine: list[Side],
    first: list[Side],
    cells: dict[Side, Told],
    own: pd.DataFrame,
    tally: Tally,
) -> None:
    weights = [[cells[side].weight for side in each] for each in (mine, first)]
    why = SAME_WEIGHT if weights[0] == weights[1] else ""
    if not first and not any(beats_best_of_agrees(row, None) for _place, row in own.iterrows()):
        why = NONE_AGREED
    tally.add(
        "statements picked by weight for a group, five at most",
        case,
        same=mine == first,
        why=why,
        both=f"{mine} and {first}",
    )


def is_between(told: Told) -> bool:
    """Whether the weaker test lies where one threshold is passed and the other isn't."""
    weaker = float(min(told.certainty_squared, told.difference_squared))
    return THEIRS**2 - VALUE < weaker < OURS**2 + VALUE


def compare_priority(case: str, counts: Counts, extremity: np.ndarray, tally: Tally) -> None:
    """What to ask next, given the same extremity."""
    everybody = counts.of_everybody()
    theirs = priority_metric(
        False,
        everybody.agreed[0],
        everybody.disagreed[0],
        everybody.voted[0],
        extremity,
    )
    ours = priority(counts, extremity)
    tally.add(
        "priority of asking, to 1e-9",
        case,
        same=bool(np.allclose(theirs, ours, rtol=VALUE, atol=VALUE)),
        both=f"{theirs} and {ours}",
    )
