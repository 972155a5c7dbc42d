"""Reports: a draft may have gaps, what is published may not, and nobody's words are lost."""

import datetime as dt
import html
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accord.errors import Conflict, NotAllowed
from accord.plans import actions
from accord.plans.actions.reports import EvidenceRow, ReportWords
from accord.plans.models import Commitment, Milestone, ProgressUpdate
from accord.ui.texts import LocalizedText
from tests.days import is_shown
from tests.factories.forum import ForumFactory, SeatFactory
from tests.factories.organisations import OfficeMemberFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import ActionPlanFactory, ReportingPeriodFactory
from tests.factories.spaces import AssignmentFactory
from tests.factories.viewers import viewer_of
from tests.plans.building import whole_commitment
from tests.plans.test_actions import lead_of, planner_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def milestone():
    return whole_commitment(ActionPlanFactory(), code="4").milestones.get()


@pytest.fixture
def period(milestone):
    return ReportingPeriodFactory(plan=milestone.commitment.plan)


@pytest.fixture
def official(client, milestone):
    person = lead_of(milestone.commitment)
    client.force_login(person, backend=BACKEND)
    return person


@pytest.fixture
def page(milestone, period):
    commitment = milestone.commitment
    place = [commitment.plan.slug, commitment.code, milestone.code, period.code, "government"]
    return reverse("plans:report", args=place)


def whole(**more):
    return {"status": "substantial", "text_en": "78 of 120 schools.", **more}


def test_a_draft_with_gaps_is_kept_and_opens_as_it_was_left(client, official, page):
    typed = {"evidence-1-title_en": "Lab results", "expected_on": "2028-01-15", "draft": "1"}

    answer = client.post(page, typed)

    assert answer.status_code == 302
    form = client.get(page).context["form"]
    assert form["evidence-1-title"].value() == LocalizedText({"en": "Lab results"})
    assert str(form["expected_on"].value()) == "2028-01-15"
    assert ProgressUpdate.objects.get().published_at is None


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        ({"status": ""}, "status"),
        ({"status": "splendid"}, "status"),
        ({"text_en": "\u200b"}, "text"),
        ({"text_en": "x" * 5001}, "text"),
        ({"status": "limited"}, "reason"),
        ({"expected_on": "2028-02-31"}, "expected_on"),
        ({"evidence-1-title_en": "Lab results"}, "evidence-1-url"),
        ({"evidence-2-url": "javascript:alert(1)"}, "evidence-2-url"),
        ({"evidence-5-url": "https://" + "x" * 1000}, "evidence-5-url"),
    ],
)
def test_publishing_asks_for_what_a_draft_may_lack(client, official, page, spoil, field):
    typed = whole(**spoil)

    answer = client.post(page, {**typed, "publish": "1"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    words = html.unescape(answer.content.decode())
    assert f'id="id_{field}_error"' in words
    lost = [one for one in typed.values() if not is_shown(one, words)]
    assert lost == (["splendid"] if "splendid" in typed.values() else [])
    assert ProgressUpdate.objects.count() == 0


@pytest.mark.parametrize(
    "slip", [{"evidence-1-url": "javascript:alert(1)"}, {"status": "splendid"}]
)
def test_what_is_wrong_rather_than_missing_is_told_in_a_draft_too(client, official, page, slip):
    answer = client.post(page, {**slip, "draft": "1"})

    assert (answer.status_code, ProgressUpdate.objects.count()) == (422, 0)


def test_one_more_link_keeps_what_was_typed_and_writes_nothing(client, official, page):
    typed = whole(**{"evidence-3-url": "not yet a link", "reason_en": "Floods", "more": "1"})

    answer = client.post(page, typed)

    form = answer.context["form"]
    assert (answer.status_code, form.rows, form.errors) == (200, 4, {})
    words = html.unescape(answer.content.decode())
    assert [one for one in typed.values() if one not in words] == []
    assert 'name="evidence-4-url"' in words
    assert ProgressUpdate.objects.count() == 0


def test_a_report_with_many_links_keeps_them_all_and_offers_another_row(client, official, page):
    links = {f"evidence-{n}-url": f"https://example.org/{n}" for n in range(1, 6)}

    client.post(page, {**whole(), **links, "draft": "1"})

    assert list(ProgressUpdate.objects.get().evidence.values_list("url", flat=True)) == list(
        links.values()
    )
    assert client.get(page).context["form"].rows == 6


def test_a_report_has_an_end(client, official, page):
    answer = client.post(page, {"evidence-30-url": "https://example.org", "more": "1"})

    assert answer.context["form"].rows == 30
    assert 'name="more"' not in answer.content.decode()


def test_a_draft_is_finished_when_it_is_published(milestone, period, official):
    words = ReportWords(
        "", LocalizedText(), evidence=[EvidenceRow("", LocalizedText({"en": "Lab results"}))]
    )
    sent = {
        "viewer": viewer_of(official),
        "milestone": milestone,
        "period": period,
        "side": "government",
    }
    update = actions.report_progress(**sent, words=words)

    with pytest.raises(Conflict):
        actions.publish_progress(viewer=viewer_of(official), update=update)
    done = ReportWords("substantial", LocalizedText({"en": "78 of 120."}), evidence=words.evidence)
    actions.report_progress(**sent, words=done)
    with pytest.raises(Conflict):  # the evidence has no link yet
        actions.publish_progress(viewer=viewer_of(official), update=update)

    update.refresh_from_db()
    assert update.published_at is None


def test_a_draft_that_a_colleague_saved_first_is_not_overwritten(client, official, page):
    seen = client.get(page).context["form"]["seen"].value()
    client.post(page, whole(draft="1"))

    answer = client.post(page, whole(text_en="Mine", seen=seen, draft="1"))

    assert answer.status_code == 422
    words = html.unescape(answer.content.decode())
    assert "Somebody else has changed this report" in words
    assert "Mine" in words
    assert "78 of 120 schools." in words
    assert ProgressUpdate.objects.get().text == LocalizedText({"en": "78 of 120 schools."})
    again = answer.context["form"]["seen"].value()
    assert client.post(page, whole(text_en="Mine", seen=again, draft="1")).status_code == 302


def test_publishing_twice_says_so_and_keeps_the_words(client, official, page):
    answers = [client.post(page, whole(publish="1")) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 422]
    words = html.unescape(answers[1].content.decode())
    assert "This report is public already." in words
    assert "78 of 120 schools." in words


def test_nothing_more_is_reported_on_a_withdrawn_commitment(client, official, page):
    Commitment.objects.update(withdrawn_at=timezone.now())

    sent = client.post(page, whole(publish="1"))

    assert sent.status_code == 422
    words = html.unescape(sent.content.decode())
    assert "This commitment is withdrawn. Nothing more is reported on it." in words
    assert "78 of 120 schools." in words
    assert client.get(page).status_code == 409
    assert ProgressUpdate.objects.count() == 0


def test_a_draft_of_a_withdrawn_commitment_is_not_published(milestone, period, official):
    update = actions.report_progress(
        viewer=viewer_of(official),
        milestone=milestone,
        period=period,
        side="government",
        words=ReportWords("substantial", LocalizedText({"en": "78 of 120."})),
    )
    Commitment.objects.update(withdrawn_at=timezone.now())

    with pytest.raises(Conflict):
        actions.publish_progress(viewer=viewer_of(official), update=update)


def test_the_first_reason_of_a_withdrawal_stands(client, milestone):
    commitment = milestone.commitment
    client.force_login(planner_of(commitment.plan), backend=BACKEND)
    url = reverse("plans:withdrawal", args=[commitment.plan.slug, commitment.code])
    client.post(url, {"reason_en": "There is no money."})

    answer = client.post(url, {"reason_en": "Nobody wants it."})

    assert answer.status_code == 422
    words = html.unescape(answer.content.decode())
    assert "This commitment is withdrawn already. The first reason stands." in words
    assert "Nobody wants it." in words
    commitment.refresh_from_db()
    assert commitment.withdrawn_reason == LocalizedText({"en": "There is no money."})


@pytest.mark.parametrize("who", ["another office", "a stranger"])
def test_who_does_not_lead_reports_nothing(client, page, who):
    person = OfficeMemberFactory().person if who == "another office" else PersonFactory()
    client.force_login(person, backend=BACKEND)

    answer = client.post(page, whole(publish="1"))

    assert (answer.status_code, ProgressUpdate.objects.count()) == (403, 0)


def test_an_alternate_reports_for_society_from_the_seat_as_its_holder_does(milestone, period):
    process = milestone.commitment.plan.process
    forum = ForumFactory(space=process.space)
    type(process).objects.filter(pk=process.pk).update(forum=forum)
    seat = SeatFactory(forum=forum, side="civil_society")
    civil, other = (
        AssignmentFactory(scope=seat.subject, role=role).person
        for role in ("civil_alternate", "other_alternate")
    )

    def report(person):
        return actions.report_progress(
            viewer=viewer_of(person),
            milestone=Milestone.objects.select_related("commitment__plan__process").get(),
            period=period,
            side="civil_society",
            words=ReportWords(status="substantial", text=LocalizedText({"en": "Half of them."})),
        )

    assert report(civil).by_seat == seat
    with pytest.raises(NotAllowed):
        report(other)


# --- What the form says ---------------------------------------------------------------------------
def words(answer):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_the_form_names_the_milestone_its_date_and_the_period(client, official, page, milestone):
    text = milestone.texts.get()
    text.title, text.due_on = LocalizedText({"en": "Test every school well"}), dt.date(2090, 6, 30)
    text.save()

    said = words(client.get(page))

    assert "Test every school well" in said
    assert "Due 30 June 2090" in said


def test_the_form_says_for_which_statuses_a_reason_is_needed(client, official, page):
    answer = client.get(page)

    assert "What holds it up? Needed if you say one of these: “Not started”, “Limited”." in words(
        answer
    )


def test_past_its_date_a_reason_is_needed_for_all_but_the_last_status(
    client, official, page, milestone
):
    milestone.texts.update(due_on=dt.date(2020, 1, 31), due_precision="day")

    refused = client.post(page, whole(publish="1"))

    assert "needed unless you say “Complete”" in words(refused)
    assert refused.context["form"].errors["reason"] == [
        "“Substantial” needs a reason now: the milestone’s date is past."
    ]


def test_a_missing_reason_is_told_with_the_status(client, official, page):
    refused = client.post(page, whole(status="limited", publish="1"))

    assert refused.context["form"].errors["reason"] == ["“Limited” needs a reason."]


def test_an_error_says_which_link(client, official, page):
    refused = client.post(page, whole(publish="1", **{"evidence-2-url": "javascript:alert(1)"}))

    assert "Link 2: A link starts with https:// or http://." in words(refused)


@pytest.mark.parametrize(
    ("button", "says"),
    [("publish", "Your report is published."), ("draft", "Your draft is kept.")],
)
def test_what_became_of_it_is_said_with_the_way_to_its_files(client, official, page, button, says):
    after = client.post(page, whole(**{button: "1"}), follow=True)

    files = reverse(
        "files:attachments", args=["progress", ProgressUpdate.objects.get().subject.code]
    )
    notice = re.search(r'role="status".*?</div>', after.content.decode(), re.DOTALL)[0]
    assert says in notice
    assert f'<a href="{files}">Add evidence files</a>' in notice


def test_only_who_reported_finds_the_way_to_its_files_under_it(client, official, page, milestone):
    client.post(page, whole(publish="1"))
    files = reverse(
        "files:attachments", args=["progress", ProgressUpdate.objects.get().subject.code]
    )
    address = milestone.get_absolute_url()
    client.get(address)  # takes the notice

    own, others = client.get(address), Client().get(address)

    assert files in own.content.decode()
    assert files not in others.content.decode()


# --- Your reports ---------------------------------------------------------------------------------
def test_what_is_longest_overdue_stands_first_and_what_is_reported_last(
    client, official, page, milestone, period
):
    today, plan = timezone.localdate(), milestone.commitment.plan
    type(period).objects.update(ends_on=today - dt.timedelta(days=90))
    client.post(page, whole(publish="1"))
    for code, days in (("later", 60), ("long-ago", -20), ("lately", -3)):
        ends_on = today + dt.timedelta(days=days)
        ReportingPeriodFactory(
            plan=plan, code=code, starts_on=ends_on - dt.timedelta(days=100), ends_on=ends_on
        )

    answer = client.get(reverse("plans:reports", args=[plan.slug]))

    found = [(line.period.code, line.report_lateness) for line in answer.context["lines"]]
    assert found == [
        ("long-ago", "Report: 20 days late"),
        ("lately", "Report: 3 days late"),
        ("later", ""),
        (period.code, ""),
    ]


def test_your_reports_say_that_it_is_the_milestone_that_is_late(
    client, official, milestone, period
):
    due_on = timezone.localdate() - dt.timedelta(days=5)
    milestone.texts.update(due_on=due_on, due_precision="day")

    answer = client.get(reverse("plans:reports", args=[milestone.commitment.plan.slug]))

    assert "Milestone: 5 days late" in words(answer)
