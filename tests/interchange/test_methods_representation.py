"""`accord methods representation` on files: what it says, hides, and says of broken ones."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from accord.interchange.methods_cli import main

EXAMPLES = Path(__file__).parents[2] / "docs/methods/examples"
POPULATION = "attribute,value,share\nage,young,40 %\nage,old,60 %\n"
PEOPLE = "person,age\n" + "".join(f"p{n},{'young' if n < 6 else 'old'}\n" for n in range(20))


def files(folder, people=PEOPLE, population=POPULATION):
    (folder / "people.csv").write_bytes(people.encode() if isinstance(people, str) else people)
    (folder / "population.csv").write_text(population, newline="")
    return ["--people", str(folder / "people.csv"), "--population", str(folder / "population.csv")]


def asked(capsys, *words) -> dict:
    main(["representation", *words, "--json"])
    return json.loads(capsys.readouterr().out)


def refused(capsys, *words) -> str:
    with pytest.raises(SystemExit) as ended:
        main(["representation", *words])
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_two_groups_in_one_line(tmp_path, capsys):
    found = asked(capsys, *files(tmp_path))

    assert (found["family"], found["version"], found["people"]) == ("representation", 1, 20)
    (age,) = found["attributes"]
    assert [group["count"] for group in age["groups"]] == [6, 14]
    assert [group["parity"] for group in age["groups"]] == [0.75, 1.166667]
    assert age["dissimilarity"] == 0.1
    assert age["unknown"] == 0


def test_what_is_small_is_neither_shown_nor_given_away(tmp_path, capsys):
    people = "age\n" + "young\n" * 3 + "old\n" * 17 + "middle\n" * 20
    population = "attribute,value,share\nage,young,20 %\nage,old,40 %\nage,middle,40 %\n"

    main(["representation", *files(tmp_path, people, population), "--json"])
    line = capsys.readouterr().out
    (age,) = json.loads(line)["attributes"]

    assert [group["count"] for group in age["groups"]] == [None, None, 20]
    assert "weights" not in json.loads(line)["weighting"]
    assert '"untrimmed"' not in line


def test_where_a_crossed_group_is_small_nothing_is_told_of_the_highest_weight(tmp_path, capsys):
    population = "attribute,value,count\nage,young,900\nage,old,100\nsex,w,900\nsex,m,100\n"
    people = "age,sex\n" + "young,m\n" * 6 + "old,w\n" * 6 + "old,m\n" * 200 + "young,w\n" * 4

    few = asked(capsys, *files(tmp_path, people, population))["weighting"]
    enough = asked(capsys, *files(tmp_path, people + "young,w\n", population))["weighting"]

    assert (few["is_estimate"], few["gap"], few["converged"]) == (True, None, None)
    assert "highest weight" not in "".join(few["caveats"])
    assert enough["caveats"][1].startswith("17 people are at the highest weight, 5;")


def test_each_file_is_named_with_its_fingerprint(tmp_path, capsys):
    found = asked(capsys, *files(tmp_path))

    assert found["files"] == {
        "people.csv": sha256(PEOPLE.encode()).hexdigest(),
        "population.csv": sha256(POPULATION.encode()).hexdigest(),
    }
    assert found["audit"]["inputs"] == found["files"]


def test_who_guesses_people_cannot_check_it_by_the_record(tmp_path, capsys):
    population = POPULATION + "sex,w,0.5\nsex,m,0.5\n"
    rows = ["young,w\n"] * 3 + ["young,m\n"] * 6 + ["old,w\n"] * 27 + ["old,m\n"] * 24

    found = asked(capsys, *files(tmp_path, "age,sex\n" + "".join(rows), population))
    again = asked(capsys, *files(tmp_path, "age,sex\n" + "".join(rows[::-1]), population))

    assert found["audit"]["inputs"]["people.csv"] != again["audit"]["inputs"]["people.csv"]
    assert found["attributes"] == again["attributes"]


def test_more_participants_than_the_population_has_are_told_to_people_too(tmp_path, capsys):
    population = "attribute,value,count\nage,young,5\nage,old,60\n"

    main(["representation", *files(tmp_path, population=population)])

    assert "\n  In some group more would have taken part than the population has: no R. " in (
        capsys.readouterr().out
    )


def test_no_answer_is_counted_and_shown(tmp_path, capsys):
    found = asked(capsys, *files(tmp_path, PEOPLE + "p20,\np21,Unknown\n"))

    assert (found["attributes"][0]["known"], found["attributes"][0]["unknown"]) == (20, 2)


def test_who_answers_nothing_took_part(tmp_path, capsys):
    people = "age,sex\n" + "old,w\n" * 9 + "young,m\n" * 9 + ",\n" * 6 + "\n"
    population = POPULATION + "sex,w,0.5\nsex,m,0.5\n"

    found = asked(capsys, *files(tmp_path, people, population))

    assert (found["people"], found["attributes"][0]["unknown"]) == (24, 6)
    assert found["notices"] == ["people.csv: rows without any answer were counted as people."]


def test_where_nobody_answered_no_group_is_called_right(tmp_path, capsys):
    words = files(tmp_path, "age\nunknown\n")

    positions = [group["position"] for group in asked(capsys, *words)["attributes"][0]["groups"]]
    main(["representation", *words])

    told = capsys.readouterr().out
    assert positions == ["unknown", "unknown"]
    assert told.startswith("1 person took part\n\nage: 0 answered, 1 unknown\n\nWeighted, ")
    assert "about right" not in told


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_odd_files_are_read_right(tmp_path, capsys, end):
    people = "\ufeff\n" + PEOPLE.replace("\n", "\n\n") + " \n\n"
    words = files(tmp_path, people.replace("\n", end), f"{POPULATION}\n,,\n".replace("\n", end))

    found = asked(capsys, *words)

    assert [group["count"] for group in found["attributes"][0]["groups"]] == [6, 14]


def test_what_only_one_file_has_is_left_out_and_said(tmp_path, capsys):
    people = PEOPLE.replace("age", "age,shoe").replace("g\n", "g,41\n").replace("old\n", "old,42\n")

    found = asked(capsys, *files(tmp_path, people, POPULATION + "sex,w,0.5\nsex,m,0.5\n"))

    assert found["notices"] == [
        "people.csv: shoe isn't in population.csv: left out.",
        "population.csv: sex isn't in people.csv: left out.",
    ]


def test_printed_shares_may_miss_the_whole_by_rounding(tmp_path, capsys):
    population = POPULATION.replace("60 %", "60.1 %")

    found = asked(capsys, *files(tmp_path, population=population))

    assert found["notices"] == ["age: shares add up to 100.10% and were scaled to 100 %."]


@pytest.mark.parametrize(
    ("people", "message"),
    [
        ("", "people.csv, row 1: the file is empty. Give the names of the columns."),
        ("age\n", "people.csv: nobody took part. Give a row for each participant."),
        (
            "sex\nw\n",
            "people.csv, row 1: none of age is a column here."
            " There is one column here, sex: put commas between columns."
            " Call them as the attributes of the population are called.",
        ),
        (
            "age\nold\nancient\n",
            "people.csv, row 3, age: “ancient” isn't in the population."
            " Write one of young, old, or nothing.",
        ),
        (
            "person,age\na,old\nb\n",
            "people.csv, row 3: there are 1 cells, and 2 columns."
            " Give each column one cell; leave it empty where there is no answer.",
        ),
        (
            "person,age\na,old\na,old\n",
            "people.csv, row 3, person: “a” stands in row 2 too. Give each participant one row.",
        ),
        (
            'person,age,note\n\na,old,"x\ny"\nb,odl,z\n',
            "people.csv, row 5, age: “odl” isn't in the population."
            " Write one of young, old, or nothing.",
        ),
        (
            'person,age,note\na,old,"x\nb,old,y\nc,old,z\n',
            "people.csv, row 2: a quotation mark isn't closed."
            " Close it, or write two for one that belongs to the text.",
        ),
        (
            f"age,note\nold,{'x' * 200_000}\n",
            "people.csv, row 2: a cell is longer than 131,072 characters."
            " Look for a quotation mark that isn't closed.",
        ),
        (
            "\nage,sex,shoe,age\nold,w,41,old\n",
            "people.csv, row 2, age: a column has no name or another's. Call each column once.",
        ),
        (
            "person,age\n,old\n",
            "people.csv, row 2, person: this is empty. Name each participant, or none.",
        ),
        (
            "age,age\nold,old\n",
            "people.csv, row 1, age: a column has no name or another's. Call each column once.",
        ),
        (
            ("age\n" + "old\n" * 5000 + "öld\n").encode("latin-1"),
            "people.csv, row 5002: this isn't UTF-8. Save the file in UTF-8.",
        ),
    ],
)
def test_what_is_wrong_with_people_is_named(tmp_path, capsys, people, message):
    assert refused(capsys, *files(tmp_path, people)) == (
        f"accord methods representation: {message}\n"
    )


@pytest.mark.parametrize(
    ("population", "message"),
    [
        ("", "population.csv, row 1: the file is empty. Give the names of the columns."),
        (
            "attribute,value\nage,old\n",
            "population.csv, row 1: The columns here are: attribute, value."
            " They must be attribute, value and either share or count.",
        ),
        (
            "attribute,value,share\n",
            "population.csv: the population has no attribute. Give at least one.",
        ),
        (
            POPULATION.replace("60 %", "nan"),
            "population.csv, row 3, share: “nan” is no share from 0 on. Write 0.512 or 51.2 %.",
        ),
        (
            POPULATION.replace("60 %", "-60 %"),
            "population.csv, row 3, share: “-60 %” is no share from 0 on. Write 0.512 or 51.2 %.",
        ),
        (
            POPULATION.replace("60 %", "9" * 40),
            f"population.csv, row 3, share: “{'9' * 40}” is no share from 0 on."
            " Write 0.512 or 51.2 %.",
        ),
        (
            POPULATION.replace("60 %", "50 %"),
            "population.csv, age: shares add up to 90.00%."
            " They must make 100 %: look for a value that is missing or there twice.",
        ),
        (
            POPULATION + "age,old,1 %\n",
            "population.csv, row 4, value: age, old stands here a second time. Give it once.",
        ),
        (
            "attribute,value,count\nage,old,12.5\nage,young,3\n",
            "population.csv, row 2, count: “12.5” is no count from 0 on."
            " Write a whole number, such as 51200.",
        ),
        (
            "attribute,value,count\nage,old,0\nage,young,0\n",
            "population.csv, age: nobody lives there. Give counts above 0.",
        ),
        (
            "attribute,value,share\n" + "".join(f"age,{n},0\n" for n in range(2000)),
            "population.csv, age: shares add up to 0.00%."
            " They must make 100 %: look for a value that is missing or there twice.",
        ),
        (
            "attribute,value,share\nage,x,60 %\n" + "".join(f"age,{n},0\n" for n in range(1000)),
            "population.csv, age: shares add up to 60.00%."
            " They must make 100 %: look for a value that is missing or there twice.",
        ),
        (
            'attribute,value,share,note\nage,old,40 %,"x\nage,young,60 %,y\n',
            "population.csv, row 2: a quotation mark isn't closed."
            " Close it, or write two for one that belongs to the text.",
        ),
        (
            "attribute,value,share\nage,old,100 %\n",
            "population.csv, age: there is one value only."
            " Give two or more, or leave the attribute out.",
        ),
    ],
)
def test_what_is_wrong_with_the_population_is_named(tmp_path, capsys, population, message):
    assert refused(capsys, *files(tmp_path, population=population)) == (
        f"accord methods representation: {message}\n"
    )


def test_one_broken_row_of_many_is_named(tmp_path, capsys):
    rows = ["old\n"] * 200_000
    rows[123_456] = "odl\n"

    said = refused(capsys, *files(tmp_path, "age\n" + "".join(rows)))

    assert "people.csv, row 123458, age: “odl” isn't in the population." in said


def test_much_that_is_wrong_is_told_in_part(tmp_path, capsys):
    said = refused(capsys, *files(tmp_path, "age\n" + "x\n" * 500))

    assert said.count("isn't in the population") == 20


def test_a_threshold_below_five_is_refused(tmp_path, capsys):
    assert "--threshold takes 5 to 1000" in refused(capsys, *files(tmp_path), "--threshold", "1")


def test_the_page_shows_what_the_command_prints(capsys):
    page = (EXAMPLES.parent / "representation.md").read_text()

    main(
        [
            "representation",
            "--people",
            str(EXAMPLES / "people.csv"),
            "--population",
            str(EXAMPLES / "population.csv"),
        ]
    )

    assert capsys.readouterr().out in page
