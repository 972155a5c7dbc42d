"""People who write while the site dies under them, and what they were told.

Each does what a person at a browser would: where no answer comes they press again, or go back to
the form they have and write something else in it.
"""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from tests.kills.browser import Browser, LostError, Page, addresses
from tests.pages import Form, forms_of

CODE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
NUMBER = re.compile(r"Your idea is no\. (\d+)")
AGAIN_AFTER = 0.2


@dataclass
class History:
    """What was acknowledged, and how often no answer came to a sending."""

    ideas: list[tuple[str, str, int]] = field(default_factory=list)  # title, code, number
    comments: list[str] = field(default_factory=list)
    supports: int = 0
    unanswered: int = 0  # supports sent, and the end came before an answer did
    lost: int = 0
    odd: list[str] = field(default_factory=list)  # answers that nobody should get

    @property
    def acknowledged(self) -> int:
        return len(self.ideas) + len(self.comments) + self.supports


class Writer(threading.Thread):
    """One person. `history` is their own; nobody else writes in it."""

    def __init__(self, name: str, place: dict[str, Any], browser: Browser, seed: int) -> None:
        super().__init__(name=name, daemon=True)
        self.place, self.browser = place, browser
        self.senders = addresses(seed)
        self.chance = random.Random(seed)
        self.history = History()
        self.is_ending = threading.Event()
        self.count = self.person = 0

    def run(self) -> None:
        while not self.is_ending.is_set():
            # Each time from elsewhere, so that what one address may send isn't what is tried.
            self.browser.address = next(self.senders)
            try:
                self.act()
            except LostError:
                time.sleep(AGAIN_AFTER)

    def act(self) -> None:
        raise NotImplementedError

    def become_another(self, each: int) -> None:
        """After so many things said, another person: what one may say in a while isn't tried."""
        number = self.count // each
        if number != self.person:
            self.person = number
            self.browser.cookies |= self.place["sessions"].pop()

    def token(self) -> str:
        self.count += 1
        return f"{self.name}, thought {self.count}"

    def send(self, form: Form, page: Page, **typed: str) -> Page | None:
        """None when no answer came."""
        try:
            return self.browser.send(form, page, **typed)
        except LostError:
            self.history.lost += 1
            time.sleep(AGAIN_AFTER)
            return None

    def insist(self, form: Form, page: Page, **typed: str) -> Page:
        """Press the same button until an answer comes."""
        while not self.is_ending.is_set():
            if answer := self.send(form, page, **typed):
                return answer
        raise LostError


class IdeaWriter(Writer):
    """Writes, checks, sends. A lost answer: press again, or begin at the form anew."""

    def act(self) -> None:
        page = self.browser.get(self.place["new"])
        form = page.form_with("title")
        if page.status != 200 or form is None:
            return
        title = self.token()
        while True:
            check = self.insist(form, page, title=title, body=f"{title}: do this.", place="Ford")
            sending = check.form_with("consent")
            if check.status != 200 or sending is None:
                self.history.odd.append(f"{title}: {check.status} at {check.address}")
                return
            if answer := self.send(sending, check, consent="on"):
                break
            if self.chance.random() < 0.5:
                answer = self.insist(sending, check, consent="on")
                break
            title = self.token()  # back to the form they have, with other words
        self.told(title, answer)

    def told(self, title: str, answer: Page) -> None:
        number, code = NUMBER.search(answer.text), CODE.search(answer.text)
        if number is None:
            self.history.odd.append(f"{title}: {answer.status} at {answer.address}, no thanks")
        elif code is None:
            self.history.odd.append(f"{title}: thanked without a code")
        else:
            self.history.ideas.append((title, code.group(), int(number.group(1))))


class CommentWriter(Writer):
    """Comments. A lost answer: press again, or write something else in the same form."""

    def act(self) -> None:
        self.become_another(each=8)
        page = self.browser.get(self.chance.choice(self.place["ideas"]))
        form = page.form_with("body")
        if page.status != 200 or form is None:
            return
        body = self.token()
        answer = self.send(form, page, body=body)
        while answer is None and not self.is_ending.is_set():
            if self.chance.random() < 0.5:
                body = self.token()
            answer = self.send(form, page, body=body)
        if answer is None:
            return
        if answer.status == 200:
            self.history.comments.append(body)
        else:
            self.history.odd.append(f"{body}: {answer.status} at {answer.address}")


class Supporter(Writer):
    """Supports each idea once. A lost answer: press again."""

    def act(self) -> None:
        if self.count == len(self.place["ideas"]):
            self.is_ending.wait(0.2)
            return
        self.become_another(each=80)
        page = self.browser.get(self.place["ideas"][self.count])
        form = next((form for form in forms_of(page.text) if "/support/" in form.action), None)
        if page.status != 200 or form is None or "end" in form.names:
            return
        try:
            answer = self.insist(form, page)
        except LostError:
            self.history.unanswered += 1
            raise
        if answer.status == 200:
            self.history.supports += 1
            self.count += 1
