"""`accord methods`, whatever family: how it answers where names, terminals and disks are odd."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from accord.interchange.methods_cli import main

SRC = Path(__file__).parents[2] / "src"
VOTES = b"timestamp,comment-id,voter-id,vote\n1,1,1,1\n"
FULL = Path("/dev/full")


def accord(
    *words, encoding="utf-8", stdout=subprocess.PIPE
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "accord", "methods", *words],
        env={**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": encoding},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )


def census(folder) -> list[str]:
    people, population = folder / "people.csv", folder / "population.csv"
    people.write_text("age\n" + "jünger\n" * 9 + "älter\n" * 9)
    population.write_text("attribute,value,share\nage,jünger,0.5\nage,älter,0.5\n")
    return ["representation", "--people", str(people), "--population", str(population)]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii"])
def test_names_are_told_in_every_encoding(tmp_path, encoding):
    told = accord(*census(tmp_path), encoding=encoding)
    found = accord(*census(tmp_path), "--json", encoding=encoding)

    (age,) = json.loads(found.stdout)["attributes"]
    assert [group["value"] for group in age["groups"]] == ["jünger", "älter"]
    assert (told.returncode, told.stderr) == (0, b"")
    assert "jünger".encode(encoding, "backslashreplace") in told.stdout


def test_a_file_may_have_a_name_that_is_no_text(tmp_path):
    path = os.fsencode(tmp_path) + b"/v\xff.csv"
    Path(os.fsdecode(path)).write_bytes(VOTES)

    found = accord("opinion", "--votes", path, "--json")

    assert [os.fsencode(name) for name in json.loads(found.stdout)["files"]] == [b"v\xff.csv"]


def test_what_a_terminal_would_obey_is_not_printed(tmp_path, capsys):
    path = tmp_path / "votes.pb"
    path.write_text(
        "META\nkey;value\nbudget;9\nvote_type;approval\nPROJECTS\nproject_id;cost\n\x1b[2J;5\n"
        "VOTES\nvoter_id;vote\na;\x1b[2J\n"
    )

    main(["budget", str(path), "--rule", "greedy"])

    assert "\N{REPLACEMENT CHARACTER}[2J" in (told := capsys.readouterr().out)
    assert "\x1b" not in told


def test_a_missing_file_is_named_in_one_line(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["opinion", "--votes", "/none\n\x1b[2J.csv"])

    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        "accord methods opinion: /none \N{REPLACEMENT CHARACTER}[2J.csv:"
        " No such file or directory\n"
    )


@pytest.mark.skipif(not FULL.exists(), reason="there is no disk here that is always full")
def test_a_full_disk_is_told(tmp_path):
    with FULL.open("wb") as full:
        done = accord(*census(tmp_path), stdout=full)

    assert (done.returncode, done.stderr.decode()) == (
        2,
        "accord methods representation: the answer can't be written: No space left on device.\n",
    )


def test_nobody_reading_on_is_told(tmp_path):
    read, write = os.pipe()
    os.close(read)

    done = accord(*census(tmp_path), stdout=write)

    os.close(write)
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "accord methods representation: the answer can't be written: Broken pipe.\n",
    )


@pytest.mark.parametrize(
    ("words", "told"), [(["taxes"], "There is no family “taxes”."), ([], "Which family?")]
)
def test_an_unknown_family_is_refused(capsys, words, told):
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"accord methods: {told}\n")


def test_help_names_the_families(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])

    assert ended.value.code == 0
    assert "representation" in capsys.readouterr().out
