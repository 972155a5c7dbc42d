"""`accord methods budget FILE.pb`: what a vote buys, and why each project won or lost."""

import argparse
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord.interchange import pabulib
from accord.methods.budget import (
    Completion,
    Election,
    Fate,
    Result,
    Utility,
    Why,
    equal_shares,
    greedy,
    knapsack,
    phragmen,
)

if TYPE_CHECKING:
    from accord.interchange.methods_cli import Progress

RULES = ["greedy", "mes", "phragmen", "knapsack"]
OPTIONS_OF = {"utility": ["mes", "knapsack"], "completion": ["mes"], "skip": ["phragmen"]}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a vote in Pabulib's format")
    parser.add_argument("--rule", choices=RULES, required=True)
    parser.add_argument("--utility", choices=[each.value for each in Utility])
    parser.add_argument("--completion", choices=[each.value for each in Completion])
    parser.add_argument("--skip", action="store_true", help="phragmen: pass over what doesn't fit")
    parser.add_argument("--lenient", action="store_true", help="count ballots over META's limits")


def run(options: argparse.Namespace, progress: "Progress") -> dict[str, Any]:
    refuse_what_the_rule_ignores(options)
    began = time.perf_counter()
    found = pabulib.read(options.file, lenient=options.lenient)
    election = found.election.ready()
    loaded = time.perf_counter()
    result = count(election, options, lambda runs: progress(f"run {runs} with a larger share"))
    counted = time.perf_counter()
    return {
        "rule": options.rule,
        "selected": list(result.selected),
        "cost": number(result.cost, election.unit),
        "budget": number(result.budget, election.unit),
        "rounds": result.rounds,
        "ties": len(result.ties),
        "seconds": {"load": round(loaded - began, 6), "rule": round(counted - loaded, 6)},
        "projects": [told(fate, election.unit) for fate in result.fates],
        "notices": [str(notice) for notice in found.notices],
        "audit": result.audit.as_json(),
    }


def refuse_what_the_rule_ignores(options: argparse.Namespace) -> None:
    for name, rules in OPTIONS_OF.items():
        if getattr(options, name) and options.rule not in rules:
            raise ValueError(f"--{name} goes with --rule {' or '.join(rules)}; leave it out.")


def count(election: Election, options: argparse.Namespace, tell: Callable[[int], None]) -> Result:
    if options.rule == "greedy":
        return greedy(election)
    if options.rule == "phragmen":
        return phragmen(election, skip=options.skip)
    utility = Utility(options.utility or Utility.COST)
    if options.rule == "knapsack":
        return knapsack(election, utility=utility)
    completion = Completion(options.completion or Completion.NONE)
    return equal_shares(election, utility=utility, completion=completion, tell=tell)


def summary(found: Mapping[str, Any]) -> str:
    lines = [f"{found['rule']}: {found['cost']:,} of {found['budget']:,} spent", ""]
    lines += [f"  {each['id']:<10}{each['why']}" for each in found["projects"]]
    return "\n".join([*lines, *found["notices"]])


def told(fate: Fate, unit: int) -> dict[str, Any]:
    return {"id": fate.project, "won": fate.is_won, "why": sentence(fate, unit)}


def sentence(fate: Fate, unit: int) -> str:
    """Why a project won or lost, as one would tell its supporters."""
    outcome = "won" if fate.is_won else "lost"
    return f"{outcome}: {REASONS[fate.why](fate, unit)}"


def paid(fate: Fate, unit: int) -> str:
    each = "each" if fate.votes == fate.supporters else "per point"
    full, price = fate.paid_in_full or 0, in_currency(fate.price or 0, unit)
    if full == fate.supporters:
        return f"its {people(full)} paid {price} {each}."
    rest = people(fate.supporters - full)
    return f"{people(full)} paid {price} {each}, {rest} all they had left."


def people(number: int) -> str:
    return "1 supporter" if number == 1 else f"{number:,} supporters"


REASONS: dict[Why, Callable[[Fate, int], str]] = {
    Why.MANDATORY: lambda fate, unit: "it had to be bought.",
    Why.VOTES: lambda fate, unit: f"it had {fate.votes:,} votes, and there was money.",
    Why.PAID: paid,
    Why.VALUE: lambda fate, unit: "it is part of the most valuable selection.",
    Why.SHORT: lambda fate, unit: (
        f"its {people(fate.supporters)} were {in_currency(fate.missing or 0, unit)} short."
    ),
    Why.ROOM: lambda fate, unit: (
        f"it costs {in_currency(fate.missing or 0, unit)} more than what was left."
    ),
    Why.STOPPED: lambda fate, unit: "the count had stopped before its turn.",
    Why.RIVAL: lambda fate, unit: f"{fate.other} was bought, which excludes it.",
    Why.CATEGORY: lambda fate, unit: f"there was no money left for {fate.other}.",
    Why.UNSUPPORTED: lambda fate, unit: "nobody voted for it.",
    Why.OUTWEIGHED: lambda fate, unit: "the most valuable selection is without it.",
}


def number(amount: int, unit: int) -> int | float:
    return amount // unit if amount % unit == 0 else amount / unit


def in_currency(amount: int | Fraction, unit: int) -> str:
    """To two decimals for people; whole amounts without. The audit record keeps fractions."""
    exact = Fraction(amount) / unit
    if exact.denominator == 1:
        return str(exact.numerator)
    cents = round(exact * 100)
    return str(Decimal(cents).scaleb(-2).quantize(Decimal("0.01")))
