"""`accord methods budget`, as somebody types it."""

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from accord.interchange.methods_cli.budget import in_currency

ROOT = Path(__file__).parents[2]
EXAMPLE = "docs/methods/examples/riverside.pb"


def accord(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "accord", "methods", "budget", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("words", "selected", "cost"),
    [
        (["greedy"], ["pool", "books"], 2900),
        (["mes"], ["books", "bench"], 900),
        (["mes", "--completion", "add1u"], ["books", "bench", "trees"], 1500),
        (["phragmen"], ["books", "bench"], 900),
        (["knapsack"], ["pool", "trees"], 3000),
    ],
)
def test_each_rule_buys_what_it_says(words, selected, cost):
    done = accord(EXAMPLE, "--rule", *words, "--json")

    (line,) = done.stdout.splitlines()
    found = json.loads(line)
    assert (sorted(found["selected"]), found["cost"]) == (sorted(selected), cost)
    assert found["budget"] == 3000
    assert {"load", "rule"} == set(found["seconds"])


def test_the_worked_example_of_the_docs_is_what_the_command_prints():
    page = (ROOT / "docs/methods/budget.md").read_text()

    done = accord(EXAMPLE, "--rule", "mes")

    assert done.stdout.strip() in page


@pytest.mark.parametrize(
    ("words", "selected"),
    [
        (["greedy", "--mandatory", "bench"], ["bench", "pool"]),
        (["greedy", "--one-of", "pool,trees"], ["pool", "books"]),
        (["mes", "--one-of", "books, bench"], ["books"]),
        (["greedy", "--per-cost"], ["books", "trees", "bench"]),
        (["greedy", "--stop"], ["pool", "books"]),
        (["phragmen", "--mandatory", "pool", "--skip"], ["pool", "books"]),
        (["knapsack", "--one-of", "pool,books,trees,bench"], ["pool"]),
    ],
)
def test_what_is_demanded_beside_the_votes_is_kept(words, selected):
    done = accord(EXAMPLE, "--rule", *words, "--json")

    assert json.loads(done.stdout)["selected"] == selected


def test_a_category_costs_at_most_what_is_said(tmp_path):
    green = tmp_path / "green.pb"
    text = (ROOT / EXAMPLE).read_text()
    for line, category in (
        ("project_id;cost;name", "category"),
        ("pool;2400;Roof for the pool", "water"),
        ("trees;600;Trees in Mill Street", "green, street"),
        ("books;500;A book bus", "street"),
        ("bench;400;Benches by the river", "green"),
    ):
        text = text.replace(line, f"{line};{category}")
    green.write_text(text)

    done = accord(str(green), "--rule", "greedy", "--category", "water=2399.50", "--json")

    found = json.loads(done.stdout)
    assert found["selected"] == ["books", "trees", "bench"]
    assert found["projects"][0]["why"] == "lost: there was no money left for water."
    assert found["audit"]["parameters"]["limits"] == "water at most 2399"


def test_a_seed_decides_what_votes_and_cost_leave_open(tmp_path):
    alike = tmp_path / "alike.pb"
    alike.write_text((ROOT / EXAMPLE).read_text().replace("books;500;", "books;600;"))
    budget = ["--rule", "greedy", "--one-of", "books,trees", "--json"]

    found = {
        tuple(json.loads(accord(str(alike), *budget, "--seed", f"{n}").stdout)["selected"])
        for n in range(6)
    }

    assert found == {("pool", "books"), ("pool", "trees")}


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["--mandatory", "moon"], "There is no project “moon”; write its id as in the list."),
        (["--one-of", "pool"], "--one-of pool: name two projects or more, such as pool,park."),
        (["--category", "green"], "--category green: write a name and an amount, such as"),
        (["--category", "green=-5"], "--category green=-5: write a name and an amount, such as"),
        (["--category", "green=5"], "No project is in the category “green”; take the limit out."),
        (["--skip"], "--skip goes with --rule phragmen; leave it out."),
    ],
)
def test_a_demand_that_cannot_be_read_or_met_is_refused(words, wrong):
    done = accord(EXAMPLE, "--rule", "greedy", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert wrong in done.stderr


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (1204, 1, "1,204"),
        (310_050, 100, "3,100.50"),
        (Fraction(100, 3), 1, "33.33"),
        (Fraction(1, 900), 1, "less than 0.01"),
        (0, 1, "0"),
    ],
)
def test_money_is_told_to_the_cent(amount, unit, said):
    assert in_currency(amount, unit) == said


def test_one_supporter_and_one_vote_are_told_in_the_singular(tmp_path):
    lone = tmp_path / "lone.pb"
    lone.write_text(
        "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;8\nb;2\n"
        "VOTES\nvoter_id;vote\n1;a\n2;b\n"
    )

    shares, greedy = (
        [
            each["why"]
            for each in json.loads(accord(str(lone), "--rule", rule, "--json").stdout)["projects"]
        ]
        for rule in ("mes", "greedy")
    )

    assert shares == ["lost: its 1 supporter was 3 short.", "won: its 1 supporter paid 2 each."]
    assert greedy == ["won: it had 1 vote, and there was money."] * 2


def test_an_option_that_the_rule_ignores_is_refused():
    done = accord(EXAMPLE, "--rule", "greedy", "--completion", "add1")

    assert done.returncode == 2
    assert done.stderr == (
        "accord methods budget: --completion goes with --rule mes; leave it out.\n"
    )


def test_a_broken_file_is_told_and_nothing_is_counted(tmp_path):
    broken = tmp_path / "broken.pb"
    broken.write_text((ROOT / EXAMPLE).read_text().replace("pool;2400", "pool;x"))

    done = accord(str(broken), "--rule", "mes", "--json")

    assert (done.returncode, done.stdout) == (2, "")
    assert "broken.pb, row 10, cost: “x” is no amount of money." in done.stderr
