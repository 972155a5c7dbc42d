import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from accord.people.models import Person
from accord.spaces.models import Space
from accord.ui.freshness import check_tag, kept_fresh, page_etag

MADE = []


@kept_fresh
def page(request, changes=0):
    check_tag(request, changes)
    MADE.append(changes)
    return HttpResponse("A page")


@pytest.fixture
def ask(rf):
    """A request of a visitor; anything about it can be said otherwise."""

    def make(path="/ideas/1/", *, etag=None, cookies=None, **said):
        request = rf.get(path, **({"HTTP_IF_NONE_MATCH": etag} if etag else {}))
        request.COOKIES.update(cookies or {})
        request.user = AnonymousUser()
        request.space = Space(pk=1, key="here", name={"en": "Here"})
        request.session = SessionStore()
        for name, value in said.items():
            setattr(request, name, value)
        return request

    return make


def test_a_page_that_is_as_it_was_is_not_made_again(ask):
    first = page(ask(), changes=7)
    MADE.clear()

    again = page(ask(etag=first["ETag"]), changes=7)

    assert (again.status_code, again.content, MADE) == (304, b"", [])
    assert again["ETag"] == first["ETag"]


def test_the_weak_tag_of_a_compressed_page_counts_too(ask):
    first = page(ask(), changes=7)

    assert page(ask(etag=f"W/{first['ETag']}"), changes=7).status_code == 304


def test_a_page_on_which_something_changed_is_made_again(ask):
    first = page(ask(), changes=7)

    assert page(ask(etag=first["ETag"]), changes=8).status_code == 200


OTHERWISE = {
    "address": {"path": "/ideas/1/?theme=2"},
    "theme": {"cookies": {"theme": "dark"}},
    "form token": {"cookies": {"csrf": "other"}},
    "person": {"user": SimpleLazyObject(lambda: Person(pk=5, display_name="Ines"))},
    "space": {"space": Space(pk=1, key="here", name={"en": "Renamed"})},
    "htmx": {"htmx": True},
}


@pytest.mark.parametrize("said", OTHERWISE.values(), ids=OTHERWISE.keys())
def test_what_the_frame_shows_is_part_of_the_page(ask, said):
    assert page_etag(ask(**said)) != page_etag(ask())


def test_each_language_is_a_page_of_its_own(ask):
    english = page_etag(ask())

    with translation.override("es"):
        assert page_etag(ask()) != english


def test_a_message_that_waits_is_never_missed(ask):
    first = page(ask(), changes=7)
    session = SessionStore()
    session["_messages"] = SessionStorage(ask()).serialize_messages([])
    request = ask(etag=first["ETag"], cookies={"session": "any"}, session=session)

    response = page(request, changes=7)

    assert response.status_code == 200
    assert not response.has_header("ETag")


def test_only_this_reader_may_keep_the_page_and_must_ask_each_time(ask):
    response = page(ask(), changes=7)

    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Cookie, Accept-Language, HX-Request"
