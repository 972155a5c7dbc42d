"""The pages and data of threads: no dead ends, a bounded number of queries, no persons."""

import re
from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accord.contributions.models import Contribution
from accord.forum.models import Position
from accord.record.kinds import find_shown, kind_named, kind_of, kinds
from accord.record.links import link
from accord.record.models import LogEntry
from accord.record.relations import LED_TO
from accord.record.stations import thread_address as thread_url
from accord.themes.models import Theme
from accord.thread.page import as_data, thread
from tests.access.scenario import SECRET_NAME, kept_world
from tests.addresses import named
from tests.factories.contributions import ContributionFactory
from tests.factories.plans import (
    ActionPlanFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
)
from tests.factories.themes import InThemeFactory, ThemeFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db
KINDS = ("idea", "theme", "decision", "commitment", "clause", "milestone")
HREF = re.compile(r'<a [^>]*href="([^"]+)"')
MAIN = re.compile(r"<main.*</main>", re.DOTALL)


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """Built once; what a test writes beside it is taken back."""
    with kept_world(django_db_blocker) as made:
        at = made.places["public"]
        Position.objects.create(decision=at.decision, seat=at.government_seat, stance="agreed")
        Position.objects.create(
            decision=at.decision, seat=at.civil_seat, stance="dissented", reason={"en": "Too late."}
        )
        yield made


@pytest.fixture
def world(made):
    return deepcopy(made)


def page(client, thing, query=""):
    response = client.get(thread_url(thing) + query)
    assert response.status_code == 200
    return response


def addresses(response):
    """Links of the page itself, without the bar and the foot."""
    found = HREF.findall(MAIN.search(response.content.decode()).group())
    return {url.partition("#")[0] for url in found} - {""}


@pytest.mark.parametrize("name", KINDS)
def test_every_link_of_a_thread_is_answered(world, name):
    at, client = world.places["public"], Client()

    urls = addresses(page(client, getattr(at, name)))

    broken = {
        url: client.get(thread_url(getattr(at, name)) + url if url[0] == "?" else url, follow=True)
        for url in urls
    }
    assert {url: r.status_code for url, r in broken.items() if r.status_code != 200} == {}


def test_from_each_station_every_other_can_be_reached(world):
    at, client = world.places["public"], Client()
    wanted = {thread_url(getattr(at, name)) for name in KINDS}

    next_to = {
        url: {to for to in addresses(client.get(url)) if to in wanted} for url in sorted(wanted)
    }

    for start in sorted(wanted):
        seen, ahead = {start}, [start]
        while ahead:
            new = next_to[ahead.pop()] - seen
            seen |= new
            ahead += new
        assert seen == wanted


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("role", ["visitor", "rapporteur"])
def test_a_thread_costs_at_most_fifteen_queries_whatever_it_holds(world, name, role):
    at, client = world.places["public"], world.client(role)
    thing = getattr(at, name)
    for number in range(3):
        add_words(at, 100 + number)
    page(client, thing)

    with CaptureQueriesContext(connection) as few:
        page(client, thing)
    for number in range(57):
        add_words(at, 200 + number)
    for number in range(2):
        add_promise(at, f"9{number}")
    with CaptureQueriesContext(connection) as many:
        page(client, thing)

    assert len(many) == len(few)
    assert len(many) <= 15


@pytest.mark.parametrize("name", KINDS)
def test_what_hangs_together_is_read_in_ten_queries(world, name):
    at = world.places["public"]
    viewer = viewer_of()
    add_promise(at, "90")
    for number in range(30):
        add_words(at, 300 + number)
    start = getattr(at, name)
    thing = find_shown(kind_of(start).key, start.subject.code, viewer)

    with CaptureQueriesContext(connection) as asked:
        as_data(thread(thing, viewer))

    assert len(asked) <= 10


def add_words(at, number):
    words = ContributionFactory(activity=at.activity, number=number, language="es")
    InThemeFactory(theme=at.theme, contribution=words)


def add_promise(at, code, source=None):
    commitment = CommitmentFactory(plan=at.plan, code=code)
    version = CommitmentVersionFactory(commitment=commitment)
    clause = ClauseFactory(commitment=commitment, code=f"{code}.1")
    ClauseTextFactory(clause=clause, version=version)
    link(LED_TO, source or at.response, clause)
    return clause


def station(thing, kind):
    """What a thread's data say of a station, if it has it."""
    stations = page(Client(), thing, "?format=json").json()["stations"]
    return next((each for each in stations if each["kind"] == kind), None)


def test_a_promise_that_no_answer_led_to_has_the_answer_to_who_asked_beside_it(world):
    at = world.places["public"]

    clause = add_promise(at, "91", at.decision)

    assert [one["url"] for one in station(clause, "answered")["answers"]] == [
        at.response.get_absolute_url()
    ]


def test_no_answer_is_called_overdue_to_words_that_have_one(world):
    at = world.places["public"]
    theme = ThemeFactory(process=at.process)
    words = ContributionFactory(activity=at.activity, number=400)
    InThemeFactory(theme=theme, contribution=words)
    clause = add_promise(at, "92", theme)

    waiting = station(clause, "answered")
    Contribution.objects.filter(pk=words.pk).update(answered_at=timezone.now())

    assert "due_on" in waiting
    assert station(clause, "answered") is None


def test_a_dissent_stands_with_its_reason(world):
    body = page(Client(), world.places["public"].theme).content.decode()

    assert "Government: 1 of 1 agreed" in body
    assert "Too late." in body


@pytest.mark.parametrize("name", KINDS)
def test_the_data_have_the_stations_of_the_page_and_no_persons(world, name):
    response = page(Client(), getattr(world.places["public"], name), "?format=json")

    kinds = [station["kind"] for station in response.json()["stations"]]
    forward = ["said", "heard", "decided", "answered", "promised", "done"]
    backward = name in ("commitment", "clause", "milestone")
    assert kinds == (forward[::-1] if backward else forward)
    assert SECRET_NAME not in response.content.decode()
    assert "Head of the Water Office" not in response.content.decode()


def test_a_translation_is_one_click_away_and_says_who_made_it(world):
    at = world.places["public"]
    at.idea.language = "es"
    at.idea.save()
    at.idea.translations.create(language="en", revision=1, title="Wells", body="Test them.")

    as_sent = page(Client(), at.idea).content.decode()
    translated = page(Client(), at.idea, "?translate=1").content.decode()

    assert "Spanish, as sent." in as_sent
    assert "?translate=1#said" in as_sent
    assert "Test them." in translated
    assert "Machine translation." in translated


def test_other_pages_lead_to_the_thread(world):
    at = world.places["public"]
    client = Client()

    for thing in (at.idea, at.theme, at.decision, at.commitment, at.milestone):
        body = client.get(thing.get_absolute_url(), follow=True).content.decode()
        assert thread_url(thing) in body, thing


def test_who_showed_the_code_is_not_asked_for_it_again(world):
    at, client = world.places["public"], Client()
    stranger = page(client, at.idea).content.decode()

    client.post("/receipt/", {"code": at.code})
    own = page(client, at.idea).content.decode()

    assert ("Is this yours?" in stranger, "These are your words" in stranger) == (True, False)
    assert ("Is this yours?" in own, "These are your words" in own) == (False, True)


def test_what_came_of_a_thing_is_said_and_taken_back_on_its_page(world):
    at, client = world.places["public"], world.client("rapporteur")
    address = reverse("thread:ties", args=named(at.theme))
    other = CommitmentFactory(plan=at.plan, code="7", title={"en": "A promise of its own"})

    chosen = f"commitment:{other.subject.code}"
    client.post(address, {"to": chosen})
    tied = client.get(address).content.decode()
    shown = client.get(thread_url(other)).content.decode()
    client.post(reverse("thread:undoing", args=named(at.theme)), {"to": chosen})
    untied = client.get(address).content.decode()

    offered = f'<input type="hidden" name="to" value="{chosen}">'
    assert tied.count(offered) == 2  # beside the thing, and in the notice of the deed
    assert untied.count(offered) == 1  # the notice ties it again
    assert str(at.theme.title) in shown
    assert "Say what came of it" in client.get(thread_url(at.theme)).content.decode()
    assert "Say what came of it" not in Client().get(thread_url(at.theme)).content.decode()


def test_what_nobody_can_choose_is_told_beside_the_field(world):
    at, client = world.places["public"], world.client("rapporteur")

    page = client.post(reverse("thread:ties", args=named(at.theme)), {"to": "commitment:no/9"})
    wrong = client.post(reverse("thread:undoing", args=named(at.theme)), {"to": "no/thing"})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["to"])
    assert wrong.status_code == 302


@pytest.mark.parametrize("name", ["theme", "response"])
def test_of_hidden_processes_nobody_is_counted_on_a_promise(world, name):
    at, hidden = world.places["public"], world.places["hidden"]
    InThemeFactory(theme=hidden.theme, contribution=hidden.idea)
    Theme.objects.update(member_count=7)
    promise = CommitmentFactory(plan=at.plan, code="8")
    link(LED_TO, getattr(hidden, name), promise)

    def counted(role):
        page = world.client(role).get(promise.get_absolute_url()).content.decode()
        return "7 people asked for something like this." in page

    assert (counted("visitor"), counted("secretariat")) == (False, True)


def test_of_what_stands_at_no_station_there_is_no_thread(world):
    """Of every kind one is asked for: it has a thread, or there is no such page."""
    client = world.client("secretariat")
    asked = {}
    for kind in kinds():
        row = kind.visible_rows(viewer_of(world.people["secretariat"])).filter(
            subject__kind=kind.key
        )
        if (thing := row.first()) is not None:
            pages = [
                client.get(thread_url(thing)),
                client.get(reverse("thread:ties", args=named(thing))),
            ]
            asked[kind.key] = [page.status_code for page in pages]

    without = {key: codes for key, codes in asked.items() if not kind_named(key).station}
    with_one = {key: codes[0] for key, codes in asked.items() if key not in without}
    assert set(without) >= {"commitment-version", "edition", "forum", "office", "seat", "topic"}
    assert {key for key, codes in without.items() if codes != [404, 404]} == set()
    assert {key for key, code in with_one.items() if code != 200} == set()


def test_who_comes_to_taking_back_by_address_sees_what_is_tied(world):
    address = named(world.places["public"].theme)

    answer = world.client("rapporteur").get(reverse("thread:undoing", args=address))

    assert (answer.status_code, answer.url) == (302, reverse("thread:ties", args=address))


@pytest.mark.parametrize("is_shown", [True, False])
def test_the_log_keeps_only_what_was_untied_in_the_open(world, is_shown):
    at, client = world.places["public"], world.client("rapporteur")
    Theme.objects.filter(pk=at.theme.pk).update(published_at=timezone.now() if is_shown else None)

    wanted = {"to": f"decision:{at.decision.subject.code}"}
    answer = client.post(reverse("thread:undoing", args=named(at.theme)), wanted, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    kept = " The public log keeps both." if is_shown else ""
    assert said == [f"It doesn’t lead there any more.{kept}"]
    assert LogEntry.objects.filter(verb="thing.untied").exists() is is_shown


def test_of_things_of_one_number_the_plan_stands_beside_the_choice(world):
    at, client = world.places["public"], world.client("rapporteur")
    plan = ActionPlanFactory(process=at.process, title={"en": "An older plan"})
    namesake = CommitmentFactory(plan=plan, code=at.commitment.code)
    alone = CommitmentFactory(plan=plan, code="77")

    form = client.get(reverse("thread:ties", args=named(at.theme))).context["form"]
    labels = {
        value: label
        for _group, choices in form.fields["to"].choices[1:]
        for value, label in choices
    }

    assert labels[f"commitment:{namesake.subject.code}"].endswith(" (An older plan)")
    assert labels[f"commitment:{at.commitment.subject.code}"].endswith(f" ({at.plan})")
    assert not labels[f"commitment:{alone.subject.code}"].endswith(")")
