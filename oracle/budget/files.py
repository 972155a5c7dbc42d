"""Files: what we write, as the peer reads it, and files at hand as both read them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pabutools.election import Additive_Borda_Sat
from pabutools.election.pabulib import (
    election_as_pabulib_string,
    parse_pabulib,
    parse_pabulib_from_string,
)

from accord.interchange import pabulib
from accord.methods.budget import Election, Kind
from oracle.budget.peer import Peer
from oracle.budget.votes import Vote, election_of, vote_in
from oracle.tally import Tally

BLANK = "the peer reads no blank ballot with points, not even from its own file"


def compare_reading(path: Path, tally: Tally) -> None:
    """A file at hand: what our reader made of it, and what theirs did."""
    compare_content(vote_in(path), path, tally)


def compare_writing(vote: Vote, found: Election, peer: Peer, tally: Tally) -> None:
    """A file that we wrote. What the peer can't read of any file is left out, and said so."""
    text = written(vote, found)
    again = pabulib.parse(text.encode(), file=vote.name).election
    tally.add("our file, read again by us", vote.name, same=is_same(again, found))
    error = error_of_reading(text)
    tally.add(
        "our file, read by the peer",
        vote.name,
        same=not error,
        why=BLANK if error and error == error_of_reading(theirs_of_blank(peer)) else "",
        both=error,
    )
    if error:
        voted = [each for each in vote.ballots if any(each.values())]
        vote = replace(vote, ballots=tuple(voted))
        text = written(vote, election_of(vote))
    with TemporaryDirectory() as folder:
        path = Path(folder, "vote.pb")
        path.write_text(text, encoding="utf-8")
        compare_content(vote, path, tally)


def error_of_reading(text: str) -> str:
    try:
        parse_pabulib_from_string(text)
    except ValueError as error:
        return str(error)
    return ""


def theirs_of_blank(peer: Peer) -> str:
    """The peer's own file of one blank ballot of this kind."""
    kind = type(peer.profile)
    blank = kind([type(peer.profile[0])()], instance=peer.instance)
    return str(election_as_pabulib_string(peer.instance, blank))


def written(vote: Vote, found: Election) -> str:
    if vote.kind is not Kind.ORDINAL:
        return pabulib.write(*pabulib.tables_of(found))
    return pabulib.write(*ranking_tables(vote))


def ranking_tables(vote: Vote) -> tuple[Mapping[str, str], pabulib.Table, pabulib.Table]:
    """Rankings can't be had back from their points, so their tables are made of the ballots."""
    plain = election_of(replace(vote, kind=Kind.SCORING))
    meta, projects, _votes = pabulib.tables_of(plain)
    rows = [[str(n), ",".join(ballot)] for n, ballot in enumerate(vote.ballots, start=1)]
    votes = pabulib.Table(("voter_id", "vote"), rows, [])
    return {**meta, "vote_type": "ordinal", "max_length": str(vote.most)}, projects, votes


def is_same(again: Election, found: Election) -> bool:
    """Whether two elections are one, apart from the unit that money is counted in."""
    costs = [[Fraction(cost, each.unit) for cost in each.costs] for each in (again, found)]
    budgets = [Fraction(each.budget, each.unit) for each in (again, found)]
    ballots = [each.people.tolist() + each.points.tolist() for each in (again, found)]
    return (
        costs[0] == costs[1]
        and budgets[0] == budgets[1]
        and ballots[0] == ballots[1]
        and again.choices.tolist() == found.choices.tolist()
        and [each.categories for each in again.projects]
        == [each.categories for each in found.projects]
    )


def compare_content(vote: Vote, path: Path, tally: Tally) -> None:
    instance, profile = parse_pabulib(str(path))
    add = partial(tally.add, case=vote.name)
    ours = {
        each.id: (Fraction(each.cost, vote.unit), each.name, set(each.categories))
        for each in vote.projects
    }
    theirs = {
        each.name: (
            Fraction(each.cost),
            instance.project_meta[each].get("name", ""),
            {name for name in each.categories if name},
        )
        for each in instance
    }
    add("file, projects, costs and categories", same=ours == theirs, both=f"{ours} and {theirs}")
    budgets = Fraction(vote.budget, vote.unit), Fraction(instance.budget_limit)
    add("file, budget", same=budgets[0] == budgets[1], both=f"{budgets}")
    said = Counter(told(vote.kind, ballot) for ballot in vote.ballots)
    read = Counter(told(vote.kind, as_points(ballot)) for ballot in profile)
    add("file, ballots", same=said == read, both=f"{said - read} and {read - said}")
    if vote.kind is Kind.ORDINAL:
        compare_borda(vote, instance, profile, tally)


def as_points(ballot: Any) -> Mapping[str, Any]:
    if isinstance(ballot, Mapping):
        return {project.name: points for project, points in ballot.items()}
    return {project.name: 1 for project in ballot}


def told(kind: Kind, ballot: Mapping[str, Any]) -> Any:
    """What a ballot says: an order, or points for whatever has any."""
    if kind is Kind.ORDINAL:
        return tuple(ballot)
    return frozenset((name, int(points)) for name, points in ballot.items() if points)


def compare_borda(vote: Vote, instance: Any, profile: Any, tally: Tally) -> None:
    """Our points for a ranking are the peer's and one more, and one for each place left empty."""
    sats = [(ballot, Additive_Borda_Sat(instance, profile, ballot)) for ballot in profile]
    theirs = {
        each.name: sum(
            int(sat.sat_project(each)) + 1 + vote.most - len(ballot)
            for ballot, sat in sats
            if each in ballot
        )
        for each in instance
    }
    found = election_of(vote)
    ours = dict(zip([each.id for each in found.projects], found.votes, strict=True))
    tally.add(
        "Borda points, the peer's and what we add to them",
        vote.name,
        same=ours == theirs,
        both=f"{ours} and {theirs}",
    )
