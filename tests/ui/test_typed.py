"""Whatever a page can't take, the words that somebody typed come back to them."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.access.scenario import kept_world
from tests.addresses import named

pytestmark = pytest.mark.django_db
HERE = {"origin": "http://testserver", "referer": "http://testserver/plans/"}
WORDS = "The wells of the port\nare tested <now>."


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with kept_world(django_db_blocker) as made:
        yield made


def shown(answer):
    """The words in the boxes of a page, and the hidden fields that go along."""
    body = answer.content.decode()
    boxes = [
        html.unescape(text) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", body, re.S)
    ]
    return boxes, dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', body))


def report(world):
    at = world.places["public"]
    return reverse("plans:report", args=[*named(at.milestone), "government"])


def test_whose_session_ended_while_writing_gets_the_words_and_a_way_to_send_them(world):
    client = Client(headers=HERE)

    answer = client.post("/account/", {"display_name": WORDS, "language": "es"})

    boxes, carried = shown(answer)
    assert answer.status_code == 403
    assert boxes == [WORDS]
    assert carried.get("language") == "es"
    assert "/sign-in/?next=%2Fplans%2F" in answer.content.decode()
    assert 'action="/account/"' in answer.content.decode()


def test_whoever_sends_nothing_of_their_own_is_led_to_sign_in(world):
    answer = Client(headers=HERE).post("/account/", {"language": "es"})

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/account/")


def test_a_form_that_was_open_too_long_is_sent_again_from_the_page_that_says_so(world):
    client = Client(headers=HERE, enforce_csrf_checks=True)
    client.force_login(world.people["participant"])

    answer = client.post("/account/", {"display_name": WORDS, "language": "es"})
    boxes, _ = shown(answer)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode()).group(1)
    again = client.post(
        "/account/",
        {"display_name": "Ines", "language": "es", "csrfmiddlewaretoken": token},
    )

    assert (answer.status_code, boxes, again.status_code) == (403, [WORDS], 302)


def test_what_another_site_sends_is_neither_shown_nor_offered(world):
    client = Client(headers={"origin": "http://evil.example"}, enforce_csrf_checks=True)
    client.force_login(world.people["participant"])

    answer = client.post("/account/", {"display_name": WORDS})

    assert (answer.status_code, shown(answer)[0]) == (403, [])


def test_whose_right_ended_while_writing_gets_the_words(world):
    client = world.client("participant")

    answer = client.post(reverse("processes:new"), {"title": WORDS}, headers=HERE)

    assert (answer.status_code, shown(answer)[0]) == (403, [WORDS])


def test_after_an_error_of_ours_the_words_are_there(world, monkeypatch):
    client = world.client("participant")
    client.raise_request_exception = False

    def broken(**given):
        raise RuntimeError("broken")

    monkeypatch.setattr("accord.people.actions.change_account", broken)
    answer = client.post("/account/", {"display_name": "Ana Two", "language": "es"}, headers=HERE)

    assert (answer.status_code, shown(answer)[0]) == (500, ["Ana Two"])


def test_whose_session_ended_while_commenting_gets_the_comment_and_a_way_to_send_it(world):
    """Nobody needs an account to comment on their own words, so the page itself is open to all."""
    address = reverse(
        "contributions:comments", args=["idea", world.places["public"].idea.subject.code]
    )

    answer = Client(headers=HERE).post(address, {"body": WORDS, "language": "en"})

    boxes, carried = shown(answer)
    assert (answer.status_code, boxes, carried.get("language")) == (403, [WORDS], "en")
    assert "Sign in on a new page" in answer.content.decode()


def test_files_that_went_with_the_words_are_said_to_be_gone(world):
    upload = SimpleUploadedFile("a.txt", b"evidence")

    answer = Client(headers=HERE).post("/account/", {"display_name": WORDS, "paper": upload})

    assert shown(answer)[0] == [WORDS]
    assert "choose them again afterwards" in answer.content.decode()
