"""One thread, walked by its links in both directions: which of its pages leads nowhere."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.journeys.crawling import Answer, Fetcher, Links

FORWARD = ["said", "heard", "decided", "answered", "promised", "done"]
BACKWARD = FORWARD[::-1]
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
THREAD = re.compile(r"^/threads/[\w-]+/[^?#]+/$")
ALL_WORDS = re.compile(r"/themes/\d+/words/")  # all that was said in a theme, page after page
HOLDERS = ("words", "paragraphs", "themes", "decisions", "answers", "clauses")
Edges = dict[str, set[str]]


@dataclass
class Line:
    """What hangs on one thread: its pages, the links among them, and where it breaks off.

    A dead end is a page that isn't answered, lacks the place that was pointed to, has no thread,
    can't be reached from the words, or from which the words can't be reached.
    """

    start: str
    kinds: list[str]
    links: Edges = field(default_factory=dict)
    dead_ends: list[str] = field(default_factory=list)
    backward: dict[str, list[str]] = field(default_factory=dict)  # stations of promises' threads

    def told(self) -> str:
        count = sum(map(len, self.links.values()))
        return (
            f"{self.start}: {' > '.join(self.kinds)}; {len(self.links)} pages, {count} links"
            f" among them, {len(self.backward)} threads back; {len(self.dead_ends)} dead ends"
        )


def line_of(reader: Fetcher, start: str) -> Line:
    """Walk the thread whose page is `start`, an idea's."""
    stations = stations_of(reader, start)
    line = Line(start, [station["kind"] for station in stations])
    pages = {start, *threads_in(links_in(reader.get(start)))}
    for address in addresses(stations):
        page = urlsplit(address)
        answer = end_of(reader, page.path)
        links = Links(answer.body)
        pages.add(page.path)
        if answer.status != 200:
            line.dead_ends.append(f"{answer.status} {page.path}")
        elif page.fragment and page.fragment not in links.ids:
            line.dead_ends.append(f"no #{page.fragment} in {page.path}")
        elif not threads_in(links.found):
            line.dead_ends.append(f"no thread on {page.path}")
    line.links = edges_among(reader, pages)
    turned = {page: {one for one in line.links if page in line.links[one]} for page in line.links}
    for page in sorted(pages - reached(line.links, start)):
        line.dead_ends.append(f"{page} can't be reached from the words")
    for page in sorted(pages - reached(turned, start)):
        line.dead_ends.append(f"the words can't be reached from {page}")
    line.backward = backward_threads(reader, pages)
    return line


def stations_of(reader: Fetcher, thread: str) -> list[dict]:
    found = data_of(reader, thread)
    return [*found["stations"], *(one for branch in found["branches"] for one in branch)]


def data_of(reader: Fetcher, thread: str) -> dict:
    answer, body = reader.ask("GET", f"{thread}?format=json")
    assert answer.status == 200, (thread, answer.status)
    return json.loads(body)


def backward_threads(reader: Fetcher, pages: Iterable[str]) -> dict[str, list[str]]:
    found = {page: data_of(reader, page) for page in sorted(threads_in(pages))}
    return {
        page: [station["kind"] for station in data["stations"]]
        for page, data in found.items()
        if data["is_backward"]
    }


def addresses(stations: list[dict]) -> Iterator[str]:
    """Where each thing of each station stands. A station without any would be a dead end."""
    for station in stations:
        own = [station["url"]] if station.get("url") else []
        held = [one["url"] for holder in HOLDERS for one in station.get(holder, [])]
        assert own or held or station.get("due_on", "") != "" or station["state"] == "promised", (
            station
        )
        yield from own + held


def end_of(reader: Fetcher, path: str) -> Answer:
    """The page at the end of redirections."""
    answer = reader.get(path)
    for _ in range(3):
        if answer.location:
            answer = reader.get(answer.location)
    return answer


def edges_among(reader: Fetcher, pages: set[str]) -> Edges:
    """The links among these pages, and among them and the lists of all that was said."""
    edges: Edges = {}
    ahead = sorted(pages)
    while ahead:
        page = ahead.pop()
        if page not in edges:
            found = links_in(end_of(reader, page), page)
            edges[page] = {to for to in found if to in pages or ALL_WORDS.search(to)} - {page}
            ahead += [to for to in edges[page] if to not in edges]
    return edges


def links_in(answer: Answer, page: str = "") -> set[str]:
    """Where the page itself leads to, without the bar and the foot."""
    main = MAIN.search(answer.body)
    found = set()
    for link in Links(main.group()).found if main else []:
        to = urlsplit(link)
        path = to.path or urlsplit(page).path
        found.add(f"{path}?{to.query}" if ALL_WORDS.search(path) and to.query else path)
    return found


def threads_in(addresses: Iterable[str]) -> set[str]:
    return {path for path in (urlsplit(one).path for one in addresses) if THREAD.match(path)}


def reached(links: Edges, start: str) -> set[str]:
    seen, ahead = {start}, [start]
    while ahead:
        new = links[ahead.pop()] - seen
        seen |= new
        ahead += new
    return seen
