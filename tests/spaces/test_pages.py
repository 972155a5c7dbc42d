import pytest

from accord.ui import panels
from tests.factories.spaces import SpaceFactory

pytestmark = pytest.mark.django_db


def test_home_says_what_will_be_here_when_no_part_has_anything_to_show(client, monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})
    SpaceFactory()

    page = client.get("/").content.decode()

    assert "Nothing has begun yet" in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize(
    ("given", "is_asked"),
    [({}, False), ({"contact": {"en": "Noor"}}, True), ({"run_by": {"en": "The city"}}, True)],
)
def test_faults_are_asked_for_only_where_somebody_can_be_told(client, given, is_asked):
    SpaceFactory(**given)

    main = (
        client.get("/accessibility/").content.decode().partition("<main")[2].partition("</main")[0]
    )

    assert ("Tell us what stands in your way" in main) is is_asked
    assert all(text["en"] in main for text in given.values())
