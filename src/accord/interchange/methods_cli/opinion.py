"""`accord methods opinion --votes votes.csv`: the map of a conversation, in Polis' file format."""

import argparse
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from accord.interchange.columns import Allowed, Sheet, check_names, numbers_in, read_columns
from accord.interchange.problems import BrokenSource, Problem, broken
from accord.interchange.rows import head_in, lines_of, rows_of
from accord.methods.audit import Tie, hash_bytes
from accord.methods.opinion import consensus
from accord.methods.opinion.counts import NO_GROUP, Counts
from accord.methods.opinion.map import OpinionMap, opinion_map
from accord.methods.opinion.pca import Mask
from accord.methods.opinion.routing import priority
from accord.methods.opinion.small import THRESHOLD, shown
from accord.methods.opinion.statements import Pick, picks
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
    told = shown(found.counts)
    of_groups, of_all = kept & told.of_groups, kept & told.of_all
    ids = votes.statements.tolist()
    chosen = [picks(found.counts, group, only=of_groups) for group in range(found.groups)]
    variances = found.axes.variances.tolist()
    return {
        # Of two people's votes the one would tell the other's.
        "explained_variance": variances if len(votes.people) >= THRESHOLD else None,
        "has_converged": found.axes.has_converged,
        "groups": [
            {"size": int(size), "statements": [picked(each, ids) for each in rows]}
            for size, (rows, _ties) in zip(found.sizes, chosen, strict=True)
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
            "agree": surest(told.together, of_all, ids, agree=True),
            "disagree": surest(told.together, of_all, ids, agree=False),
            "all_groups_agree": united(found.counts, of_groups, ids, agree=True),
            "all_groups_disagree": united(found.counts, of_groups, ids, agree=False),
        },
        "divisive": divisive(found.counts, of_groups, ids),
        "bridging": {
            "agree": bridging(found.counts, of_groups, ids, agree=True),
            "disagree": bridging(found.counts, of_groups, ids, agree=False),
        },
        "ask_next": ask_next(found, without, ids),
        "audit": replace(
            found.audit, ties=tuple(by_id(tie, ids) for _rows, ties in chosen for tie in ties)
        ).as_json(),
    }


def picked(pick: Pick, ids: list[int]) -> dict[str, Any]:
    return {
        "statement": ids[pick.statement],
        "agrees": pick.agrees,
        "said": pick.said,
        "voted": pick.seen,
        "is_telling": pick.is_telling,
    }


def by_id(tie: Tie, ids: list[int]) -> Tie:
    """A tie between places of statements, by their ids."""
    return replace(
        tie,
        between=tuple(str(ids[int(place)]) for place in tie.between),
        taken=str(ids[int(tie.taken)]),
        broken_by="lower id of the statement",
    )


def surest(everybody: Counts, of_all: Mask, ids: list[int], *, agree: bool) -> list[dict[str, int]]:
    places = consensus.majority(everybody, agree=agree, only=of_all, most=SHOWN)
    return answers(places, everybody, ids)


def united(counts: Counts, of_groups: Mask, ids: list[int], *, agree: bool) -> list[dict[str, Any]]:
    """Statements that more than half of every group say yes (or no) to, with the product."""
    only = of_groups & (consensus.bridging(counts, agree=agree) > HALF)
    places = consensus.consensus_order(counts, agree=agree, only=only, most=SHOWN)
    scores = consensus.group_consensus(counts, agree=agree)
    grouped = counts.by_sign.copy()
    grouped[:, NO_GROUP] = 0
    inside = Counts(by_sign=grouped).of_everybody()
    return [
        {**row, "score": round(float(scores[place]), 6)}
        for row, place in zip(answers(places, inside, ids), places, strict=True)
    ]


def divisive(counts: Counts, of_groups: Mask, ids: list[int]) -> list[dict[str, Any]]:
    gaps = consensus.division(counts)
    places = consensus.division_order(counts, only=of_groups & (gaps > 0), most=SHOWN)
    return [{"statement": ids[place], "gap": round(float(gaps[place]), 6)} for place in places]


def bridging(
    counts: Counts, of_groups: Mask, ids: list[int], *, agree: bool
) -> list[dict[str, Any]]:
    """Between groups alone: where even the group that goes along least is for it (or against)."""
    if counts.groups < 2:
        return []
    least = consensus.bridging(counts, agree=agree)
    only = of_groups & (least > HALF)
    places = consensus.bridging_order(counts, agree=agree, only=only, most=SHOWN)
    return [{"statement": ids[place], "least": round(float(least[place]), 6)} for place in places]


def ask_next(found: OpinionMap, without: Mask | None, ids: list[int]) -> list[int]:
    """What is learnt most from by asking one more person; the order alone."""
    worth = priority(found.counts, found.extremity, without=without)
    order = np.argsort(-worth, kind="stable")[:SHOWN].tolist()
    return [ids[place] for place in order if worth[place]]


def answers(places: Iterable[int], everybody: Counts, ids: list[int]) -> list[dict[str, int]]:
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
