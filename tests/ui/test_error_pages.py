import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django_htmx.middleware import HtmxDetails

from accord.errors import Conflict
from accord.people.models import Session
from accord.people.sessions import SessionStore
from accord.spaces.models import Space
from accord.ui.middleware import ErrorMiddleware
from accord.ui.views import failed, forbidden
from tests.factories.people import PersonFactory
from tests.factories.spaces import SpaceFactory
from tests.factories.viewers import NOWHERE, viewer_of


@pytest.fixture
def ask(rf):
    def make(**headers):
        request = rf.get("/ideas/1/", **headers)
        request.user = AnonymousUser()
        request.viewer = viewer_of(space=NOWHERE)
        request.space = Space(key="here", name={"en": "Here"})
        request.htmx = HtmxDetails(request)
        return request

    return make


def test_our_own_mistake_gives_a_code_to_say_and_asks_no_database(ask):
    request = ask()

    response = failed(request)

    assert response.status_code == 500
    assert request.error_code in response.content.decode()


def test_what_was_refused_is_told_in_its_own_words(ask):
    answer = ErrorMiddleware(lambda request: None).process_exception(
        ask(), Conflict("This closed on 12 March.")
    )

    assert answer.status_code == 409
    assert "<h1>" in answer.content.decode()
    assert "This closed on 12 March." in answer.content.decode()


def test_htmx_puts_a_refusal_on_top_of_the_page_that_is_there(ask):
    answer = ErrorMiddleware(lambda request: None).process_exception(
        ask(HTTP_HX_REQUEST="true"), Conflict("This closed on 12 March.")
    )

    assert answer["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()
    assert "This closed on 12 March." in answer.content.decode()


def test_a_mistake_that_no_one_is_to_blame_for_is_left_to_crash(ask):
    assert ErrorMiddleware(lambda request: None).process_exception(ask(), ValueError()) is None


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_with_the_way_home(client):
    SpaceFactory()

    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "We can’t find this page" in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_to_do():
    SpaceFactory()

    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "a@example.org"})

    assert response.status_code == 403
    assert "This form was open too long" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Your session was ended"), ("fr", "Votre session a été fermée")]
)
def test_a_session_that_ends_during_a_request_leads_to_sign_in(
    client, settings, monkeypatch, language, said
):
    SpaceFactory()
    client.force_login(PersonFactory(), backend=settings.AUTHENTICATION_BACKENDS[-1])
    client.cookies["language"] = language
    settings.SESSION_SAVE_EVERY_REQUEST = True
    load = SessionStore.load

    def load_and_end(store):
        data = load(store)
        Session.objects.filter(session_key=store.session_key).delete()
        return data

    monkeypatch.setattr(SessionStore, "load", load_and_end)

    answer = client.get("/")

    page = answer.content.decode()
    assert (answer.status_code, said in page) == (400, True)
    assert '<a href="/sign-in/">' in page
    assert f'lang="{language}"' in page


@pytest.mark.parametrize(
    ("given", "is_told"),
    [
        ({"contact": {"en": "Noor"}}, True),
        ({"help_line": {"en": "At the library"}}, True),
        ({}, False),
    ],
)
def test_a_closed_page_names_the_foot_only_where_a_contact_stands_there(ask, given, is_told):
    request = ask()
    request.space = Space(key="here", name={"en": "Here"}, **given)

    page = forbidden(request).content.decode()

    assert "ask the people who run this site" in page
    assert ("at the foot of the page" in page) is is_told
