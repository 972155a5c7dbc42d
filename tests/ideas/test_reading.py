import csv
import io
import json
import re

import pytest

from accord.contributions.actions import support
from accord.contributions.models import Translation
from tests.addresses import data_of, of_call
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, ClosedActivityFactory
from tests.factories.themes import InThemeFactory, ThemeFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


def read(client, address):
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode()


def list_of(activity, query=""):
    return of_call(activity, "list") + query


def detail_of(idea):
    return idea.get_absolute_url()


def queries_of(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get(address)
    return len(found)


def test_list_costs_the_same_for_one_idea_and_many(client):
    activity = ActivityFactory()
    ContributionFactory(activity=activity)
    few = queries_of(client, list_of(activity))
    ContributionFactory.create_batch(4, activity=activity)

    many = queries_of(client, list_of(activity))

    assert few == many
    assert many <= 15


def test_detail_costs_the_same_for_one_comment_and_many(client):
    idea = ContributionFactory()
    make_comment(idea, comment_count=1)
    few = queries_of(client, detail_of(idea))
    for comment in [make_comment(idea, comment_count=1) for _ in range(4)]:
        make_comment(idea, parent=comment, root=idea, depth=2)

    many = queries_of(client, detail_of(idea))

    assert few == many
    assert many <= 15


def make_comment(idea, **changes):
    values = {"parent": idea, "root": idea, "depth": 1, "kind": "comment", "title": ""} | changes
    return ContributionFactory(activity=idea.activity, **values)


def test_pages_by_key_show_each_idea_once(client):
    activity = ActivityFactory()
    ideas = ContributionFactory.create_batch(45, activity=activity)
    seen, address = [], list_of(activity)

    while address:
        response = client.get(address)
        seen += [row["idea"].pk for row in response.context["rows"]]
        address = response.context["next"]

    assert seen == [idea.pk for idea in reversed(ideas)]


@pytest.mark.parametrize("key", ["x", "-1-1", "9" * 20 + "-1", "1-" + "9" * 19, "%00"])
def test_a_key_that_means_nothing_gives_the_first_page(client, key):
    idea = ContributionFactory()

    response = client.get(list_of(idea.activity), {"after": key})

    assert response.status_code == 200


def test_list_filters_by_theme_state_and_place(client):
    activity = ActivityFactory()
    idea, other = ContributionFactory.create_batch(2, activity=activity)
    theme = ThemeFactory(process=activity.process)
    InThemeFactory(theme=theme, contribution=idea)

    response = client.get(list_of(activity), {"theme": theme.number, "state": "open"})

    assert [row["idea"] for row in response.context["rows"]] == [idea]
    assert other.title not in response.content.decode()


@pytest.mark.parametrize("policy", ["pseudonym", "hidden", "anonymous"])
def test_secret_names_stand_nowhere(client, policy):
    activity = ActivityFactory(identity_policy=policy)
    author = PersonFactory(display_name="Zebedee Secret")
    idea = ContributionFactory(activity=activity, author=author)
    make_comment(idea, author=author)
    client.force_login(author)  # not even to themselves, so that a screenshot tells nothing
    pages = [
        list_of(activity),
        detail_of(idea),
        data_of(activity, "csv"),
        data_of(activity, "json"),
    ]
    client.logout()

    texts = [read(client, page) for page in pages]

    assert [text for text in texts if "Zebedee" in text] == []
    assert all(idea.title in text for text in texts)


def test_hidden_idea_without_author_is_not_shown_to_a_visitor(client):
    idea = ContributionFactory(author=None, hidden_at="2027-01-01T00:00Z")

    response = client.get(detail_of(idea))

    assert response.status_code == 410


def test_exports_hold_the_same_ideas(client):
    idea = ContributionFactory(title="=1+1", signed_as="Ana")

    table = read(client, data_of(idea.activity, "csv")).removeprefix("\ufeff")
    data = json.loads(read(client, data_of(idea.activity, "json")))

    (row,) = csv.DictReader(io.StringIO(table))
    assert (row["title"], row["byline"]) == ("'=1+1", "Ana")
    assert [found["title"] for found in data["ideas"]] == ["=1+1"]


def test_translation_is_marked_as_made_by_a_machine(client):
    idea = ContributionFactory(language="es", body="Analicen el agua.")
    Translation.objects.create(contribution=idea, language="en", revision=1, body="Test the water.")

    page = read(client, detail_of(idea) + "?translated=1")

    assert "Test the water." in page
    assert "Machine translation" in page


def test_paper_form_names_its_activity(client):
    activity = ActivityFactory(title={"en": "Tell us about wells"})

    page = read(client, of_call(activity, "form"))

    eyebrow = page.partition('<p class="eyebrow">')[2].partition("</p>")[0]
    assert str(activity.process.title) in eyebrow
    assert "Tell us about wells" in eyebrow


def test_paper_form_says_who_can_type_it_in_and_where(client):
    activity = ActivityFactory()

    page = read(client, of_call(activity, "form"))

    assert f"testserver{of_call(activity, 'new')}" in page
    assert "Hand it in" not in page
    assert "slip" not in page


def test_paper_form_of_a_closed_activity_sends_nobody_there(client):
    activity = ClosedActivityFactory()

    page = read(client, of_call(activity, "form"))

    assert "type this in for you" not in page


def test_paper_form_says_what_the_organisation_itself_offers(client):
    activity = ActivityFactory(process__space__other_doors={"en": "The library takes it in"})

    assert "The library takes it in" in read(client, of_call(activity, "form"))


def test_an_unchanged_list_is_answered_304_until_something_changes(client):
    idea = ContributionFactory()
    address = list_of(idea.activity)
    client.get(address)  # brings the form token, which is part of the page
    etag = client.get(address)["ETag"]

    unchanged = client.get(address, headers={"If-None-Match": etag})
    support(viewer=viewer_of(PersonFactory()), contribution=idea)
    changed = client.get(address, headers={"If-None-Match": etag})

    assert (unchanged.status_code, changed.status_code) == (304, 200)


def test_an_idea_that_nobody_backed_yet_counts_nothing(client):
    idea = ContributionFactory()

    pages = read(client, list_of(idea.activity)) + read(client, detail_of(idea))

    assert re.findall(r"\b0 (?:people|supports?|comments?)\b", pages) == []


def test_an_idea_counts_who_backs_it(client):
    idea = ContributionFactory(support_count=2, comment_count=1)

    listed, own = read(client, list_of(idea.activity)), read(client, detail_of(idea))

    assert "2 supports · 1 comment" in listed
    assert "2 people support this." in own


def test_a_call_without_ideas_counts_nothing(client):
    page = read(client, list_of(ActivityFactory()))

    assert "0 ideas" not in page
