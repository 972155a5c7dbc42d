"""`accord methods opinion --votes votes.csv`: the map of a conversation, in Polis' file format."""

import argparse
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from accord.interchange.columns import Allowed, Sheet, check_names, numbers_in, read_columns
from accord.interchange.problems import BrokenSource, Problem, broken
from accord.interchange.rows import head_in, lines_of, rows_of
from accord.methods.audit import hash_bytes
from accord.methods.opinion import statements as telling
from accord.methods.opinion.counts import Counts
from accord.methods.opinion.map import OpinionMap, opinion_map
from accord.methods.opinion.pca import Mask
from accord.methods.opinion.small import THRESHOLD, hidden_cells
from accord.methods.opinion.votes import Votes, last_votes

if TYPE_CHECKING:
    from accord.interchange.methods_cli import Progress

SIGN = Allowed(-1, 1, "is no vote.", "Write 1 for agree, -1 for disagree, 0 for pass.")
MODERATION = Allowed(-1, 1, "is unknown.", "Write 1, 0, or -1 for moderated out.")
MODERATED_OUT = -1
SHOWN = 5
ROUNDS = 10
HALF = 0.5
SEED = 1
COLUMNS = {"person": "voter-id", "statement": "comment-id", "sign": "vote", "time": "timestamp"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--votes",
        type=Path,
        required=True,
        help="columns voter-id, comment-id, vote (1, 0, -1), timestamp",
    )
    parser.add_argument(
        "--comments", type=Path, help="columns comment-id, moderated: those with -1 are left out"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="of the test against chance")
    parser.add_argument(
        "--stability",
        type=int,
        metavar="ROUNDS",
        default=0,
        help=f"draw half of the people so many times ({ROUNDS} tell much), see who stays together",
    )


def run(options: argparse.Namespace, progress: "Progress") -> dict[str, Any]:
    if not 0 <= options.stability <= 1000 or options.seed < 0:
        raise ValueError("--stability takes 0 to 1000 rounds, and --seed a number from 0 on.")
    began = time.perf_counter()
    votes = read_votes(options.votes, progress)
    without = read_moderated(options.comments, votes) if options.comments else None
    loaded = time.perf_counter()
    progress("drawing the map")
    found = opinion_map(votes, seed=options.seed, without=without, rounds=options.stability)
    told = told_of(votes, found, without)
    done = time.perf_counter()
    files = [path for path in (options.votes, options.comments) if path]
    return {
        "people": len(votes.people),
        "statements": len(votes.statements),
        "votes": len(votes.signs),
        "moderated": 0 if without is None else int(without.sum()),
        **told,
        "audit": found.audit.as_json(),
        "files": {path.name: hash_bytes(parts_of(path)) for path in files},
        "load_seconds": round(loaded - began, 6),
        "seconds": round(done - loaded, 6),
    }


def read_votes(path: Path, progress: "Progress") -> Votes:
    columns = read_columns(path, list(COLUMNS.values()), progress, allowed={"vote": SIGN})
    if not len(columns[COLUMNS["sign"]]):
        raise broken(path.name, "", "", "nobody voted.", "Give at least one vote.")
    # Handed over, so that each column can go as soon as it was used: it may be gigabytes.
    return last_votes(
        person=columns.pop(COLUMNS["person"]),
        statement=columns.pop(COLUMNS["statement"]),
        sign=columns.pop(COLUMNS["sign"]),
        time=columns.pop(COLUMNS["time"]),
    )


def read_moderated(path: Path, votes: Votes) -> Mask:
    """(statements,), those that were moderated out. Comments nobody voted on don't matter."""
    rows = rows_of(path.name, lines_of(path))
    line, names = head_in(path.name, rows)
    check_names(path.name, line, names, ["comment-id", "moderated"])
    sheet = Sheet(path.name, names, ["comment-id", "moderated"], {"moderated": MODERATION})
    problems: list[Problem] = []
    found: dict[int, int] = {}
    for line, (comment, moderated) in numbers_in(sheet, rows, problems):
        if comment in found:
            wrong = f"{comment} stands here a second time."
            mend = "Give each comment once."
            problems.append(Problem(path.name, f"row {line}", "comment-id", wrong, mend))
        found[comment] = moderated
    if not problems:
        problems = missing(path, sorted(set(votes.statements.tolist()) - set(found)))
    if problems:
        raise BrokenSource(problems)
    return np.array([found[each] == MODERATED_OUT for each in votes.statements.tolist()])


def missing(path: Path, comments: Iterable[int]) -> list[Problem]:
    mend = "It was voted on: give it a row."
    return [
        Problem(path.name, "", "comment-id", f"there is no comment {each}.", mend)
        for each in comments
    ]


def told_of(votes: Votes, found: OpinionMap, without: Mask | None) -> dict[str, Any]:
    """What may be shown of a map: nothing that fewer than five people stand behind."""
    kept = np.ones(len(votes.statements), bool) if without is None else ~without
    everybody = found.counts.of_everybody()
    hidden = hidden_cells(found.counts)
    voted = everybody.voted[0]
    shown = kept & (voted >= THRESHOLD)
    ids = votes.statements.tolist()
    apart = telling.division(found.counts)
    apart[hidden[:-1].any(axis=0) | ~shown] = 0.0
    return {
        "explained_variance": found.axes.variances.tolist(),
        "has_converged": found.axes.has_converged,
        "groups": [
            {"size": int(size), "statements": picked(found.counts, number, ids, hidden, shown)}
            for number, size in enumerate(found.sizes)
        ],
        "ungrouped": {
            "people": int((found.labels < 0).sum()),
            **{why.name.lower(): people for why, people in found.ungrouped.items()},
        },
        "silhouette": found.silhouette,
        "test": {
            "more_than_one_group": found.verdict.is_parted,
            "observed": found.verdict.observed,
            "draws": found.verdict.draws,
            "people": found.verdict.people,
        },
        "stability": (
            None
            if found.stability is None
            else {
                "share": found.stability.share,
                "of_groups": found.stability.of_groups.tolist(),
                "rounds": found.stability.rounds,
            }
        ),
        "consensus": {
            "agree": first(telling.majority(everybody), shown, everybody, ids),
            "disagree": first(telling.majority(everybody, agree=False), shown, everybody, ids),
            "all_groups_agree": united(found.counts, everybody, shown, hidden, ids),
        },
        "divisive": [
            {"statement": ids[place], "gap": round(float(apart[place]), 6)}
            for place in np.argsort(-apart, kind="stable")[:SHOWN].tolist()
            if apart[place] > 0
        ],
    }


def picked(
    counts: Counts, group: int, ids: list[int], hidden: Mask, shown: Mask
) -> list[dict[str, Any]]:
    picks, _ties = telling.picks(counts, group)
    return [
        {
            "statement": ids[each.statement],
            "agrees": each.agrees,
            "said": each.said,
            "voted": each.seen,
            "is_telling": each.is_telling,
        }
        for each in picks
        if shown[each.statement] and not hidden[group, each.statement]
    ]


def united(
    counts: Counts, everybody: Counts, shown: Mask, hidden: Mask, ids: list[int]
) -> list[dict[str, Any]]:
    """Statements that more than half of every group agree with; scored where nothing is hidden."""
    most = telling.agreeing(counts).share.min(axis=0, initial=1.0) > HALF
    scores = telling.group_consensus(counts)
    order = telling.consensus_order(counts)
    places = [place for place in order if shown[place] and most[place]][:SHOWN]
    return [
        {
            **row,
            "score": None if hidden[:, place].any() else round(float(scores[place]), 6),
        }
        for row, place in zip(first(places, shown, everybody, ids), places, strict=True)
    ]


def first(
    order: Iterable[int], shown: Mask, everybody: Counts, ids: list[int]
) -> list[dict[str, int]]:
    places = [place for place in order if shown[place]][:SHOWN]
    return [
        {
            "statement": ids[place],
            "agreed": int(everybody.agreed[0, place]),
            "disagreed": int(everybody.disagreed[0, place]),
            "passed": int(everybody.passed[0, place]),
        }
        for place in places
    ]


def parts_of(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            yield part


def summary(found: Mapping[str, Any]) -> str:
    lines = [
        ", ".join(
            [
                people(found["people"]),
                counted(found["statements"], "statement"),
                counted(found["votes"], "vote"),
            ]
        ),
        "",
        headline(found),
    ]
    for number, group in enumerate(found["groups"], start=1):
        if len(found["groups"]) > 1:
            lines += [f"  group {number}: {people(group['size'])}", *group_lines(group)]
    few = found["ungrouped"]["people"]
    if few:
        lines.append(f"  {people(few)} voted too little to be counted to a group.")
    if found["consensus"]["all_groups_agree"]:
        lines += ["", "More than half of every group agree:"]
    lines += [
        f"  statement {row['statement']}: {row['agreed']:,} agree, {row['disagreed']:,} don't,"
        f" {row['passed']:,} pass"
        for row in found["consensus"]["all_groups_agree"]
    ]
    return "\n".join(lines)


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def headline(found: Mapping[str, Any]) -> str:
    if found["test"]["more_than_one_group"]:
        return f"{len(found['groups'])} groups stand apart, more clearly than by chance."
    return "One group: nothing parts people more clearly than chance would."


def group_lines(group: Mapping[str, Any]) -> list[str]:
    return [
        f"    {row['said']:,} of {row['voted']:,} {'agree' if row['agrees'] else 'disagree'}"
        f" with statement {row['statement']}"
        for row in group["statements"]
    ]
