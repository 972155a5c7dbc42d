from pathlib import Path

import pytest
from django.test import RequestFactory

from accord.people.limits import (
    ADDRESS,
    EVERYBODY,
    KEY,
    PAIR,
    Count,
    Limit,
    address_of,
    is_over,
    limits,
)


def once(key):
    return Limit(key, "tries", (Count(ADDRESS, 1, 60), Count(EVERYBODY, 99, 60)), told="Wait.")


def asked(forwarded=None, address="10.0.0.9"):
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


@pytest.mark.parametrize(
    ("is_behind_proxy", "forwarded", "address"),
    [
        (False, None, "10.0.0.9"),
        (False, "203.0.113.5", "10.0.0.9"),
        (True, "203.0.113.5", "203.0.113.5"),
        (True, "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        (True, "198.51.100.1,203.0.113.5 ", "203.0.113.5"),
        (True, "2001:db8::7", "2001:db8::7"),
        (True, "", "10.0.0.9"),
        (True, None, "10.0.0.9"),
    ],
)
def test_the_proxy_is_believed_only_where_there_is_one(
    settings, is_behind_proxy, forwarded, address
):
    settings.IS_BEHIND_PROXY = is_behind_proxy

    assert address_of(asked(forwarded)) == address


def test_people_behind_one_proxy_have_a_limit_each(settings):
    settings.IS_BEHIND_PROXY = True

    over = [
        is_over(asked(sender), once("people-behind-a-proxy"))
        for sender in ("203.0.113.5", "203.0.113.6", "203.0.113.5")
    ]

    assert over == [False, False, True]


def test_all_addresses_of_one_household_have_one_limit():
    over = [
        is_over(asked(address=sender), once("household"))
        for sender in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    ]

    assert over == [False, True, False]


class AwayCache:
    def add(self, *args, **kwargs):
        raise ConnectionError("the cache is away")

    get = set = incr = delete = add


def test_where_nobody_can_count_nobody_is_refused(monkeypatch, caplog):
    monkeypatch.setattr("accord.people.limits.cache", AwayCache())

    over = [is_over(asked(), once("uncounted")) for _ in range(3)]

    assert over == [False] * 3
    assert "The cache doesn’t answer" in caplog.text


def test_inventing_addresses_before_the_proxys_own_gives_no_more_tries(settings):
    settings.IS_BEHIND_PROXY = True

    over = [
        is_over(asked(f"{made_up}, 203.0.113.7"), once("invented"))
        for made_up in ("192.0.2.1", "192.0.2.2")
    ]

    assert over == [False, True]


def test_what_is_counted_by_a_key_is_counted_apart():
    limit = Limit("mailbox", "letters", (Count(KEY, 2, 60),), told="Wait.")

    over = [is_over(asked(), limit, name) for name in ("a", "a", "b", "a")]

    assert over == [False, False, False, True]


def test_where_all_are_counted_one_that_is_over_does_not_stop_the_next():
    counts = (Count(KEY, 1, 60), Count(ADDRESS, 3, 60))
    limit = Limit("counted-on", "letters", counts, told="Wait.", counts_all=True)

    over = [is_over(asked(), limit, name) for name in ("a", "a", "a", "b")]

    assert over == [False, True, True, True]


def shown(limit, by):
    """A limit's count as docs/operate/limits.md says it."""
    spans = {3600: "an hour", 600: "10 minutes"}
    found = [f"{one.amount} in {spans[one.seconds]}" for one in limit.counts if one.by == by]
    return "".join(found)


def test_the_operators_page_names_every_limit_as_it_is():
    page = (Path(__file__).parents[2] / "docs/operate/limits.md").read_text()
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in page.splitlines()]

    documented = {row[0].strip("`"): row[1:] for row in rows if row and row[0].startswith("`")}

    assert documented == {
        limit.key: [str(limit.what), *(shown(limit, by) for by in (ADDRESS, KEY, PAIR, EVERYBODY))]
        for limit in limits()
    }
