"""How long the methods take and how much memory, in one run: `make bench-methods`.

Inputs are made up with stated seeds. Each row runs in a process of its own, with one thread, as
the command does it; memory is that of the whole process. Red-dwarf and pabutools are measured on
the same input where `make oracle` has brought them.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import numpy as np

import accord.methods

PEERS = Path(".venv-oracle/bin/python")
SEED = 7
MEGABYTE = 1024  # kilobytes, as the system counts memory
MORE_VOTES = 1000
TIMES = 3  # ours and the peer's: the first, and the best, for other programs run beside
FORTY_MILLION = "--forty-million"


def votes_file(path: Path, people: int, statements: int, each: int) -> Path:
    """Two groups; everybody votes on so many statements, spread evenly."""
    rng = np.random.default_rng(SEED)
    share = 0.2 + 0.6 * rng.beta(2, 2, statements)
    side = rng.choice([-0.2, 0.2], statements)
    with path.open("w") as file:
        file.write("timestamp,datetime,comment-id,voter-id,vote\n")
        for first in range(0, people, 20_000):
            person = np.repeat(np.arange(first, min(people, first + 20_000)), each)
            steps = np.tile(np.arange(each), len(person) // each)
            statement = ((rng.random(len(person)) + steps) * statements / each).astype(int)
            chance = share[statement] + side[statement] * np.where(person % 2, 1, -1)
            sign = np.where(rng.random(len(person)) < chance, 1, -1)
            sign[rng.random(len(person)) < 0.1] = 0
            when = 1_700_000_000_000 + rng.integers(0, 10**9, len(person))
            columns = (when.tolist(), statement.tolist(), person.tolist(), sign.tolist())
            file.writelines(f"{a},,{b},{c},{d}\n" for a, b, c, d in zip(*columns, strict=True))
    return path


def ballots_file(path: Path, voters: int, projects: int) -> Path:
    """Approval of four to eight projects, some liked far more than others."""
    rng = np.random.default_rng(SEED)
    costs = (np.exp(rng.normal(12, 1, projects)) / 100).astype(int) * 100 + 10_000
    liked = np.tile(rng.pareto(1.5, projects) + 0.2, (voters, 1))
    return written(path, rng, costs, liked, least=4, most=8)


def hard_ballots_file(path: Path, voters: int, projects: int) -> Path:
    """Five quarters that like their own projects, and costs that make raising take long."""
    rng = np.random.default_rng(SEED)
    costs = (np.exp(rng.normal(13.2, 1, projects)) / 100).astype(int) * 100 + 10_000
    home = rng.integers(0, 5, projects) == np.arange(5)[:, None]
    liked = np.where(home, 1.0, 0.12) * (rng.pareto(2.5, projects) + 0.2)
    return written(path, rng, costs, liked[rng.integers(0, 5, voters)], least=3, most=13)


def written(
    path: Path, rng: np.random.Generator, costs: Any, liked: Any, *, least: int, most: int
) -> Path:
    """A file of ballots, drawn by how much each voter likes each project."""
    voters, projects = liked.shape
    keys = np.log(rng.random((voters, projects))) / liked
    order = np.argsort(-keys, axis=1)[:, :most]
    many = rng.integers(least, most + 1, voters)
    lines = [
        "META",
        "key;value",
        "description;made up",
        f"num_projects;{projects}",
        f"num_votes;{voters}",
        f"budget;{int(costs.sum() * 0.35)}",
        "vote_type;approval",
        "rule;greedy",
        "PROJECTS",
        "project_id;cost",
        *[f"{place};{cost}" for place, cost in enumerate(costs.tolist())],
        "VOTES",
        "voter_id;vote",
        *[
            f"{voter};{','.join(map(str, sorted(row[:count])))}"
            for voter, (row, count) in enumerate(zip(order.tolist(), many.tolist(), strict=True))
        ],
    ]
    path.write_text("\n".join(lines) + "\n")
    return path


def timed(do: Callable[[], Any], times: int) -> tuple[list[float], Any]:
    """Seconds of each time, and the last answer."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        answer = do()
        seconds.append(time.perf_counter() - began)
    return seconds, answer


def opinion(path: str) -> dict[str, Any]:
    """Read, map, and map again after some more votes."""
    from accord.interchange.methods_cli.opinion import read_votes, told_of
    from accord.methods.opinion.map import OpinionMap, opinion_map
    from accord.methods.opinion.votes import last_votes

    began = time.perf_counter()
    votes = read_votes(Path(path), lambda *_: None)
    load = time.perf_counter() - began

    def map_() -> OpinionMap:
        found = opinion_map(votes, seed=1)
        told_of(votes, found, None)
        return found

    seconds, found = timed(map_, TIMES if len(votes.signs) < 1_000_000 else 1)
    answer = {"load": load, "map": seconds[0], "best": min(seconds), "groups": found.groups}
    if len(votes.signs) < 10_000_000:
        rng = np.random.default_rng(SEED)
        extra = rng.integers(0, len(votes.signs), MORE_VOTES)
        signs = votes.signs.copy()
        signs[extra] = -signs[extra]
        more = last_votes(person=votes.rows, statement=votes.columns, sign=signs)
        began = time.perf_counter()
        told_of(more, opinion_map(more, seed=1, last=found.last), None)
        answer["again"] = time.perf_counter() - began
    return answer


def budget(path: str) -> dict[str, Any]:
    """Read, Equal Shares, and Equal Shares with everybody's share raised to the end."""
    from accord.interchange import pabulib
    from accord.methods.budget import Completion, equal_shares

    began = time.perf_counter()
    found = pabulib.read(Path(path)).election.ready()
    loaded = time.perf_counter()
    plain = equal_shares(found)
    once = time.perf_counter()
    full = equal_shares(found, completion=Completion.ADD1U)
    done = time.perf_counter()
    return {
        "load": loaded - began,
        "mes": once - loaded,
        "add1u": done - once,
        "bought": f"{len(plain.selected)}, {len(full.selected)}",
    }


def peer_opinion(path: str) -> dict[str, Any]:
    import pandas as pd
    from reddwarf.implementations.polis import run_pipeline

    table = pd.read_csv(path).sort_values("timestamp")
    table = table.drop_duplicates(["voter-id", "comment-id"], keep="last")
    votes = [
        {"participant_id": person, "statement_id": statement, "vote": sign}
        for person, statement, sign in zip(
            table["voter-id"].tolist(),
            table["comment-id"].tolist(),
            table["vote"].tolist(),
            strict=True,
        )
    ]
    seconds, _ = timed(lambda: run_pipeline(votes=votes), TIMES)
    return {"map": seconds[0], "best": min(seconds)}


def peer_budget(path: str) -> dict[str, Any]:
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import method_of_equal_shares

    began = time.perf_counter()
    instance, profile = parse_pabulib(path)
    loaded = time.perf_counter()
    bought = method_of_equal_shares(instance, profile, sat_class=Cost_Sat)
    done = time.perf_counter()
    return {"load": loaded - began, "mes": done - loaded, "bought": str(len(bought))}


def importing(name: str) -> dict[str, Any]:
    began = time.perf_counter()
    import_module(name)
    return {"import": time.perf_counter() - began}


def most_memory() -> int:
    """Kilobytes that this process held at most; `getrusage` would count its parent's too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


TASKS: dict[str, Callable[[str], dict[str, Any]]] = {
    "opinion": opinion,
    "budget": budget,
    "peer_opinion": peer_opinion,
    "peer_budget": peer_budget,
    "importing": importing,
}


def apart(task: str, given: Path | str, python: str = sys.executable) -> dict[str, Any]:
    """Do it in a process of its own."""
    done = subprocess.run(
        [python, "-W", "ignore", "-m", "bench.methods", task, str(given)],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1]}
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def row(name: str, found: dict[str, Any]) -> None:
    cells = [
        f"{key} {value:.3f} s" if isinstance(value, float) else f"{key} {value}"
        for key, value in found.items()
    ]
    print(f"{name:<42}{', '.join(cells)}", flush=True)


def beside(name: str, ours: dict[str, Any], found: dict[str, Any], *keys: str) -> None:
    row(name, found)
    ratios = [f"{key} × {found[key] / ours[key]:,.0f}" for key in keys if key in found]
    print(f"{'':<42}{', '.join(ratios)}", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        sizes = [(10_000, 1_000, 39), (100_000, 2_000, 40)]
        if FORTY_MILLION in sys.argv:
            sizes.append((1_000_000, 2_000, 40))
        for people, statements, each in sizes:
            votes = votes_file(path / "votes.csv", people, statements, each)
            found = apart("opinion", votes)
            row(f"opinion {people:,} × {statements:,}, {people * each:,} votes", found)
            if people == sizes[0][0] and PEERS.exists():
                peer = apart("peer_opinion", votes, str(PEERS))
                beside("  red-dwarf", found, peer, "map", "best")
            votes.unlink()
        for voters, projects in [(61_668, 83), (90_494, 160)]:
            ballots = ballots_file(path / "ballots.pb", voters, projects)
            found = apart("budget", ballots)
            row(f"budget {voters:,} × {projects}", found)
            if projects == 83 and PEERS.exists():
                beside("  pabutools", found, apart("peer_budget", ballots, str(PEERS)), "mes")
        found = apart("budget", hard_ballots_file(path / "ballots.pb", 90_000, 160))
        row("budget 90,000 × 160, five quarters", found)
    imports = {
        module.name: apart("importing", module.name)["import"]
        for module in walk_packages(accord.methods.__path__, "accord.methods.")
    }
    slowest = max(imports, key=lambda name: imports[name])
    print(f"{len(imports)} modules; slowest to import: {slowest}, {imports[slowest]:.3f} s")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] in TASKS:
        answer = TASKS[sys.argv[1]](sys.argv[2])
        print(json.dumps({**answer, "MB": most_memory() // MEGABYTE}))
    else:
        main()
