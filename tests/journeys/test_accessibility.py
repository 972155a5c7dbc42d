"""axe on every entry of the policy table, in light English and in dark Arabic; and 320 pixels."""

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.urls import reverse

from tests.access.scenario import World
from tests.access.table import ROLES, VISITOR, Route
from tests.access.test_matrix import routes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.survey]
LOOKS = [("light", "en"), ("dark", "ar")]
# The roles that see most come last, so that a page is looked at as its first reader would.
ORDER = [VISITOR, "participant", *[role for role in ROLES if role not in {VISITOR, "participant"}]]


def reader_of(route: Route) -> str:
    return next(role for role in ORDER if role in (route.get or set()))


def session_of(world: World, role: str) -> dict[str, str]:
    name = django_settings.SESSION_COOKIE_NAME
    cookie = world.client(role).cookies.get(name)
    return {} if cookie is None else {name: cookie.value}


def open_pages(browser, live_server, look: str, language: str, width: int) -> Iterator[tuple]:
    """Each entry of the table that is a page, open in the browser, with its name."""
    world = World()
    world.space.hosts.update(host="localhost")
    for route in routes():
        if not route.get:
            continue
        role = reader_of(route)
        context = browser.new_context(
            color_scheme=look, viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        jar = {django_settings.LANGUAGE_COOKIE_NAME: language, **session_of(world, role)}
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in jar.items()]
        )
        url = live_server.url + reverse(route.name, args=route.sample(world.places["public"]))
        answer = context.request.get(url)
        if answer.status == 200 and "text/html" in answer.headers.get("content-type", ""):
            page = context.new_page()
            page.goto(url)
            yield f"{route.name} as {role}", page
        context.close()


@pytest.mark.parametrize(("look", "language"), LOOKS)
def test_axe_finds_nothing_on_any_page(browser, live_server, settings, look, language):
    from axe_playwright_python.sync_playwright import Axe

    settings.ALLOWED_HOSTS = ["*"]
    found, pages = [], 0

    for name, page in open_pages(browser, live_server, look, language, 1280):
        pages += 1
        for violation in Axe().run(page).response["violations"]:
            where = [node["html"][:160] for node in violation["nodes"][:3]]
            found.append(f"{name}: {violation['id']} {where}")

    print(f"{pages} pages in {look} {language}, {len(found)} violations", *found, sep="\n")
    assert pages > 0
    assert found == []


def test_no_page_scrolls_sideways_at_320_pixels(browser, live_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    wide = []

    for name, page in open_pages(browser, live_server, "light", "en", 320):
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 320:
            wide.append(f"{name}: {width}")

    assert wide == []
