"""The demo is walked by each of its readers: no broken link, nothing that the CSP refuses."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.journeys.crawling import Crawl, Fetcher, Follow

ALIKE = 1  # pages of one kind that a later reader follows again


def readers(site, visitor: Fetcher) -> list[Fetcher]:
    """The visitor first, then each of the demo's people."""
    _, body = visitor.ask("GET", "/demo/people/")
    found = re.findall(r'data-person="(\d+)">\s*Be ([^<]+?)\s*<', body.decode())
    people = [(Fetcher(site.url, name), person_id) for person_id, name in found]
    for reader, person_id in people:
        reader.become(person_id)
    return [visitor, *[reader for reader, _ in people]]


def problems_seen(browser: Browser, reader: Fetcher, paths: list[str]) -> list[str]:
    """CSP violations, errors in the console, and requests to anybody else, in the real browser."""
    seen: list[str] = []
    context = browser.new_context()
    context.add_cookies(
        [
            {"name": name, "value": value, "url": f"http://{reader.host}"}
            for name, value in reader.cookies.items()
        ]
    )
    page = context.new_page()

    def look_at(request) -> None:
        if urlsplit(request.url).netloc not in {reader.host, ""}:
            seen.append(f"{page.url}: request to {request.url}")

    page.on(
        "console", lambda said: said.type == "error" and seen.append(f"{page.url}: {said.text}")
    )
    page.on("pageerror", lambda error: seen.append(f"{page.url}: {error}"))
    page.on("request", look_at)
    for path in paths:
        page.goto(f"http://{reader.host}{path}")
    context.close()
    return seen


def whatever_is_new_and_some(known: set[str]) -> Follow:
    """All that nobody followed before, and a few of each kind as this reader sees them."""
    return lambda path, alike: path not in known or alike < ALIKE


def test_no_reader_of_the_demo_meets_a_broken_link_or_an_error(browser, site, visitor, tell):
    lines: list[str] = []
    wrong: list[str] = []
    known: set[str] = set()
    opened: set[tuple[bool, str]] = set()  # kinds by whether their reader was signed in
    for reader in readers(site, visitor):
        is_visitor = not lines
        found = Crawl(reader, whatever_is_new_and_some(known))
        known |= found.addresses
        new = {
            kind: paths[0]
            for kind, paths in found.pages.items()
            if (is_visitor, kind) not in opened
        }
        opened |= {(is_visitor, kind) for kind in new}
        seen = problems_seen(browser, reader, list(new.values()))
        reader.close()
        wrong += [f"{reader.name}: {problem}" for problem in found.wrong + seen]
        lines.append(
            f"{reader.name}: {len(found.addresses)} addresses, {found.link_count} links,"
            f" {len(new)} kinds opened in the browser"
        )

    tell(*lines)
    assert len(lines) > 10
    assert wrong == []
