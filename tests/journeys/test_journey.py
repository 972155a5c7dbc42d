"""An idea is sent in a real browser: phone and desk, with JavaScript, without, by keyboard."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

PROCESS = "clean-beaches"
CODE = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$")
EVERYWHERE = pytest.mark.parametrize("width", [390, 1280])
EITHER_WAY = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


@contextmanager
def visit(browser, *, width: int = 1280, script: bool = True) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=script, locale="en-GB"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def go_to_call(page: Page, site) -> None:
    page.goto(f"{site.url}/processes/{PROCESS}/")
    page.get_by_role("link", name="Share an idea").first.click()


def submit(page: Page, site, title: str) -> str:
    """An idea in two steps; the code of its receipt, as the page says it."""
    go_to_call(page, site)
    page.get_by_label("Your idea in a sentence").fill(title)
    page.get_by_label("What should change, and why?").fill(
        "Rain washes the drains into the bay, and the sample was always taken the week before."
    )
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Check what you wrote")).to_be_visible()
    page.get_by_label("I agree that my words are public").check()
    press(page, "Send")
    return receipt_code(page)


def receipt_code(page: Page) -> str:
    expect(page.get_by_role("heading", name="Thank you, we have it.")).to_be_visible()
    code = page.get_by_text(CODE)
    expect(code).to_be_visible()
    return code.inner_text().strip()


@EVERYWHERE
@EITHER_WAY
def test_a_visitor_sends_an_idea_and_gets_a_code(browser, site, width, script):
    title = f"Showers at the pier {width} {script}"

    with visit(browser, width=width, script=script) as page:
        code = submit(page, site, title)
        page.goto(f"{site.url}/receipt/")
        page.get_by_label("Your receipt code").fill(code.lower())
        press(page, "Find")

        expect(page.get_by_role("heading", name=title)).to_be_visible()


def test_an_idea_is_sent_with_the_keyboard_alone(browser, site):
    def tab_to(role: str, name: str) -> None:
        target = page.get_by_role(role, name=name)
        for _ in range(80):
            page.keyboard.press("Tab")
            if target.evaluate("it => it === document.activeElement"):
                return
        pytest.fail(f"Tab never comes to {name}")

    with visit(browser) as page:
        go_to_call(page, site)
        tab_to("textbox", "Your idea in a sentence")
        page.keyboard.type("A ramp down to the water")
        tab_to("textbox", "What should change, and why?")
        page.keyboard.type("My mother swims well and can't get past the stairs.")
        tab_to("button", "Continue")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Check what you wrote")).to_be_visible()
        tab_to("checkbox", "I agree that my words are public")
        page.keyboard.press("Space")
        tab_to("button", "Send")
        page.keyboard.press("Enter")

        assert CODE.match(receipt_code(page))
