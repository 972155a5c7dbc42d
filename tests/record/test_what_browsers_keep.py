"""A browser keeps pages that all may read, and none that was made for somebody in particular."""

import pytest
from django.urls import reverse

from accord.spaces.models import SpaceHost
from tests.addresses import of_call
from tests.factories.contributions import ReceiptFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory

pytestmark = pytest.mark.django_db
NOT_KEPT = "private, no-store"


@pytest.fixture
def activity():
    return ActivityFactory()


def read(client, activity):
    """The page, when the cookie of its forms is there."""
    client.get(of_call(activity, "list"))
    return client.get(of_call(activity, "list"))


def asked_again(client, activity, etag, **headers):
    answer = client.get(of_call(activity, "list"), headers={"if-none-match": etag, **headers})
    return answer.status_code


def hold_receipt(client, activity):
    session = client.session
    session[f"receipt:{ReceiptFactory(activity=activity).pk}"] = [1.0, None]
    session.save()


def test_what_all_may_read_is_kept_and_asked_about(client, activity):
    page = read(client, activity)

    assert page["Cache-Control"] == "private, no-cache"
    assert asked_again(client, activity, page["ETag"]) == 304


def test_no_page_is_kept_of_whoever_is_signed_in(client, activity):
    client.force_login(PersonFactory(display_name="Ines Duarte"))

    for address in (of_call(activity, "list"), activity.process.get_absolute_url(), "/"):
        page = client.get(address)
        assert "Ines Duarte" in page.content.decode()
        assert (page["Cache-Control"], "ETag" in page) == (NOT_KEPT, False)


def test_no_page_is_kept_of_whoever_holds_a_receipt(client, activity):
    hold_receipt(client, activity)

    page = read(client, activity)

    assert (page["Cache-Control"], "ETag" in page) == (NOT_KEPT, False)


def test_a_tag_that_all_have_is_no_use_to_whoever_is_signed_in(client, activity):
    page = read(client, activity)
    client.force_login(PersonFactory())

    assert asked_again(client, activity, page["ETag"]) == 200


def test_who_signs_out_or_lets_go_of_receipts_leaves_nothing_in_the_browser(client, activity):
    hold_receipt(client, activity)
    forgotten = client.post(reverse("contributions:forget"))
    client.force_login(PersonFactory())
    signed_out = client.post(reverse("people:sign-out"))

    assert forgotten["Clear-Site-Data"] == '"cache"'
    assert signed_out["Clear-Site-Data"] == '"cache"'


def test_each_address_of_a_place_has_tags_of_its_own(client, activity):
    SpaceHost.objects.create(host="second.localhost", space=activity.process.space)
    page = read(client, activity)

    assert asked_again(client, activity, page["ETag"], host="second.localhost") == 200
