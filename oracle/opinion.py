"""Opinion maps beside red-dwarf: axes, what stands for a group, consensus."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
from reddwarf.utils.consensus import select_consensus_statements
from reddwarf.utils.matrix import generate_raw_matrix, simple_filter_matrix
from reddwarf.utils.reducer.base import run_reducer
from reddwarf.utils.reducer.pca import calculate_extremity
from reddwarf.utils.stats import calculate_comment_statistics

from accord.interchange.methods_cli.opinion import read_moderated, read_votes
from accord.methods.opinion.consensus import group_consensus, majority
from accord.methods.opinion.counts import Counts, count_votes
from accord.methods.opinion.map import opinion_map
from accord.methods.opinion.pca import Mask, main_axes
from accord.methods.opinion.shares import agreeing, disagreeing
from accord.methods.opinion.votes import Votes, last_votes
from oracle import telling
from oracle.tally import Tally

RANDOM = 300
SEED = 1000
VARIANCE, COSINE, FAR, VALUE = 1e-8, 0.999999, 1e-3, 1e-9
CLOSE = 1e-3  # of two variances: nearer than that, directions may turn within their plane
SHOWN = 5
EQUAL_AXES = "variances are nearly equal, so directions aren't defined"


def compare(folder: Path, tally: Tally) -> None:
    if not folder.is_dir():
        print(f"left out: there are no conversations at {folder}")
    for path in sorted(folder.glob("*/votes.csv")):
        votes = read_votes(path, quiet)
        compare_one(f"{path.parent.name}", votes, None, tally)
        comments = path.parent / "comments.csv"
        if comments.exists():
            compare_one(
                f"{path.parent.name}, moderated", votes, read_moderated(comments, votes), tally
            )
    for seed in range(SEED, SEED + RANDOM):
        compare_one(f"random {seed}", random_votes(seed), None, tally)


def quiet(_doing: str, _share: float | None = None) -> None:
    pass


def random_votes(seed: int) -> Votes:
    """10 to 80 people, 5 to 30 statements, one to three groups."""
    rng = np.random.default_rng(seed)
    people, statements = rng.integers(10, 81), rng.integers(5, 31)
    chance = rng.random((rng.integers(1, 4), statements))
    own = rng.integers(0, len(chance), people)
    signs = np.where(rng.random((people, statements)) < chance[own], 1, -1)
    signs[rng.random(signs.shape) < 0.15] = 0
    person, statement = np.nonzero(rng.random(signs.shape) < rng.uniform(0.3, 1.0))
    return last_votes(person=person, statement=statement, sign=signs[person, statement])


def compare_one(case: str, votes: Votes, without: Mask | None, tally: Tally) -> None:
    matrix = matrix_of(votes)
    found = opinion_map(votes, seed=1, without=without)
    compare_axes(case, votes, without, matrix, found.extremity, tally)
    labels = found.labels
    if found.groups < 2:  # any two groups do for comparing figures
        known = labels >= 0
        labels = np.where(known, np.cumsum(known) % 2, -1)
    compare_groups(case, votes, labels, matrix, tally)
    telling.compare_priority(case, found.counts, found.extremity, tally)


def matrix_of(votes: Votes) -> pd.DataFrame:
    """As the peer builds it: it can't take people who voted twice, so it gets last votes."""
    rows = [
        {"participant_id": person, "statement_id": statement, "vote": sign}
        for person, statement, sign in zip(
            votes.people[votes.rows].tolist(),
            votes.statements[votes.columns].tolist(),
            votes.signs.tolist(),
            strict=True,
        )
    ]
    return generate_raw_matrix(votes=rows).reindex(
        index=votes.people.tolist(), columns=votes.statements.tolist()
    )


def compare_axes(
    case: str,
    votes: Votes,
    without: Mask | None,
    matrix: pd.DataFrame,
    extremity: np.ndarray,
    tally: Tally,
) -> None:
    axes = main_axes(votes, without=without)
    out = [] if without is None else votes.statements[without].tolist()
    clean = simple_filter_matrix(vote_matrix=matrix, mod_out_statement_ids=out)
    _people, spots, peer = run_reducer(vote_matrix=clean.values, reducer="pca")
    theirs = peer.explained_variance_
    tally.add(
        "explained variance, to 1e-8",
        case,
        same=bool(np.allclose(axes.variances, theirs, rtol=VARIANCE, atol=1e-12)),
        both=f"{axes.variances} and {theirs}",
    )
    third = next_variance(clean)
    gaps = [theirs[0] - theirs[1], min(theirs[0] - theirs[1], theirs[1] - third)]
    for axis, gap in enumerate(gaps):
        cosine = abs(float(axes.directions[axis] @ peer.components_[axis]))
        tally.add(
            "|cos| of directions, 0.999999 or more",
            f"{case}, axis {axis + 1}",
            same=cosine >= COSINE,
            why=EQUAL_AXES if gap < CLOSE * theirs[0] else "",
            both=f"{cosine}",
        )
    # The peer places somebody who agrees with this statement alone, we take the length of its axis.
    theirs = calculate_extremity(spots.T)
    ours = extremity * np.abs(1 - axes.means)
    tally.add(
        "extremity, ours × (1 − mean), to 1e-3",
        case,
        same=bool(np.allclose(theirs, ours, rtol=0, atol=FAR * theirs.max())),
        why=EQUAL_AXES if min(gaps) < CLOSE * peer.explained_variance_[0] else "",
        both=f"{np.abs(theirs - ours).max()}",
    )


def next_variance(clean: pd.DataFrame) -> float:
    """The third variance, from the table with its holes filled by means."""
    filled = clean.fillna(clean.mean()).fillna(0.0).to_numpy(dtype=float)
    found = np.linalg.eigvalsh(np.cov(filled, rowvar=False))
    return float(found[-3]) if len(found) > 2 else 0.0


def compare_groups(
    case: str, votes: Votes, labels: np.ndarray, matrix: pd.DataFrame, tally: Tally
) -> None:
    known = labels >= 0
    counts = count_votes(votes, labels)
    clustered = matrix[known]
    if len(set(labels[known].tolist())) < 2:
        return
    seen, said, share, ratio, certainty, difference, united = calculate_comment_statistics(
        clustered, labels[known]
    )
    for sign, ours in ((0, agreeing(counts)), (1, disagreeing(counts))):
        tally.add(
            "counts of groups",
            case,
            same=bool((seen == ours.seen).all() and (said[sign] == ours.said).all()),
        )
        tally.add("shares, to 1e-9", case, same=close(share[sign], ours.share))
        tally.add("representativeness, to 1e-9", case, same=close(ratio[sign], ours.ratio))
        tally.add(
            "test of one share, to 1e-9",
            case,
            same=close(certainty[sign], ours.certainty),
        )
        tally.add(
            "test of two shares, to 1e-9",
            case,
            same=close(difference[sign], ours.difference),
            both=str(np.abs(difference[sign] - ours.difference).max(initial=0)),
        )
        tally.add(
            "group-aware consensus, to 1e-9",
            case,
            same=close(united[sign], group_consensus(counts, agree=sign == 0)),
        )
    compare_majority(case, votes, known, clustered, tally)
    places = {statement: place for place, statement in enumerate(votes.statements.tolist())}
    telling.compare(case, counts, places, clustered, labels[known], tally)


def close(theirs: np.ndarray, ours: np.ndarray) -> bool:
    return bool(np.allclose(theirs, ours, rtol=VALUE, atol=VALUE))


def compare_majority(
    case: str, votes: Votes, known: np.ndarray, clustered: pd.DataFrame, tally: Tally
) -> None:
    counts = count_votes(votes, np.where(known, 0, -1))
    only = type(counts)(by_sign=np.stack([counts.by_sign[:, 0], 0 * counts.by_sign[:, 0]], axis=1))
    peer = select_consensus_statements(clustered, pick_max=SHOWN)
    places = {statement: place for place, statement in enumerate(votes.statements.tolist())}
    for agree, name in ((True, "agree"), (False, "disagree")):
        theirs = [places[int(row["tid"])] for row in peer[name]]
        ours = majority(only, agree=agree)[:SHOWN]
        weights = [weights_of(only, each, agree=agree) for each in (ours, theirs)]
        tally.add(
            "majority consensus, five at most",
            case,
            same=ours == theirs,
            why=telling.SAME_WEIGHT if weights[0] == weights[1] else "",
            both=f"{ours} and {theirs}",
        )


def weights_of(counts: Counts, places: list[int], *, agree: bool) -> list[Fraction]:
    """Share × certainty of each, squared, with the sign of the certainty."""
    shares = agreeing(counts) if agree else disagreeing(counts)
    cells = [shares.told(0, place) for place in places]
    return [cell.share**2 * cell.certainty_squared for cell in cells]
