"""What no page of ours would send, and no database takes."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import QueryDict

import accord
from accord.people.models import Session
from accord.ui.middleware import without_nul
from accord.ui.numbers import LARGEST, as_number, as_numbers
from tests.factories.plans import ActionPlanFactory
from tests.factories.spaces import SpaceFactory

PACKAGE = Path(accord.__file__).parent


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        ("007", 7),
        (str(LARGEST), LARGEST),
        (str(LARGEST + 1), None),
        ("9" * 5000, None),
        ("", None),
        ("-1", None),
        ("1.0", None),
        (" 1", None),
        ("1\0", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_a_number_is_what_a_column_holds(typed, number):
    assert as_number(typed) == number
    assert as_numbers(["5", typed]) == [5] + ([] if number is None else [number])


def test_no_view_reads_numbers_in_its_own_way():
    own = re.compile(r"\.isdigit\(|\.isdecimal\(|\.isnumeric\(|int\(request\.|\\d\{")
    views = [path for path in PACKAGE.rglob("*.py") if "views" in str(path.relative_to(PACKAGE))]
    views.append(PACKAGE / "contributions/pagination.py")

    assert [path.name for path in views if own.search(path.read_text())] == []


def test_nul_goes_and_the_rest_of_the_words_stays():
    typed = QueryDict("title=A+we%00ll&tag=%00a&tag=b&na%00me=x")

    clean = without_nul(typed)

    assert dict(clean.lists()) == {"title": ["A well"], "tag": ["a", "b"], "name": ["x"]}
    with pytest.raises(AttributeError, match="immutable"):
        clean["title"] = "another"


def test_what_holds_no_nul_is_left_as_it_is():
    typed = QueryDict("title=A+well")

    assert without_nul(typed) is typed


@pytest.mark.django_db
def test_an_address_with_nul_is_not_found(client):
    plan = ActionPlanFactory()

    answer = client.get(f"/plans/{plan.slug}/a%00b/")

    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


@pytest.mark.django_db
def test_a_cookie_that_is_no_session_of_ours_is_nobodys(client):
    SpaceFactory()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a\0bcdefghijklmnop"

    answer = client.get("/sign-in/")

    assert answer.status_code == 200
    assert not Session.objects.exists()
