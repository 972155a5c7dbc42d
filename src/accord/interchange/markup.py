"""Prose of other sites (HTML in Markdown) as Markdown that is safe to keep."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from accord.ui.texts import tidy

SCHEMES = {"http", "https", "mailto"}
LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\(\s*(?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\s*\)"
)
BARE_HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)+(/|$)", re.IGNORECASE)
TWICE = re.compile(r"^(https?:)(?=https?://)", re.IGNORECASE)


def safe_url(url: str, base: str) -> str:
    """An address that works from anywhere; empty where it is none, or not a safe one."""
    url = TWICE.sub("", tidy(url))
    if BARE_HOST.match(url):
        url = f"https://{url}"
    if not url or url.startswith("#"):
        return ""
    try:
        full = urljoin(base, url)
        parts = urlsplit(full)
    except ValueError:
        return ""
    is_whole = bool(parts.netloc) or parts.scheme == "mailto"
    unsafe = re.search(r"[\s<>()\[\]\"]", full)
    return full if parts.scheme in SCHEMES and is_whole and not unsafe else ""


class _Markdown(HTMLParser):
    """Links become Markdown, line breaks stay, every other tag goes, scripts with their words."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.out: list[str] = []
        self.href: str | None = None
        self.label: list[str] = []
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        if tag in ("script", "style"):
            self.skipping += 1
        elif raw.lower().startswith(("<http://", "<https://")):
            address = safe_url(raw[1:-1], self.base)
            self.out.append(f"[{raw[1:-1]}]({address})" if address else raw[1:-1])
        elif tag == "a":
            self.close_link()
            self.href, self.label = dict(attrs).get("href") or "", []
        elif tag in ("br", "p", "div", "li"):
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.skipping = max(0, self.skipping - 1)
        elif tag == "a":
            self.close_link()

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            (self.out if self.href is None else self.label).append(data)

    def close_link(self) -> None:
        if self.href is None:
            return
        text, address = "".join(self.label), safe_url(self.href, self.base)
        label = text.replace("[", "(").replace("]", ")").strip() or address
        self.out.append(f"[{label}]({address})" if address else text)
        self.href = None


def to_markdown(source: str, *, base: str) -> str:
    """The prose with its links made whole; what isn't a safe link stays as its words."""
    parser = _Markdown(base)
    parser.feed(tidy(source))
    parser.close()
    parser.close_link()
    return tidy(LINK.sub(lambda found: _mended(found, base), "".join(parser.out)))


def _mended(found: re.Match[str], base: str) -> str:
    text, address = found["text"], safe_url(found["url"], base)
    return f"[{text or address}]({address})" if address else text


def links_in(markdown: str) -> list[tuple[str, str]]:
    """Each address once, with its words, in order: `(address, words)`."""
    found: dict[str, str] = {}
    for link in LINK.finditer(markdown):
        if link["url"].startswith(("http://", "https://")):
            found.setdefault(link["url"], link["text"])
    return list(found.items())
