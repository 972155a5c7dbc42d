"""A kind from another package has all that the site's own kinds have."""

import io

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accord.answers.applicable_answers import chains_by_contribution
from accord.contributions.actions import ContributionInput, discuss, hide, release
from accord.contributions.models import Contribution, Discussion
from accord.errors import NotAllowed
from accord.processes.models import Process
from accord.record.checks import check_log
from accord.record.kinds import load_visible
from accord.record.links import tie, untie
from accord.record.models import Link, LogEntry
from accord.record.stations import thread_address
from accord.themes.members import is_gathered
from accord.thread.page import thread
from hearings.actions import publish_hearing, take_up
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import (
    ActionPlanFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
)
from tests.factories.processes import ActivityFactory, AppointmentFactory, DecisionFactory
from tests.factories.viewers import viewer_of
from tests.pages import form_with
from tests.record.helpers import numbered_log, recorded

pytestmark = pytest.mark.django_db
SECRET = "Under the mill."
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def idea(process):
    return ContributionFactory(activity=ActivityFactory(process=process), title="Test the wells")


@pytest.fixture
def decision(process):
    return recorded(DecisionFactory(process=process, title={"en": "Wells are tested"}))


@pytest.fixture
def commitment(process):
    made = CommitmentFactory(plan=ActionPlanFactory(process=process))
    CommitmentVersionFactory(commitment=made, frozen_at=timezone.now(), digest="0" * 64)
    return made


@pytest.fixture
def whole(planner, hearing, idea, decision, commitment):
    """An idea was heard, and it was decided on; of that a commitment came."""
    take_up(viewer=planner, hearing=hearing, words=[idea])
    tie(viewer=planner, source=hearing, to=decision)
    tie(viewer=planner, source=decision, to=commitment)
    return {"idea": idea, "hearing": hearing, "decision": decision, "commitment": commitment}


def page(client, thing):
    return client.get(thing.get_absolute_url()).content.decode()


def thread_page(client, thing):
    return client.get(thread_address(thing)).content.decode()


def verbs():
    return list(LogEntry.objects.order_by("pk").values_list("verb", flat=True))


def faults(space):
    return [fault.message for fault in check_log(numbered_log(space)).faults]


def words(body=SECRET):
    return ContributionInput(body=body, language="en")


def say(hearing, body=SECRET, person=None):
    speaker = viewer_of(person or PersonFactory())
    said = discuss(viewer=speaker, discussion=hearing.subject.discussion, said=words(body))
    return said.contribution


# --- It is found ----------------------------------------------------------------------------------
def test_it_has_a_name_an_address_and_a_page(client, hearing):
    assert str(hearing.subject) == f"hearing {hearing.process.slug}/1"
    assert "Water, heard in the town hall" in page(client, hearing)
    assert load_visible([hearing.subject], viewer_of()) == [hearing]


def test_a_draft_is_seen_by_those_who_hold_it_alone_until_they_publish_it(client, planner, draft):
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(thread_address(draft)).status_code == 404

    signed_in = Client()
    signed_in.force_login(planner.person, BACKEND)

    assert signed_in.get(draft.get_absolute_url()).status_code == 200

    signed_in.post(f"{draft.get_absolute_url()}publication/")

    assert client.get(draft.get_absolute_url()).status_code == 200
    assert client.get(thread_address(draft)).status_code == 200


# --- Joined, linked, decided on -------------------------------------------------------------------
@pytest.mark.parametrize("name", ["hearing", "decision", "commitment"])
def test_a_thread_leads_through_it(client, whole, name):
    shown = thread(whole[name], viewer_of()).found

    assert {thing.pk for rows in shown.by_station.values() for thing in rows} == {
        thing.pk for thing in whole.values()
    }
    assert whole["hearing"] in shown.at("heard")
    assert "Water, heard in the town hall" in thread_page(client, whole[name])


def test_the_thread_of_an_idea_leads_on_through_it(whole):
    shown = thread(whole["idea"], viewer_of()).found

    assert [shown.at(name)[0] for name in ("heard", "decided", "promised")] == [
        whole[name] for name in ("hearing", "decision", "commitment")
    ]


def test_its_page_leads_to_its_thread(client, whole):
    assert thread_address(whole["hearing"]) in page(client, whole["hearing"])


def test_a_commitment_says_which_clause_it_led_to_once_it_is_shown(
    client, planner, draft, commitment
):
    version = commitment.versions.get()
    clause = ClauseTextFactory(
        version=version, clause=ClauseFactory(commitment=commitment, code="4.2")
    ).clause

    tie(viewer=planner, source=draft, to=clause)

    assert thread_address(clause) not in page(client, commitment)
    publish_hearing(viewer=planner, hearing=draft)
    assert thread_address(clause) in page(client, commitment)


def test_what_it_gathered_is_in_no_theme(whole):
    ids = [whole["idea"].pk]

    assert not Contribution.objects.filter(is_gathered(), pk__in=ids).exists()
    assert chains_by_contribution(ids) == {}


def test_who_does_not_hold_it_ties_nothing(hearing, decision):
    drafter = AppointmentFactory(process=hearing.process, role="drafter").person

    with pytest.raises(NotAllowed):
        tie(viewer=viewer_of(drafter), source=hearing, to=decision)

    assert not Link.objects.exists()


# --- In the log -----------------------------------------------------------------------------------
def test_each_public_step_has_its_line_and_the_log_holds(client, planner, whole):
    hearing = whole["hearing"]
    said = say(hearing)
    untie(viewer=planner, source=hearing, to=whole["decision"])

    assert verbs() == [
        "hearing.published",
        "decision.recorded",
        "hearing.took_up",
        "thing.tied",
        "thing.tied",
        "words.published",
        "thing.untied",
    ]
    assert said.subject.code == f"hearing/{hearing.subject.code}/1"
    assert whole["hearing"] not in thread(whole["decision"], viewer_of()).found.at("heard")
    assert faults(hearing.process.space) == []
    assert "A hearing was published" in client.get(reverse("record:log")).content.decode()
    call_command("verify", stdout=io.StringIO())  # ends the test when it finds anything


def test_the_export_holds_it_with_what_it_led_to(whole, tmp_path):
    numbered_log(whole["hearing"].process.space)

    call_command("export_log", str(tmp_path / "log"), "--space", whole["hearing"].process.space.key)

    exported = b"".join(file.read_bytes() for file in (tmp_path / "log").iterdir()).decode()
    assert "Water, heard in the town hall" in exported
    assert f"led_to decision/{whole['decision'].subject.code}" in exported


@pytest.mark.tampers("moves the day of a hearing past the site")
def test_a_change_past_the_site_is_found(hearing):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE hearings_hearing SET held_on = '2001-01-01'")

    (fault,) = faults(hearing.process.space)
    assert f"hearing {hearing.subject.code}" in fault


# --- Discussed ------------------------------------------------------------------------------------
def test_a_comment_stands_on_its_page_and_in_the_moderators_hands(client, hearing):
    client.force_login(PersonFactory(), BACKEND)
    form = form_with(page(client, hearing), "body")

    sent = client.post(form.action, {**form.values, "body": SECRET})

    said = Contribution.objects.get()
    assert sent["Location"] == f"{hearing.get_absolute_url()}#{said.anchor}"
    assert SECRET in page(client, hearing)
    assert hearing.subject.discussion.comments.get() == said
    moderator = AppointmentFactory(process=hearing.process, role="moderator").person
    hide(viewer=viewer_of(moderator), words=said, reason="It names a neighbour.")
    assert SECRET not in page(client, hearing)


def test_contact_details_are_held_until_somebody_has_read_them(client, hearing):
    body = "Write to ana@example.org."
    said = say(hearing, body)
    moderator = viewer_of(AppointmentFactory(process=hearing.process, role="moderator").person)

    assert said.published_at is None
    assert body not in page(client, hearing)
    release(viewer=moderator, words=said)
    assert "ana@" in page(client, hearing)


def test_nothing_is_said_on_a_draft(draft):
    with pytest.raises(NotAllowed):
        say(draft)


# --- Hidden, and fresh ----------------------------------------------------------------------------
def test_with_its_process_all_of_it_is_hidden(client, whole):
    hearing = whole["hearing"]
    said = say(hearing)
    things = (hearing, said)

    with transaction.atomic():
        Process.objects.update(is_public=False)
        pages = [client.get(thing.get_absolute_url()).status_code for thing in things]
        threads = [client.get(thread_address(thing)).status_code for thing in things]
        found = load_visible([thing.subject for thing in things], viewer_of())
        talks = list(Discussion.objects.visible_to(viewer_of()))
        transaction.set_rollback(True)

    assert (pages, threads) == ([404, 404], [404, 404])
    assert (found, talks) == ([], [])


def test_its_page_is_new_after_each_step_and_not_before(client, planner, hearing, decision):
    client.get(hearing.get_absolute_url())  # brings the form token's cookie
    steps = [
        lambda: tie(viewer=planner, source=hearing, to=decision),
        lambda: say(hearing),
        lambda: untie(viewer=planner, source=hearing, to=decision),
    ]

    for step in steps:
        tag = client.get(hearing.get_absolute_url())["ETag"]
        again = {"if-none-match": tag}
        assert client.get(hearing.get_absolute_url(), headers=again).status_code == 304
        step()
        assert client.get(hearing.get_absolute_url(), headers=again).status_code == 200
