"""Who helps people be heard: each may do her own work, nobody else may, and not beyond it."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.contributions import actions
from accord.contributions.models import Discussion, Receipt, Translation
from accord.contributions.receipts import code_hash
from accord.contributions.rules import is_own
from accord.errors import Conflict, NotAllowed
from accord.people import actions as people
from accord.record.models import Event
from accord.record.rules import matches, may
from accord.record.viewer import Viewer
from accord.ui.words import REFUSAL
from tests.addresses import named
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory
from tests.factories.spaces import MembershipFactory
from tests.factories.themes import ParagraphFactory
from tests.factories.viewers import viewer_of

TODAY = timezone.localdate()
pytestmark = pytest.mark.django_db

IN_PROCESS = (
    "planner",
    "rapporteur",
    "moderator",
    "reviewer",
    "operator",
    "translator",
    "facilitator",
    "drafter",
)
IN_SPACE = ("administrator", "secretariat", "contact", "assessor")
ROLES = ("participant", *IN_PROCESS, *IN_SPACE)


def holder(process, role):
    if role in IN_SPACE:
        return MembershipFactory(space=process.space, role=role).person
    if role in IN_PROCESS:
        return AppointmentFactory(process=process, role=role).person
    return PersonFactory()


def hidden(by=None, **fields):
    reason = {"hidden_at": timezone.now(), "hidden_reason": "Rule 3", "hidden_by": by}
    return ContributionFactory(**fields, **reason)


def discussion():
    paragraph = ParagraphFactory()
    process = paragraph.synthesis.process
    return Discussion.objects.create(subject=paragraph.subject, process=process)


def typed(viewer, activity, *, door="desk", key=None, speaker=None, signed_as=""):
    said = actions.ContributionInput(
        title="A ramp", body="At the clinic.", language="en", signed_as=signed_as
    )
    return actions.submit(
        viewer=viewer,
        activity=activity,
        kind="idea",
        said=said,
        key=key or uuid.uuid4(),
        door=door,
        speaker=speaker,
    )


def show_again(viewer, words):
    actions.show_again(viewer=viewer, words=words, reason="It names nobody.")


def translate(viewer, words, language="es", body="En la clínica."):
    return actions.translate_words(
        viewer=viewer,
        contribution=words,
        language=language,
        title="Una rampa",
        body=body,
        revision=words.revision,
    )


# What is done, to what, and which roles may.
WORK = {
    "show again": (hidden, show_again, {"moderator", "reviewer"}),
    "hide": (
        ContributionFactory,
        lambda viewer, words: actions.hide(viewer=viewer, words=words, reason="Rule 3"),
        {"moderator"},
    ),
    "type for others": (ActivityFactory, typed, {"operator"}),
    "translate": (ContributionFactory, translate, {"translator"}),
    "close a discussion": (
        discussion,
        lambda viewer, found: actions.close_discussion(viewer=viewer, discussion=found),
        {"facilitator"},
    ),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("work", WORK)
def test_each_role_does_its_own_work_and_no_other(work, role):
    make, act, allowed = WORK[work]
    thing = make()
    viewer = viewer_of(holder(thing.process, role))

    try:
        act(viewer, thing)
        is_allowed = True
    except NotAllowed:
        is_allowed = False

    assert is_allowed == (role in allowed)


# --- Appeals reviewer ----------------------------------------------------------------------------


def test_a_reviewer_reads_what_is_hidden_and_shows_it_again(client):
    words = hidden()
    client.force_login(holder(words.process, "reviewer"))
    showing = reverse("contributions:showing", args=named(words))

    listed = client.get(reverse("contributions:hidden", args=[words.process.slug]))
    own_page = client.get(words.get_absolute_url()).content.decode()
    client.post(showing, {"reason": "It names nobody.", "seen": words.mark})

    words.refresh_from_db()
    assert words.is_published
    assert "Show it again" in listed.content.decode()
    assert words.body in own_page
    assert showing in own_page


def test_nobody_reviews_what_they_hid_themselves(client):
    activity = ActivityFactory()
    person = holder(activity.process, "reviewer")
    words = hidden(by=person, activity=activity)
    client.force_login(person)

    listed = client.get(reverse("contributions:hidden", args=[words.process.slug]))

    assert "somebody else looks at it again" in listed.content.decode()
    assert reverse("contributions:showing", args=named(words)) not in listed.content.decode()
    with pytest.raises(NotAllowed):
        show_again(viewer_of(person), words)


def test_a_moderator_shows_again_what_she_hid():
    activity = ActivityFactory()
    person = holder(activity.process, "moderator")
    words = hidden(by=person, activity=activity)

    show_again(viewer_of(person), words)

    words.refresh_from_db()
    assert words.is_published


@pytest.mark.parametrize("role", ["moderator", "reviewer"])
@pytest.mark.parametrize("how", ["account", "receipt"])
def test_nobody_shows_their_own_words_again(client, role, how):
    activity = ActivityFactory()
    person = holder(activity.process, role)
    words = hidden(activity=activity, author=person if how == "account" else None)
    if how == "receipt":
        words.receipt = Receipt.objects.create(code_hash="x", claimed_by=person, issued_on=TODAY)
        words.save()
    client.force_login(person)
    showing = reverse("contributions:showing", args=named(words))

    listed = client.get(reverse("contributions:hidden", args=[words.process.slug]))
    own_page = client.get(words.get_absolute_url()).content.decode()

    assert "These are your own words" in listed.content.decode()
    assert showing not in listed.content.decode() + own_page
    assert client.get(showing).status_code == 403
    with pytest.raises(NotAllowed):
        show_again(viewer_of(person), words)


def test_a_moderator_does_not_publish_her_own_words(client):
    activity = ActivityFactory()
    person = holder(activity.process, "moderator")
    words = ContributionFactory(
        activity=activity, author=person, published_at=None, held_at=timezone.now()
    )
    client.force_login(person)

    listed = client.get(reverse("contributions:held", args=[words.process.slug])).content.decode()

    assert reverse("contributions:release", args=named(words)) not in listed
    with pytest.raises(NotAllowed):
        actions.release(viewer=viewer_of(person), words=words)


def test_what_waits_for_a_reader_is_not_a_reviewers(client):
    words = ContributionFactory(published_at=None, held_at=timezone.now())
    client.force_login(holder(words.process, "reviewer"))
    addresses = [
        words.get_absolute_url(),
        reverse("contributions:held", args=[words.process.slug]),
        reverse("contributions:showing", args=named(words)),
    ]

    assert [client.get(address).status_code for address in addresses] == [404, 403, 403]


@pytest.mark.parametrize("state", ["held", "hidden"])
def test_the_page_of_ones_words_says_no_more_of_comments_than_is_so(client, state):
    gone = {"hidden_at": timezone.now()} if state == "hidden" else {"published_at": None}
    words = ContributionFactory(**gone)
    client.force_login(words.author)

    page = client.get(words.get_absolute_url()).content.decode()

    assert ("Comments open once a person has read this." in page) == (state == "held")
    assert "This discussion has closed" not in page
    assert "Nobody has answered this yet." not in page


@pytest.mark.parametrize("is_held", [True, False])
def test_after_hiding_the_moderator_sees_what_she_hid(client, is_held):
    words = ContributionFactory(**{"published_at": None} if is_held else {})
    client.force_login(holder(words.process, "moderator"))
    hiding = reverse("contributions:hiding", args=named(words))
    hidden_list = reverse("contributions:hidden", args=[words.process.slug])
    sent = {"reason": "Rule 3", "seen": words.mark}

    answers = [client.post(hiding, sent) for _ in range(2)]

    after = hidden_list if is_held else words.get_absolute_url()
    assert [answer.url for answer in answers] == [after, after]
    assert "This was already decided." in client.get(after).content.decode()


# --- Desk operator -------------------------------------------------------------------------------


def test_words_typed_at_a_desk_are_the_speakers():
    activity = ActivityFactory()
    operator = holder(activity.process, "operator")

    sent = typed(viewer_of(operator), activity)

    words = sent.contribution
    assert (words.author, str(words.byline)) == (None, "A person")
    assert (words.provenance.door, words.provenance.operator) == ("desk", operator)
    assert words.receipt.code_hash == code_hash(sent.code)
    assert words.receipt.claimed_by is None
    assert not matches(is_own(viewer_of(operator)), words)
    with pytest.raises(NotAllowed):
        actions.edit(viewer=viewer_of(operator), contribution=words, title="Mine", body="Mine.")
    by_receipt = Viewer(activity.subject.space, receipts=frozenset({words.receipt_id}))
    assert may(by_receipt, "contributions.edit", words)


def test_the_speakers_account_has_them_whatever_its_rights():
    activity = ActivityFactory()
    operator, speaker = holder(activity.process, "operator"), PersonFactory(display_name="Rosa")

    words = typed(viewer_of(operator), activity, speaker=speaker).contribution

    assert (words.author, str(words.byline)) == (speaker, "Rosa")
    assert may(viewer_of(speaker), "contributions.edit", words)
    assert Event.objects.get(subject=words.pk).actor == operator


@pytest.mark.parametrize("door", ["voice", "paper", "desk", "workshop"])
def test_at_each_door_where_somebody_types_the_operators_right_is_asked(door):
    activity = ActivityFactory()
    speaker = holder(activity.process, "operator")

    with pytest.raises(NotAllowed):
        typed(viewer_of(PersonFactory()), activity, door=door, speaker=speaker)
    with pytest.raises(NotAllowed):
        typed(viewer_of(None), activity, door=door)


@pytest.mark.parametrize("door", ["web", "sms", "email"])
def test_where_nobody_types_for_others_there_is_no_other_speaker(door):
    activity = ActivityFactory()
    operator = holder(activity.process, "operator")

    with pytest.raises(ValueError, match="speaks for themselves"):
        typed(viewer_of(operator), activity, door=door, speaker=PersonFactory())


def test_where_nobody_may_be_traced_the_operator_leaves_no_trace_either():
    activity = ActivityFactory(identity_policy="anonymous")
    operator = holder(activity.process, "operator")

    words = typed(viewer_of(operator), activity, speaker=PersonFactory()).contribution

    assert (words.author, words.provenance.operator) == (None, None)
    assert Event.objects.get(subject=words.pk).actor is None


def test_erasing_the_operator_keeps_the_words():
    activity = ActivityFactory()
    operator = holder(activity.process, "operator")
    words = typed(viewer_of(operator), activity, signed_as="Rosa").contribution

    people.erase(person=operator)

    words.refresh_from_db()
    words.provenance.refresh_from_db()
    assert (words.body, words.signed_as) == ("At the clinic.", "Rosa")
    assert words.provenance.operator is None


def test_the_same_form_sent_twice_at_a_desk_is_one_sending_with_one_code():
    activity, key = ActivityFactory(), uuid.uuid4()
    viewer = viewer_of(holder(activity.process, "operator"))

    first, second = (typed(viewer, activity, key=key) for _ in range(2))

    assert (first.contribution, first.code) == (second.contribution, second.code)
    assert (first.is_new, second.is_new) == (True, False)


# --- Translator ----------------------------------------------------------------------------------


def test_a_translation_is_shown_with_who_made_it(client):
    words = ContributionFactory(language="es", title="Agua", body="Agua limpia.", revision=2)
    translator = holder(words.process, "translator")
    client.force_login(translator)
    form = reverse("contributions:translation", args=named(words))
    said = {"language": "en", "title": "Water", "body": "Clean water.", "revision": 2}

    offered = form in client.get(words.get_absolute_url()).content.decode()
    client.post(form, {**said, "body": "Water."})
    client.post(form, said)
    page = client.get(f"{words.get_absolute_url()}?translated=1").content.decode()

    made = Translation.objects.get()
    assert offered
    assert (made.language, made.revision, made.body) == ("en", 2, "Clean water.")
    assert made.made_by == translator.display_name
    assert f"Translated by {translator.display_name}" in page
    assert "Clean water." in page


def test_what_was_changed_meanwhile_is_read_again_before_it_is_translated(client):
    words = ContributionFactory(language="es", title="Agua", body="Agua limpia.")
    client.force_login(holder(words.process, "translator"))
    form = reverse("contributions:translation", args=named(words))
    said = {"language": "en", "title": "Water", "body": "Clean water.", "revision": 1}
    actions.edit(
        viewer=viewer_of(words.author), contribution=words, title="Agua", body="Agua para todos."
    )

    opened = client.get(form).content.decode()
    answer = client.post(form, said)
    refused = answer.content.decode()

    assert 'name="revision" value="2"' in opened
    assert answer.status_code == 422
    assert not Translation.objects.exists()
    assert "These words were changed while you translated." in refused
    assert "Clean water." in refused
    assert "Agua para todos." in refused
    assert 'name="revision" value="2"' in refused


@pytest.mark.parametrize("language", ["en", "xx", ""])
def test_words_are_translated_into_another_language_that_is_known(language):
    words = ContributionFactory(language="en")

    with pytest.raises(Conflict):
        translate(viewer_of(holder(words.process, "translator")), words, language)

    assert not Translation.objects.exists()


def test_contact_details_come_in_by_no_translation(client):
    words = ContributionFactory()
    translator = holder(words.process, "translator")
    client.force_login(translator)
    form = reverse("contributions:translation", args=named(words))
    said = {"language": "es", "title": "Una rampa", "body": "ask ana@example.org", "revision": 1}

    answer = client.post(form, said)

    assert answer.status_code == 422
    assert str(REFUSAL) in answer.content.decode()
    with pytest.raises(Conflict):
        translate(viewer_of(translator), words, body="ask ana@example.org")
    assert not Translation.objects.exists()


@pytest.mark.parametrize("gone", ["hidden_at", "withdrawn_at"])
def test_what_is_not_shown_is_not_translated(gone):
    words = ContributionFactory(**{gone: timezone.now()})

    with pytest.raises(NotAllowed):
        translate(viewer_of(holder(words.process, "translator")), words)


def test_a_translator_is_called_by_the_present_name(client):
    words = ContributionFactory(language="es")
    translator = holder(words.process, "translator")
    translate(viewer_of(translator), words, "en")
    people.change_account(person=translator, display_name="Noor", language="en")

    page = client.get(f"{words.get_absolute_url()}?translated=1").content.decode()

    assert "Translated by Noor" in page


def test_a_new_name_is_said_where_somebody_else_typed_ones_words():
    activity = ActivityFactory()
    speaker = PersonFactory()
    typed(viewer_of(holder(activity.process, "operator")), activity, speaker=speaker)

    people.change_account(person=speaker, display_name="Noor", language="en")

    renamed = Event.objects.get(verb="person.renamed")
    assert renamed.subject_id == activity.subject.space_id


def test_erasing_the_translator_takes_the_name_off():
    words = ContributionFactory()
    translator = holder(words.process, "translator")
    made = translate(viewer_of(translator), words)

    people.erase(person=translator)

    made.refresh_from_db()
    assert (made.translator, made.made_by, made.body) == (None, "Translator", "En la clínica.")


def test_a_translation_is_taken_away_by_author_moderator_and_translator(client):
    activity = ActivityFactory()
    author, translator = PersonFactory(), holder(activity.process, "translator")
    for person in (author, translator, holder(activity.process, "moderator")):
        words = ContributionFactory(activity=activity, author=author)
        translate(viewer_of(translator), words)
        removal = reverse("contributions:translation-removal", args=[*named(words), "es"])
        client.force_login(person)

        offered = removal in client.get(words.get_absolute_url()).content.decode()
        answer = client.post(removal)

        assert offered
        assert answer.url == words.get_absolute_url()
        assert not words.translations.exists()
        assert Event.objects.filter(subject=words.pk).last().verb == "words.translation_removed"


@pytest.mark.parametrize("role", ["participant", "reviewer", "translator", "contact"])
def test_nobody_else_takes_a_translation_away(client, role):
    words = ContributionFactory()
    made = translate(viewer_of(holder(words.process, "translator")), words)
    person = holder(words.process, role)
    client.force_login(person)

    page = client.get(words.get_absolute_url()).content.decode()

    assert reverse("contributions:translation-removal", args=[*named(words), "es"]) not in page
    with pytest.raises(NotAllowed):
        actions.remove_translation(viewer=viewer_of(person), translation=made)


def test_a_translation_made_meanwhile_is_read_before_the_words_are_shown_again(client):
    words = ContributionFactory()
    seen = words.mark
    translate(viewer_of(holder(words.process, "translator")), words)
    moderator = holder(words.process, "moderator")
    client.force_login(moderator)

    with pytest.raises(Conflict):
        actions.hide(viewer=viewer_of(moderator), words=words, reason="Rule 3", seen=seen)

    hiding = client.get(reverse("contributions:hiding", args=named(words))).content.decode()
    assert "En la clínica." in hiding
    assert f'name="seen" value="{words.mark}"' in hiding


# --- Facilitator ---------------------------------------------------------------------------------


def talk_page(found):
    paragraph = found.subject.as_paragraph
    return f"{paragraph.synthesis.get_absolute_url()}?talk={paragraph.code}"


def test_a_facilitator_closes_a_discussion_and_opens_it_again(client):
    found = discussion()
    facilitator = holder(found.process, "facilitator")
    client.force_login(facilitator)
    closing = reverse("contributions:closing", args=named(found))
    said = actions.ContributionInput(body="One thing more.", language="en")

    before = client.get(talk_page(found)).content.decode()
    client.post(closing)
    closed = client.get(talk_page(found)).content.decode()
    found.refresh_from_db()
    with pytest.raises(NotAllowed):
        actions.discuss(viewer=viewer_of(PersonFactory()), discussion=found, said=said)
    client.post(closing, {"open": "1"})

    found.refresh_from_db()
    assert found.is_open
    assert "Close this discussion" in before
    assert "Open this discussion again" in closed
    assert "This discussion has closed. You can still read it." in closed
    verbs = Event.objects.filter(actor=facilitator).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["discussion.closed", "discussion.reopened"]


def test_in_a_closed_discussion_ones_words_are_withdrawn_and_not_changed():
    found, person = discussion(), PersonFactory()
    said = actions.ContributionInput(body="One thing more.", language="en")
    viewer = viewer_of(person)
    words = actions.discuss(viewer=viewer, discussion=found, said=said).contribution
    actions.close_discussion(
        viewer=viewer_of(holder(found.process, "facilitator")), discussion=found
    )

    with pytest.raises(NotAllowed):
        actions.edit(viewer=viewer, contribution=words, title="", body="Another.")
    actions.withdraw(viewer=viewer, contribution=words)

    words.refresh_from_db()
    assert words.withdrawn_at


def test_in_a_closed_activity_ones_words_are_withdrawn_and_not_changed(client):
    activity = ActivityFactory(closes_at=timezone.now() - dt.timedelta(days=1))
    words = ContributionFactory(activity=activity)
    client.force_login(words.author)

    page = client.get(words.get_absolute_url()).content.decode()
    client.post(reverse("contributions:withdrawal", args=named(words)))

    words.refresh_from_db()
    assert reverse("contributions:withdrawal", args=named(words)) in page
    assert reverse("contributions:edit", args=named(words)) not in page
    assert words.withdrawn_at


def test_a_discussion_in_a_closed_activity_takes_no_changes():
    activity = ActivityFactory(closes_at=timezone.now() - dt.timedelta(days=1))
    paragraph = ParagraphFactory()
    process = activity.process
    found = Discussion.objects.create(subject=paragraph.subject, process=process, activity=activity)
    words = ContributionFactory(activity=activity, discussion=found)

    assert not may(viewer_of(words.author), "contributions.edit", words)


def test_closing_twice_is_said_once():
    found = discussion()
    viewer = viewer_of(holder(found.process, "facilitator"))

    done = [actions.close_discussion(viewer=viewer, discussion=found) for _ in range(2)]

    assert done == [True, False]
    assert Event.objects.filter(verb="discussion.closed").count() == 1


def test_others_are_offered_no_button(client):
    found = discussion()
    client.force_login(holder(found.process, "moderator"))

    assert "Close this discussion" not in client.get(talk_page(found)).content.decode()
