"""The opinion map: people, groups and what unites and divides them, from votes alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

import numpy as np
import scipy

from accord.methods.audit import Audit, Value, hash_arrays
from accord.methods.opinion import chance
from accord.methods.opinion.base import MOST as MOST_NEIGHBOURHOODS
from accord.methods.opinion.base import Base, Numbers, base_clusters
from accord.methods.opinion.chance import Verdict, parted
from accord.methods.opinion.counts import NO_GROUP, Counts, count_votes
from accord.methods.opinion.groups import (
    MOST_GROUPS,
    SMALLEST,
    Split,
    best_split,
    limit,
    split,
)
from accord.methods.opinion.labels import WINS, Patience, kept
from accord.methods.opinion.pca import (
    STEPS,
    TOLERANCE,
    WARM_TOLERANCE,
    Axes,
    Floats,
    Mask,
    main_axes,
)
from accord.methods.opinion.places import Places, places
from accord.methods.opinion.shares import SURE
from accord.methods.opinion.stability import Stability, stability
from accord.methods.opinion.votes import Ids, Votes

VERSION = "2"  # grows whenever the same inputs could give another result
RULE = "main axes of last votes, groups against chance"


# Rounding differs between libraries: with these versions the last digits are the same too.
CONSTANTS: dict[str, Value] = {
    "draws": chance.DRAWS,
    "draws_enough": ", ".join(f"{draws} at {far:g}" for draws, far in chance.SOON.items()),
    "deviations": chance.FAR,
    "votes_tested": chance.VOTES_LOOKED_AT,
    "neighbourhoods": MOST_NEIGHBOURHOODS,
    "neighbourhoods_tested": chance.NEIGHBOURHOODS,
    "tolerance": TOLERANCE,
    "tolerance_warm": WARM_TOLERANCE,
    "wins": WINS,
    "sure": SURE,
    "numpy": np.__version__,
    "scipy": scipy.__version__,
}


class Ungrouped(Enum):
    """Why somebody is in no group."""

    TOO_FEW_VOTES = "voted on too few statements"
    ONLY_MODERATED = "voted only on statements that were moderated out"


@dataclass(frozen=True, kw_only=True)
class Last:
    """What the next map needs of this one, so that it looks alike and takes less work.

    Attributes:
        people: ids, ascending.
        labels: (people,), groups, -1 for none.
        statements: ids, ascending.
        directions: (2, statements).
        patience: which number of groups is shown.
    """

    people: Ids
    labels: Numbers
    statements: Ids
    directions: Floats
    patience: Patience


@dataclass(frozen=True, kw_only=True)
class OpinionMap:
    """A conversation as it stands.

    Attributes:
        axes: where opinions differ most.
        places: everybody on the map.
        labels: (people,), the group of each, from 0 on; -1 for those without.
        groups: how many, 1 or more; 0 if nobody voted often enough.
        counts: what each group said.
        verdict: of the test whether there is more than one group.
        silhouette: how clearly groups stand apart; None with one group.
        stability: whether they would stay; None with one group, or if it wasn't asked for.
        ungrouped: how many people have no group, by reason.
        last: for the next map.
        audit: from which all this can be derived again.
    """

    axes: Axes
    places: Places
    labels: Numbers
    groups: int
    counts: Counts
    verdict: Verdict
    silhouette: float | None
    stability: Stability | None
    ungrouped: Mapping[Ungrouped, int]
    last: Last
    audit: Audit

    @property
    def sizes(self) -> Numbers:
        """(groups,), people of each."""
        return np.bincount(self.labels[self.labels != NO_GROUP], minlength=self.groups)

    @property
    def extremity(self) -> Floats:
        """(statements,), how far each pulls people apart on the map: √statements · its length.

        Polis takes where somebody stands who said yes to it alone: this × (1 - its mean vote).
        """
        size = self.axes.directions.shape[1]
        far: Floats = np.sqrt(size) * np.linalg.norm(self.axes.directions, axis=0)
        return far


def opinion_map(
    votes: Votes,
    *,
    seed: int,
    without: Mask | None = None,
    last: Last | None = None,
    smallest: int = SMALLEST,
    most: int = MOST_GROUPS,
    steps: int = STEPS,
    rounds: int = 0,
) -> OpinionMap:
    """Draw the map of a conversation.

    Args:
        votes: last votes.
        seed: of the test against chance and of resampling; publish it with the map.
        without: (statements,), True for those moderated out.
        last: from the last map: groups keep their names, sides aren't swapped, fewer passes.
        smallest: people that each group has at least.
        most: groups at most.
        steps: passes over the votes at most.
        rounds: halves of people to draw for `stability`; 0 leaves it out.

    Returns:
        The same for the same votes in any order of rows. Other ids for the same people leave
        places and statements alike; draws and halves go by the order of ids, so a close call may
        fall otherwise.

    Raises:
        ValueError: if a mask is of another number of statements.
    """
    rng = np.random.default_rng(seed)
    start = None if last is None else carried(last, votes.statements)
    axes = turned(main_axes(votes, without=without, start=start, steps=steps), start)
    found = places(votes, axes, without=without)
    base = base_clusters(found.at[found.is_known])
    verdict = parted(votes, rng=rng, at=found.at, without=without, most=most, smallest=smallest)
    best = best_split(base, most=most, smallest=smallest) if verdict.is_parted else None
    patience = patience_after(last, 1 if best is None else best.groups)
    shown = as_shown(base, best, patience, most=most, smallest=smallest)
    groups = int(found.is_known.any()) if shown is None else shown.groups
    labels = np.full(len(votes.people), NO_GROUP, np.int64)
    labels[found.is_known] = 0 if shown is None else by_size(shown)[base.labels]
    if last is not None:
        labels = kept(
            labels,
            groups=groups,
            people=votes.people,
            old_labels=last.labels,
            old_people=last.people,
        )
    kept_patience = patience if groups == patience.shown else Patience(shown=groups, rival=groups)
    return OpinionMap(
        axes=axes,
        places=found,
        labels=labels,
        groups=groups,
        counts=count_votes(votes, labels, groups=groups),
        verdict=verdict,
        silhouette=None if shown is None else shown.silhouette,
        stability=(
            stability(votes, labels, groups=groups, rng=rng, without=without, rounds=rounds)
            if groups > 1 and rounds
            else None
        ),
        ungrouped=why_ungrouped(found),
        last=Last(
            people=votes.people,
            labels=labels,
            statements=votes.statements,
            directions=axes.directions,
            patience=kept_patience,
        ),
        audit=audit_of(
            votes,
            without,
            last,
            {
                "seed": seed,
                "smallest": smallest,
                "most": most,
                "steps": steps,
                "rounds": rounds,
                "enough": found.enough,
            },
        ),
    )


def carried(last: Last, statements: Ids) -> Floats:
    """The last directions for today's statements; new ones begin at 0."""
    start = np.zeros((len(last.directions), len(statements)))
    _both, here, there = np.intersect1d(statements, last.statements, return_indices=True)
    start[:, here] = last.directions[:, there]
    return start


def turned(axes: Axes, start: Floats | None) -> Axes:
    """The same axes, each pointing as it did last; at first its longest part points ahead."""
    rows = np.arange(len(axes.directions))
    size = axes.directions.shape[1]
    longest = np.abs(axes.directions).argmax(axis=1) if size else rows * 0
    ahead = axes.directions[rows, longest] if size else np.ones(len(rows))
    if start is not None:
        along = (axes.directions * start).sum(axis=1)
        ahead = np.where(along, along, ahead)
    sign = np.where(ahead < 0, -1.0, 1.0)
    return Axes(
        means=axes.means,
        directions=axes.directions * sign[:, None],
        variances=axes.variances,
        steps=axes.steps,
        has_converged=axes.has_converged,
    )


def patience_after(last: Last | None, best: int) -> Patience:
    return Patience(shown=best, rival=best) if last is None else last.patience.after(best)


def as_shown(
    base: Base, best: Split | None, patience: Patience, *, most: int, smallest: int
) -> Split | None:
    """The split into as many groups as are shown; the best one where that can't be had."""
    if patience.shown == 1:
        return None
    if best is not None and best.groups == patience.shown:
        return best
    if patience.shown > limit(base, most):
        return best
    other = split(base, patience.shown)
    return best if other is None or other.sizes.min() < smallest else other


def by_size(shown: Split) -> Numbers:
    """(neighbourhoods,), groups numbered from the largest on; of equal ones the left one first."""
    order = np.lexsort((shown.centres[:, 1], shown.centres[:, 0], -shown.sizes))
    number = np.argsort(order)
    found: Numbers = number[shown.labels]
    return found


def why_ungrouped(found: Places) -> dict[Ungrouped, int]:
    nothing = int((found.votes == 0).sum())
    return {
        Ungrouped.TOO_FEW_VOTES: int((~found.is_known).sum()) - nothing,
        Ungrouped.ONLY_MODERATED: nothing,
    }


def audit_of(
    votes: Votes, without: Mask | None, last: Last | None, parameters: Mapping[str, int]
) -> Audit:
    inputs = {
        "votes": hash_arrays(
            votes.people, votes.statements, votes.starts, votes.columns, votes.signs
        )
    }
    if without is not None:
        inputs["without"] = hash_arrays(without)
    if last is not None:
        shown = np.array([last.patience.shown, last.patience.rival, last.patience.wins])
        inputs["last"] = hash_arrays(
            last.people, last.labels, last.statements, last.directions, shown
        )
    return Audit(
        method="opinion",
        rule=RULE,
        version=VERSION,
        parameters={**parameters, **CONSTANTS},
        inputs=inputs,
    )
