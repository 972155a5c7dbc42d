"""How a person acts on a page: by pointing, or by the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_TABS = 400
IS_FOCUSED = "it => it === document.activeElement"
HAS_FOCUS_IN_GROUP = """it => {
  const at = document.activeElement;
  return it === at || (it.type === "radio" && at.type === "radio"
    && it.name === at.name && it.form === at.form);
}"""
CHOSEN = "it => it.selectedOptions[0] ? it.selectedOptions[0].label.trim() : null"


class Hand(Protocol):
    def activate(self, target: Locator) -> None: ...

    def fill(self, target: Locator, words: str) -> None: ...

    def choose(self, target: Locator, option: str) -> None: ...

    def tick(self, target: Locator) -> None: ...


class Mouse:
    """Playwright's own ways, which refuse what is covered or can't be seen."""

    def activate(self, target: Locator) -> None:
        target.click()

    def fill(self, target: Locator, words: str) -> None:
        target.fill(words)

    def choose(self, target: Locator, option: str) -> None:
        target.select_option(label=option)

    def tick(self, target: Locator) -> None:
        target.check()


class Keyboard:
    """Tab, arrows, Space, Enter and letters. What Tab never comes to can't be used."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        target.wait_for(state="visible")
        for _ in range(MOST_TABS):
            if target.evaluate(HAS_FOCUS_IN_GROUP):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"Tab never comes to {target} on {self.page.url}")
        while not target.evaluate(IS_FOCUSED):  # another choice of the same group
            self.page.keyboard.press("ArrowDown")

    def activate(self, target: Locator) -> None:
        self.reach(target)
        target.press("Enter")  # it has the focus; unlike the keyboard's, this waits for the page

    def fill(self, target: Locator, words: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)
        assert target.input_value() == words

    def choose(self, target: Locator, option: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Home")
        for _ in range(MOST_TABS):
            if target.evaluate(CHOSEN) == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} can't be chosen on {self.page.url}")

    def tick(self, target: Locator) -> None:
        self.reach(target)
        if not target.is_checked():
            self.page.keyboard.press("Space")
        assert target.is_checked()
