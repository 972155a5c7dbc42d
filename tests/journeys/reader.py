"""A person at a page: presses what they see, in their language, and notes what goes wrong."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.utils.translation import gettext, override
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from tests.journeys.hands import Hand, Keyboard, Mouse

# A word of the console for each refusal of the policy, and for each script that breaks.
LOUD = ("error", "warning")


@dataclass
class Reader:
    """Somebody with a browser. Labels are given in English and looked up as the page says them."""

    page: Page
    language: str
    hand: Hand
    pages: int = 0
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._look)

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type in LOUD:
            self.wrong.append(f"{self.page.url}: {said.type}: {said.text}")

    def _look(self, answer: Response) -> None:
        if answer.request.is_navigation_request() and not 300 <= answer.status < 400:
            self.pages += 1
        if answer.status >= 400:
            self.wrong.append(f"{answer.status} {answer.request.method} {answer.url}")

    def say(self, words: str, **values: object) -> str:
        with override(self.language):
            return gettext(words) % values if values else gettext(words)

    def sees(self, words: str, **values: object) -> None:
        expect(self.page.get_by_text(self.say(words, **values)).first).to_be_visible()

    def is_at(self, heading: str, **values: object) -> None:
        said = self.say(heading, **values)
        expect(self.page.get_by_role("heading", name=said, level=1)).to_be_visible()

    def follow(self, words: str, *, inside: str = "", **values: object) -> None:
        """The first link that says this, as a person would find it, inside a named part."""
        where: Page | Locator = self.part(inside) if inside else self.page
        self.hand.activate(where.get_by_role("link", name=self.say(words, **values)).first)

    def press(self, words: str, **values: object) -> None:
        name = self.say(words, **values)
        self.hand.activate(self.page.get_by_role("button", name=name, exact=True).first)

    def part(self, heading: str) -> Locator:
        """The section under a heading."""
        said = self.say(heading)
        return (
            self.page.locator("section, form, li, article")
            .filter(has=self.page.get_by_role("heading", name=said))
            .last
        )

    def field(self, label: str) -> Locator:
        """By how its label begins: "(optional)" and the like may follow."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(self.say(label))}"))

    def write(self, label: str, words: str) -> None:
        self.hand.fill(self.field(label), words)

    def write_in(self, language_name: str, label: str, words: str) -> None:
        """One language of an official text; those of others are one click away."""
        group = self.page.get_by_role("group", name=self.say(label))
        field = group.get_by_label(language_name, exact=True)
        if not field.is_visible():
            self.hand.activate(group.locator("summary"))
        self.hand.fill(field, words)

    def write_day(self, label: str, day: dt.date) -> None:
        group = self.page.get_by_role("group", name=self.say(label))
        for part, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.hand.fill(group.get_by_label(self.say(part), exact=True), str(number))

    def choose(self, label: str, option: str) -> None:
        self.hand.choose(self.field(label), self.say(option))

    def tick(self, label: str) -> None:
        self.hand.tick(self.page.get_by_label(self.say(label)).first)


@contextmanager
def reading(
    browser: Browser,
    *,
    language: str = "en",
    width: int = 1280,
    script: bool = True,
    keyboard: bool = False,
) -> Iterator[Reader]:
    """A new browser of its own, signed out; at the end nothing must have gone wrong."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script, locale="en-GB"
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    reader = Reader(page, language, Keyboard(page) if keyboard else Mouse())
    try:
        yield reader
        assert reader.wrong == []
    finally:
        context.close()
