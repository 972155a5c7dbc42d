"""Every route with what no page of ours would send: never our mistake, whatever was typed.

The names a route reads are learned by listening to it, so none has to be listed here.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import transaction
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from tests.access.scenario import World
from tests.access.table import ROLES, Route
from tests.access.test_matrix import UndoError, routes

pytestmark = pytest.mark.django_db

TOO_LARGE, ENDLESS, HALF_A_SIGN = str(2**63), "9" * 5000, "\ud83d"
NUMBERS = (str(2**31), TOO_LARGE, ENDLESS)
WORDS = ("a\0b", "a" * 5000, HALF_A_SIGN)
TYPED = ("\0", "1\0", HALF_A_SIGN, "²", TOO_LARGE, ENDLESS, f"1-{TOO_LARGE}")
# What comes as far as a database and may be refused by one and not by another: no zero byte, no
# number or text that is too long. The rest is refused before, whichever it is.
REACH_A_DATABASE = {str(2**31), TOO_LARGE, "a\0b", "a" * 5000, "\0", ENDLESS, f"1-{TOO_LARGE}"}


def quoted(value: object) -> str:
    """As bytes on the wire: half of a pair of surrogates too."""
    return quote(str(value).encode("utf-8", "surrogatepass"))


def odd_paths(route: Route, at: Any, values: Iterable[str]) -> Iterator[str]:
    """The route's address with each argument in turn made odd."""
    args = route.sample(at)
    for place, arg in enumerate(args):
        if isinstance(arg, UUID):
            continue
        mark = 918273645 if isinstance(arg, int) else "zzmark"
        try:
            address = reverse(route.name, args=[*args[:place], mark, *args[place + 1 :]])
        except NoReverseMatch:  # one of a few words: the address of any other isn't there
            continue
        for value in values:
            yield address.replace(str(mark), quoted(value), 1)


@contextmanager
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    names: set[str] = set()

    def heard(method):
        def listen(self, key, *rest):
            names.add(str(key))
            return method(self, key, *rest)

        return listen

    with monkeypatch.context() as patched:
        for name in ("get", "getlist", "__getitem__", "__contains__"):
            patched.setattr(QueryDict, name, heard(getattr(QueryDict, name)))
        yield names


def asked_as(route: Route, method: str) -> str | None:
    """A role that the route opens for, with as many rights as there is."""
    allowed = route.get if method == "get" else route.post
    return next((role for role in reversed(ROLES[:-1]) if role in (allowed or ())), None)


class Walker:
    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, only_database: bool) -> None:
        self.monkeypatch = monkeypatch
        self.in_paths, self.typed = (*NUMBERS, *WORDS), TYPED
        if only_database:
            self.in_paths = [value for value in self.in_paths if value in REACH_A_DATABASE]
            self.typed = [value for value in TYPED if value in REACH_A_DATABASE]
        self.world = World()
        self.at = self.world.places["public"]
        self.clients = {role: self.world.client(role) for role in ROLES}
        for client in self.clients.values():
            client.raise_request_exception = False
        self.count = 0
        self.broken: list[str] = []

    def ask(self, route: Route, method: str, address: str, body: str = "") -> None:
        """One request, and nothing of it stays."""
        client = self.clients[asked_as(route, method)]
        cookies = client.cookies.copy()
        self.count += 1
        try:
            with transaction.atomic():
                answer = (
                    client.get(address)
                    if method == "get"
                    else client.post(address, body, "application/x-www-form-urlencoded")
                )
                # 503 is what a probe says of the whole installation, and says well.
                if answer.status_code >= 500 and answer.status_code != 503:
                    error = answer.exc_info[1] if answer.exc_info else ""
                    self.broken.append(f"{method} {address[:90]} {body[:60]!r}: {error!r}"[:300])
                raise UndoError
        except UndoError:
            pass
        finally:
            client.cookies = cookies

    def names_read(self, route: Route, method: str, address: str) -> list[str]:
        with listening(self.monkeypatch) as names:
            self.ask(route, method, address)
        return sorted(names - {"csrfmiddlewaretoken"})

    def walk(self, route: Route, method: str) -> None:
        if asked_as(route, method) is None:
            return
        for address in odd_paths(route, self.at, self.in_paths):
            self.ask(route, method, address)
        address = reverse(route.name, args=route.sample(self.at))
        for name in self.names_read(route, method, address):
            for value in self.typed:
                pair = f"{quoted(name)}={quoted(value)}"
                if method == "get":
                    self.ask(route, method, f"{address}?{pair}")
                else:
                    self.ask(route, method, address, pair)


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_odd_address_query_or_form_is_our_mistake(monkeypatch, tell, method, only_database):
    walker = Walker(monkeypatch, only_database=only_database)

    for route in routes():
        walker.walk(route, method)

    tell(f"odd requests by {method}: {walker.count}, {len(walker.broken)} broken")
    assert "\n".join(walker.broken) == ""
