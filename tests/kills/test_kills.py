"""Whatever was acknowledged is there, once, whichever process dies at whichever moment.

Eight people write ideas, comments and supports to a site whose processes are killed outright
(`kill -9`) again and again. Afterwards the rows are held against what each person was told.

    make kills ARGS="--kills 100 --writes 2000"       as long as it takes, on both databases
"""

import collections
import json
import os
import random
from collections.abc import Iterator

import psycopg
import pytest

from tests.kills.browser import Browser
from tests.kills.server import Server, deaths, environment_of, wait_for_progress
from tests.kills.writers import CommentWriter, IdeaWriter, Supporter, Writer
from tests.tables import copy_into

pytestmark = [pytest.mark.kills]
IDEAS, PEOPLE = 400, 900
KINDS: list[type[Writer]] = [IdeaWriter] * 4 + [CommentWriter] * 3 + [Supporter]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request) -> Iterator[str]:
    """An empty database of its own; none is named for the one in the data folder."""
    if request.param == "sqlite":
        yield ""
        return
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        pytest.skip("PostgreSQL: set DATABASE_URL")
    server, _, name = given.rpartition("/")
    name = f"kills_{name}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        admin.execute(f'CREATE DATABASE "{name}"')
        yield f"{server}/{name}"
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def server(tmp_path, free_port, database) -> Iterator[Server]:
    server = Server(free_port, environment_of(free_port, tmp_path, database))
    copy_into(tmp_path)
    server.run("accord", "migrate", "--verbosity", "0")
    yield server
    server.end()


def test_what_was_acknowledged_is_there_once_whoever_dies(server, request, tell):
    kills, writes = (request.config.getoption(name) for name in ("--kills", "--writes"))
    place = server.run("tests.kills.place", "make", str(PEOPLE), str(IDEAS))
    server.start()
    writers = made_writers(server, place)
    for writer in writers:
        writer.start()

    def progress() -> int:
        return sum(writer.history.acknowledged for writer in writers)

    killed = deaths(server, kills, random.Random(7), progress, max(1, writes // kills))
    wait_for_progress(progress, writes)
    for writer in writers:
        writer.is_ending.set()
    for writer in writers:
        writer.join(60)
    told = [writer.history for writer in writers]
    found = server.run("tests.kills.place", "read", given=codes_json(told))

    lost, double, wrong = compared(told, found)
    acknowledged = sum(history.acknowledged for history in told)
    tell(
        f"kills ({request.node.callspec.id}): {killed} kills, {acknowledged} acknowledged, "
        f"{sum(history.lost for history in told)} sendings without an answer; "
        f"{len(lost)} lost, {len(double)} double, {len(wrong)} wrong"
    )
    assert (lost, double, wrong) == ([], [], [])
    assert killed >= kills
    assert acknowledged >= writes


def made_writers(server: Server, place: dict) -> list[Writer]:
    writers = []
    for number, kind in enumerate(KINDS):
        cookies = {} if kind is IdeaWriter else place["sessions"][number]
        browser = Browser(server.port, cookies)
        writers.append(kind(f"Writer {number}", place, browser, number))
    return writers


def codes_json(told) -> str:
    return json.dumps([code for history in told for _, code, _ in history.ideas])


def compared(told, found) -> tuple[list[str], list[str], list[str]]:
    """What was acknowledged and isn't there; what is there twice; what else is wrong."""
    titles = collections.Counter(row["title"] for row in found["words"] if row["kind"] == "idea")
    bodies = collections.Counter(row["body"] for row in found["words"] if row["kind"] == "comment")
    numbers = {row["number"]: row["title"] for row in found["words"] if row["kind"] == "idea"}
    ideas = [idea for history in told for idea in history.ideas]
    comments = [body for history in told for body in history.comments]
    lost = [title for title, _, _ in ideas if not titles[title]]
    lost += [body for body in comments if not bodies[body]]
    double = [words for counted in (titles, bodies) for words, n in counted.items() if n > 1]
    wrong = [odd for history in told for odd in history.odd]
    for title, code, number in ideas:
        if titles[title] and numbers.get(number) != title:
            wrong.append(f"{title}: was told number {number}, which is {numbers.get(number)}")
        if titles[title] and found["opened"].get(code) != title:
            wrong.append(f"{title}: the code opens {found['opened'].get(code)}")
    supports = sum(history.supports for history in told)
    unanswered = sum(history.unanswered for history in told)
    if not supports <= found["supports"] <= supports + unanswered:
        wrong.append(f"{supports} supports acknowledged, {found['supports']} stored")
    return lost, double, wrong + found["faults"] + found["wrong_counts"]
