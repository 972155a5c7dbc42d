"""Where a link or form may send the reader on to: a page of this site, by its path alone."""

import re
from pathlib import Path

import pytest

import accord
from tests.factories.spaces import SpaceFactory

PACKAGE = Path(accord.__file__).parent
AWAY = [
    "http://testserver/forum/",  # from https to http
    "https://testserver/forum/",
    "https://elsewhere.localhost/",  # another place of the same installation
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\x01//evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http:///evil.example",
    "//[evil",
    "forum",  # no address at all
    "people:left",
    "/" + "x" * 3000,
    "",
]
each_away = pytest.mark.parametrize("target", AWAY)


@each_away
@pytest.mark.parametrize("address", ["/language/es/", "/theme/dark/"])
@pytest.mark.django_db
def test_a_choice_never_leads_away(client, address, target):
    SpaceFactory()

    answer = client.get(address, {"next": target}, secure=True)

    assert (answer.status_code, answer.url) == (302, "/")


@each_away
@pytest.mark.django_db
def test_signing_in_never_leads_away(client, target):
    SpaceFactory()

    page = client.get("/sign-in/", {"next": target}, secure=True).content.decode()

    assert '<input type="hidden" name="next" value="">' in page


HERE = {
    "/forum/?side=civil&b=2": "/forum/?side=civil&b=2",
    "/log/#entry-3": "/log/#entry-3",
    "/processes/año/": "/processes/a%C3%B1o/",
}


@pytest.mark.parametrize(("target", "address"), HERE.items())
@pytest.mark.django_db
def test_a_choice_leads_back_to_a_page_of_this_site(client, target, address):
    SpaceFactory()

    assert client.get("/theme/dark/", {"next": target}, secure=True).url == address


def test_only_one_function_reads_where_to_go_next():
    reads = re.compile(
        r"""(?:GET|POST|COOKIES|headers)(?:\.get\(|\.getlist\(|\[)\s*["'](?:next|referer)["']"""
        r"|url_has_allowed_host_and_scheme|HTTP_REFERER",
        re.IGNORECASE,
    )
    sources = {path.relative_to(PACKAGE): path.read_text() for path in PACKAGE.rglob("*.py")}

    readers = [str(path) for path, source in sources.items() if reads.search(source)]

    assert readers == ["ui/destination.py"]
