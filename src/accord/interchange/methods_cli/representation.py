"""`accord methods representation`: who took part, beside who lives here."""

import argparse
import time
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accord.interchange.census import read_census
from accord.methods.audit import hash_bytes
from accord.methods.representation import Representation, compare
from accord.methods.representation.compare import Comparison, Group
from accord.methods.representation.indicator import TOO_MANY, Indicator
from accord.methods.representation.suppression import THRESHOLD
from accord.methods.representation.weighting import Weighting

if TYPE_CHECKING:
    from accord.interchange.methods_cli import Progress

DIGITS = 6
MOST_THRESHOLD = 1000
WORDS = {
    "under": "fewer than their part",
    "over": "more than their part",
    "near": "about right",
    "unknown": "can't be told",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--people", type=Path, required=True, help="a column an attribute, a row a participant"
    )
    parser.add_argument(
        "--population", type=Path, required=True, help="columns attribute, value, share or count"
    )
    parser.add_argument(
        "--threshold",
        type=int,
        default=THRESHOLD,
        help=f"groups of fewer people aren't shown ({THRESHOLD})",
    )


def run(options: argparse.Namespace, progress: "Progress") -> dict[str, Any]:
    if not THRESHOLD <= options.threshold <= MOST_THRESHOLD:
        raise ValueError(f"--threshold takes {THRESHOLD} to {MOST_THRESHOLD}.")
    began = time.perf_counter()
    census = read_census(options.people, options.population)
    loaded = time.perf_counter()
    progress("comparing")
    # Of the files, not of the people in them: who has few tables left to guess could try them all.
    files = {
        path.name: hash_bytes([path.read_bytes()]) for path in (options.people, options.population)
    }
    found = compare(census.people, census.population, threshold=options.threshold, inputs=files)
    done = time.perf_counter()
    return {
        **told(found),
        "notices": [*census.notices, *found.notices],
        "audit": found.audit.as_json(),
        "files": files,
        "seconds": {"load": round(loaded - began, 6), "compare": round(done - loaded, 6)},
    }


def told(found: Representation) -> dict[str, Any]:
    """All that may be shown. Weights are left out: each belongs to very few people."""
    return {
        "people": found.people,
        "threshold": found.threshold,
        "attributes": [attribute(each) for each in found.attributes],
        "indicator": indicator(found.weighting.indicator),
        "weighting": weighting(found.weighting),
    }


def attribute(found: Comparison) -> dict[str, Any]:
    return {
        "name": found.name,
        "known": found.known,
        "unknown": found.unknown,
        "groups": [group(each) for each in found.groups],
        "dissimilarity": number(found.dissimilarity),
        "dissimilarity_by_chance": number(found.by_chance),
        "chi_square": {
            "statistic": number(found.fit.statistic),
            "freedom": found.fit.freedom,
            "p": number(found.fit.p),
            "effect": number(found.fit.effect),
            "caveats": list(found.fit.caveats),
        },
        "indicator": indicator(found.indicator),
    }


def group(found: Group) -> dict[str, Any]:
    return {
        "value": found.value,
        "population": number(found.population),
        "shown": found.shown,
        "count": found.count,
        "parity": number(found.parity),
        "interval": None if found.interval is None else [number(end) for end in found.interval],
        "whoever_unknown": (
            None
            if found.whoever_unknown is None
            else [number(end) for end in found.whoever_unknown]
        ),
        "position": found.position,
    }


def indicator(found: Indicator) -> dict[str, Any]:
    return {
        "estimator": found.estimator,
        "r": number(found.r),
        "variation": number(found.variation),
        "rate": number(found.rate),
        "caveats": list(found.caveats),
    }


def weighting(found: Weighting) -> dict[str, Any]:
    return {
        "effective": None if found.effective is None else round(found.effective),
        "is_estimate": found.is_estimate,
        "converged": found.converged,
        "gap": number(found.gap),
        "refusal": found.refusal,
        "caveats": list(found.caveats),
    }


def number(value: Fraction | float | None) -> float | None:
    return None if value is None else round(float(value), DIGITS)


def summary(found: Mapping[str, Any]) -> str:
    lines = [f"{people(found['people'])} took part"]
    for each in found["attributes"]:
        lines += ["", heading(each)]
        if not each["known"]:
            continue  # no group came more or less than another
        lines += rows(each["groups"], found["threshold"])
        if each["dissimilarity"] is not None:
            lines.append(
                f"  {each['dissimilarity']:.0%} would have to be others to match; a draw by lot of"
                f" as many misses by {each['dissimilarity_by_chance']:.0%}."
            )
        if TOO_MANY in each["indicator"]["caveats"]:
            lines.append(f"  {TOO_MANY}")
    weights = found["weighting"]
    if weights["effective"] is not None:
        about = "about " if weights["is_estimate"] else ""
        told = f"Weighted, they tell as much as {about}{people(weights['effective'])} drawn evenly."
        lines += ["", told]
    else:
        lines += ["", f"No weights: {weights['refusal']}"]
    return "\n".join([*lines, *weights["caveats"], *found["notices"]])


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def heading(each: Mapping[str, Any]) -> str:
    if not each["unknown"]:
        return f"{each['name']}: all answered"
    return f"{each['name']}: {each['known']:,} answered, {each['unknown']:,} unknown"


def rows(groups: list[dict[str, Any]], threshold: int) -> list[str]:
    width = max(len(each["value"]) for each in groups)
    return [
        f"  {each['value']:<{width}}  {count(each, threshold):>12}  of the population"
        f" {each['population']:>6.1%}  {WORDS[each['position']]}"
        for each in groups
    ]


def count(each: Mapping[str, Any], threshold: int) -> str:
    if each["count"] is not None:
        return f"{each['count']:,}"
    return f"fewer than {threshold}" if each["shown"] == "small" else "not shown"
