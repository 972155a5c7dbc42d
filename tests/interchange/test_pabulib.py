"""Reading and writing votes on budgets: what is wrong is named by row, column and mend."""

from pathlib import Path

import pytest

from accord.interchange import pabulib
from accord.interchange.problems import BrokenSource

EXAMPLE = Path(__file__).parents[2] / "docs/methods/examples/riverside.pb"
BROKEN = {
    "no number": ("pool;2400", "pool;nan", "riverside.pb, row 10, cost: “nan” is no amount"),
    "below zero": ("pool;2400", "pool;-5", "riverside.pb, row 10, cost: “-5” is no amount"),
    "free": ("pool;2400", "pool;0", "riverside.pb, row 10, cost: It is 0."),
    "huge": ("pool;2400", "pool;" + "9" * 25, "riverside.pb, row 10, cost: “999"),
    "unknown project": ("10;bench", "10;bank", "riverside.pb, row 25, vote: There is no project"),
    "voter twice": ("10;bench", "9;bench", "riverside.pb, row 25, voter_id: “9” voted in row 24"),
    "project twice": ("10;bench", "10;bench,bench", "riverside.pb, row 25, vote: The project"),
    "a cell short": ("10;bench", "10", "riverside.pb, row 25: The row has 1 columns"),
    "cut off": ("num_votes;10", "num_votes;11", "riverside.pb, META, num_votes: META says 11"),
    "other ballots": ("vote_type;approval", "vote_type;runes", "riverside.pb, META, vote_type:"),
    "no heading": ("PROJECTS", "PROJECT", "riverside.pb, row 8: The row has 1 columns"),
}


def parsed(text: str) -> pabulib.Pabulib:
    return pabulib.parse(text.encode(), file=EXAMPLE.name)


@pytest.mark.parametrize(("old", "new", "told"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_by_row_and_column(old, new, told):
    with pytest.raises(BrokenSource) as broken:
        parsed(EXAMPLE.read_text().replace(old, new, 1))

    assert str(broken.value).startswith(told)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"META\n"])
def test_what_is_no_such_file_is_refused(content):
    with pytest.raises(BrokenSource):
        pabulib.parse(content, file="x.pb")


def test_what_is_read_is_written_again_and_counts_alike():
    found = pabulib.read(EXAMPLE)

    again = parsed(pabulib.write(found.meta, found.projects, found.votes))

    assert (again.meta, again.projects.rows, again.votes.rows) == (
        found.meta,
        found.projects.rows,
        found.votes.rows,
    )
    assert again.election.fingerprint == found.election.fingerprint


def test_an_election_can_be_written_without_its_file():
    election = pabulib.read(EXAMPLE).election

    again = parsed(pabulib.write(*pabulib.tables_of(election)))

    assert again.election.fingerprint == election.fingerprint
