import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.activities.ideas.actions import submit_idea
from accord.contributions.actions import Said
from accord.contributions.models import Contribution, Draft, Receipt
from accord.contributions.receipts import code_hash
from accord.processes.models import ActivityTally
from accord.record.models import Event, LogEntry
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory
from tests.factories.viewers import viewer_of
from tests.pages import form_with

WORDS = {
    "title": "Test our wells",
    "body": "The water tastes of metal. Test it twice a year.",
    "place": "Lower Ford",
    "language": "es",
}
pytestmark = pytest.mark.django_db


def write(client, activity, **changes):
    return client.post(reverse("ideas:new", args=[activity.pk]), WORDS | changes)


def check_page(client, activity):
    return client.get(reverse("ideas:check", args=[activity.pk])).content.decode()


def send(client, activity, page="", **changes):
    """Press Send on this page, or on the page as it stands now."""
    form = form_with(page or check_page(client, activity), "consent")
    return client.post(form.action, form.values | {"consent": "on"} | changes)


def kept_code(client):
    return next(value[1] for name, value in client.session.items() if name.startswith("code:"))


def share(client, activity, **changes):
    write(client, activity, **changes)
    return send(client, activity)


def test_visitor_shares_an_idea_in_two_steps_and_gets_a_receipt(client):
    activity = ActivityFactory()

    share(client, activity)
    page = client.get(reverse("ideas:sent", args=[activity.pk])).content.decode()

    idea = Contribution.objects.get()
    assert (idea.title, idea.body, idea.language) == (
        WORDS["title"],
        WORDS["body"],
        WORDS["language"],
    )
    assert (idea.idea.place, idea.provenance.door, idea.number) == ("Lower Ford", "web", 1)
    assert idea.provenance.consent_at is not None
    assert kept_code(client) in page
    tally = ActivityTally.objects.get()
    assert (tally.contributions, tally.unanswered, tally.changes) == (1, 1, 1)
    assert LogEntry.objects.get().verb == "words.published"
    assert Draft.objects.filter(is_sent=False).count() == 0


def test_sending_twice_counts_once_and_is_answered_twice(client):
    activity = ActivityFactory()
    write(client, activity)
    page = check_page(client, activity)

    first = send(client, activity, page)
    code = kept_code(client)
    again = send(client, activity, page)

    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
    assert kept_code(client) == code
    assert Contribution.objects.get().receipt.code_hash == code_hash(code)


def test_a_sending_whose_answer_never_came_gets_its_code_when_sent_again(client):
    activity = ActivityFactory()
    write(client, activity)
    page = check_page(client, activity)
    session = dict(client.session)
    send(client, activity, page)
    code = kept_code(client)

    forget_what_came_after(client, session)
    answer = send(client, activity, page)

    assert code in client.get(answer["Location"]).content.decode()
    assert Contribution.objects.count() == 1


def forget_what_came_after(client, earlier):
    """The session as it was, as if the process had died before it was saved."""
    session = client.session
    session.clear()
    session.update(earlier)
    session.save()


def test_after_a_lost_answer_the_next_idea_of_this_browser_is_another(client):
    activity = ActivityFactory()
    write(client, activity)
    session = dict(client.session)
    form = form_with(client.get(reverse("ideas:new", args=[activity.pk])).content.decode(), "title")
    send(client, activity)
    forget_what_came_after(client, session)

    client.post(form.action, form.values | WORDS | {"title": "Plant trees"})
    answer = send(client, activity)

    titles = list(Contribution.objects.order_by("pk").values_list("title", flat=True))
    assert titles == [WORDS["title"], "Plant trees"]
    page = client.get(answer["Location"]).content.decode()
    assert "Your idea is no. 2." in page
    assert Contribution.objects.get(number=2).receipt.code_hash == code_hash(code_in(page))


def code_in(page):
    return re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", page).group()


def test_a_page_sends_what_it_shows_whatever_another_page_did_to_the_draft(client):
    activity = ActivityFactory()
    write(client, activity, title="Buses at night")
    tab_a = check_page(client, activity)
    form = form_with(client.get(reverse("ideas:new", args=[activity.pk])).content.decode(), "title")
    client.post(form.action, form.values | {"title": "Parks by the river"})
    tab_b = check_page(client, activity)

    answers = [send(client, activity, page) for page in (tab_a, tab_b)]

    titles = list(Contribution.objects.order_by("pk").values_list("title", flat=True))
    assert titles == ["Buses at night", "Parks by the river"]
    pages = [client.get(answer["Location"]).content.decode() for answer in answers]
    assert all(f"Your idea is no. {number}." in page for number, page in enumerate(pages, 1))
    assert len({code_in(page) for page in pages}) == 2
    assert Draft.objects.filter(is_sent=False).count() == 0


def test_two_pages_with_one_draft_do_not_write_over_each_other(client):
    activity = ActivityFactory()
    write(client, activity, title="Buses")
    address = reverse("ideas:new", args=[activity.pk])
    tabs = [form_with(client.get(address).content.decode(), "title") for _ in range(2)]

    for tab, title in zip(tabs, ("Buses at night", "Parks by the river"), strict=True):
        client.post(tab.action, tab.values | {"title": title, "save": "1"})
    page = client.get(address).content.decode()

    assert sorted(draft.data["title"] for draft in Draft.objects.all()) == [
        "Buses at night",
        "Parks by the river",
    ]
    assert "Buses at night" in page
    assert "Parks by the river" in page


def test_a_page_goes_on_writing_its_own_draft(client):
    activity = ActivityFactory()
    form = form_with(client.get(reverse("ideas:new", args=[activity.pk])).content.decode(), "title")

    for title in ("Bus", "Buses", "Buses at night"):
        client.post(form.action, form.values | {"title": title}, headers={"HX-Request": "true"})

    assert Draft.objects.get().data["title"] == "Buses at night"


def test_the_way_back_to_what_was_sent_never_leads_to_another_draft_or_code(client):
    activity = ActivityFactory()
    new = reverse("ideas:new", args=[activity.pk])
    for title in ("One", "Two"):
        form = form_with(client.get(new, {"new": 1}).content.decode(), "title")
        client.post(form.action, form.values | WORDS | {"title": title})
    one, two = Draft.objects.order_by("pk")
    address = reverse("ideas:check", args=[activity.pk])
    send(client, activity, client.get(address, {"draft": one.pk}).content.decode())

    back = client.get(address, {"draft": one.pk})
    anew = client.get(new, {"draft": one.pk}).content.decode()
    send(client, activity, client.get(address, {"draft": two.pk}).content.decode())
    unnamed = client.get(reverse("ideas:sent", args=[activity.pk]))

    assert back["Location"] == reverse("contributions:receipt")
    assert form_with(anew, "title").values["title"] == ""
    assert unnamed["Location"] == reverse("contributions:receipt")


def test_saving_without_leaving_the_page_names_the_draft_in_its_address(client):
    activity = ActivityFactory()

    answer = client.post(
        reverse("ideas:new", args=[activity.pk]), {"title": "W"}, headers={"HX-Request": "true"}
    )

    address = answer["HX-Replace-Url"]
    assert form_with(client.get(address).content.decode(), "title").values["title"] == "W"


def test_a_page_left_open_begins_another_draft_once_its_own_was_sent(client):
    activity = ActivityFactory()
    form = form_with(client.get(reverse("ideas:new", args=[activity.pk])).content.decode(), "title")
    client.post(form.action, form.values | WORDS)
    page = check_page(client, activity)
    send(client, activity, page)

    client.post(form.action, form.values | WORDS | {"title": "Plant trees", "save": "1"})
    send(client, activity, page)  # its answer had not come, so it is sent again

    draft = Draft.objects.get(is_sent=False)
    assert draft.data["title"] == "Plant trees"
    assert str(draft.key) != form.values["draft"]
    assert Contribution.objects.count() == 1


def test_sending_closes_no_draft_of_another_activity_or_person(client):
    activity, person, key = ActivityFactory(), PersonFactory(), uuid.uuid4()
    theirs = Draft.objects.create(key=key, activity=activity, person=person, data=WORDS)
    said = Said(title="Wells", body="Test them.", language="en")

    submit_idea(
        viewer=viewer_of(PersonFactory()), activity=activity, said=said, key=key, draft_revision=1
    )
    submit_idea(
        viewer=viewer_of(person), activity=ActivityFactory(), said=said, key=key, draft_revision=1
    )

    theirs.refresh_from_db()
    assert (theirs.key, theirs.data, theirs.is_sent) == (key, WORDS, False)


def test_the_same_form_with_the_words_of_another_person_is_another_sending(client):
    activity = ActivityFactory()
    write(client, activity)
    page = check_page(client, activity)
    send(client, activity, page)

    client.force_login(PersonFactory())
    send(client, activity, page)

    assert Contribution.objects.count() == 2


def test_what_was_sent_in_time_is_answered_when_it_is_sent_again_too_late(client):
    activity = ActivityFactory()
    write(client, activity)
    page = check_page(client, activity)
    send(client, activity, page)
    activity.closes_at = timezone.now() - dt.timedelta(minutes=1)
    activity.save()

    again = send(client, activity, page)

    assert again.status_code == 302
    assert Contribution.objects.count() == 1


def test_an_account_finds_its_draft_on_another_device(client):
    activity, person = ActivityFactory(), PersonFactory()
    client.force_login(person)
    write(client, activity)
    phone = client_of_somebody_else()
    phone.force_login(person)

    page = phone.get(reverse("ideas:new", args=[activity.pk])).content.decode()

    assert WORDS["title"] in page


def test_a_draft_is_nobody_elses(client):
    activity = ActivityFactory()
    write(client, activity)
    draft = Draft.objects.get()

    for address in ("ideas:new", "ideas:check"):
        page = client_of_somebody_else().get(
            reverse(address, args=[activity.pk]), {"draft": draft.pk}, follow=True
        )
        assert WORDS["title"] not in page.content.decode()
        assert str(draft.key) not in page.content.decode()


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client):
    activity = ActivityFactory()

    response = write(client, activity, title="")

    assert response.status_code == 422
    assert WORDS["body"] in response.content.decode()
    assert Contribution.objects.count() == 0
    assert Draft.objects.get().data["body"] == WORDS["body"]


def test_nothing_is_sent_without_consent(client):
    activity = ActivityFactory()
    write(client, activity)

    form = form_with(check_page(client, activity), "consent")

    response = client.post(form.action, form.values)

    assert response.status_code == 422
    assert Contribution.objects.count() == 0


def test_odd_characters_are_left_out(client):
    activity = ActivityFactory()

    share(client, activity, title="Wells\x00 now", body="a\x07b")

    idea = Contribution.objects.get()
    assert (idea.title, idea.body) == ("Wells now", "ab")


def test_too_late_is_told_and_the_words_are_kept(client):
    activity = ActivityFactory()
    write(client, activity)
    page = check_page(client, activity)
    activity.closes_at = timezone.now() - dt.timedelta(minutes=1)
    activity.save()

    response = send(client, activity, page)

    assert response.status_code == 409
    assert WORDS["body"] in response.content.decode()
    assert Contribution.objects.count() == 0


def test_contact_details_are_held_for_a_reader(client):
    activity = ActivityFactory()

    share(client, activity, body="Call me on 0800 446 446 12.")
    page = client.get(reverse("ideas:sent", args=[activity.pk])).content.decode()
    others = client_of_somebody_else().get(reverse("ideas:list", args=[activity.pk]))

    assert Contribution.objects.get().published_at is None
    assert "A person will read this first." in page
    assert "It contains a phone number." in page
    assert WORDS["title"] not in others.content.decode()
    assert ActivityTally.objects.get().contributions == 0


def client_of_somebody_else():
    from django.test import Client

    return Client()


def test_fully_anonymous_ideas_keep_no_trace(client):
    activity = ActivityFactory(identity_policy="anonymous")
    person = PersonFactory(display_name="Secret Name")
    client.force_login(person)

    page = share(client, activity).content.decode()

    idea = Contribution.objects.get()
    assert idea.author is None
    assert (idea.received_at.hour, idea.received_at.minute) == (12, 0)
    assert Event.objects.get().actor is None
    assert not [name for name in client.session.keys() if not name.startswith("_auth")]  # noqa: SIM118
    assert Receipt.objects.count() == 1
    assert "We show it this once." in page


def test_the_code_is_in_no_address_and_no_page_of_others(client):
    activity = ActivityFactory()

    response = share(client, activity)
    code = kept_code(client)
    listed = client.get(reverse("ideas:list", args=[activity.pk])).content.decode()

    assert code not in response["Location"]
    assert code not in listed
    assert code not in LogEntry.objects.get().body
    assert code not in Receipt.objects.get().code_hash


def test_a_draft_is_saved_without_leaving_the_page(client):
    activity = ActivityFactory()

    response = client.post(
        reverse("ideas:new", args=[activity.pk]), {"title": "Wells"}, headers={"HX-Request": "true"}
    )

    assert "Saved" in response.content.decode()
    assert Draft.objects.get().data["title"] == "Wells"


ONLY_WAY = "only way back to your idea"


def thanked(client, **about):
    activity = ActivityFactory(**about)
    write(client, activity, signed_as="Heron")
    form = form_with(check_page(client, activity), "consent")
    return client.post(form.action, form.values | {"consent": "on"}, follow=True).content.decode()


@pytest.mark.parametrize("policy", ["named", "pseudonym", "hidden"])
def test_who_is_signed_in_is_told_that_the_account_keeps_the_idea(client, policy):
    client.force_login(PersonFactory())

    page = thanked(client, identity_policy=policy)

    assert "Your idea is kept in your account" in page
    assert ONLY_WAY not in page
    own = client.get(reverse("contributions:receipt")).content.decode()
    assert WORDS["title"] in own


def test_who_has_no_account_is_told_that_the_code_is_the_only_way_back(client):
    page = thanked(client)

    assert ONLY_WAY in page
    assert "in your account" not in page


def test_where_nobody_is_kept_an_account_is_no_way_back_either(client):
    client.force_login(PersonFactory())

    page = thanked(client, identity_policy="anonymous")

    assert ONLY_WAY in page
    assert "in your account" not in page
    own = client.get(reverse("contributions:receipt")).content.decode()
    assert WORDS["title"] not in own


@pytest.mark.parametrize(("policy", "told"), [("anonymous", True), ("pseudonym", False)])
def test_who_may_not_be_traced_is_told_that_the_minute_shows(client, policy, told):
    activity = ActivityFactory(identity_policy=policy)

    page = client.get(reverse("ideas:new", args=[activity.pk])).content.decode()

    assert ("The public log shows to the minute that some idea came" in page) == told
