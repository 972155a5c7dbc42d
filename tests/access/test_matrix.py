"""Every route × role × visibility, walked from one policy table (routes_*.py).

A route without a policy fails, a policy without a route fails, and each cell is asked for real.
"""

import importlib
import io
import pkgutil
import zipfile
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.access
from tests.access.scenario import SECRET_NAME, VISIBILITIES, World
from tests.access.table import INSIDERS, ROLES, VISITOR, Route

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15  # of any page, for any reader


def routes() -> list[Route]:
    found: list[Route] = []
    for module in pkgutil.iter_modules(tests.access.__path__):
        if module.name.startswith("routes_"):
            found += importlib.import_module(f"tests.access.{module.name}").ROUTES
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
        response.status_code, "answered" if response.status_code < 500 else "broken"
    )


class UndoError(Exception):
    """Takes back what one cell's request wrote."""


def ask(client, method: str, url: str) -> str:
    kind = ""
    cookies = client.cookies.copy()  # one cell may sign its role out
    try:
        with transaction.atomic():
            kind = kind_of(getattr(client, method)(url))
            raise UndoError
    except UndoError:
        return kind
    finally:
        client.cookies = cookies


def cells(route: Route) -> Iterator[tuple[str, str, str]]:
    for method in ("get", "post"):
        for role in ROLES:
            for visibility in VISIBILITIES:
                yield method, role, visibility


def test_every_route_has_a_policy_and_every_policy_a_route():
    named = sorted(name for name in url_names() if name.partition(":")[0] != "demo")

    assert sorted({route.name for route in routes()}) == sorted(set(named))


def walk(asked: list[Route]) -> tuple[int, list[str]]:
    """How many cells were asked for, and where the answer isn't the policy's."""
    world = World()
    clients = {role: world.client(role) for role in ROLES}
    differences, count = [], 0
    for route in asked:
        for method, role, visibility in cells(route):
            count += 1
            url = reverse(route.name, args=route.sample(world.places[visibility]))
            kind = ask(clients[role], method, url)
            if kind not in (wanted := expected(route, method, role, visibility)):
                differences.append(
                    f"{method} {route.name} as {role} ({visibility}): {kind}, not {sorted(wanted)}"
                )
    return count, differences


def test_each_role_reaches_what_the_policy_says_and_nothing_else(tell):
    count, differences = walk(routes())

    tell(f"matrix: {count} cells, {len(differences)} differences")
    assert differences == []


def test_a_view_that_forgets_to_ask_is_caught(monkeypatch):
    monkeypatch.setattr("accord.processes.views.setup.require", lambda *asked: None)

    _, differences = walk([route for route in routes() if route.name == "processes:new"])

    assert "get processes:new as participant (public): answered, not ['forbidden']" in differences


class Asked:
    """Counts questions to the database; Django's own log of them holds only so many."""

    count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


def pages(world: World) -> Iterator[tuple[str, str, bytes, int]]:
    """Each address of the table as each role gets it: where, who, what it holds, what it asked.

    Exports are read in pieces of a thousand rows, so what they ask isn't counted.
    """
    for role in ROLES:
        client = world.client(role)
        for route in routes():
            if route.get is None:
                continue
            url = reverse(route.name, args=route.sample(world.places["public"]))
            asked = Asked()
            with connection.execute_wrapper(asked):
                answer = client.get(url)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            yield url, role, body, 0 if answer.streaming else asked.count


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


def test_no_page_feed_or_export_holds_a_secret_or_asks_too_often():
    shown, costly = [], []
    world = World()
    name, *codes = secrets_of(world)

    for url, role, body, queries in pages(world):
        # Authors may read their own name; a code is said once, when it is made.
        secrets = codes if role == "author" else [name, *codes]
        inside = unpacked(body)
        shown += [f"{url} as {role}: {secret!r}" for secret in secrets if secret in inside]
        if queries > MOST_QUERIES:
            costly.append(f"{url} as {role}: {queries}")

    assert shown == []
    assert costly == []


def test_the_exported_log_tells_of_the_words_and_holds_no_secret(tmp_path):
    world = World()

    call_command("export_log", str(tmp_path / "log"), "--space", world.space.key)

    files = b"".join(file.read_bytes() for file in (tmp_path / "log").iterdir())
    assert b"words.published" in files
    assert [secret for secret in secrets_of(world) if secret in files] == []
