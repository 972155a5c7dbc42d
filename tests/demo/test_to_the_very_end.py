"""The demo's country goes on to the end of its plans; after each step its public log holds.

What people do last is what is tried least: all is answered, periods are reported on, somebody
goes, the next plan begins. The demo stops before all that, so it is told on from there.
"""

import datetime as dt
import io
import uuid

import pytest
from django.core.management import call_command

from accord.activities.ideas.actions import submit_idea
from accord.answers import actions as responses
from accord.answers.actions import Answer
from accord.answers.models import Response
from accord.contributions import actions as words
from accord.contributions.models import Contribution
from accord.demo.clock import story_time
from accord.demo.seed import KEY
from accord.forum.actions import Stand, record_decision
from accord.forum.models import Decision, Seat
from accord.people.actions import erase
from accord.plans import actions as plans
from accord.plans.actions.reports import ReportWords
from accord.plans.models import ActionPlan, Milestone
from accord.processes import actions as processes
from accord.processes.models import Activity, Process
from accord.record.assignments import assign
from accord.record.links import tie
from accord.record.models import Assignment
from accord.spaces.models import Space
from accord.themes import actions as themes
from accord.themes.members import gathered
from accord.themes.models import Theme
from accord.ui.texts import LocalizedText
from tests.demo.conftest import TODAY
from tests.demo.page_copies import Copies
from tests.factories.viewers import viewer_of
from tests.record.log_check import faults
from tests.record.test_export import checked
from tests.ticking import follow

pytestmark = pytest.mark.django_db


def text(said):
    return LocalizedText({"en": said})


def call(policy):
    found = Activity.objects.filter(process__slug="fourth-plan", identity_policy=policy)
    return found.select_related("process__space").get()


def process(slug="fourth-plan"):
    return Process.objects.select_related("space").get(slug=slug)


def holders_of(role, **where):
    rows = Assignment.objects.current().filter(role=role, **where).select_related("person")
    return [row.person for row in rows.order_by("pk")]


def holder(role, slug="fourth-plan"):
    """Whoever holds the role; afresh each time, since a person remembers what they may do."""
    return holders_of(role, scope__code=slug)[0]


def secretariat():
    return holders_of("secretariat", scope__code=KEY)[0]


def official(office):
    return holders_of("office_head", scope=office.pk)[0]


def the_office():
    return Space.objects.get(key=KEY).offices.order_by("pk").first()


def yes():
    return Answer(outcome="adopted", reasons=text("It is in the plan."))


def answer(to):
    """Drafted by an office, or begun by one already, cleared by it and published."""
    response = to.responses.filter(published_at=None).first()
    office = response.office if response else the_office()
    if response is None:
        response = responses.draft_response(
            viewer=viewer_of(official(office)), to=to, office=office, answer=yes()
        )
    else:
        responses.edit_response(viewer=viewer_of(official(office)), response=response, answer=yes())
    responses.clear_response(viewer=viewer_of(official(office)), response=response)
    responses.publish_response(viewer=viewer_of(official(office)), response=response)
    return response


def owed(activity):
    rows = Contribution.objects.shown().said_first()
    return list(rows.filter(activity=activity, answered_at=None).order_by("pk"))


def answer_all(activity):
    for row in owed(activity):
        answer(row)
    activity.refresh_from_db()
    assert activity.answered_at is not None


def decide(slug, title):
    seats = Seat.objects.current().filter(forum__space__key=KEY)
    return record_decision(
        viewer=viewer_of(secretariat()),
        within=process(slug),
        title=title,
        text=title,
        decided_by="The forum",
        decided_on=dt.date(2026, 3, 1),
        rule="both_sides",
        positions={seat: Stand("agreed") for seat in seats},
    )


def the_last_idea_of_the_call_that_closed_is_answered(clock):
    answer_all(call("hidden"))


def an_idea_is_sent_and_edited_and_another_taken_back(clock):
    activity = call("pseudonym")
    said = words.ContributionInput(title="A clock", body="A clock at the port.", language="en")
    for person in [holder("drafter"), holder("planner")]:
        idea = submit_idea(
            viewer=viewer_of(person), activity=activity, said=said, key=uuid.uuid4()
        ).contribution
        words.edit(viewer=viewer_of(person), contribution=idea, title="A clock", body="Two clocks.")
    words.withdraw(viewer=viewer_of(person), contribution=idea)


def what_was_held_is_read_and_words_are_hidden(clock):
    activity, moderator = call("pseudonym"), holder("moderator")
    held = activity.contributions.get(published_at=None)
    words.release(viewer=viewer_of(moderator), words=held)
    last = activity.contributions.filter(hidden_at=None, withdrawn_at=None).latest("pk")
    words.hide(viewer=viewer_of(moderator), words=last, reason="It names a private person.")


def draft_themes_are_joined_and_parted_and_published(clock):
    person = holder("rapporteur")
    one, other = Theme.objects.filter(process=process()).order_by("number")
    for _ in range(2):
        themes.merge_themes(viewer=viewer_of(person), theme=other, into=one)
        themes.undo_merge(viewer=viewer_of(person), theme=other)
    themes.publish_themes(viewer=viewer_of(person), themes=[one, other])
    themes.edit_theme(
        viewer=viewer_of(person), theme=one, title=text("Water"), summary=text("Tests.")
    )
    themes.merge_themes(viewer=viewer_of(person), theme=other, into=one)
    themes.undo_merge(viewer=viewer_of(person), theme=other)


def a_contested_theme_is_settled_one_way_and_then_the_other(clock):
    words = themed().exclude(source__as_contribution__author=None).first()
    about = pair(words)
    author = viewer_of(about["contribution"].author)
    for keep in (True, False):
        themes.contest(viewer=author, text="I said something else.", **about)
        themes.settle_contest(viewer=viewer_of(holder("rapporteur")), keep=keep, **about)


def themed():
    """The words in themes of the process."""
    return gathered().filter(target__as_theme__process=process()).order_by("pk")


def pair(link):
    return {
        "theme": Theme.objects.get(pk=link.target_id),
        "contribution": Contribution.objects.get(pk=link.source_id),
    }


def a_call_is_closed_by_hand_and_opened_again(clock):
    processes.close_activity(
        viewer=viewer_of(holder("planner")), activity=call("pseudonym"), reason="A storm."
    )
    processes.move_date(
        viewer=viewer_of(holder("planner")),
        thing=call("pseudonym"),
        dates={"last_day": clock.day(25)},
        reason="The storm is over.",
    )


def a_theme_is_answered_while_its_call_is_open(clock):
    for theme in Theme.objects.filter(process=process()):
        answer(theme)


def the_calls_close_by_the_clock(clock):
    clock.go(clock.at(50))
    assert (call("pseudonym").is_closed, call("anonymous").is_closed) == (True, True)
    follow()


def all_is_answered_and_what_is_taken_out_is_owed_again(clock):
    for policy in ("pseudonym", "anonymous"):
        answer_all(call(policy))
    own = Response.objects.exclude(contribution=None).values("contribution")
    shown = themed().filter(source__in=Contribution.objects.shown().values("pk"))
    about = pair(shown.exclude(source__in=own).first())
    themes.remove_from_theme(
        viewer=viewer_of(holder("rapporteur")),
        theme=about["theme"],
        contributions=[about["contribution"]],
    )
    assert call("pseudonym").answered_at is None
    answer_all(call("pseudonym"))


def what_was_heard_is_published_and_leads_to_a_decision(clock):
    person, found = holder("rapporteur"), list(Theme.objects.filter(process=process()))
    heard = themes.create_synthesis(
        viewer=viewer_of(person),
        process=process(),
        title=text("Heard"),
        intro=text("All."),
        themes=found,
    )
    themes.publish_synthesis(viewer=viewer_of(person), synthesis=heard)
    tie(viewer=viewer_of(person), source=found[0], to=decide("fourth-plan", "Test wells"))
    answer(heard.paragraphs.first())


def the_beach_plan_is_adopted(clock):
    slug = "clean-beaches"
    (activity,) = Activity.objects.filter(process__slug=slug).select_related("process__space")
    answer_all(activity)
    plan = ActionPlan.objects.get(process__slug=slug)
    plans.freeze_version(
        viewer=viewer_of(holder("drafter", slug)), commitment=plan.commitments.first()
    )
    plans.adopt_plan(
        viewer=viewer_of(secretariat()), plan=plan, decision=decide(slug, "We adopt it")
    )


def both_sides_report_on_two_periods(clock):
    for number, plan in enumerate(ActionPlan.objects.filter(process__slug="clean-beaches"), 1):
        for half in (1, 2):
            report(plan, f"{number}-{half}")


def report(plan, code):
    start = dt.date(2026, 3, 10)
    period = plans.open_period(
        viewer=viewer_of(secretariat()),
        plan=plan,
        code=code,
        name=text(code),
        starts_on=start,
        ends_on=start,
    )
    milestone = Milestone.objects.filter(commitment__plan=plan, retired_at=None).first()
    office = milestone.commitment.leads.get(is_first=True).office
    seats = Seat.objects.current().filter(forum__space__key=KEY, side="civil_society")
    said = ReportWords("limited", text("Begun."), reason=text("Late."))
    sides = {
        "government": official(office),
        "civil_society": holders_of("civil_seat", scope=seats.first().pk)[0],
    }
    for side, person in sides.items():
        plans.report_progress(
            viewer=viewer_of(person), milestone=milestone, period=period, side=side, words=said
        )
        update = milestone.updates.get(period=period, side=side)
        plans.publish_progress(viewer=viewer_of(person), update=update)


def a_commitment_is_taken_back(clock):
    commitment = ActionPlan.objects.get(process__slug="clean-beaches").commitments.first()
    plans.withdraw_commitment(
        viewer=viewer_of(secretariat()), commitment=commitment, reason=text("There is no money.")
    )


def people_are_erased(clock):
    speaker = Contribution.objects.shown().exclude(author=None).earliest("pk").author
    for person in (speaker, holder("rapporteur"), official(the_office())):
        erase(person=person)


def a_process_is_closed_and_the_next_plan_is_opened(clock):
    processes.close_process(viewer=viewer_of(secretariat()), process=process("third-plan"))
    fifth = processes.create_process(
        viewer=viewer_of(secretariat()),
        space=Space.objects.get(key=KEY),
        title="Fifth plan",
        question="What next?",
        starts_on=clock.day(60),
        forum=process("third-plan").forum,
        slug="fifth-plan",
    )
    assign(viewer=viewer_of(secretariat()), scope=fifth, person=holder("planner"), role="planner")
    decide("fifth-plan", "We begin")
    processes.move_date(
        viewer=viewer_of(secretariat()),
        thing=fifth.phases.first(),
        dates={"ends_on": clock.day(120)},
        reason="More time.",
    )
    processes.open_process(viewer=viewer_of(secretariat()), process=process("fifth-plan"))
    processes.publish_timeline(viewer=viewer_of(secretariat()), process=process("fifth-plan"))


STEPS = [
    the_last_idea_of_the_call_that_closed_is_answered,
    an_idea_is_sent_and_edited_and_another_taken_back,
    what_was_held_is_read_and_words_are_hidden,
    draft_themes_are_joined_and_parted_and_published,
    a_contested_theme_is_settled_one_way_and_then_the_other,
    a_call_is_closed_by_hand_and_opened_again,
    a_theme_is_answered_while_its_call_is_open,
    the_calls_close_by_the_clock,
    all_is_answered_and_what_is_taken_out_is_owed_again,
    what_was_heard_is_published_and_leads_to_a_decision,
    the_beach_plan_is_adopted,
    both_sides_report_on_two_periods,
    a_commitment_is_taken_back,
    people_are_erased,
    a_process_is_closed_and_the_next_plan_is_opened,
]


def test_the_log_holds_after_each_step_to_the_very_end(seeded, tmp_path):
    wrong, stale = {}, {}

    with story_time(TODAY, start=0) as clock:
        copies = Copies()
        for step in [lambda clock: None, *STEPS]:
            step(clock)
            follow()
            if found := faults():
                wrong[step.__name__] = found
            if old := copies.look():
                stale[step.__name__] = old

    assert (wrong, stale) == ({}, {})
    assert copies.changed > len(STEPS)
    call_command("verify", stdout=io.StringIO())  # ends the test when it finds anything
    call_command("export_log", str(tmp_path / "log"), "--space", KEY, stdout=io.StringIO())
    code, lines, _ = checked(tmp_path / "log")
    assert (code, lines[:2]) == (
        0,
        ["1. The tree: correct", "2. The things as they stand: correct"],
    )
    assert Decision.objects.within(process("fifth-plan")).exists()
