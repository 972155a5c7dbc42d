import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.forum.forms import DecisionForm
from accord.forum.models import Decision, Position, Seat
from accord.record.stations import thread_address
from tests.factories.forum import ForumDecisionFactory, ForumFactory, SeatFactory
from tests.factories.processes import AppointmentFactory, DecisionFactory, ProcessFactory
from tests.factories.spaces import AssignmentFactory, MembershipFactory, SpaceFactory

pytestmark = pytest.mark.django_db


def text(page):
    return " ".join(page.content.decode().split())


def sign_in(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


@pytest.fixture
def process():
    return ProcessFactory(forum=ForumFactory())


@pytest.fixture
def planner(client, process):
    person = AppointmentFactory(process=process).person
    sign_in(client, person)
    return person


def recording(thing):
    return reverse("forum:decision-new", args=[thing.subject.kind, thing.subject.code])


@pytest.mark.parametrize("count", [1, 3])
def test_forum_shows_seats_in_five_queries_whatever_their_number(
    client, count, django_assert_max_num_queries
):
    forum = ForumFactory()
    seats = [SeatFactory(forum=forum, side="civil_society") for _ in range(count)]

    with django_assert_max_num_queries(5):
        page = client.get("/forum/").content.decode()

    assert all(seat.person.display_name in page for seat in seats)


def test_forum_shows_those_who_sit_there_today(client):
    forum = ForumFactory()
    gone = SeatFactory(forum=forum, ends_on=timezone.localdate() - dt.timedelta(days=1))
    here = SeatFactory(forum=forum)

    page = client.get("/forum/").content.decode()

    assert here.person.display_name in page
    assert gone.person.display_name not in page


def test_an_alternate_is_shown_as_such_beside_the_holder(client):
    seat = SeatFactory(side="civil_society")
    alternate = AssignmentFactory(scope=seat.subject, role="civil_alternate").person

    page = text(client.get("/forum/"))

    shown = Seat.objects.with_holders().get(pk=seat.pk)
    assert (shown.holder, shown.alternates) == (seat.person, [alternate])
    assert f"<strong>{seat.person.display_name}</strong>" in page
    assert f"Alternate: {alternate.display_name}" in page


def test_a_vacant_seat_with_an_alternate_is_still_vacant():
    seat = SeatFactory(person=False)
    AssignmentFactory(scope=seat.subject, role="government_alternate")

    assert Seat.objects.with_holders().get(pk=seat.pk).holder is None


def test_forum_of_another_space_stays_there(client):
    SpaceFactory()
    elsewhere = SpaceFactory(key="far", host="far.example")
    ForumFactory(space=elsewhere, name={"en": "Far forum"})

    page = client.get("/forum/").content.decode()

    assert "Far forum" not in page
    assert "The forum hasn’t met yet" in page


def test_a_decision_shows_each_side_and_the_reason_of_who_disagreed(client):
    process = ProcessFactory(forum=ForumFactory())
    decision = DecisionFactory(process=process)
    yes = SeatFactory(forum=process.forum, side="government")
    no = SeatFactory(forum=process.forum, side="civil_society")
    Position.objects.create(decision=decision, seat=yes, stance="agreed")
    Position.objects.create(decision=decision, seat=no, stance="dissented", reason="Too slow.")

    page = text(client.get(decision.get_absolute_url()))

    assert page.count("1 of 1 agreed") == 1
    assert page.count("0 of 1 agreed") == 1
    assert page.count("Too slow.") == 1


def decision(**more):
    return {
        "title_en": "Taken up in part",
        "text_en": "Town wells now.",
        "decided_by_en": "The forum",
        "decided_on": timezone.localdate().isoformat(),
        "rule": "majority",
        "language": "en",
        **more,
    }


def test_a_dissent_needs_its_reason_beside_the_seat(client, process, planner):
    seats = SeatFactory.create_batch(3, forum=process.forum)
    stances = {f"stance-{seat.pk}": "agreed" for seat in seats}

    sent = decision(**stances) | {f"stance-{seats[2].pk}": "dissented"}
    page = client.post(recording(process), sent)

    assert page.status_code == 422
    assert f'href="#id_reason-{seats[2].pk}"' in text(page)
    assert Decision.objects.count() == 0


def test_a_decision_is_recorded_and_corrected_by_a_later_one(client, process, planner):
    seats = SeatFactory.create_batch(3, forum=process.forum)
    stances = {f"stance-{seat.pk}": "agreed" for seat in seats}

    client.post(recording(process), decision(**stances))
    later = decision(**stances) | {"title_en": "Taken up in whole"}
    client.post(reverse("forum:decision-correction", args=[f"{process.slug}/1"]), later)

    assert Decision.objects.get(number=2).corrects == Decision.objects.get(number=1)
    assert Decision.objects.get(number=1).positions.count() == 3


def test_what_is_sent_again_leads_to_the_decision_that_stands(client, process, planner):
    seats = SeatFactory.create_batch(3, forum=process.forum)
    stances = {f"stance-{seat.pk}": "agreed" for seat in seats}

    client.post(recording(process), decision(**stances))
    again = client.post(recording(process), decision(**stances), follow=True)
    absent = stances | {f"stance-{seats[0].pk}": "absent"}
    other = client.post(recording(process), decision(**absent), follow=True)

    assert again.redirect_chain[0][0] == Decision.objects.get(number=1).get_absolute_url()
    assert "This decision is recorded already." in text(again)
    assert "Recorded." in text(other)
    assert Decision.objects.count() == 2


def test_a_correction_sent_again_leads_to_itself(client, process, planner):
    older = DecisionFactory(process=process)
    address = reverse("forum:decision-correction", args=[older.subject.code])

    client.post(address, decision(rule="office"))
    again = client.post(address, decision(rule="office"), follow=True)

    assert again.redirect_chain[0][0] == older.corrected_by.get_absolute_url()
    assert Decision.objects.count() == 2


def test_a_day_to_come_is_told_beside_its_field(client, process, planner):
    day = timezone.localdate() + dt.timedelta(days=1)

    page = client.post(recording(process), decision(rule="office", decided_on=day.isoformat()))

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["decided_on"])


def test_nobody_has_agreed_before_somebody_says_so(process):
    seat = SeatFactory(forum=process.forum)

    form = DecisionForm({"decided_on": "2027-01-10"}, space=process.space, within=process)

    assert DecisionForm(space=process.space, within=process)[f"stance-{seat.pk}"].value() == ""
    assert f"stance-{seat.pk}" in form.errors


def test_the_secretariat_records_from_the_page_of_the_forum(client):
    forum = ForumFactory()
    seats = SeatFactory.create_batch(2, forum=forum)
    sign_in(client, MembershipFactory(space=forum.space, role="secretariat").person)
    stances = {f"stance-{seat.pk}": "agreed" for seat in seats}

    assert recording(forum) in text(client.get(reverse("forum:list")))
    client.post(recording(forum), decision(**stances))

    made = Decision.objects.get()
    assert made.within == forum
    assert made.get_absolute_url() in text(client.get(reverse("forum:list")))


@pytest.mark.parametrize("role", ["administrator", "contact"])
def test_nobody_else_is_offered_to_record_there(client, role):
    forum = ForumFactory()
    sign_in(client, MembershipFactory(space=forum.space, role=role).person)

    assert recording(forum) not in text(client.get(reverse("forum:list")))
    assert client.get(recording(forum)).status_code == 403


def test_a_decision_of_the_forum_leads_back_to_the_forum(client):
    made = ForumDecisionFactory()

    page = text(client.get(made.get_absolute_url()))

    assert f'<a href="{reverse("forum:list")}">Forum</a>' in page
    assert reverse("forum:decisions", args=[made.within.subject.code]) in page
    assert "Correct this" not in page


def test_in_what_no_decisions_are_made_none_is_recorded(client):
    space = SpaceFactory()
    sign_in(client, MembershipFactory(space=space, role="secretariat").person)

    assert client.get(recording(space)).status_code == 404


def test_the_page_of_the_forum_shows_the_newest_and_its_list_all(client):
    forum = ForumFactory()
    made = ForumDecisionFactory.create_batch(21, forum=forum)
    DecisionFactory(process=ProcessFactory(space=forum.space, forum=forum))
    codes = [row.subject.code for row in reversed(made)]
    address = reverse("forum:decisions", args=[forum.subject.code])

    front = client.get(reverse("forum:list")).context["rows"][0]["decisions"]
    first = client.get(address).context["page"]
    second = client.get(address, {"before": first.older}).context["page"]

    assert [row.decision.subject.code for row in front] == codes[:5]
    assert [row.decision.subject.code for row in first.rows + second.rows] == codes
    assert second.older is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_forum_needs_as_many_queries_for_three_decisions_as_for_one(
    client, count, django_assert_num_queries
):
    forum = ForumFactory()
    for made in ForumDecisionFactory.create_batch(count, forum=forum):
        seat = SeatFactory(forum=forum)
        Position.objects.create(decision=made, seat=seat, stance="agreed")

    with django_assert_num_queries(7):
        client.get(reverse("forum:list"))


def test_the_thread_of_such_a_decision_begins_at_the_forum(client):
    made = ForumDecisionFactory()

    page = client.get(thread_address(made))

    assert page.status_code == 200
    assert f'href="{reverse("forum:list")}"' in text(page).partition("</nav>")[0]
    assert made.get_absolute_url() in text(page)
