"""Every route × role × visibility, walked from one policy table (routes_*.py).

A route without a policy fails, a policy without a route fails, and each cell is asked for real.
"""

import importlib
import io
import pkgutil
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from accord.record.models import Assignment
from accord.record.roles import roles as registered_roles
from tests.access.scenario import SECRET_NAME, VISIBILITIES, World, kept_world
from tests.access.table import INSIDERS, ROLES, VISITOR, Route, sample_files

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15  # of any page, for any reader


def routes() -> list[Route]:
    found: list[Route] = []
    for module in pkgutil.iter_modules(tests.access.__path__):
        if module.name.startswith("routes_"):
            found += importlib.import_module(f"tests.access.{module.name}").ROUTES
    for samples in sample_files():
        found += samples.ROUTES
    return found


def url_names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            namespace = f"{entry.namespace}:" if entry.namespace else ""
            yield from url_names(entry, prefix + namespace)
        elif isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"


def expected(route: Route, method: str, role: str, visibility: str) -> set[str]:
    """What the policy says of one cell, as the kinds of answer that keep it."""
    allowed = route.get if method == "get" else route.post
    if allowed is None:  # which refusal comes first doesn't matter, as long as it is one
        return {"method", "not found", "forbidden", "sign in"}
    if route.has_process and visibility == "hidden" and role not in INSIDERS:
        is_for_all = VISITOR in allowed
        return {"not found"} if role != VISITOR or is_for_all else {"not found", "sign in"}
    if role in allowed:
        return {"answered"}
    if role == VISITOR:
        return {"sign in", "forbidden", "not found"}
    return {"forbidden"} if route.refused == 403 else {"not found"}


def kind_of(response) -> str:
    if response.status_code == 302 and "/sign-in/" in response["Location"]:
        return "sign in"
    return {403: "forbidden", 404: "not found", 405: "method"}.get(
        # 503 is what a probe says of the whole installation, and says well.
        response.status_code,
        "answered" if response.status_code < 500 or response.status_code == 503 else "broken",
    )


class Asked:
    """Counts questions to the database; Django's own log of them holds only so many."""

    count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


@dataclass(frozen=True)
class Answer:
    """What one cell got: the kind of answer, what stands in it, how often the database was asked.

    Exports are read in pieces of a thousand rows, so what they ask isn't counted.
    """

    kind: str
    body: bytes = field(repr=False)
    queries: int


class UndoError(Exception):
    """Takes back what one cell's request wrote."""


def ask(client, method: str, url: str) -> Answer:
    cookies = client.cookies.copy()  # one cell may sign its role out
    asked = Asked()
    try:
        with transaction.atomic():
            with connection.execute_wrapper(asked):
                response = getattr(client, method)(url)
            if response.streaming:
                answer = Answer(kind_of(response), b"".join(response.streaming_content), 0)
            else:
                answer = Answer(kind_of(response), response.content, asked.count)
            raise UndoError
    except UndoError:
        return answer
    finally:
        client.cookies = cookies


def two_of_all(route: Route) -> list[str]:
    """A role that the route opens for and one that it doesn't, others from route to route."""
    turn = [str(entry) for entry in routes()].index(str(route))
    opens = (route.get or frozenset()) | (route.post or frozenset())
    known, strange = ([r for r in ROLES if (r in opens) == is_open] for is_open in (True, False))
    return [roles[turn % len(roles)] for roles in (known, strange) if roles]


def cells(route: Route, roles: Sequence[str] = ROLES) -> Iterator[tuple[str, str, str]]:
    for method in ("get", "post"):
        for role in roles:
            for visibility in VISIBILITIES:
                yield method, role, visibility


def test_every_route_has_a_policy_and_every_policy_a_route():
    named = sorted(name for name in url_names() if name.partition(":")[0] != "demo")

    assert sorted({route.name for route in routes()}) == sorted(set(named))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Built once for all who only read it; each cell takes back what it wrote."""
    with kept_world(django_db_blocker) as made:
        yield made


def test_every_role_has_its_place_in_the_table(world):
    people = [world.people[role] for role in ROLES if role != VISITOR]

    held = Assignment.objects.filter(person__in=people).values_list("role", flat=True)

    assert {role.key for role in registered_roles()} == set(held)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    return {role: world.client(role) for role in ROLES}


def differences(
    route: Route, world: World, clients: dict[str, Client], roles: Sequence[str] = ROLES
) -> list[str]:
    """Where the answer isn't the policy's, holds a secret, or took too many questions."""
    found = []
    for method, role, visibility in cells(route, roles):
        url = reverse(route.name, args=route.sample(world.places[visibility]))
        answer = ask(clients[role], method, url)
        cell = f"{method} {route} as {role} ({visibility})"
        if answer.kind not in (wanted := expected(route, method, role, visibility)):
            found.append(f"{cell}: {answer.kind}, not {sorted(wanted)}")
        if method == "get":
            found += [f"{cell} shows {secret!r}" for secret in secrets_in(answer.body, role, world)]
            if answer.queries > MOST_QUERIES:
                found.append(f"{cell} asks {answer.queries} times")
    return found


@pytest.mark.parametrize("route", routes(), ids=str)
def test_each_role_reaches_what_the_policy_says_and_no_secret(
    route, world, clients, count, only_two_roles
):
    # Whoever asks, a route asks the database alike: for a second one it is enough that two do.
    roles = two_of_all(route) if only_two_roles else ROLES

    count("cells of the matrix", len(list(cells(route, roles))))
    assert differences(route, world, clients, roles) == []


def test_a_view_that_forgets_to_ask_is_caught(world, clients, monkeypatch):
    monkeypatch.setattr("accord.processes.views.setup.require", lambda *asked: None)
    new = next(route for route in routes() if route.name == "processes:new")

    found = differences(new, world, clients)

    assert "get processes:new as participant (public): answered, not ['forbidden']" in found


def test_a_page_that_shows_a_secret_is_caught(world, clients, monkeypatch):
    monkeypatch.setattr("accord.ui.views.stylesheet", lambda hue: SECRET_NAME)
    style = next(route for route in routes() if route.name == "ui:space-style")

    found = differences(style, world, clients)

    assert "get ui:space-style as visitor (public) shows b'Zephyrine Quillfeather-Okonkwo'" in found


def secrets_in(body: bytes, role: str, world: World) -> list[bytes]:
    """Authors may read their own name; a code is said once, when it is made."""
    name, *codes = secrets_of(world)
    inside = unpacked(body)
    return [
        secret for secret in (codes if role == "author" else [name, *codes]) if secret in inside
    ]


def secrets_of(world: World) -> list[bytes]:
    """The pseudonym's name, and receipts as typed, as kept, and as looked up."""
    found = [SECRET_NAME]
    for at in world.places.values():
        found += [at.code, at.code.replace("-", ""), at.receipt.code_hash]
    return [secret.encode() for secret in found]


def unpacked(body: bytes) -> bytes:
    """What stands in it: of a zip all that its files hold."""
    if not zipfile.is_zipfile(io.BytesIO(body)):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_the_exported_log_tells_of_the_words_and_holds_no_secret(world, tmp_path):
    call_command("export_log", str(tmp_path / "log"), "--space", world.space.key)

    files = b"".join(file.read_bytes() for file in (tmp_path / "log").iterdir())
    assert b"words.published" in files
    assert [secret for secret in secrets_of(world) if secret in files] == []
