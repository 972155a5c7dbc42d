"""The links of the demo are followed: nothing broken, nothing refused by the CSP."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import BrowserContext

MOST_PAGES = 3_000
ALIKE = 2  # pages of one kind that are followed
LOOKED_AT = 1  # pages of one kind that the real browser opens for each reader
ATTRIBUTES = {"a": "href", "link": "href", "script": "src", "img": "src", "use": "href"}


class Links(HTMLParser):
    """The addresses a page refers to by link, style, script, picture."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        value = dict(attrs).get(ATTRIBUTES.get(tag, ""))
        if value and not value.startswith(("#", "mailto:", "tel:", "data:", "sms:")):
            self.found.append(value)


def links_in(html: str) -> list[str]:
    parser = Links()
    parser.feed(html)
    return parser.found


def is_page(answer) -> bool:
    return answer.status == 200 and "text/html" in answer.headers.get("content-type", "")


def crawl(
    context: BrowserContext, start: str, alike: int = MOST_PAGES
) -> Iterator[tuple[str, int, bool, str]]:
    """Each same-origin address once: its status, whether it's a page, and what led there."""
    origin = urlsplit(start).netloc
    seen, waiting = {start}, deque([(start, "")])
    kinds: Counter[str] = Counter()
    while waiting and len(seen) < MOST_PAGES:
        url, referrer = waiting.popleft()
        answer = context.request.get(url)
        yield url, answer.status, is_page(answer), referrer
        if not is_page(answer):
            continue
        for link in links_in(answer.text()):
            target = urljoin(answer.url, link).partition("#")[0]
            is_ours = urlsplit(target).netloc == origin and "/language/" not in target
            if is_ours and target not in seen and kinds[kind_of(target)] < alike:
                seen.add(target)
                kinds[kind_of(target)] += 1
                waiting.append((target, url))


def kind_of(url: str) -> str:
    """Addresses alike but for numbers and names are one kind of page."""
    parts = urlsplit(url).path.strip("/").split("/")
    return "/".join(re.sub(r"\d+|[a-z]+-[a-z0-9-]+", "…", part) for part in parts)


def problems_seen(context: BrowserContext, urls: list[str]) -> list[str]:
    """CSP violations, errors in the console, and requests to anybody else, in the real browser."""
    seen: list[str] = []
    page = context.new_page()
    origin = urlsplit(urls[0]).netloc

    def look_at(request) -> None:
        if urlsplit(request.url).netloc not in {origin, ""}:
            seen.append(f"{page.url}: request to {request.url}")

    page.on(
        "console", lambda said: said.type == "error" and seen.append(f"{page.url}: {said.text}")
    )
    page.on("pageerror", lambda error: seen.append(f"{page.url}: {error}"))
    page.on("request", look_at)
    for url in urls:
        page.goto(url)
    page.close()
    return seen


def look_through(context: BrowserContext, site, reader: str) -> tuple[int, list[str]]:
    wrong: list[str] = []
    kinds: dict[str, list[str]] = {}
    count = 0
    for url, status, page, referrer in crawl(context, f"{site.url}/", ALIKE):
        count += 1
        if status >= 400:
            wrong.append(f"{reader}: {status} {url} from {referrer}")
        elif page:
            kinds.setdefault(kind_of(url), []).append(url)
    sample = [url for urls in kinds.values() for url in urls[:LOOKED_AT]]
    return count, wrong + [f"{reader}: {seen}" for seen in problems_seen(context, sample)]


def test_no_link_is_broken_for_those_who_are_signed_out(browser, site):
    context = browser.new_context()

    count, wrong = look_through(context, site, "")

    print(f"{count} addresses")
    assert count > 50
    assert wrong == []
