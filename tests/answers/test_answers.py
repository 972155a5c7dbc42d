import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from accord.answers.actions import (
    Answer,
    answer_many,
    clear_response,
    draft_response,
    edit_response,
    publish_response,
    rejoin,
    undo_drafts,
)
from accord.answers.applicable_answers import answer
from accord.answers.models import Response
from accord.contributions.actions import claim_receipt
from accord.contributions.models import Receipt
from accord.errors import Conflict, NotAllowed
from accord.processes.models import ActivityTally
from accord.record.models import LogEntry
from accord.themes.actions import add_to_theme
from accord.ui.texts import LocalizedText
from tests.addresses import named
from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory, OfficeHeadFactory, OfficeMemberFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import AppointmentFactory, ClosedActivityFactory
from tests.factories.spaces import MembershipFactory
from tests.factories.themes import ThemeFactory
from tests.factories.viewers import viewer_of
from tests.themes.test_themes import publish, rapporteur_of

pytestmark = pytest.mark.django_db
YES = Answer(outcome="adopted", reasons=LocalizedText({"es": "Sí."}))


def owed(activity):
    return ActivityTally.objects.get(activity=activity).unanswered


def themed(count=2):
    activity = ClosedActivityFactory()
    words = ContributionFactory.create_batch(count, activity=activity)
    ActivityTally.objects.filter(activity=activity).update(unanswered=count)
    theme = ThemeFactory(process=activity.process)
    person = rapporteur_of(activity.process)
    add_to_theme(viewer=viewer_of(person), theme=theme, contributions=words)
    member = OfficeHeadFactory(office__space=activity.process.space)
    return activity, words, theme, member


def test_an_answer_to_a_theme_answers_all_in_it_and_closes_the_debt():
    activity, words, theme, member = themed()

    response = publish(theme, member)

    activity.refresh_from_db()
    assert (owed(activity), activity.answered_at is None) == (0, False)
    assert {answer(row).pk for row in words} == {response.pk}
    verbs = LogEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["response.published", "activity.answered"]


@pytest.mark.parametrize("target", ["theme", "words"])
def test_what_nobody_can_read_is_not_answered_in_public(target):
    words = ContributionFactory(published_at=None, held_at=timezone.now())
    theme = ThemeFactory(process=words.process, published_at=None)
    member = OfficeHeadFactory(office__space=words.process.space)

    with pytest.raises(Conflict, match="People can’t read yet what this answers"):
        publish({"theme": theme, "words": words}[target], member)

    assert not LogEntry.objects.exists()


def test_an_own_answer_goes_before_the_themes_and_the_newest_before_older_ones():
    _, words, theme, member = themed()
    publish(words[0], member)
    newest = publish(words[0], member)

    of_theme = publish(theme, member)

    assert [answer(row).pk for row in words] == [newest.pk, of_theme.pk]


def test_withdrawn_words_are_not_counted_as_owed_again():
    activity, words, theme, member = themed()
    type(words[0]).objects.filter(pk=words[0].pk).update(withdrawn_at=timezone.now())
    ActivityTally.objects.filter(activity=activity).update(unanswered=1)

    publish(theme, member)

    assert owed(activity) == 0


def test_not_taking_up_without_an_obstacle_is_refused_by_the_action_and_the_database():
    _, words, _, member = themed(1)

    with pytest.raises(Conflict):
        draft_response(
            viewer=viewer_of(member.person),
            to=words[0],
            office=member.office,
            answer=Answer(outcome="deferred"),
        )
    with pytest.raises(IntegrityError):
        ResponseFactory(outcome="not_adopted")


def test_an_uncleared_answer_is_not_published_and_an_edit_takes_clearance_back():
    _, words, _, member = themed(1)
    response = draft_response(
        viewer=viewer_of(member.person), to=words[0], office=member.office, answer=YES
    )
    with pytest.raises(Conflict):
        publish_response(viewer=viewer_of(member.person), response=response)

    clear_response(viewer=viewer_of(member.person), response=response)
    edit_response(viewer=viewer_of(member.person), response=response, answer=YES)

    response.refresh_from_db()
    assert (response.cleared_at, response.cleared_name) == (None, "")


ROLES = [
    "head",
    "official",
    "other_official",
    "rapporteur",
    "planner",
    "secretariat",
    "participant",
]
MAY = {
    "draft": {"head", "official", "rapporteur", "planner", "secretariat"},
    "clear": {"head"},
    "publish": {"head", "official", "planner", "secretariat"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("event", MAY)
def test_who_may_draft_clear_and_publish(event, role):
    activity, words, _, member = themed(1)
    process = activity.process
    person = {
        "head": lambda: member.person,
        "official": lambda: OfficeMemberFactory(office=member.office).person,
        "other_official": lambda: OfficeMemberFactory(office__space=process.space).person,
        "rapporteur": lambda: rapporteur_of(process),
        "planner": lambda: AppointmentFactory(process=process, role="planner").person,
        "secretariat": lambda: MembershipFactory(space=process.space, role="secretariat").person,
        "participant": PersonFactory,
    }[role]()
    draft = draft_response(
        viewer=viewer_of(member.person), to=words[0], office=member.office, answer=YES
    )
    if event == "publish":
        clear_response(viewer=viewer_of(member.person), response=draft)
    act = {
        "draft": lambda: draft_response(
            viewer=viewer_of(person), to=words[0], office=member.office, answer=YES
        ),
        "clear": lambda: clear_response(viewer=viewer_of(person), response=draft),
        "publish": lambda: publish_response(viewer=viewer_of(person), response=draft),
    }[event]

    try:
        act()
        is_allowed = True
    except NotAllowed:
        is_allowed = False

    assert is_allowed == (role in MAY[event])


def test_many_drafts_at_once_are_undone_but_published_ones_stay():
    _, words, _, member = themed(3)
    drafts = answer_many(
        viewer=viewer_of(member.person), to=words, office=member.office, answer=YES
    )
    clear_response(viewer=viewer_of(member.person), response=drafts[0])
    publish_response(viewer=viewer_of(member.person), response=drafts[0])

    undone = undo_drafts(viewer=viewer_of(member.person), responses=Response.objects.order_by("pk"))

    assert undone == 2
    assert list(Response.objects.values_list("pk", flat=True)) == [drafts[0].pk]


def test_a_receipt_without_account_answers_back_once():
    _, words, theme, member = themed(1)
    receipt = Receipt.objects.create(code_hash="x", issued_on=timezone.localdate())
    words[0].author, words[0].receipt = None, receipt
    words[0].save()
    response = publish(theme, member)
    said = {
        "viewer": viewer_of(),
        "receipt": receipt,
        "response": response,
        "contribution": words[0],
        "verdict": "not_addressed",
    }
    rejoin(**said, text="Farm wells?")

    with pytest.raises(Conflict):
        rejoin(**said)

    response.refresh_from_db()
    assert (response.not_addressed_count, response.addressed_count) == (1, 0)


def test_an_author_does_not_answer_back_twice_by_account_and_receipt():
    _, words, theme, member = themed(1)
    receipt = Receipt.objects.create(code_hash="x", issued_on=timezone.localdate())
    words[0].receipt = receipt
    words[0].save()
    response = publish(theme, member)
    said = {"response": response, "contribution": words[0], "verdict": "addressed"}
    rejoin(viewer=viewer_of(words[0].author), **said)

    with pytest.raises(Conflict):
        rejoin(viewer=viewer_of(), receipt=receipt, **said | {"verdict": "unclear"})


def test_one_person_has_one_verdict_whichever_receipts_they_hold():
    _, words, theme, member = themed(3)
    author = words[0].author
    for number, row in enumerate(words):
        row.author = author
        row.receipt = Receipt.objects.create(code_hash=str(number), issued_on=timezone.localdate())
        row.save()
    response = publish(theme, member)
    rejoin(
        viewer=viewer_of(),
        receipt=words[0].receipt,
        response=response,
        contribution=words[0],
        verdict="unclear",
    )

    for asks, row in ((viewer_of(), words[1]), (viewer_of(author), words[2])):
        with pytest.raises(Conflict):
            rejoin(
                viewer=asks,
                receipt=row.receipt,
                response=response,
                contribution=row,
                verdict="addressed",
            )

    assert [row.person for row in response.rejoinders.all()] == [author]


def test_who_claims_a_receipt_later_has_the_verdict_that_was_given_by_it():
    _, words, theme, member = themed(2)
    person = words[1].author
    receipt = Receipt.objects.create(code_hash="x", issued_on=timezone.localdate())
    words[0].author, words[0].receipt = None, receipt
    words[0].save()
    response = publish(theme, member)
    about = {"response": response, "verdict": "unclear"}
    rejoin(viewer=viewer_of(), receipt=receipt, contribution=words[0], **about)
    claim_receipt(viewer=viewer_of(person), receipt=receipt)

    with pytest.raises(Conflict):
        rejoin(viewer=viewer_of(person), contribution=words[1], **about | {"verdict": "addressed"})

    assert response.rejoinders.count() == 1


def test_whoever_lends_their_screen_keeps_their_own_verdict():
    _, words, theme, member = themed(2)
    person = words[1].author
    receipt = Receipt.objects.create(code_hash="x", issued_on=timezone.localdate())
    words[0].author, words[0].receipt = None, receipt
    words[0].save()
    response = publish(theme, member)
    about = {"response": response, "viewer": viewer_of(person)}

    rejoin(contribution=words[1], verdict="addressed", **about)
    rejoin(contribution=words[0], receipt=receipt, verdict="unclear", **about)

    by = response.rejoinders.order_by("pk").values_list("person", "receipt")
    assert list(by) == [(person.pk, None), (None, receipt.pk)]


def test_others_do_not_answer_back():
    _, words, theme, member = themed(1)
    response = publish(theme, member)

    with pytest.raises(NotAllowed):
        rejoin(
            viewer=viewer_of(PersonFactory()),
            response=response,
            contribution=words[0],
            verdict="unclear",
        )


def test_an_office_finds_the_way_to_answer_one_idea_and_others_do_not(client):
    idea = ContributionFactory()
    office = OfficeFactory(space=idea.process.space)
    member = OfficeMemberFactory(office=office).person
    way = reverse("answers:new", args=named(idea))
    address = idea.get_absolute_url()

    seen = way in client.get(address).content.decode()
    client.force_login(member)
    seen_by_office = way in client.get(address).content.decode()

    assert (seen, seen_by_office) == (False, True)
    assert client.get(way).status_code == 200


@pytest.mark.parametrize("gone", ["hidden_at", "withdrawn_at"])
def test_nothing_is_answered_to_words_that_are_not_shown(gone):
    idea = ContributionFactory()
    member = OfficeHeadFactory(office__space=idea.process.space)
    viewer = viewer_of(member.person)
    draft = draft_response(viewer=viewer, to=idea, office=member.office, answer=YES)
    cleared = draft_response(viewer=viewer, to=idea, office=member.office, answer=YES)
    clear_response(viewer=viewer, response=cleared)
    type(idea).objects.filter(pk=idea.pk).update(**{gone: timezone.now()})

    with pytest.raises(Conflict):
        draft_response(viewer=viewer, to=idea, office=member.office, answer=YES)
    with pytest.raises(Conflict):
        clear_response(viewer=viewer, response=draft)
    with pytest.raises(Conflict):
        publish_response(viewer=viewer, response=cleared)


def test_an_office_owes_nothing_to_words_that_are_not_shown(client):
    idea = ContributionFactory(hidden_at=timezone.now())
    office = OfficeFactory(space=idea.process.space)
    ResponseFactory(theme=None, contribution=idea, office=office, due_on="2020-01-01")

    page = client.get(reverse("answers:list"))

    assert page.context["offices"] == []
