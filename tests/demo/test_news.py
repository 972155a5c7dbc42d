"""The news of the demo's whole cycle read as sentences, and each leads somewhere."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from accord.demo.seed import KEY
from accord.people.models import Person
from accord.record.news import news_page
from accord.record.registry import verbs
from accord.record.viewer import Viewer
from accord.spaces.models import Space

pytestmark = pytest.mark.django_db
PAGE = re.compile(r'href="([^"#]+)')
PEOPLE = ["mara", "ines", "jonas", "yusuf", "celia", "hugo", "bruno", "leila", "seat5"]


@pytest.fixture
def space(seeded):
    return Space.objects.get(key=KEY)


def whole_cycle(space):
    before = None
    while True:
        page = news_page(Viewer(space.subject), before)
        yield from page.days
        before = page.older
        if before is None:
            return


def test_each_sentence_is_our_own_and_leads_to_a_page(space):
    client = Client(headers={"host": f"{KEY}.localhost"})
    lines = {str(verb.sentence) for verb in verbs().values()}

    told = [item.sentence for _day, items in whole_cycle(space) for item in items]

    assert len(told) > 50
    assert [said for said in told if strip_tags(said) in lines] == []
    assert [said for said in told if "href=" not in said] == []
    pages = {address for said in told for address in PAGE.findall(said)}
    assert [page for page in sorted(pages) if client.get(page).status_code != 200] == []


def test_days_run_backwards(space):
    days = [day for day, _items in whole_cycle(space)]

    assert days == sorted(set(days), reverse=True)


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_the_first_page_asks_at_most_fifteen_questions(space, who, django_assert_max_num_queries):
    client = Client(headers={"host": f"{KEY}.localhost"})
    if who is not None:
        client.force_login(
            Person.objects.get(email__startswith=f"{who}@"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )

    with django_assert_max_num_queries(15):
        page = client.get("/").content.decode()

    assert "What changed" in page
