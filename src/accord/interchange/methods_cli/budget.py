"""`accord methods budget FILE.pb`: what a vote buys, and why each project won or lost."""

import argparse
import re
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
    Limits,
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
OPTIONS_OF = {
    "utility": ["mes", "knapsack"],
    "completion": ["mes"],
    "skip": ["phragmen"],
    "stop": ["greedy"],
    "per-cost": ["greedy"],
}
CENT = Decimal("0.01")
AMOUNT = re.compile(r"\d{1,15}(?:\.\d{1,6})?")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a vote in Pabulib's format")
    parser.add_argument("--rule", choices=RULES, required=True)
    parser.add_argument("--utility", choices=[each.value for each in Utility])
    parser.add_argument("--completion", choices=[each.value for each in Completion])
    parser.add_argument("--skip", action="store_true", help="phragmen: pass over what doesn't fit")
    parser.add_argument("--stop", action="store_true", help="greedy: end at what doesn't fit")
    parser.add_argument("--per-cost", action="store_true", help="greedy: by votes for the money")
    parser.add_argument(
        "--mandatory", action="append", default=[], metavar="ID", help="buy it whatever the votes"
    )
    parser.add_argument(
        "--one-of", action="append", default=[], metavar="ID,ID", help="buy one of these at most"
    )
    parser.add_argument(
        "--category",
        action="append",
        default=[],
        metavar="NAME=MONEY",
        help="spend so much on a category at most",
    )
    parser.add_argument("--seed", help="for ties that votes and cost leave open")
    parser.add_argument("--lenient", action="store_true", help="count ballots over META's limits")


def run(options: argparse.Namespace, progress: "Progress") -> dict[str, Any]:
    refuse_what_the_rule_ignores(options)
    began = time.perf_counter()
    found = pabulib.read(options.file, lenient=options.lenient)
    election = found.election.ready()
    limits = limits_of(options, election.unit)
    loaded = time.perf_counter()
    result = count(
        election, options, limits, lambda runs: progress(f"run {runs} with a larger share")
    )
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
        if getattr(options, name.replace("-", "_")) and options.rule not in rules:
            raise ValueError(f"--{name} goes with --rule {' or '.join(rules)}; leave it out.")


def limits_of(options: argparse.Namespace, unit: int) -> Limits:
    """What is demanded beside the votes; amounts are in the currency of the file."""
    return Limits(
        mandatory=tuple(options.mandatory),
        exclusions=tuple(rivals(text) for text in options.one_of),
        categories=dict(most_of(text, unit) for text in options.category),
    )


def rivals(text: str) -> frozenset[str]:
    names = frozenset(name.strip() for name in text.split(","))
    if len(names) < 2:
        raise ValueError(f"--one-of {text}: name two projects or more, such as pool,park.")
    return names


def most_of(text: str, unit: int) -> tuple[str, int]:
    """A category and the most that may be spent on it, in units of money."""
    name, _, amount = text.rpartition("=")
    if not name.strip() or not AMOUNT.fullmatch(amount.strip()):
        raise ValueError(f"--category {text}: write a name and an amount, such as sport=1500.")
    return name.strip(), int(Decimal(amount.strip()) * unit)


def count(
    election: Election,
    options: argparse.Namespace,
    limits: Limits,
    tell: Callable[[int], None],
) -> Result:
    ruled = {"limits": limits, "seed": options.seed}
    if options.rule == "greedy":
        return greedy(election, per_cost=options.per_cost, stop=options.stop, **ruled)
    if options.rule == "phragmen":
        return phragmen(election, skip=options.skip, **ruled)
    utility = Utility(options.utility or Utility.COST)
    if options.rule == "knapsack":
        return knapsack(election, utility=utility, **ruled)
    completion = Completion(options.completion or Completion.NONE)
    return equal_shares(election, utility=utility, completion=completion, tell=tell, **ruled)


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


def votes(number: int) -> str:
    return "1 vote" if number == 1 else f"{number:,} votes"


REASONS: dict[Why, Callable[[Fate, int], str]] = {
    Why.MANDATORY: lambda fate, unit: "it had to be bought.",
    Why.VOTES: lambda fate, unit: f"it had {votes(fate.votes)}, and there was money.",
    Why.PAID: paid,
    Why.VALUE: lambda fate, unit: "it is part of the most valuable selection.",
    Why.SHORT: lambda fate, unit: (
        f"its {people(fate.supporters)} {'was' if fate.supporters == 1 else 'were'}"
        f" {in_currency(fate.missing or 0, unit)} short."
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
        return f"{exact.numerator:,}"
    cents = round(exact * 100)
    return f"{Decimal(cents).scaleb(-2).quantize(CENT):,}" if cents else f"less than {CENT}"
