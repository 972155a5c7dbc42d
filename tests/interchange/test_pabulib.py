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
    "budget twice": (
        "budget;3000\n",
        "budget;3000\n\nbudget;300\n",
        "riverside.pb, row 6, key: “budget” stands in row 4 already. Keep one of them.",
    ),
    "a blank ballot's name": (
        "bench;400",
        "none;400",
        "riverside.pb, row 13, project_id: “none” is no id.",
    ),
    "limit in thousands": (
        "budget;3000\n",
        "budget;3000\nmin_sum_cost;1,000\n",
        "riverside.pb, META, min_sum_cost: “1,000” can be read in two ways.",
    ),
    "open mark": (
        "10;bench",
        '10;"bench',
        "riverside.pb, row 25: a quotation mark isn't closed.",
    ),
    "endless cell": (
        "10;bench",
        f"10;{'bench,' * 30_000}",
        "riverside.pb, row 25: a cell is longer than 131,072 characters.",
    ),
    "no heading": ("PROJECTS", "PROJECT", "riverside.pb, row 8: The row has 1 columns"),
}


def parsed(text: str) -> pabulib.Pabulib:
    return pabulib.parse(text.encode(), file=EXAMPLE.name)


@pytest.mark.parametrize(("old", "new", "told"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_by_row_and_column(old, new, told):
    with pytest.raises(BrokenSource) as broken:
        parsed(EXAMPLE.read_text().replace(old, new, 1))

    assert str(broken.value).startswith(told)


def made(votes: str, *, heading: str = "voter_id;vote", meta: str = "vote_type;approval") -> str:
    projects = "PROJECTS\nproject_id;cost\n1;60\n2;30\n3;50\n"
    return f"META\nkey;value\nbudget;100\n{meta}\n{projects}VOTES\n{heading}\n{votes}"


def test_an_open_quotation_mark_takes_in_no_ballot():
    text = made('a;1;x\nb;1;"y\nc;3;\nd;3;z\n', heading="voter_id;vote;note")

    with pytest.raises(BrokenSource) as broken:
        parsed(text)

    assert str(broken.value).startswith("riverside.pb, row 13: a quotation mark isn't closed.")


def test_a_row_is_the_line_in_which_it_begins():
    text = made('a;1;"x\n\ny"\n\nb;"7";"x\ny"\n', heading="voter_id;vote;note")

    with pytest.raises(BrokenSource) as broken:
        parsed(text)

    assert str(broken.value).startswith("riverside.pb, row 16, vote: There is no project “7”.")


def test_bytes_in_another_encoding_are_named():
    with pytest.raises(BrokenSource) as broken:
        pabulib.parse(made("a;1\nb;é\n").encode("latin-1"), file="x.pb")

    assert str(broken.value) == "x.pb, row 13: this isn't UTF-8. Save the file in UTF-8."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "text",
    [
        made("a;1,2\nb;3\n"),
        "\ufeff\n" + made(" a ; 1 , 2 \n\nb;3\n;\n \n"),
        made("a;1,2\nb;3\n").replace("30\n", "30\n;\n").replace("META", "Meta;"),
        made("a;1,2\nVOTES;3\n"),
        made("1,2;a\n3;b\n", heading="vote;voter_id"),
        made("a;1,2\nb;3\n").replace(
            "key;value\nbudget;100\nvote_type;approval", "value;key\n100;budget\napproval;vote_type"
        ),
    ],
)
def test_what_is_odd_is_read_right(text, end):
    election = parsed(text.replace("\n", end)).election

    assert (election.budget, election.costs) == (100, (60, 30, 50))
    assert (election.voters, election.supporters) == (2, (1, 1, 1))


@pytest.mark.parametrize("limit", ["9" * 25, "3.0", "3", "", "abc"])
def test_a_ranking_is_worth_as_many_points_as_there_are_projects_at_most(limit):
    text = made("a;1,2\nb;3\n", meta=f"vote_type;ordinal\nmax_length;{limit}")

    election = pabulib.parse(text.encode(), file="x.pb", lenient=True).election

    assert election.votes == (3, 2, 3)


def test_whole_points_may_be_written_with_a_decimal():
    scores = made(
        "a;1,2;3.0, 1\nb;3;2.00\n", heading="voter_id;vote;points", meta="vote_type;scoring"
    )

    assert parsed(scores).election.votes == (3, 1, 2)


@pytest.mark.parametrize("points", ["1.5", "-1", "x", "1e3", "1,000", "", "9" * 16])
def test_points_that_are_not_whole_are_refused(points):
    scores = made(f"a;1;{points}\n", heading="voter_id;vote;points", meta="vote_type;scoring")

    with pytest.raises(BrokenSource) as broken:
        parsed(scores)

    assert str(broken.value).startswith("riverside.pb, row 12, points: ")


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
