"""`accord methods opinion` on files: what it says, and what it says of broken ones."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from accord.interchange import columns
from accord.interchange.methods_cli import main
from accord.interchange.methods_cli.opinion import bridging, divisive, surest, united
from accord.methods.opinion.small import shown
from accord.methods.opinion.statements import picks
from tests.methods.opinion.made import conversation
from tests.methods.opinion.test_statements import counts_of

HEAD = "timestamp,datetime,comment-id,voter-id,vote\n"
COMMENTS = "comment-id,moderated,comment-body\n"


def asked(capsys, *words) -> dict:
    main(["opinion", *map(str, words), "--json"])
    return json.loads(capsys.readouterr().out)


def refused(capsys, *words) -> str:
    with pytest.raises(SystemExit) as ended:
        main(["opinion", *map(str, words)])
    assert ended.value.code == 2
    return capsys.readouterr().err


def written(folder, votes, head=HEAD):
    path = folder / "votes.csv"
    rows = zip(votes.rows.tolist(), votes.columns.tolist(), votes.signs.tolist(), strict=True)
    lines = [
        f"{at},Mon,{statement},{person},{sign}\n"
        for at, (person, statement, sign) in enumerate(rows)
    ]
    path.write_text(head + "".join(lines))
    return path


def broken(folder, text, encoding="utf-8"):
    path = folder / "votes.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_a_map_of_two_groups_in_one_line(tmp_path, capsys):
    votes, _own = conversation(1, groups=2)

    found = asked(capsys, "--votes", written(tmp_path, votes), "--stability", 5)

    assert (found["family"], found["version"]) == ("opinion", 1)
    assert (found["people"], found["statements"]) == (80, 20)
    assert found["votes"] == len(votes.signs)
    assert [group["size"] for group in found["groups"]] == [40, 40]
    assert found["test"]["more_than_one_group"]
    assert found["stability"]["share"] == 1.0
    assert found["ungrouped"] == {"people": 0, "too_few_votes": 0, "only_moderated": 0}
    assert found["load_seconds"] > 0


def test_what_was_said_last_counts(tmp_path, capsys):
    path = broken(tmp_path, HEAD + "5,x,1,1,1\n9,x,1,1,-1\n7,x,1,1,0\n")

    found = asked(capsys, "--votes", path)
    main(["opinion", "--votes", str(path)])

    assert (found["people"], found["votes"]) == (1, 1)
    assert capsys.readouterr().out.startswith("1 person, 1 statement, 1 vote\n")


def test_moderated_statements_move_nobody(tmp_path, capsys):
    votes, _own = conversation(1, groups=2)
    comments = tmp_path / "comments.csv"
    comments.write_text(COMMENTS + "".join(f'{n},{-1 if n < 4 else 1},"a, b"\n' for n in range(20)))

    found = asked(capsys, "--votes", written(tmp_path, votes), "--comments", comments)

    assert found["moderated"] == 4
    shown = {each["statement"] for group in found["groups"] for each in group["statements"]}
    assert shown
    assert not shown & set(range(4))


def test_the_summary_is_for_people(tmp_path, capsys):
    votes, _own = conversation(1, groups=2)

    main(["opinion", "--votes", str(written(tmp_path, votes))])

    told = capsys.readouterr().out
    assert "2 groups stand apart, more clearly than by chance." in told
    assert "group 1: 40 people" in told


def test_little_said_shows_nothing_of_anybody(tmp_path, capsys):
    path = broken(tmp_path, HEAD + "1,x,1,1,1\n2,x,1,2,-1\n")

    found = asked(capsys, "--votes", path)

    assert not any(found["consensus"].values())
    assert not any(found["bridging"].values())
    assert [group["statements"] for group in found["groups"]] == [[]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "votes.csv, row 1: the file is empty. Give the names of the columns."),
        (HEAD, "votes.csv: nobody voted. Give at least one vote."),
        (
            "timestamp,comment-id,vote\n1,1,1\n",
            "votes.csv, row 1: there must be one column voter-id, and here are 0."
            " The columns here are: timestamp, comment-id, vote.",
        ),
        (
            HEAD + "1,x,1,1,1\n1,x,1,two,1\n",
            "votes.csv, row 3, voter-id: “two” isn't a whole number."
            " Write a whole number, such as 17.",
        ),
        (
            HEAD + "1,x,1,1,1\n1,x,1,2\n",
            "votes.csv, row 3: there are 4 cells, and 5 columns. Give each column one cell.",
        ),
        (
            HEAD + "1,x,1,,1\n",
            "votes.csv, row 2, voter-id: this is empty. Write a whole number, such as 17.",
        ),
        (
            HEAD + "1,x,1,1,nan\n",
            "votes.csv, row 2, vote: “nan” isn't a whole number."
            " Write 1 for agree, -1 for disagree, 0 for pass.",
        ),
        (
            HEAD + "1,x,1,1,1\n\n1,x,1,1,2\n",
            "votes.csv, row 4, vote: 2 is no vote. Write 1 for agree, -1 for disagree, 0 for pass.",
        ),
        (
            HEAD + f"{'9' * 19},x,1,1,1\n",
            f"votes.csv, row 2, timestamp: “{'9' * 19}” has more than 18 digits."
            " Write a whole number, such as 17.",
        ),
    ],
)
def test_what_is_wrong_is_named(tmp_path, capsys, text, message):
    said = refused(capsys, "--votes", broken(tmp_path, text))

    assert said == f"accord methods opinion: {message}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"\xef\xbb\xbf\n", "row 1: the file is empty. Give the names of the columns."),
        (
            b"\n" + HEAD.replace("vote\n", "votes\n").encode(),
            "row 2: there must be one column vote, and here are 0.",
        ),
        (HEAD.replace(",", ";").encode(), "voter-id;vote: put commas between columns."),
        (f"{'x' * 200_000},{HEAD}".encode(), "row 1: a cell is longer than 131,072 characters."),
        (b'a,"b' + b"x" * 100, "row 1: a quotation mark isn't closed."),
    ],
)
def test_what_is_wrong_with_the_names_of_columns_is_named(tmp_path, capsys, text, message):
    path = tmp_path / "votes.csv"
    path.write_bytes(text)

    assert message in refused(capsys, "--votes", path)


ODD = {
    "old line ends": HEAD + "1,x,1,1,1\n1,x,2,1,0\n",
    "blank lines": "\n" + HEAD + "\n1,x,1,1,1\n  \n\n1,x,2,1,0\n\n \n",
    "empty cells at the end": HEAD + "1,x,1,1,1\n1,x,2,1,0\n,,,,\n",
    "names over two lines": '"timestamp","date\ntime","comment-id",voter-id , "vote"\n'
    "1,x,1,1,1\n1,x,2,1,0\n",
    "a mark inside a word": HEAD + '1,5" pipe,1,1,1\n1,x,2,1,0\n',
    "line ends of Unicode": HEAD + '1,a\u2028b\x85\x0c,1,1,1\n1,"x",2,1,0\n',
    "spaces": HEAD + "1,x, 1,1 ,1\n1,x,2, 1, 0 \n",
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_is_odd_is_read_right(tmp_path, text, end):
    path = broken(tmp_path, text.replace("\n", end).replace(', "vote"', ',"vote"'))

    found = columns.read_columns(path, ["voter-id", "comment-id", "vote"])

    assert {name: column.tolist() for name, column in found.items()} == {
        "voter-id": [1, 1],
        "comment-id": [1, 2],
        "vote": [1, 0],
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "before",
    ["1,x,1\n\n\n", '1,"x\ny\nz",1\n', '1,"x\u2028y",1\n1,\x85,1\n', "1,x,1\n" * 40],
)
def test_a_row_is_the_line_in_which_it_begins(tmp_path, monkeypatch, before, end):
    monkeypatch.setattr(columns, "PIECE", 16)
    path = broken(tmp_path, f'a,b,c\n{before}1,"p\nq",x\n'.replace("\n", end))

    with pytest.raises(columns.BrokenSource) as wrong:
        columns.read_columns(path, ["a", "c"])

    row = before.count("\n") + 2
    assert str(wrong.value).startswith(f"a.csv, row {row}, c: “x”".replace("a.csv", path.name))


@pytest.mark.parametrize("piece", range(3, 40))
def test_a_cell_over_several_lines_may_meet_the_end_of_a_piece(tmp_path, monkeypatch, piece):
    monkeypatch.setattr(columns, "PIECE", piece)
    path = broken(tmp_path, 'a,b,c\r\n1,"2,3\r\n4,5,6\n""7"",8\r",9\r\n\r\n10,,11\r\n12,"",13')

    found = columns.read_columns(path, ["a", "c"])

    assert [found["a"].tolist(), found["c"].tolist()] == [[1, 10, 12], [9, 11, 13]]


@pytest.mark.parametrize("piece", [16, 1 << 24])
def test_an_open_quotation_mark_takes_in_no_row(tmp_path, monkeypatch, piece):
    monkeypatch.setattr(columns, "PIECE", piece)
    path = broken(tmp_path, 'a,b\n1,x\n2,"y\n3,z\n4,z\n5,z\n')

    with pytest.raises(columns.BrokenSource) as wrong:
        columns.read_columns(path, ["a"])

    assert str(wrong.value).startswith("votes.csv, row 3: a quotation mark isn't closed.")


def test_a_cell_without_measure_is_named(tmp_path):
    path = broken(tmp_path, "a,b\n1,x\n" + '2,"y\n' + "3,z\n" * 50_000)

    with pytest.raises(columns.BrokenSource) as wrong:
        columns.read_columns(path, ["a"])

    assert str(wrong.value) == (
        "votes.csv, row 3: a cell is longer than 131,072 characters."
        " Look for a quotation mark that isn't closed."
    )


def test_a_message_is_one_line_that_a_terminal_shows_as_it_is(tmp_path, capsys):
    path = broken(tmp_path, HEAD.replace("vote\n", f"{'x' * 1000}\n"))
    long = refused(capsys, "--votes", path)
    path = broken(tmp_path, HEAD + '1,x,1,"\x1b[31m\n\0",1\n')

    told = refused(capsys, "--votes", path)

    assert len(long) < 600
    assert "“\N{REPLACEMENT CHARACTER}[31m \N{REPLACEMENT CHARACTER}” isn't a whole" in told
    assert told.count("\n") == 1


def test_another_encoding_is_named(tmp_path, capsys):
    path = broken(tmp_path, HEAD + "1,x,1,1,1\n1,é,1,“,1\n".replace("“", "x"), "latin-1")

    assert "row 3" in refused(capsys, "--votes", path)


def test_a_missing_file_is_named(tmp_path, capsys):
    path = tmp_path / "none.csv"

    assert refused(capsys, "--votes", path) == (
        f"accord methods opinion: {path}: No such file or directory\n"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "comments.csv, row 1: the file is empty."),
        ("comment-id\n1\n", "row 1: there must be one column moderated, and here are 0."),
        ("moderated," + COMMENTS + "1,1,1,a\n", "one column moderated, and here are 2."),
        (COMMENTS + "1,1\n", "row 2: there are 2 cells, and 3 columns."),
        (COMMENTS + "1,1,a,b\n", "row 2: there are 4 cells, and 3 columns."),
        (COMMENTS + '1,1,"a\nb"\n\n1,1,c\n', "row 5, comment-id: 1 stands here a second time."),
        (COMMENTS + '1,1,"a\n2,1,b\n', "row 2: a quotation mark isn't closed."),
        (COMMENTS + f"1,1,{'a' * 200_000}\n", "row 2: a cell is longer than 131,072 characters."),
        (COMMENTS + "1,1,a\n" * 2 + "1,1,\udce9\n", "row 4: this isn't UTF-8."),
        ("\udce9," + COMMENTS, "row 1: this isn't UTF-8."),
        (COMMENTS + "1,1,a\n1,1,b\n", "comment-id: 1 stands here a second time."),
        (COMMENTS + "1,7,a\n", "row 2, moderated: 7 is unknown."),
        (COMMENTS + "x,1,a\n", "row 2, comment-id: “x” isn't a whole number."),
        (
            COMMENTS + "2,1,a\n",
            "comment-id: there is no comment 1. It was voted on: give it a row.",
        ),
    ],
)
def test_what_is_wrong_with_comments_is_named(tmp_path, capsys, text, message):
    votes = broken(tmp_path, HEAD + "1,x,1,1,1\n")
    comments = tmp_path / "comments.csv"
    comments.write_bytes(text.encode(errors="surrogateescape"))

    assert message in refused(capsys, "--votes", votes, "--comments", comments)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("quoted", [False, True])
def test_columns_are_read_alike_at_once_and_line_by_line(tmp_path, monkeypatch, end, quoted):
    monkeypatch.setattr(columns, "PIECE", 64)  # many pieces, cut in the middle of lines
    rows = [(n * 7 - 50, "a,b" if quoted else "ab", 10**n % 10**15) for n in range(40)]
    cells = [f"{a},{f'{chr(34)}{b}{chr(34)}' if quoted else b},{c}" for a, b, c in rows]
    path = tmp_path / "a.csv"
    path.write_text(end.join(["left,text,right", *cells]), newline="")

    found = columns.read_columns(path, ["right", "left"])

    assert found["left"].tolist() == [a for a, _b, _c in rows]
    assert found["right"].tolist() == [c for _a, _b, c in rows]


def test_one_broken_row_of_many_is_named(tmp_path):
    lines = ["1,2\n"] * 300_000
    lines[234_567] = "1,2x\n"
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "".join(lines))

    with pytest.raises(columns.BrokenSource) as wrong:
        columns.read_columns(path, ["b"])

    assert str(wrong.value).startswith("a.csv, row 234569, b: “2x” isn't a whole number.")


def test_the_page_shows_what_the_command_prints(capsys):
    page = (Path(__file__).parents[2] / "docs/methods/opinion.md").read_text()
    example = Path(__file__).parents[2] / "docs/methods/examples/buses.csv"

    main(["opinion", "--votes", str(example), "--stability", "10"])

    assert capsys.readouterr().out in page
    (row,) = asked(capsys, "--votes", example)["consensus"]["all_groups_agree"]
    assert row == {"statement": 7, "agreed": 15, "disagreed": 1, "passed": 0, "score": 0.72}


def test_who_alone_has_no_group_is_not_given_away(tmp_path, capsys):
    example = Path(__file__).parents[2] / "docs/methods/examples/buses.csv"
    rows = example.read_text().splitlines()
    person = rows[0].split(",").index("voter-id")
    lone = [number for number, row in enumerate(rows) if row.split(",")[person] == "17"]
    answers = []

    for sign in ("1", "0", "-1"):
        said = [",".join([*rows[number].split(",")[:-1], sign]) for number in lone]
        others = [row for number, row in enumerate(rows) if number not in lone]
        answers.append(asked(capsys, "--votes", broken(tmp_path, "\n".join([*others, *said, ""]))))

    assert len(lone) == 2
    assert answers[0]["ungrouped"]["people"] == 1
    for name in ("groups", "consensus", "divisive", "bridging"):
        # Groups of one size are numbered by where they stand, which has no side of its own.
        told = [sorted(map(str, answer[name])) for answer in answers]
        assert told[0] == told[1] == told[2]


def test_what_few_of_a_group_said_changes_nothing_that_is_told():
    # Four people of the second group voted; whoever of them agreed, all together say the same.
    tables = [
        counts_of([(18, 1, 1), (9 + n, 10 - n, 1)], [(2, 17, 1), (4 - n, n, 0)]) for n in range(5)
    ]

    told = []
    for counts in tables:
        only = shown(counts)
        told.append(
            [
                picks(counts, 0, only=only.of_groups),
                picks(counts, 1, only=only.of_groups),
                united(counts, only.of_groups, [7, 8], agree=True),
                divisive(counts, only.of_groups, [7, 8]),
                bridging(counts, only.of_groups, [7, 8], agree=True),
                surest(only.together, only.of_all, [7, 8], agree=True),
            ]
        )

    assert told[0][0][0]
    assert all(each == told[0] for each in told)


def test_what_bridges_divides_and_is_to_be_asked_next(tmp_path, capsys):
    votes, _own = conversation(1, groups=2)
    all_say_yes = np.where(votes.columns < 2, 1, np.where(votes.columns == 2, -1, votes.signs))
    comments = tmp_path / "comments.csv"
    comments.write_text(COMMENTS + "".join(f"{n},{-1 if n == 9 else 1},a\n" for n in range(20)))
    path = written(tmp_path, replace(votes, signs=all_say_yes.astype(np.int8)))

    found = asked(capsys, "--votes", path, "--comments", comments)

    assert {row["statement"] for row in found["bridging"]["agree"]} == {0, 1}
    assert [row["statement"] for row in found["bridging"]["disagree"]] == [2]
    assert [row["statement"] for row in found["consensus"]["all_groups_disagree"]] == [2]
    gaps = [row["gap"] for row in found["divisive"]]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > 1.5
    assert not {0, 1, 2, 9} & {row["statement"] for row in found["divisive"]}
    assert len(set(found["ask_next"])) == 5
    assert 9 not in found["ask_next"]


@pytest.mark.parametrize(("people", "told"), [(4, []), (5, [1])])
def test_what_fewer_than_five_voted_on_is_left_out(tmp_path, capsys, people, told):
    path = broken(tmp_path, HEAD + "".join(f"{n},x,1,{n},1\n" for n in range(people)))

    found = asked(capsys, "--votes", path)

    assert [row["statement"] for row in found["consensus"]["agree"]] == told
    assert (found["explained_variance"] is None) == (people < 5)


def test_ties_stand_in_the_record_by_ids(capsys):
    example = Path(__file__).parents[2] / "docs/methods/examples/buses.csv"

    ties = asked(capsys, "--votes", example)["audit"]["ties"]

    assert ties[0] == {
        "where": "group 0, place 1",
        "between": ["3", "5"],
        "taken": "3",
        "broken_by": "lower id of the statement",
    }


def test_numbers_of_any_size_can_be_told_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(columns, "PIECE", 16)  # each piece alone would fit into eight bits
    path = tmp_path / "a.csv"
    path.write_text("a\n" + "".join(f"{number}\n" for number in range(-120, 121, 5)))

    found = columns.read_columns(path, ["a"])["a"]

    assert (found - found.min()).tolist() == list(range(0, 241, 5))
