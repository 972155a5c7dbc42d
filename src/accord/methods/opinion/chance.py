"""Whether people are parted at all, or whether chance alone would part them as clearly.

Looked at hard enough, any crowd falls into halves. So the same is done to conversations in which
opinions don't hang together, and groups are believed only where they stand out from those.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from accord.methods.opinion.base import base_clusters
from accord.methods.opinion.groups import MOST_GROUPS, SMALLEST, best_split
from accord.methods.opinion.pca import Floats, Mask, main_axes
from accord.methods.opinion.places import places
from accord.methods.opinion.votes import Indices, Votes

DRAWS = 19  # none may reach what is seen
# So many draws are enough where what is seen lies as many standard deviations above their mean: by
# Student's t chance comes so far less than once in 700 times.
SOON = {5: 7.6, 6: 6.0}
FAR = 3.0  # standard deviations of the draws, above their mean, that what is seen lies at least
VOTES_LOOKED_AT = 25_000
NEIGHBOURHOODS = 40
STEPS = 8  # passes for directions: rough ones do, for they are as rough in the draws
FITS = 6  # rounds of fitting; more change nothing that a draw would show
STEEP = 2.5  # 1 / 0.399, the density of a normal: how far a level moves for one part of share


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the test found.

    Attributes:
        is_parted: whether there is more than one group.
        observed: silhouette of the best split of the votes, -1 where there is none.
        draws: by chance, that were made: all that were asked for, or up to the first that reached
            the silhouette of the votes.
        people: looked at, all or evenly spread over the map.
    """

    is_parted: bool
    observed: float
    draws: int
    people: int


def parted(
    votes: Votes,
    *,
    rng: np.random.Generator,
    at: Floats | None = None,
    without: Mask | None = None,
    most: int = MOST_GROUPS,
    smallest: int = SMALLEST,
    draws: int = DRAWS,
) -> Verdict:
    """Test whether people stand in more than one group.

    What is tested against: each statement has its own share of agreement and each person their
    own leaning to agree, and beyond that no answer tells anything about another. Drawn votes keep
    who saw what, who passed on what, how far statements are agreed with and how far people lean.
    Each draw goes the whole way to a map and its best split. There is more than one group
    if none of 19 draws reaches the silhouette of the votes, and it lies three of their standard
    deviations above their mean; five draws do where it lies 7.6 above, six where it lies 6 above.
    Tried on a thousand conversations without structure: docs/methods/opinion.md says in how many
    it was wrong.

    The test doesn't ask for a gap. People spread evenly along one line of conflict are parted,
    into its ends: the silhouette tells how clearly.

    Args:
        votes: last votes; of large conversations about 25,000 are looked at.
        rng: for the draws. Another one can change the answer only where it is a close call.
        at: (people, 2), their places, if they are known already.
        without: (statements,), True for those moderated out.
        most: groups at most.
        smallest: people that each group has at least.
        draws: at most, 1 or more.

    Returns:
        Not parted where nothing can be: too few people or statements, or all say the same.

    Source: own design after the parametric bootstrap for the number of clusters, as in Tibshirani,
    Walther and Hastie (2001), "Estimating the number of clusters in a data set via the gap
    statistic", J. R. Statist. Soc. B 63.
    """
    some = looked_at(votes, at, without)
    observed = clearest(some, without, most, smallest)
    if observed is None:
        return Verdict(is_parted=False, observed=-1.0, draws=0, people=len(some.people))
    model = fitted(some)
    found: list[float] = []  # silhouettes; -1 where a draw can't be parted
    is_clear = False
    while len(found) < draws and max(found, default=-1.0) < observed and not is_clear:
        found.append(of_draw(model.draw(rng), without, most, smallest))
        is_clear = len(found) in SOON and stands_out(observed, found, SOON[len(found)])
    return Verdict(
        is_parted=max(found) < observed and stands_out(observed, found, FAR),
        observed=observed,
        draws=len(found),
        people=len(some.people),
    )


def of_draw(votes: Votes, without: Mask | None, most: int, smallest: int) -> float:
    """Silhouette of a draw; where groups so large can't be had, of the best of any size.

    Few people fall into large groups only where their votes hang together by luck: to call all
    other draws worse would claim groups too often.
    """
    found = clearest(votes, without, most, smallest, 1)
    return -1.0 if found is None else found


def stands_out(observed: float, found: list[float], far: float) -> bool:
    """Whether it lies so many standard deviations of the draws above their mean."""
    return len(found) < 2 or observed >= float(np.mean(found) + far * np.std(found, ddof=1))


def clearest(votes: Votes, without: Mask | None, most: int, *smallest: int) -> float | None:
    """Silhouette of the best split into groups of the first size that can be had; None if none."""
    axes = main_axes(votes, without=without, steps=STEPS)
    found = places(votes, axes, without=without)
    base = base_clusters(found.at[found.is_known], most=NEIGHBOURHOODS)
    splits = (best_split(base, most=most, smallest=least) for least in smallest)
    return next((best.silhouette for best in splits if best is not None), None)


def looked_at(votes: Votes, at: Floats | None, without: Mask | None) -> Votes:
    """All people, or some of them, evenly spread over the map, so that ids don't matter."""
    size = len(votes.people)
    wanted = size * VOTES_LOOKED_AT // max(1, len(votes.signs))
    if wanted >= size:
        return votes
    if at is None:
        axes = main_axes(votes, without=without, steps=STEPS)
        at = places(votes, axes, without=without).at
    order = np.lexsort((votes.counts, at[:, 1], at[:, 0]))
    chosen = np.sort(order[(np.arange(wanted) * size + size // 2) // wanted])
    return of_people(votes, chosen)


def of_people(votes: Votes, chosen: npt.NDArray[np.integer]) -> Votes:
    """The votes of some people, by their places, in the order given."""
    counts = np.diff(votes.starts)[chosen]
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    at = np.arange(starts[-1]) + np.repeat(votes.starts[chosen] - starts[:-1], counts)
    return Votes(
        people=votes.people[chosen],
        statements=votes.statements,
        starts=starts,
        columns=votes.columns[at],
        signs=votes.signs[at],
    )


@dataclass(frozen=True, kw_only=True)
class Model:
    """Votes as they could have been, did no answer tell anything about another.

    Attributes:
        votes: as they are.
        answered: (answers,), places of the votes that are no pass.
        chance: (answers,), of agreeing.
    """

    votes: Votes
    answered: npt.NDArray[np.int64]
    chance: npt.NDArray[np.float32]

    def draw(self, rng: np.random.Generator) -> Votes:
        signs = np.zeros_like(self.votes.signs)
        agrees = rng.random(len(self.chance), dtype=np.float32) < self.chance
        signs[self.answered] = np.where(agrees, 1, -1)
        return Votes(
            people=self.votes.people,
            statements=self.votes.statements,
            starts=self.votes.starts,
            columns=self.votes.columns,
            signs=signs,
        )


def fitted(votes: Votes) -> Model:
    """Each answer's chance: normal probability of the statement's level and the person's leaning.

    Leanings are those seen, made smaller, for part of what is seen is chance itself: they are
    scaled until they explain as much as is left when chance is taken away.
    """
    answered = np.flatnonzero(votes.signs)
    rows, columns = votes.rows[answered], votes.columns[answered]
    agrees = votes.signs[answered] > 0
    asked = np.maximum(1, np.bincount(columns, minlength=len(votes.statements)))
    share = (np.bincount(columns, weights=agrees, minlength=len(asked)) + 0.5) / (asked + 1)
    answers = np.maximum(1, np.bincount(rows, minlength=len(votes.people)))
    seen = mean_of(rows, agrees - share[columns], answers)
    by_chance = mean_of(rows, (share * (1 - share))[columns], answers) / answers
    wanted = max(0.0, float(answers @ (seen**2 - by_chance)))
    leaning = seen * STEEP if wanted else np.zeros_like(seen)
    level = ndtri(share)
    chance = share[columns]
    for _ in range(FITS if wanted else 0):
        chance = ndtr(level[columns] + leaning[rows])
        found = mean_of(rows, chance - share[columns], answers)
        leaning *= np.sqrt(wanted / max(float(answers @ found**2), np.finfo(float).tiny))
        missing = share - mean_of(columns, chance, asked)
        level += missing * STEEP
    if wanted:
        chance = ndtr(level[columns] + leaning[rows])
    return Model(votes=votes, answered=answered, chance=chance.astype(np.float32))


def mean_of(places: Indices, values: Floats, counts: npt.NDArray[np.int64]) -> Floats:
    """The mean of what belongs to each place."""
    total: Floats = np.bincount(places, weights=values, minlength=len(counts)) / counts
    return total
