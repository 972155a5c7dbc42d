import pytest

from accord.spaces.middleware import find_space
from accord.spaces.models import SpaceHost
from tests.factories.spaces import SpaceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "host", ["open.example", "OPEN.example", "open.example.", "open.example:8000"]
)
def test_a_space_answers_at_its_host_however_that_is_spelled(host):
    space = SpaceFactory(host="open.example")

    assert find_space(host) == space


@pytest.mark.parametrize("host", ["", "other.example", "[::1]:8000", "evil.open.example"])
def test_no_other_host_reaches_it(host):
    SpaceFactory(host="open.example", is_default=True)

    assert find_space(host) is None


def test_a_default_space_answers_anywhere_only_where_the_settings_say_so(settings):
    settings.DEFAULT_SPACE_ANYWHERE = True
    default = SpaceFactory(key="default", host="a.example", is_default=True)
    SpaceHost.objects.create(host="b.example", space=default)
    other = SpaceFactory(key="other", host="other.example")

    assert find_space("nowhere.example") == default
    assert find_space("b.example") == default
    assert find_space("other.example") == other


@pytest.mark.parametrize("anywhere", [False, True])
def test_finding_the_space_takes_one_query(settings, anywhere, django_assert_num_queries):
    settings.DEFAULT_SPACE_ANYWHERE = anywhere
    SpaceFactory(host="a.example", is_default=True)

    with django_assert_num_queries(1):
        find_space("a.example")


def test_at_a_host_of_no_space_every_page_says_so_calmly(client):
    SpaceFactory(host="open.example", key="far")

    response = client.get("/forum/")

    assert response.status_code == 404
    page = response.content.decode()
    assert "Nobody has set up a place at this address" in page
    assert "accord invite-admin EMAIL --space NAME</code>" in page
    assert client.get("/language/es/").status_code == 302
