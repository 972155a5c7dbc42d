"""axe on every entry of the policy table, in light English and dark Arabic; and 320 pixels."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings as django_settings
from django.urls import reverse
from playwright.sync_api import Error, Page

from tests.access.scenario import World
from tests.access.table import ROLES, VISITOR, Route
from tests.access.test_matrix import routes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.survey]
LOOKS = [("light", "en"), ("dark", "ar")]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 900}
# The roles that see most come last, so that a page is looked at as its first reader would.
ORDER = [VISITOR, "participant", *[role for role in ROLES if role not in {VISITOR, "participant"}]]
# All rules but the experimental ones. What passes isn't told, and nothing is fetched for it.
RUN_AXE = """async () => {
    const result = await axe.run(document, {resultTypes: ["violations"], preload: false});
    return result.violations.map(({id, nodes}) => [id, nodes.slice(0, 3).map(({html}) => html)]);
}"""


def reader_of(route: Route) -> str:
    return next(role for role in ORDER if role in (route.get or set()))


def session_of(world: World, role: str) -> dict[str, str]:
    name = django_settings.SESSION_COOKIE_NAME
    cookie = world.client(role).cookies.get(name)
    return {} if cookie is None else {name: cookie.value}


class Tabs:
    """A tab for each role, signed in when first asked for."""

    def __init__(self, browser, live_server, world: World, language: str, **looks) -> None:
        self.browser, self.url, self.world = browser, live_server.url, world
        self.language, self.looks = language, looks
        self.pages: dict[str, Page] = {}

    def of(self, role: str) -> Page:
        if role not in self.pages:
            context = self.browser.new_context(reduced_motion="reduce", **self.looks)
            jar = {django_settings.LANGUAGE_COOKIE_NAME: self.language}
            jar |= session_of(self.world, role)
            context.add_cookies(
                [{"name": name, "value": value, "url": self.url} for name, value in jar.items()]
            )
            self.pages[role] = context.new_page()
        return self.pages[role]

    def open(self, role: str, path: str) -> Page | None:
        """The page, where the address is one, and no file or redirect to elsewhere."""
        page = self.of(role)
        try:
            answer = page.goto(self.url + path)
        except Error as error:
            if "Download is starting" in str(error):
                return None
            raise
        kind = answer.headers.get("content-type", "") if answer else ""
        return page if answer and answer.status == 200 and "text/html" in kind else None

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


def open_pages(browser, live_server, look: str, language: str) -> Iterator[tuple[str, Page]]:
    """Each entry of the table that is a page, open in the browser, with its name."""
    world = World()
    world.space.hosts.update(host="localhost")
    tabs = Tabs(browser, live_server, world, language, color_scheme=look, viewport=DESK)
    for route in routes():
        if route.get:
            role = reader_of(route)
            path = reverse(route.name, args=route.sample(world.places["public"]))
            if page := tabs.open(role, path):
                yield f"{route.name} as {role}", page
    tabs.close()


def violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    return [f"{rule} {where}" for rule, where in page.evaluate(RUN_AXE)]


def width_on_a_phone(page: Page) -> int:
    """How wide the page gets on the narrowest phone; it is as it was afterwards."""
    page.set_viewport_size(PHONE)
    width = page.evaluate("document.scrollingElement.scrollWidth")
    page.set_viewport_size(DESK)
    return width


@pytest.mark.parametrize(("look", "language"), LOOKS)
def test_axe_finds_nothing_on_any_page_and_none_scrolls_sideways_at_320_pixels(
    browser, live_server, settings, tell, look, language
):
    settings.ALLOWED_HOSTS = ["*"]
    found, wide, pages = [], [], 0

    for name, page in open_pages(browser, live_server, look, language):
        pages += 1
        found += [f"{name}: {violation}" for violation in violations(page)]
        if (width := width_on_a_phone(page)) > PHONE["width"]:
            wide.append(f"{name}: {width}")

    tell(f"axe: {pages} pages in {look} {language}, {len(found)} violations")
    tell(f"320 pixels: {pages} pages in {look} {language}, {len(wide)} scroll sideways")
    assert pages > 50
    assert found == []
    assert wide == []
