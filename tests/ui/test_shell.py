import json
import re

import pytest

from tests.factories.spaces import SpaceFactory

pytestmark = pytest.mark.django_db


def test_choosing_a_language_comes_back_to_the_page(client):
    SpaceFactory()

    response = client.get("/language/es/", {"next": "/forum/?side=civil"})

    assert response.url == "/forum/?side=civil"
    assert client.cookies["language"].value == "es"
    assert 'lang="es"' in client.get("/forum/").content.decode()


def test_language_links_keep_the_page_with_its_filters(client):
    SpaceFactory()

    page = client.get("/forum/?a=1&b=2").content.decode()

    assert 'href="/language/es/?next=%2Fforum%2F%3Fa%3D1%26b%3D2"' in page
    assert "/language/en/" not in page
    assert "/language/ar/" not in page  # the space doesn't offer it


def test_a_theme_is_pinned_until_it_is_given_back(client):
    SpaceFactory()

    client.get("/theme/dark/")
    assert 'data-theme="dark"' in client.get("/").content.decode()

    client.get("/theme/device/")
    assert 'data-theme="device"' in client.get("/").content.decode()


def test_a_theme_cookie_made_up_by_hand_is_ignored(client):
    SpaceFactory()
    client.cookies["theme"] = '"><script>'

    assert 'data-theme="device"' in client.get("/").content.decode()


def test_the_page_links_the_accent_of_its_space_which_is_kept_for_ever(client):
    SpaceFactory(accent=220)

    address = re.search(r"/style/space-220-\w+\.css", client.get("/").content.decode())[0]
    response = client.get(address)

    assert "immutable" in response["Cache-Control"]
    assert response.content.decode().startswith("@layer tokens{:root{--accent:#")


@pytest.mark.parametrize("address", ["/style/space-220-old.css", "/style/space-360-x.css"])
def test_an_accent_of_another_day_is_not_found(client, address):
    SpaceFactory()

    assert client.get(address).status_code == 404


def test_htmx_is_told_to_evaluate_nothing_and_to_show_errors(client):
    SpaceFactory()

    page = client.get("/").content.decode()
    config = json.loads(
        re.search(r'name="htmx-config"\s+content="([^"]+)"', page)[1].replace("&quot;", '"')
    )

    assert (config["allowEval"], config["includeIndicatorStyles"]) == (False, False)
    assert config["responseHandling"][-1] == {"code": "[45]..", "swap": True, "error": True}
