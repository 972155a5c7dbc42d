"""`accord methods FAMILY …`: the computations on files, without Django, database or settings.

It stands in `interchange` and not in `methods`, because `methods` neither reads files nor asks the
time. A family is one module of this package, named in `FAMILIES`, with

    add_arguments(parser)          what it takes
    run(options, progress)         reads, computes, and gives what the JSON line says
    summary(found)                 the same for people, in a few lines

`run` raises `BrokenSource` for what is wrong with a file and ValueError for what can't be computed.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn, Protocol, TextIO, cast

from accord.interchange.problems import BrokenSource, plain, shown

VERSION = 1  # of the JSON lines; it grows when a name in them changes its meaning or goes
FAMILIES = {
    "opinion": "groups in a conversation, what unites and what divides them",
    "budget": "what a vote on a budget buys, and why",
    "representation": "who took part, beside who lives here",
}
# One core is what each budget counts on, and more threads only get into each other's way.
ONE_THREAD = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"]
SHOWN = 20
WRONG_INPUT = 2


class Progress:
    """Tells on stderr how far long work is: at most a line a second, none in the first."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.told_at = time.monotonic()

    def __call__(self, doing: str, share: float | None = None) -> None:
        if time.monotonic() - self.told_at < 1:
            return
        self.told_at = time.monotonic()
        self.stream.write(doing if share is None else f"{doing}: {share:.0%}")
        self.stream.write("\n")
        self.stream.flush()


class MethodCommand(Protocol):
    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace, progress: Progress) -> dict[str, Any]: ...

    def summary(self, found: Mapping[str, Any]) -> str: ...


def main(words: list[str]) -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name that the encoding lacks is still told
            stream.reconfigure(errors="backslashreplace")
    for name in ONE_THREAD:  # before numpy is imported, or it is too late
        os.environ.setdefault(name, "1")
    if not words or words[0] not in FAMILIES:
        sys.exit(usage(words))
    name, *rest = words
    family = cast(MethodCommand, import_module(f"{__name__}.{name}"))
    options = parser_for(name, family).parse_args(rest)
    try:
        found = family.run(options, Progress(sys.stderr))
    except (BrokenSource, ValueError, OSError) as wrong:
        refuse(name, told(wrong))
    answer(name, one_line(name, found) if options.json else plain(family.summary(found)))


def refuse(name: str, wrong: str) -> NoReturn:
    sys.stderr.write(f"accord methods {name}: {wrong}\n")
    sys.exit(WRONG_INPUT)


def answer(name: str, text: str) -> None:
    try:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    except OSError as wrong:  # a full disk, or nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at the end
        refuse(name, f"the answer can't be written: {wrong.strerror}.")


def usage(words: list[str]) -> int:
    """The families, on stdout where that was asked for, else on stderr; and the exit code."""
    lines = [f"  {name:<16}{what}" for name, what in FAMILIES.items()]
    text = "\n".join(["accord methods FAMILY …", "", *lines, "", "More: accord methods FAMILY -h"])
    if words and words[0] in {"-h", "--help"}:
        sys.stdout.write(f"{text}\n")
        return 0
    wrong = f"There is no family “{words[0]}”." if words else "Which family?"
    sys.stderr.write(f"accord methods: {shown(wrong)}\n\n{text}\n")
    return WRONG_INPUT


def parser_for(name: str, family: MethodCommand) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"accord methods {name}", description=FAMILIES[name])
    family.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="answer in one line of JSON")
    return parser


def one_line(name: str, found: Mapping[str, Any]) -> str:
    whole = {"family": name, "version": VERSION, **found}
    # Only of UTF-8 is what can't be written (half a character) escaped as JSON escapes it.
    is_utf8 = sys.stdout.encoding.lower().replace("_", "-") == "utf-8"
    return json.dumps(whole, ensure_ascii=not is_utf8, allow_nan=False)


def told(wrong: BrokenSource | ValueError | OSError) -> str:
    if isinstance(wrong, OSError):
        return shown(f"{wrong.filename}: {wrong.strerror}")
    if isinstance(wrong, ValueError):
        return shown(str(wrong))
    lines = [str(problem) for problem in wrong.problems[:SHOWN]]
    more = len(wrong.problems) - len(lines)
    return "\n".join([*lines, f"and {more} more"] if more else lines)
