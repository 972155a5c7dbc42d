import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.activities.ideas.actions import submit_idea
from accord.contributions.actions import ContributionInput
from accord.contributions.models import Contribution, Draft, Receipt
from accord.contributions.receipts import code_hash
from accord.contributions.submissions import Place, Sending
from accord.people.models import Session
from accord.people.sessions import SessionStore
from accord.processes.models import ActivityTally
from accord.record.models import Event, LogEntry
from tests.addresses import of_call
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
    return client.post(of_call(activity, "new"), WORDS | changes)


def check_page(client, activity):
    return client.get(of_call(activity, "check")).content.decode()


def send(client, activity, page="", **changes):
    """Press Send on this page, or on the page as it stands now."""
    form = form_with(page or check_page(client, activity), "consent")
    return client.post(form.action, form.values | {"consent": "on"} | changes)


def kept_code(client):
    return next(value[1][0] for name, value in client.session.items() if name.startswith("code:"))


def share(client, activity, **changes):
    write(client, activity, **changes)
    return send(client, activity)


def test_visitor_shares_an_idea_in_two_steps_and_gets_a_receipt(client):
    activity = ActivityFactory()

    share(client, activity)
    page = client.get(of_call(activity, "sent")).content.decode()

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
    assert (tally.contributions, tally.unanswered) == (1, 1)
    assert LogEntry.objects.get().verb == "words.published"
    assert Draft.objects.filter(is_sent=False).count() == 0


def test_the_first_idea_of_each_of_two_processes_shows_its_code(client):
    shown = []
    for activity in (ActivityFactory(), ActivityFactory()):
        answer = share(client, activity)
        page = client.get(answer["Location"])
        slip = re.search(r'href="([^"]*slip[^"]*)"', page.content.decode())
        shown.append((page.status_code, client.get(slip[1]).status_code))

    assert [idea.number for idea in Contribution.objects.all()] == [1, 1]
    assert shown == [(200, 200)] * 2


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
    form = form_with(client.get(of_call(activity, "new")).content.decode(), "title")
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
    form = form_with(client.get(of_call(activity, "new")).content.decode(), "title")
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
    address = of_call(activity, "new")
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
    form = form_with(client.get(of_call(activity, "new")).content.decode(), "title")

    for title in ("Bus", "Buses", "Buses at night"):
        client.post(form.action, form.values | {"title": title}, headers={"HX-Request": "true"})

    assert Draft.objects.get().data["title"] == "Buses at night"


def test_the_way_back_to_what_was_sent_never_leads_to_another_draft_or_code(client):
    activity = ActivityFactory()
    new = of_call(activity, "new")
    for title in ("One", "Two"):
        form = form_with(client.get(new, {"new": 1}).content.decode(), "title")
        client.post(form.action, form.values | WORDS | {"title": title})
    one, two = Draft.objects.order_by("pk")
    address = of_call(activity, "check")
    send(client, activity, client.get(address, {"draft": one.pk}).content.decode())

    back = client.get(address, {"draft": one.pk})
    anew = client.get(new, {"draft": one.pk}).content.decode()
    send(client, activity, client.get(address, {"draft": two.pk}).content.decode())
    unnamed = client.get(of_call(activity, "sent"))

    assert back["Location"] == reverse("contributions:receipt")
    assert form_with(anew, "title").values["title"] == ""
    assert unnamed["Location"] == reverse("contributions:receipt")


def test_saving_without_leaving_the_page_names_the_draft_in_its_address(client):
    activity = ActivityFactory()

    answer = client.post(of_call(activity, "new"), {"title": "W"}, headers={"HX-Request": "true"})

    address = answer["HX-Replace-Url"]
    assert form_with(client.get(address).content.decode(), "title").values["title"] == "W"


def test_a_page_left_open_begins_another_draft_once_its_own_was_sent(client):
    activity = ActivityFactory()
    form = form_with(client.get(of_call(activity, "new")).content.decode(), "title")
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
    said = ContributionInput(title="Wells", body="Test them.", language="en")

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

    page = phone.get(of_call(activity, "new")).content.decode()

    assert WORDS["title"] in page


def test_a_draft_is_nobody_elses(client):
    activity = ActivityFactory()
    write(client, activity)
    draft = Draft.objects.get()

    for name in ("new", "check"):
        page = client_of_somebody_else().get(
            of_call(activity, name), {"draft": draft.pk}, follow=True
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

    assert response.status_code == 422
    assert WORDS["body"] in response.content.decode()
    assert Contribution.objects.count() == 0


def test_contact_details_are_held_for_a_reader(client):
    activity = ActivityFactory()

    share(client, activity, body="Call me on 0800 446 446 12.")
    page = client.get(of_call(activity, "sent")).content.decode()
    others = client_of_somebody_else().get(of_call(activity, "list"))

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
    listed = client.get(of_call(activity, "list")).content.decode()

    assert code not in response["Location"]
    assert code not in listed
    assert code not in LogEntry.objects.get().body
    assert code not in Receipt.objects.get().code_hash


def test_a_draft_is_saved_without_leaving_the_page(client):
    activity = ActivityFactory()

    response = client.post(
        of_call(activity, "new"), {"title": "Wells"}, headers={"HX-Request": "true"}
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


def left_traces(person):
    """All that is stored with a key, or with a person's session."""
    sessions = [SessionStore().decode(row.session_data) for row in Session.objects.all()]
    theirs = [kept for kept in sessions if kept.get("_auth_user_id") == str(person.pk)]
    keys = list(Draft.objects.values_list("key", flat=True))
    return keys, [name for kept in theirs for name in kept if not name.startswith("_auth")]


def opens(key, person, activity, idea):
    """Whether this key, tried with each who may have sent it, leads to the idea."""
    said = ContributionInput(
        WORDS["body"], WORDS["language"], WORDS["title"], "", (WORDS["place"],)
    )
    place = Place(activity.process, activity)
    return any(
        Sending(viewer_of(who), place, "idea", said, key).key == idea.submission_key
        for who in (person, None)
    )


def test_what_is_left_of_a_draft_does_not_tell_who_sent_an_anonymous_idea(client):
    activity, person = ActivityFactory(identity_policy="anonymous"), PersonFactory()
    client.force_login(person)
    write(client, activity)
    page = check_page(client, activity)
    key = uuid.UUID(form_with(page, "consent").values["draft"])
    change = form_with(client.get(of_call(activity, "new")).content.decode(), "title")
    client.post(
        change.action, change.values | {"body": "Half a thought"}, headers={"HX-Request": "1"}
    )

    send(client, activity, page)

    idea, left = Contribution.objects.get(), Draft.objects.get(is_sent=False)
    keys, names = left_traces(person)
    assert left.data["body"] == "Half a thought"
    assert opens(key, person, activity, idea)
    assert not [stored for stored in keys if opens(stored, person, activity, idea)]
    assert names == [f"draft:{left.pk}"]
    assert "Half a thought" in client.get(of_call(activity, "new")).content.decode()


def test_a_form_that_was_sent_keeps_no_session_entry_though_another_page_saves_with_it(client):
    activity, person = ActivityFactory(identity_policy="anonymous"), PersonFactory()
    client.force_login(person)
    write(client, activity)
    page = check_page(client, activity)
    form = form_with(page, "consent")
    send(client, activity, page)

    late = form.values | {"body": "Typed later"}
    client.post(of_call(activity, "new"), late, headers={"HX-Request": "1"})

    keys, names = left_traces(person)
    assert names == [f"draft:{Draft.objects.get(is_sent=False).pk}"]
    assert uuid.UUID(form.values["draft"]) not in keys


def test_a_sent_draft_of_an_anonymous_activity_keeps_the_day_alone(client):
    activity = ActivityFactory(identity_policy="anonymous")
    client.force_login(PersonFactory())

    share(client, activity)

    row = Draft.objects.get()
    noon = dt.datetime.combine(timezone.localdate(), dt.time(12), dt.UTC)
    assert (row.is_sent, row.updated_at, row.person, row.page, row.data) == (
        True,
        noon,
        None,
        None,
        {},
    )


def test_who_sends_is_no_part_of_an_anonymous_sending():
    said, key = ContributionInput("Test them.", "en"), uuid.uuid4()
    for policy, is_one in (("anonymous", True), ("hidden", False)):
        activity = ActivityFactory(identity_policy=policy)
        place = Place(activity.process, activity)
        keys = {
            Sending(viewer_of(who), place, "idea", said, key).key
            for who in (None, PersonFactory(), PersonFactory())
        }
        assert (len(keys) == 1) == is_one


def saves(client, form, *typed):
    """What these saves leave, in the order in which they arrive; none has seen another."""
    for words in typed:
        client.post(form.action, form.values | words, headers={"HX-Request": "true"})
    rows = Draft.objects.filter(is_sent=False).order_by("pk")
    return [(draft.data["title"], draft.data["body"]) for draft in rows]


@pytest.mark.parametrize("late_first", [False, True])
def test_two_saves_of_one_page_leave_the_longer_words_in_whichever_order_they_come(
    client, late_first
):
    form = form_with(client.get(of_call(ActivityFactory(), "new")).content.decode(), "title")
    typed = [{"title": "Bus", "body": "At"}, {"title": "Bus", "body": "At night"}]

    assert saves(client, form, *(reversed(typed) if late_first else typed)) == [("Bus", "At night")]


def test_a_late_save_of_the_same_page_loses_neither_its_words_nor_newer_ones(client):
    form = form_with(client.get(of_call(ActivityFactory(), "new")).content.decode(), "title")
    typed = [{"title": "Bus", "body": "At night"}, {"title": "Bus", "body": "By day"}]

    assert saves(client, form, *typed) == [("Bus", "At night"), ("Bus", "By day")]


def test_a_save_that_comes_after_its_page_went_on_changes_nothing(client):
    activity = ActivityFactory()
    new = of_call(activity, "new")
    form = form_with(client.get(new).content.decode(), "title")
    saved = client.post(form.action, form.values | {"title": "Bus"}, headers={"HX-Request": "true"})
    seen = form.values | {"revision": saved.context["writing"]["revision"].value()}
    words = WORDS | {"title": "Bus"}
    check = client.post(form.action, seen | words)["Location"]

    client.post(
        form.action, seen | words | {"body": words["body"][:9]}, headers={"HX-Request": "true"}
    )

    page = client.get(check).content.decode()
    assert form_with(page, "consent").values["body"] == words["body"]
    assert Draft.objects.count() == 1


def test_forgetting_the_receipts_forgets_the_drafts_of_this_browser_too(client):
    activity, person = ActivityFactory(), PersonFactory()
    kept = Draft.objects.create(key=uuid.uuid4(), activity=activity, person=person, data=WORDS)
    write(client, activity)
    page = client.get(reverse("contributions:receipt")).content.decode()

    client.post(reverse("contributions:forget"))

    assert "Forget my receipts and drafts here" in page
    assert "What you began to write and haven’t sent is deleted." in page
    new = client.get(of_call(activity, "new")).content.decode()
    assert WORDS["body"] not in new
    assert list(Draft.objects.all()) == [kept]


def test_forgetting_leaves_what_an_account_keeps(client):
    activity = ActivityFactory()
    client.force_login(PersonFactory())
    write(client, activity)

    client.post(reverse("contributions:forget"))

    new = client.get(of_call(activity, "new")).content.decode()
    assert WORDS["body"] in new


def test_each_of_many_drafts_is_listed_and_opens_by_its_address(client):
    activity = ActivityFactory()
    new = of_call(activity, "new")
    for number in range(12):
        form = form_with(client.get(new, {"new": 1}).content.decode(), "title")
        client.post(form.action, form.values | {"title": f"Thought {number}.", "save": "1"})
    first = Draft.objects.order_by("pk").first()

    listed = client.get(new).content.decode()
    opened = client.get(new, {"draft": first.pk}).content.decode()

    assert f"?draft={first.pk}" in listed
    assert form_with(opened, "title").values["title"] == "Thought 0."


@pytest.mark.parametrize("named", ["x", "-1", "9" * 30, "\u0663"])
def test_an_address_that_names_no_draft_opens_none(client, named):
    activity = ActivityFactory()
    write(client, activity)

    page = client.get(of_call(activity, "new"), {"draft": named}).content.decode()

    assert form_with(page, "title").values["title"] == ""


@pytest.mark.parametrize(("policy", "told"), [("anonymous", True), ("pseudonym", False)])
def test_who_may_not_be_traced_is_told_that_the_minute_shows(client, policy, told):
    activity = ActivityFactory(identity_policy=policy)

    page = client.get(of_call(activity, "new")).content.decode()

    assert ("The public log shows to the minute that some idea came" in page) == told
