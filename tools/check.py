"""All checks, beside each other on the cores there are; `make check` runs this.

    python -m tools.check                 every part that this machine can run
    python -m tools.check types sqlite    these parts
    python -m tools.check --all           with all that PostgreSQL repeats (`make check-all`)

A part is a command. What it prints is kept in .check/; a part that fails shows all of it, the
others their last lines. At the end stand the seconds of each part, and the sum of all tests.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LOGS = ROOT / ".check"
TEST_FILE = LOGS / "test.sqlite3"
CORES = os.cpu_count() or 1
# Two parts more than cores, as tests wait for browsers, servers and the database; of four large
# parts each gets its share of what cores are left.
SEATS = min(CORES, 4) + 2
SHARED = [f"-n{CORES // 4}", "--dist=load"] if CORES >= 8 else []
SERVERS = ("DATABASE_URL", "REDIS_URL")
SUMMARY = re.compile(r"^(?:=+ )?(\d+ \w+(?:, \d+ \w+)*) in [\d.]+s\b.*$", re.MULTILINE)
# Which tests were slow stands in the log of a part, and there alone.
SLOW = re.compile(r"^\d+\.\d+s (setup|call|teardown) |slowest \d+ durations|durations < ")
LAST_LINES = 8


@dataclass(frozen=True)
class Part:
    """A check: its name, its command, and what must be set in the environment for it to run.

    Databases and caches other than the embedded ones are only shown to a part that `needs` or
    `may_use` them.
    """

    name: str
    command: Sequence[str]
    needs: str = ""
    may_use: bool = False
    in_a_file: bool = False  # several connections at once, which SQLite in memory has not

    def environment(self) -> dict[str, str]:
        hidden = () if self.needs or self.may_use else SERVERS
        shown = {name: value for name, value in os.environ.items() if name not in hidden}
        return {**shown, "ACCORD_TEST_DATABASE": str(TEST_FILE)} if self.in_a_file else shown


def tool(name: str, *words: str) -> list[str]:
    return [str(BIN / name), *words]


def tests(marks: str, *words: str) -> list[str]:
    """Parts run at once, so none writes the cache that `pytest --lf` reads.

    The log of each names its slowest tests: a slow test is mended like a slow page.
    """
    return tool("pytest", "-q", "--durations=15", "-p", "no:cacheprovider", "-m", marks, *words)


def templates() -> list[str]:
    return [str(path) for path in sorted((ROOT / "src/accord").glob("**/templates"))]


ONLY_DATABASE = "--only-database"  # tests/conftest.py says what that leaves out
PLAIN = "not journey and not kills and not wheel"  # what `make test` runs, too
ALONE = ("tests/access", "tests/methods", "tests/interchange")  # parts of their own
# The longest first: short ones fill the gaps at the end. A browser and killed processes wait a lot,
# so they stand among what never does.
PARTS = (
    Part("postgresql", tests(PLAIN, ONLY_DATABASE, *SHARED), needs="DATABASE_URL"),
    Part("sqlite", tests(PLAIN, *[f"--ignore={path}" for path in ALONE], *SHARED)),
    Part("matrix", tests(PLAIN, "tests/access", *SHARED)),
    Part("journeys", tests("journey and not survey", "tests/journeys")),
    Part("wheel", tests("wheel", "tests/config"), may_use=True),
    Part("kills", tests("kills", "tests/kills"), may_use=True),
    Part("methods", tests(PLAIN, "tests/methods", "tests/interchange", *SHARED)),
    Part("file", tests(PLAIN, "tests/record/test_numbering.py"), in_a_file=True),
    Part("survey", tests("survey", "tests/journeys")),
    Part("types", tool("mypy")),
    Part("migrations", tool("python", "manage.py", "makemigrations", "--check", "--dry-run")),
    Part("templates", tool("djlint", "--lint", "--quiet", *templates())),
    Part("imports", tool("lint-imports")),
    Part("lint", tool("ruff", "check", ".")),
    Part("format", tool("ruff", "format", "--check", ".")),
)


@dataclass(frozen=True)
class Result:
    part: Part
    status: int
    wall: float
    cpu: float
    text: str

    @property
    def is_good(self) -> bool:
        return self.status == 0

    def counts(self) -> Counter[str]:
        """What a run of tests says of them: passed, failed, skipped…"""
        found: Counter[str] = Counter()
        for summary in SUMMARY.findall(self.text)[-1:]:
            for piece in summary.split(", "):
                number, word = piece.split(" ")
                found[word] += int(number)
        return found

    def shown(self) -> str:
        """All of a failure; else what comes after the dots of the tests."""
        if not self.is_good:
            return self.text
        after_dots = re.split(r"\[100%\]\n", self.text)[-1].strip()
        told = [line for line in after_dots.splitlines() if not SLOW.search(line)]
        return "\n".join(told[-LAST_LINES:])


class Running:
    """The commands that run now, so that none outlives an interruption."""

    def __init__(self) -> None:
        self.processes: set[subprocess.Popen[bytes]] = set()
        self.is_ending = False

    def run(self, part: Part) -> Result:
        began = time.monotonic()
        log = LOGS / f"{part.name}.log"
        with log.open("wb") as file:
            if self.is_ending:
                return Result(part, 130, 0, 0, "interrupted")
            process = subprocess.Popen(
                part.command,
                cwd=ROOT,
                env=part.environment(),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            self.processes.add(process)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.processes.discard(process)
        text = log.read_text(encoding="utf-8", errors="replace")
        cpu = used.ru_utime + used.ru_stime
        return Result(part, process.returncode, time.monotonic() - began, cpu, text)

    def end(self) -> None:
        self.is_ending = True
        for process in list(self.processes):
            os.killpg(process.pid, signal.SIGTERM)


def results_of(parts: Sequence[Part], running: Running) -> Iterator[Result]:
    """Each as it ends."""
    with ThreadPoolExecutor(SEATS) as seats:
        try:
            waiting: list[Future[Result]] = [seats.submit(running.run, part) for part in parts]
            for done in as_completed(waiting):
                yield done.result()
        except BaseException:
            running.end()
            raise


def show(result: Result) -> None:
    verdict = "passed" if result.is_good else f"FAILED with {result.status}"
    print(f"\n--- {result.part.name}: {verdict} after {result.wall:.0f} s", flush=True)
    if text := result.shown():
        print(text, flush=True)


def show_all(results: Sequence[Result], left_out: Sequence[Part], wall: float) -> None:
    print("\n--- Seconds by part (and of processors)")
    for result in sorted(results, key=lambda result: -result.wall):
        fault = "" if result.is_good else "  FAILED"
        print(f"{result.part.name:<12}{result.wall:>6.0f}{result.cpu:>6.0f}{fault}")
    for part in left_out:
        print(f"{part.name:<12} left out: {part.needs} is not set")
    failed = [result.part.name for result in results if not result.is_good]
    print(f"Failed: {', '.join(failed)}" if failed else "All parts passed.")
    counts: Counter[str] = sum((result.counts() for result in results), Counter())
    if counts:
        print(
            f"{', '.join(f'{n} {word}' for word, n in counts.items())} in {wall:.2f}s", flush=True
        )


def chosen(names: Sequence[str], is_all: bool) -> list[Part]:
    unknown = set(names) - {part.name for part in PARTS}
    if unknown:
        sys.exit(f"There is no part {', '.join(sorted(unknown))}.")
    parts = [part for part in PARTS if part.name in names or not names]
    if is_all:
        parts = [with_all(part) for part in parts]
    return parts


def with_all(part: Part) -> Part:
    return replace(part, command=[word for word in part.command if word != ONLY_DATABASE])


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="tools.check", description="All checks, side by side.")
    parser.add_argument("names", nargs="*", metavar="PART")
    parser.add_argument("--all", action="store_true", help="what PostgreSQL repeats, too")
    given = parser.parse_args(words)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    LOGS.mkdir(exist_ok=True)
    parts = chosen(given.names, given.all)
    left_out = [part for part in parts if part.needs and not os.environ.get(part.needs)]
    began, results = time.monotonic(), []
    running = [part for part in parts if part not in left_out]
    print(f"{len(running)} parts, {SEATS} at a time; what each prints is in .check/", flush=True)
    for result in results_of(running, Running()):
        show(result)
        results.append(result)
    show_all(results, left_out, time.monotonic() - began)
    return 0 if all(result.is_good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
