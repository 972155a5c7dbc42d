"""Writes a file, from what was read or from an election."""

import csv
import io
from collections.abc import Mapping
from decimal import Decimal

from accord.interchange.pabulib.parts import WITH_POINTS, Table
from accord.methods.budget import Election, Kind


def write(meta: Mapping[str, str], projects: Table, votes: Table) -> str:
    """Write a `.pb` file. The numbers of projects and votes are those of the rows.

    Args:
        meta: what is known, by key; at least budget and vote_type.
        projects: with columns project_id and cost.
        votes: with columns voter_id and vote, and points where there are any.
    """
    counted = {**meta, "num_projects": str(len(projects.rows)), "num_votes": str(len(votes.rows))}
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([["META"], ["key", "value"], *counted.items()])
    writer.writerows([["PROJECTS"], projects.heading, *projects.rows])
    writer.writerows([["VOTES"], votes.heading, *votes.rows])
    return text.getvalue()


def tables_of(election: Election) -> tuple[dict[str, str], Table, Table]:
    """Write an election of approvals or points as the parts of a file.

    Voters are numbered in the order of the distinct ballots: who cast which isn't known here.

    Raises:
        ValueError: for rankings, which can't be had back from their points.
    """
    if election.kind is Kind.ORDINAL:
        raise ValueError("Rankings can't be written from their points; write the tables read.")
    meta = {"budget": money(election.budget, election.unit), "vote_type": election.kind.value}
    rows = [
        [project.id, money(project.cost, election.unit), project.name, ",".join(project.categories)]
        for project in election.projects
    ]
    projects = Table(("project_id", "cost", "name", "category"), rows, [])
    heading = ("voter_id", "vote", "points")
    with_points = election.kind in WITH_POINTS
    votes = Table(heading if with_points else heading[:2], [], [])
    for group, people in enumerate(election.people.tolist()):
        lines = slice(election.starts[group], election.starts[group + 1])
        names = ",".join(election.projects[place].id for place in election.choices[lines])
        cells = [names, ",".join(map(str, election.points[lines]))] if with_points else [names]
        first = len(votes.rows) + 1
        votes.rows.extend([str(first + number), *cells] for number in range(people))
    return meta, projects, votes


def money(amount: int, unit: int) -> str:
    """An amount in the currency, with the decimals it needs."""
    return f"{(Decimal(amount) / unit).normalize():f}"
