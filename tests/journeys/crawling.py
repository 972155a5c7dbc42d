"""A reader without a browser: fetches pages of a running site as one person, and their links."""

import http.client
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.urls import Resolver404, resolve

MOST_ADDRESSES = 5_000
ATTRIBUTES = ("href", "src", "hx-get")
ELSEWHERE = ("mailto:", "tel:", "data:", "sms:")


class Links(HTMLParser):
    """Whatever a page refers to by address, and the ids that a fragment can point to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value for name, value in attrs if value}
        self.ids.update(values[name] for name in ("id", "name") if name in values)
        self.found += [values[name] for name in ATTRIBUTES if name in values]
        if tag == "form" and "action" in values and values.get("method", "get").lower() == "get":
            self.found.append(values["action"])


@dataclass(frozen=True)
class Answer:
    """One address as it was answered: where it leads, what can be pointed to in it."""

    path: str
    referrer: str
    status: int
    is_page: bool
    body: str = field(repr=False)
    location: str = ""


class Fetcher:
    """Somebody's cookies on a site. Cookies set later are left: no page read changes the next."""

    def __init__(self, url: str, name: str = "visitor") -> None:
        self.host = urlsplit(url).netloc
        self.name = name
        self.cookies: dict[str, str] = {}
        self.connection = http.client.HTTPConnection(self.host, timeout=60)

    def ask(self, method: str, path: str, body: str | None = None) -> tuple:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie} if cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError):  # kept alive for too long
            self.connection.close()
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        return answer, answer.read()

    def close(self) -> None:
        self.connection.close()

    def keep_cookies(self, answer) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value

    def get(self, path: str, referrer: str = "") -> Answer:
        answer, body = self.ask("GET", path)
        is_page = answer.status == 200 and "text/html" in answer.headers.get("Content-Type", "")
        text = body.decode() if is_page else ""
        return Answer(
            path, referrer, answer.status, is_page, text, answer.headers.get("Location", "")
        )

    def become(self, person_id: str) -> None:
        """Sign in as one of the demo's people, by their button."""
        answer, body = self.ask("GET", "/demo/people/")
        self.keep_cookies(answer)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body.decode())
        assert token is not None
        form = urlencode({"csrfmiddlewaretoken": token[1]})
        answer, _ = self.ask("POST", f"/demo/people/{person_id}/", form)
        assert answer.status == 302, answer.status
        self.keep_cookies(answer)

    def addresses_of(self, path: str, link: str) -> Iterator[tuple[str, str]]:
        """The path of a link on this site and its fragment; and the page it would come back to."""
        if link.startswith(ELSEWHERE):
            return
        parts = urlsplit(urljoin(f"http://{self.host}{path}", link))
        if parts.netloc != self.host:
            return
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        back = asked.pop("next", "")
        query = urlencode(asked) if back else parts.query
        yield parts.path + (f"?{query}" if query else ""), parts.fragment
        if back.startswith("/"):
            yield back, ""


class Remembering(Fetcher):
    """Asks for each page once, for readers who follow one another over the same site."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.answers: dict[str, tuple] = {}

    def ask(self, method: str, path: str, body: str | None = None) -> tuple:
        if method != "GET":
            return super().ask(method, path, body)
        if path not in self.answers:
            self.answers[path] = super().ask(method, path)
        return self.answers[path]


def kind_of(path: str) -> str:
    """The route of an address: pages of one route are of one kind."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:  # static files, and the demo's own pages
        return re.sub(r"\d+", "…", urlsplit(path).path)


Follow = Callable[[str, int], bool]


class Crawl:
    """From `/`, each address once that `follow` wants, given how many of its kind there were."""

    def __init__(self, reader: Fetcher, follow: Follow = lambda path, alike: True) -> None:
        self.reader, self.follow = reader, follow
        self.addresses: set[str] = set()
        self.wrong: list[str] = []
        self.link_count = 0
        self.pages: dict[str, list[str]] = {}  # by kind
        self._alike: Counter[str] = Counter()
        self._ids: dict[str, set[str]] = {}
        self._fragments: set[tuple[str, str, str]] = set()
        self._waiting: deque[tuple[str, str]] = deque()
        self._run()

    def _run(self) -> None:
        self._meet("/", "")
        while self._waiting:
            assert len(self.addresses) < MOST_ADDRESSES, "there's no end to the links"
            self._take_in(self.reader.get(*self._waiting.popleft()))
        self.wrong += [
            f"no #{fragment} in {target} from {page}"
            for target, fragment, page in sorted(self._fragments)
            if target in self._ids and fragment not in self._ids[target]
        ]

    def _take_in(self, answer: Answer) -> None:
        if answer.status >= 400:
            self.wrong.append(f"{answer.status} {answer.path} from {answer.referrer}")
        links = Links(answer.body)
        if answer.is_page:
            self.pages.setdefault(kind_of(answer.path), []).append(answer.path)
            self._ids[answer.path] = links.ids
        for link in [*links.found, *filter(None, [answer.location])]:
            self.link_count += 1
            for target, fragment in self.reader.addresses_of(answer.path, link):
                if fragment:
                    self._fragments.add((target, fragment, answer.path))
                self._meet(target, answer.path)

    def _meet(self, target: str, referrer: str) -> None:
        if target in self.addresses or not self.follow(target, self._alike[kind_of(target)]):
            return
        self._alike[kind_of(target)] += 1
        self.addresses.add(target)
        self._waiting.append((target, referrer))
