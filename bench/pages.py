"""Queries and CPU per request of the pages that carry most, beside an empty view in the same run.

    make bench        (a database of its own; PostgreSQL where DATABASE_URL is set)

Prints a table; exits 1 when a budget is missed: a list of 20 at most 30 × the empty view, an
unchanged page (304) at most 3 ×, no page over 15 queries.
"""

import os
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.test import Client
from tests.addresses import of_call

TURNS = 8
IN_A_ROW = 5
WARM = 8
HOST = "bench.localhost"


@dataclass(frozen=True)
class Measure:
    name: str
    queries: int
    cpu_ms: float
    size_kb: float
    limit: float
    status: int


@dataclass(frozen=True)
class Page:
    """What is asked for, by which reader, and how many empty views it may cost."""

    name: str
    url: str
    limit: float
    reader: Client


def ask(page: Page) -> list[float]:
    """CPU milliseconds of a few requests in a row through the whole middleware stack."""
    times = []
    for _ in range(IN_A_ROW):
        start = time.process_time()
        page.reader.get(page.url)
        times.append((time.process_time() - start) * 1000)
    return times


def queries(page: Page) -> int:
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        page.reader.get(page.url)
    return len(asked)


def measure(pages: list[Page]) -> list[Measure]:
    """The median of each page. They take turns, so that a busy machine is busy for all alike."""
    for page in pages:
        for _ in range(WARM):
            page.reader.get(page.url)
    times: list[list[float]] = [[] for _ in pages]
    for _ in range(TURNS):
        for page, spent in zip(pages, times, strict=True):
            spent += ask(page)
    medians = [statistics.median(spent) for spent in times]
    return [described(page, cpu_ms) for page, cpu_ms in zip(pages, medians, strict=True)]


def described(page: Page, cpu_ms: float) -> Measure:
    response = page.reader.get(page.url)
    kilobytes = len(response.content) / 1000
    return Measure(page.name, queries(page), cpu_ms, kilobytes, page.limit, response.status_code)


def reader(headers: dict[str, str] | None = None) -> Client:
    return Client(headers={"host": HOST, "accept-encoding": "identity", **(headers or {})})


def returning(url: str) -> Client:
    """A reader who has this page already."""
    first = reader()
    for _ in range(2):  # the first view may set the cookie of the forms
        page = first.get(url)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in first.cookies.items())
    return reader({"if-none-match": page.headers.get("ETag", '"none"'), "cookie": cookies})


def pages() -> list[tuple[str, str]]:

    from accord.processes.models import Activity

    activity = Activity.objects.get(process__space__key="bench")
    busy = activity.contributions.filter(kind="idea").order_by("-number").first()
    listed = of_call(activity, "list")
    plan = activity.process.plans.get()
    return [
        ("list: 20 of 2,000 ideas", listed),
        ("idea with 300 comments", busy.get_absolute_url()),
        ("plan: 36 commitments", plan.get_absolute_url()),
    ]


def make_plan() -> None:
    """A plan of 36 commitments and 70 milestones in the bench space."""
    from tests.factories.plans import (
        ActionPlanFactory,
        CommitmentFactory,
        CommitmentVersionFactory,
        MilestoneFactory,
        MilestoneTextFactory,
    )

    from accord.processes.models import Process

    plan = ActionPlanFactory(process=Process.objects.get(space__key="bench"), slug="plan")
    for place in range(36):
        commitment = CommitmentFactory(plan=plan, code=f"B{place}", position=place)
        version = CommitmentVersionFactory(commitment=commitment)
        for step in range(2 if place < 34 else 1):
            milestone = MilestoneFactory(commitment=commitment, code=f"m{step}")
            MilestoneTextFactory(milestone=milestone, version=version)


def prepare() -> None:
    from django.conf import settings
    from django.core.management import call_command

    from accord.config import data
    from accord.demo.load import load
    from accord.spaces.models import Space

    data.make()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    if not Space.objects.filter(key="bench").exists():
        print("loading 2,000 ideas, 20,000 comments, 50,000 supports …", flush=True)
        load()
        make_plan()


def main() -> int:
    from django.conf import settings
    from django.db import connection

    settings.ROOT_URLCONF = "bench.urls"
    settings.ALLOWED_HOSTS = [".localhost"]
    prepare()
    asked = [Page("empty view", "/bench-empty/", 1, reader())]
    for name, url in pages():
        asked.append(Page(name, url, 30, reader()))
        asked.append(Page(f"{name}, unchanged", url, 3, returning(url)))
    rows = measure(asked)
    empty = rows[0]
    print(f"\n{connection.vendor}, median of {TURNS * IN_A_ROW} requests, one process")
    print(
        f"{'page':<36}{'status':>7}{'queries':>9}{'CPU ms':>9}{'× empty':>9}{'limit':>7}{'kB':>8}"
    )
    failed = False
    for row in rows:
        ratio = row.cpu_ms / empty.cpu_ms
        is_over = row is not empty and (ratio > row.limit or row.queries > 15)
        failed |= is_over
        print(
            f"{row.name:<36}{row.status:>7}{row.queries:>9}{row.cpu_ms:>9.2f}{ratio:>9.1f}"
            f"{row.limit:>7.0f}{row.size_kb:>8.1f}{'  over' if is_over else ''}"
        )
    return 1 if failed else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")
    os.environ["ACCORD_DEMO"] = "1"
    os.environ.setdefault("ACCORD_DATA", "data/bench")
    os.environ["ACCORD_STATIC_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    sys.exit(main())
