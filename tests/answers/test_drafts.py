"""Whose a draft is: the office is asked for, can be changed, and the draft can be thrown away."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.answers.actions import Answer, assign, clear_response, draft_response, edit_response
from accord.answers.models import Response
from accord.errors import Conflict, NotAllowed
from accord.ui.texts import LocalizedText
from tests.addresses import named
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory, OfficeHeadFactory, OfficeMemberFactory
from tests.factories.viewers import viewer_of
from tests.themes.test_themes import rapporteur_of

pytestmark = pytest.mark.django_db
YES = Answer(outcome="adopted", reasons=LocalizedText({"es": "Sí."}))


def two_offices(words):
    return OfficeFactory.create_batch(2, space=words.process.space)


def offered(page):
    """The offices of the form's select, and which one is chosen already."""
    field = page.context["form"]["office"]
    choices = [str(value) for value, _ in field.field.choices]
    return choices, field.value()


def drafted(words, office):
    person = OfficeHeadFactory(office=office).person
    return draft_response(viewer=viewer_of(person), to=words, office=office, answer=YES)


def edit(response):
    return reverse("answers:edit", args=[response.subject.code])


def test_among_several_offices_none_is_taken_silently(client):
    words = ContributionFactory()
    one, other = two_offices(words)
    client.force_login(rapporteur_of(words.process))
    url = reverse("answers:new", args=named(words))

    page, refused = client.get(url), client.post(url, {"outcome": "adopted", "reasons_en": "Yes."})

    assert offered(page) == (["", str(one.pk), str(other.pk)], None)
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["office"])
    assert not Response.objects.exists()


def test_the_one_office_a_person_works_for_is_proposed(client):
    words = ContributionFactory()
    _, mine = two_offices(words)
    person = rapporteur_of(words.process)
    OfficeMemberFactory(office=mine, person=person)
    client.force_login(person)

    page = client.get(reverse("answers:new", args=named(words)))

    assert (len(offered(page)[0]), offered(page)[1]) == (3, mine.pk)


def test_where_there_is_one_office_nothing_is_to_choose(client):
    words = ContributionFactory()
    mine, _ = two_offices(words)
    client.force_login(OfficeMemberFactory(office=mine).person)

    page = client.get(reverse("answers:new", args=named(words)))

    assert offered(page)[0] == [str(mine.pk)]


def test_those_who_theme_give_a_draft_to_another_office(client):
    words = ContributionFactory()
    one, other = two_offices(words)
    response = drafted(words, one)
    assign(viewer=viewer_of(response.drafted_by), response=response, to=response.drafted_by)
    client.force_login(rapporteur_of(words.process))

    answer = client.post(edit(response), {"office": other.pk, "outcome": "in_progress"})

    response.refresh_from_db()
    assert answer["Location"] == reverse("answers:office", args=[other.code])
    assert (response.office, response.assigned_to, response.outcome) == (
        other,
        None,
        "in_progress",
    )


def test_the_office_itself_changes_the_words_and_not_whose_they_are(client):
    words = ContributionFactory()
    one, other = two_offices(words)
    response = drafted(words, one)
    client.force_login(response.drafted_by)

    page = client.get(edit(response))
    client.post(edit(response), {"office": other.pk, "outcome": "in_progress"})

    response.refresh_from_db()
    assert offered(page)[0] == [str(one.pk)]
    assert (response.office, response.outcome) == (one, "in_progress")
    viewer = viewer_of(response.drafted_by)
    with pytest.raises(NotAllowed):
        edit_response(viewer=viewer, response=response, answer=YES, office=other)


def test_what_an_office_has_cleared_goes_to_no_other(client):
    words = ContributionFactory()
    one, other = two_offices(words)
    response = drafted(words, one)
    clear_response(viewer=viewer_of(response.drafted_by), response=response)
    person = rapporteur_of(words.process)
    client.force_login(person)

    page = client.get(edit(response))

    assert offered(page)[0] == [str(one.pk)]
    with pytest.raises(Conflict, match="has cleared this answer"):
        edit_response(viewer=viewer_of(person), response=response, answer=YES, office=other)
    response.refresh_from_db()
    assert (response.office, response.cleared_at is None) == (one, False)


def test_a_draft_goes_to_no_office_of_another_space():
    words = ContributionFactory()
    response = drafted(words, two_offices(words)[0])
    stranger = OfficeFactory(space__key="elsewhere", space__host="elsewhere.localhost")
    person = rapporteur_of(words.process)

    with pytest.raises(Conflict):
        edit_response(viewer=viewer_of(person), response=response, answer=YES, office=stranger)


def test_a_draft_is_discarded_from_its_page_after_a_question(client):
    words = ContributionFactory()
    response = drafted(words, two_offices(words)[0])
    client.force_login(response.drafted_by)
    url = reverse("answers:discard", args=[response.subject.code])

    page, asked = client.get(edit(response)), client.get(url)
    before = Response.objects.count()
    answer = client.post(url)

    assert f'href="{url}"' in page.content.decode()
    assert "Discard this draft?" in asked.content.decode()
    assert (before, Response.objects.count()) == (1, 0)
    assert answer["Location"] == reverse("answers:office", args=[response.office.code])


def test_a_published_answer_is_not_discarded(client):
    words = ContributionFactory()
    response = drafted(words, two_offices(words)[0])
    now = timezone.now()
    Response.objects.update(published_at=now, cleared_at=now)
    client.force_login(response.drafted_by)

    answer = client.post(reverse("answers:discard", args=[response.subject.code]))

    assert (answer.status_code, Response.objects.count()) == (404, 1)


def test_the_page_of_an_idea_leads_to_the_draft_that_the_viewer_may_see(client):
    words = ContributionFactory()
    one, other = two_offices(words)
    response = drafted(words, one)
    stranger = OfficeMemberFactory(office=other).person
    new = reverse("answers:new", args=named(words))

    address = words.get_absolute_url()
    led = {}
    for person in (response.drafted_by, rapporteur_of(words.process), stranger):
        client.force_login(person)
        page = client.get(address).content.decode()
        led[person.pk] = [url for url in (new, edit(response)) if f'href="{url}"' in page]

    assert list(led.values()) == [[edit(response)], [edit(response)], [new]]
